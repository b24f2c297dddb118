import { useState } from "react";
import type { Warning } from "#shared/replies/schema.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Compare } from "./compare.tsx";
import { grades } from "./grades.ts";
import { useWarningTexts } from "./warning-language.ts";
import { useWarningText } from "./warning-text.ts";

/** The reasons against a letter that leaves with others, the strongest first, beside the letter itself. */
export function LetterReasons({ warnings, draft }: { warnings: readonly Warning[]; draft: string }) {
  const { language } = useWarningTexts();
  if (warnings.length === 0) return null;
  return (
    <ul lang={language} className="mt-1 grid gap-0.5">
      {warnings.map((warning) => (
        <Reason key={warning.code} warning={warning} draft={draft} />
      ))}
    </ul>
  );
}

function Reason({ warning, draft }: { warning: Warning; draft: string }) {
  const { t } = useWarningTexts();
  const say = useWarningText();
  const [comparing, setComparing] = useState(false);
  const { icon: Icon, look } = grades[warning.strength];
  return (
    <li className="relative text-12">
      <span className="flex min-w-0 flex-wrap items-center gap-x-1.5 gap-y-1">
        <span className={cx("inline-flex min-w-0 items-start gap-1", look)}>
          <Icon aria-hidden size={14} strokeWidth={1.75} className="mt-0.5 shrink-0" />
          <span className="sr-only">{t(`strength.${warning.strength}`)}: </span>
          <span className="min-w-0 break-words">{say(warning)}</span>
        </span>
        {warning.earlier && (
          <Button size="s" aria-expanded={comparing} onClick={() => setComparing(!comparing)}>
            {comparing ? t("way.close") : t("way.compare")}
          </Button>
        )}
      </span>
      {comparing && warning.earlier && <Compare draft={draft} earlier={warning.earlier} />}
    </li>
  );
}
