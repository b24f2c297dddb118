import { useState } from "react";
import type { Warning } from "#shared/replies/schema.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Compare } from "./compare.tsx";
import { grades } from "./grades.ts";
import { useWarningTexts } from "./warning-language.ts";
import { useWarningText } from "./warning-text.ts";
import { type Acts, Ways } from "./ways.tsx";

type Props = { warning: Warning; draft: string; acts: Acts };

/** One reason in one sentence, with its evidence and the ways out beside it. */
export function WarningRow({ warning, draft, acts }: Props) {
  const { t, language } = useWarningTexts();
  const [comparing, setComparing] = useState(false);
  const say = useWarningText();
  const { icon: Icon, look } = grades[warning.strength];
  return (
    <li
      lang={language}
      className="grid grid-cols-[96px_minmax(0,1fr)] gap-x-2.5 border-t border-line py-1.25 pr-2.5 pl-3.5 max-sm:grid-cols-1 max-sm:pb-2.5"
    >
      <span className={cx("flex h-6.75 items-center gap-1.25 text-12 font-strong whitespace-nowrap", look)}>
        <Icon aria-hidden size={14} strokeWidth={1.75} />
        {t(`strength.${warning.strength}`)}
      </span>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 leading-6.75 max-sm:leading-5">
        <span className="min-w-0 break-words">{say(warning)}</span>
        <span className="flex min-w-0 flex-wrap gap-1.5">
          {warning.earlier && (
            <Button size="s" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
              {comparing ? t("way.close") : t("way.compare")}
            </Button>
          )}
          <Ways warning={warning} draft={draft} acts={acts} />
        </span>
        {warning.demoted && <small className="basis-full text-12 leading-4.5 text-text-3">{t("demoted")}</small>}
      </div>
      {comparing && warning.earlier && <Compare draft={draft} earlier={warning.earlier} className="col-span-full" />}
    </li>
  );
}
