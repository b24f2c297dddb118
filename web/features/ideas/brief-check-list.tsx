import { Check, CircleDashed, Lightbulb } from "lucide-react";
import type { BriefCheck, BriefProblem } from "#shared/ideas/brief.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";

/** The id of a field of the form, for the check to lead to. */
export const fieldId = (field: string): string => `brief-${field}`;

function goTo(field: string): void {
  const part = document.getElementById(fieldId(field));
  part?.scrollIntoView({ block: "center" });
  part?.querySelector<HTMLElement>("input, textarea, button")?.focus();
}

/** What keeps the brief from being published, and what would make it better; each line leads to its field. */
export function BriefCheckList({ check }: { check: BriefCheck }) {
  const { t } = useTexts("callBrief");
  const must = check.problems.filter((one) => one.strength === "must");
  const should = check.problems.filter((one) => one.strength === "should");
  return (
    <Card title={t("check.title")} aside={t("check.words", { words: check.words })}>
      {/* biome-ignore lint/a11y/useSemanticElements: steps cannot be drawn in a meter element */}
      <div
        role="meter"
        aria-label={t("check.title")}
        aria-valuemin={0}
        aria-valuemax={check.of}
        aria-valuenow={check.passed}
        aria-valuetext={t("check.passed", { passed: check.passed, of: check.of })}
        className="mt-1 flex gap-0.5"
      >
        {Array.from({ length: check.of }, (_, at) => (
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={at}
            className={at < check.passed ? "h-1.5 flex-1 rounded-[2px] bg-ok" : "h-1.5 flex-1 rounded-[2px] bg-active"}
          />
        ))}
      </div>
      <p role="status" className="mt-1.5 flex items-center gap-1.5 text-12 text-text-2">
        {must.length === 0 && <Check aria-hidden size={14} strokeWidth={2} className="text-ok" />}
        {must.length === 0 ? t("check.ready") : t("check.passed", { passed: check.passed, of: check.of })}
      </p>
      <Problems title={t("check.must")} problems={must} />
      <Problems title={t("check.should")} problems={should} />
    </Card>
  );
}

function Problems({ title, problems }: { title: string; problems: BriefProblem[] }) {
  const { t } = useTexts("callBrief");
  if (problems.length === 0) return null;
  return (
    <>
      <h3 className="mt-2.5 mb-0.5 text-12 font-medium text-text-3">{title}</h3>
      <ul>
        {problems.map((one) => {
          const Icon = one.strength === "must" ? CircleDashed : Lightbulb;
          return (
            <li key={`${one.code} ${one.field}`}>
              <button
                type="button"
                title={t("check.go")}
                onClick={() => goTo(one.field)}
                className="flex w-full gap-1.5 rounded-m px-1 py-1 text-left text-12 leading-4.5 text-text-2 hover:bg-hover hover:text-text max-sm:py-2.5"
              >
                <Icon
                  aria-hidden
                  size={14}
                  strokeWidth={1.75}
                  className={one.strength === "must" ? "mt-0.5 shrink-0 text-warn" : "mt-0.5 shrink-0 text-hint"}
                />
                {t(`problems.${one.code}`, one.params)}
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
