import type { CallView } from "#shared/ideas/schema.ts";
import type { IdeaStage } from "#shared/ideas/stage.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";

type Props = {
  stages: CallView["stages"];
  verdicts: Pick<CallView, "adopted" | "declined">;
  current: IdeaStage | null;
  onStage: (stage: IdeaStage) => void;
};

const middle = "[clip-path:polygon(0_0,calc(100%-9px)_0,100%_50%,calc(100%-9px)_100%,0_100%,9px_50%)] pl-4.5";
const first = "[clip-path:polygon(0_0,calc(100%-9px)_0,100%_50%,calc(100%-9px)_100%,0_100%)] rounded-l-m pl-3";
const last = "[clip-path:polygon(0_0,100%_0,100%_100%,0_100%,9px_50%)] rounded-r-m pl-4.5";

/** The way of an idea in five steps; each shows its ideas and, pressed again, lets go of them. */
export function StageBar({ stages, verdicts, current, onStage }: Props) {
  const { t } = useTexts("ideas");
  const { t: say } = useTexts("calls");
  return (
    <ol
      aria-label={t("stages")}
      className="grid grid-cols-5 gap-0.75 [scrollbar-width:none] max-sm:-mx-3 max-sm:grid-cols-[repeat(5,132px)] max-sm:overflow-x-auto max-sm:px-3"
    >
      {stages.map(({ stage, ideas, thisWeek, waiting }, at) => {
        const on = current === stage;
        const below =
          stage === "result" && ideas > 0 && waiting === 0
            ? say("adoptedDeclined", { adopted: verdicts.adopted, declined: verdicts.declined })
            : stage === "open" && thisWeek > 0
              ? t("thisWeek", { count: thisWeek })
              : waiting > 0
                ? t(`waitingAt.${stage}`, { count: waiting })
                : t("nothingWaits");
        return (
          <li key={stage}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => onStage(stage)}
              className={cx(
                "grid w-full grid-cols-[minmax(0,1fr)_auto] py-1.75 pr-3.5 text-left leading-4.5 focus-visible:-outline-offset-4",
                at === 0 ? first : at === stages.length - 1 ? last : middle,
                on ? "bg-accent-soft" : "bg-active/55 hover:bg-active",
              )}
            >
              <span className={cx("truncate font-medium", on ? "text-accent" : "text-text-2")}>
                {t(`stage.${stage}`)}
              </span>
              <b className="font-strong tabular-nums">{ideas}</b>
              <small className={cx("col-span-full truncate text-12 leading-4", on ? "text-text-2" : "text-text-3")}>
                {below}
              </small>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
