import { useMutation } from "@tanstack/react-query";
import type { IdeaView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";

const values = [1, 2, 3, 4, 5] as const;
// A standard deviation of 1.2 on five steps: two people three steps apart have 2.1, neighbours 0.7.
const farApart = 1.2;
const agreeFrom = 0.67;
type Scores = IdeaView["scores"][number];

/** Scores by the brief's criteria. Those of others show after one's own, so that nobody only follows. */
export function IdeaScores({ idea }: { idea: IdeaView }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const refresh = useRefresh();
  const may = useMay("idea.score") && idea.call.state !== "closed";
  const score = useMutation(useTRPC().ideas.score.mutationOptions({ onSettled: refresh }));
  if (idea.scores.length === 0) return null;
  const pending = score.isPending ? score.variables : null;
  return (
    <Card title={t("scores.title")}>
      <ul>
        {idea.scores.map((one) => (
          <li
            key={one.key}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5 [&+&]:border-t [&+&]:border-line"
          >
            <span className="min-w-40 flex-1 wrap-anywhere">{one.name}</span>
            {may && (
              <Steps
                one={one}
                mine={pending?.criterion === one.key ? pending.value : one.mine}
                onScore={(value) => score.mutate({ ideaId: idea.id, criterion: one.key, value })}
              />
            )}
            <Others one={one} blind={may && one.mine === null} />
          </li>
        ))}
      </ul>
      {score.isError && <Problem error={score.error} className="mt-2" />}
      <p className="mt-1.5 border-t border-line pt-1.5 text-12 text-text-3">
        {idea.agreement === null ? (
          t("scores.agreementNone")
        ) : (
          <>
            {t("scores.agreement", { value: format.decimal(idea.agreement, 2) })}
            {idea.agreement < agreeFrom && <span className="text-warn">, {t("scores.low")}</span>}
          </>
        )}
      </p>
    </Card>
  );
}

type StepsProps = { one: Scores; mine: number | null; onScore: (value: number | null) => void };

/** Five steps; the chosen one pressed again takes the score back. */
function Steps({ one, mine, onScore }: StepsProps) {
  const { t } = useTexts("ideas");
  return (
    // biome-ignore lint/a11y/useSemanticElements: pressed buttons, since a score can be let go of again
    <span role="group" aria-label={t("scores.mineOf", { name: one.name })} className="flex gap-1">
      {values.map((value) => (
        <button
          key={value}
          type="button"
          aria-pressed={mine === value}
          aria-label={t("scores.value", { value })}
          title={mine === value ? t("scores.clear") : undefined}
          onClick={() => onScore(mine === value ? null : value)}
          className={cx(
            "size-6 rounded-[5px] border text-12 font-medium tabular-nums max-sm:size-10",
            mine === value
              ? "border-accent-fill bg-accent-fill text-on-fill"
              : "border-line-strong bg-raised text-text-2 hover:bg-hover",
          )}
        >
          {value}
        </button>
      ))}
    </span>
  );
}

function Others({ one, blind }: { one: Scores; blind: boolean }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const look = "flex w-64 items-center justify-end gap-2 text-12 text-text-3 max-sm:w-full max-sm:justify-start";
  if (one.by.length === 0) return <span className={look}>{t("scores.none")}</span>;
  if (blind)
    return (
      <span className={look} title={t("scores.hiddenWhy")}>
        {t("scores.others")}: {t("scores.hidden")}
      </span>
    );
  return (
    <span className={look}>
      <span className="truncate" title={one.by.map((by) => `${by.name} ${by.value}`).join(", ")}>
        {one.by.map((by) => `${by.name.split(" ")[0]} ${by.value}`).join(", ")}
      </span>
      {one.spread !== null && one.spread >= farApart && <Pill tone="warn">{t("scores.disagree")}</Pill>}
      <b className="font-strong text-text tabular-nums" title={t("scores.mean")}>
        {format.decimal(one.mean, 1)}
        {one.spread !== null && (
          <span className="font-normal text-text-3" title={t("scores.spread")}>
            {" "}
            ± {format.decimal(one.spread, 1)}
          </span>
        )}
      </b>
    </span>
  );
}
