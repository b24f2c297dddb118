import { useState } from "react";
import type { Span, Warning } from "#shared/replies/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Compare } from "./compare.tsx";
import { grades } from "./grades.ts";
import { sentenceAround } from "./marks.ts";
import { useWarningText } from "./warning-text.ts";

/** What the ways out beside a reason can do to the draft. */
export type Acts = {
  select: (span: Span) => void;
  replace: (span: Span, text: string) => void;
  firstName: string | null;
  /** takes the template's text in another language; null when it has none in it */
  inLanguage: (lang: string) => (() => void) | null;
};

type Props = { warning: Warning; draft: string; acts: Acts };

/** One reason in one sentence, with its evidence and the ways out beside it. */
export function WarningRow({ warning, draft, acts }: Props) {
  const { t } = useTexts("replies");
  const [comparing, setComparing] = useState(false);
  const say = useWarningText();
  const { icon: Icon, look } = grades[warning.strength];
  return (
    <li className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-2.5 border-t border-line py-1.25 pr-2.5 pl-3.5 max-sm:grid-cols-1 max-sm:pb-2.5">
      <span className={cx("flex h-6.75 items-center gap-1.25 text-12 font-strong whitespace-nowrap", look)}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
        {t(`check.strength.${warning.strength}`)}
      </span>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 leading-6.75 max-sm:leading-5">
        <span className="min-w-0 break-words">{say(warning)}</span>
        <span className="flex flex-wrap gap-1.5">
          {warning.earlier && (
            <Button size="s" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
              {comparing ? t("compare.close") : t("way.compare")}
            </Button>
          )}
          <Ways warning={warning} draft={draft} acts={acts} />
        </span>
      </div>
      {comparing && warning.earlier && <Compare draft={draft} earlier={warning.earlier} className="col-span-full" />}
    </li>
  );
}

function Ways({ warning: { code, spans, params }, draft, acts }: Props) {
  const { t } = useTexts("replies");
  const format = useFormat();
  const [first] = spans;
  const way = (words: string, run: () => void) => (
    <Button size="s" key={words} onClick={run}>
      {words}
    </Button>
  );
  if (code === "LANG_MISMATCH") {
    const lang = String(params.comment);
    const take = acts.inLanguage(lang);
    return take && way(t("way.switchLanguage", { language: format.language(lang) }), take);
  }
  if (!first) return null;
  const select = (span: Span) => () => acts.select(span);
  if (code === "PLACEHOLDER")
    return [way(t("way.fill"), select(first)), way(t("way.drop"), select(sentenceAround(draft, first)))];
  if (code === "WRONG_NAME") {
    const { firstName } = acts;
    return firstName
      ? way(t("way.rightName", { name: firstName }), () => acts.replace(first, firstName))
      : way(t("way.show"), select(first));
  }
  if (code === "OVER_LENGTH") return way(t("way.cut"), select(first));
  if (code === "REPEAT_RECENT" || code === "REPEAT_THREAD" || code === "SAME_OPENING")
    return way(t("way.opening"), select(sentenceAround(draft, first)));
  return way(t("way.show"), select(first));
}
