import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { Warning } from "#shared/replies/schema.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { Menu, MenuItem, MenuTitle } from "#web/ui/menu.tsx";
import { Meter } from "#web/ui/meter.tsx";
import { useNow } from "#web/ui/say.tsx";
import { grades } from "./grades.ts";
import type { Checked } from "./use-check.ts";
import { setWarningLanguage, useWarningTexts, warningLanguages } from "./warning-language.ts";
import { WarningRow } from "./warning-row.tsx";
import type { Acts } from "./ways.tsx";

const aim = 0.5;
const limit = 0.6;
const shownAtMost = 3;

type Props = {
  checked: Checked;
  /** how many earlier answers it was compared with; null when they could not be read */
  against: number | null;
  acts: Acts;
  usesTemplate: boolean;
};

/** Two plain meters and the reasons, strongest first. No score, no grade. */
export function CheckPanel({ checked, against, acts, usesTemplate }: Props) {
  const { t, language } = useWarningTexts();
  const [all, setAll] = useState(false);
  const { warnings } = checked.result;
  const shown = all ? warnings : warnings.slice(0, shownAtMost);
  const rest = warnings.length - shownAtMost;
  return (
    <section aria-label={t("panel.title")} lang={language} className="border-t border-line bg-sunken">
      <header className="flex items-baseline gap-2 px-3.5 pt-2">
        <h3 className="text-12 font-strong whitespace-nowrap">{t("panel.title")}</h3>
        <small className="ml-auto truncate text-12 text-text-3">
          {against === null
            ? t("panel.failed")
            : against === 0
              ? t("panel.againstNone")
              : t("panel.against", { count: against })}
        </small>
        <LanguageOfReasons />
      </header>
      <Meters checked={checked} usesTemplate={usesTemplate} />
      <Voice voice={checked.result.voice} />
      <ul aria-live="polite">
        {shown.map((warning) => (
          <WarningRow key={warning.code} warning={warning} draft={checked.text} acts={acts} />
        ))}
      </ul>
      {rest > 0 && (
        <p className="border-t border-line px-2 py-1">
          <Button variant="plain" size="s" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t("panel.fewer") : t("panel.more", { count: rest })}
          </Button>
        </p>
      )}
    </section>
  );
}

/** In which language the reasons are given, whatever the language of the screens. */
function LanguageOfReasons() {
  const { t, wanted } = useWarningTexts();
  const nameOf = (language: string) => new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="plain" size="s" title={t("panel.language")} className="-my-1 -mr-1.5 !text-12">
          <span className="sr-only">{t("panel.language")}: </span>
          {wanted.toUpperCase()}
          <ChevronDown aria-hidden size={12} strokeWidth={1.75} className="text-text-3" />
        </Button>
      }
    >
      <MenuTitle>{t("panel.language")}</MenuTitle>
      {warningLanguages.map((each) => (
        <MenuItem key={each} chosen={each === wanted} onSelect={() => setWarningLanguage(each)}>
          <span lang={each} className="capitalize">
            {nameOf(each)}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}

/** What makes the draft sound like a person; said, never counted into a score. */
function Voice({ voice }: { voice: Checked["result"]["voice"] }) {
  const { t, list } = useWarningTexts();
  if (voice.length === 0) return null;
  const cues = list(voice.map(({ cue }) => t(`panel.cue.${cue}`)));
  return <p className="px-3.5 pb-2 text-12 text-text-3">{t("panel.voice", { cues })}</p>;
}

function Meters({ checked, usesTemplate }: { checked: Checked; usesTemplate: boolean }) {
  const { t, percent, ago } = useWarningTexts();
  const now = useNow();
  const { ownWords, nearest } = checked.result;
  const similarity = nearest?.similarity ?? 0;
  return (
    <div className="grid grid-cols-2 gap-5 px-3.5 pt-1 pb-2.5 max-sm:grid-cols-1 max-sm:gap-2">
      <Meter
        label={t("panel.ownWords")}
        value={ownWords}
        shown={ownWords === null ? t("panel.na") : percent(ownWords)}
        line={aim}
        off={ownWords !== null && ownWords < aim}
        caption={usesTemplate ? t("panel.aim", { percent: percent(aim) }) : t("panel.noTemplate")}
      />
      <Meter
        label={t("panel.nearest")}
        value={similarity}
        shown={percent(similarity)}
        line={limit}
        off={similarity >= limit}
        caption={
          nearest
            ? t("panel.nearestTo", {
                name: nearest.memberName,
                time: nearest.sentAt ? ago(nearest.sentAt, now) : "",
              })
            : t("panel.nearestNone")
        }
        aside={t("panel.limit", { percent: percent(limit) })}
      />
    </div>
  );
}

/** The reasons in one line, for a phone where the panel may be out of sight. */
export function CheckSum({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useWarningTexts();
  const strengths = ["ask", "warn", "hint"] as const;
  const counts = strengths.map(
    (strength) => [strength, warnings.filter((each) => each.strength === strength).length] as const,
  );
  if (warnings.length === 0) return null;
  return (
    <p className="flex w-full gap-3.5 px-1.5 pb-0.5 text-12 font-strong sm:hidden">
      {counts.map(([strength, count]) => {
        const { icon: Icon, look } = grades[strength];
        return (
          count > 0 && (
            <span key={strength} className={cx("inline-flex items-center gap-1", look)}>
              <Icon aria-hidden size={14} strokeWidth={1.75} />
              {t(`panel.count.${strength}`, { count })}
            </span>
          )
        );
      })}
    </p>
  );
}
