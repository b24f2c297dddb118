import type { IdeaRow } from "#shared/ideas/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";

/** How many voted, and between what the share in favour lies; under five that cannot be said. */
export function Votes({ votes }: { votes: IdeaRow["votes"] }) {
  const { t } = useTexts("ideas");
  const format = useFormat();
  const { n, up, low, high, average } = votes;
  const few = average === null || low === null || high === null;
  const range = few ? t("tooFew") : `${format.number(Math.round(low * 100))}–${format.percent(high)}`;
  return (
    <span
      title={few ? t("tooFewWhy") : t("interval", { up, n })}
      className="relative z-1 w-14 shrink-0 text-right leading-4.5 tabular-nums"
    >
      <b className={few ? "block font-medium text-text-3" : "block font-strong"}>
        <span aria-hidden>{format.number(n)}</span>
        <span className="sr-only">{t("votes", { count: n })}</span>
      </b>
      <span className="block text-11 whitespace-nowrap text-text-3">{range}</span>
    </span>
  );
}
