import { CircleAlert } from "lucide-react";
import type { Span } from "#shared/replies/schema.ts";
import type { TemplateProblem } from "#shared/replies/template-problems.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";

type Props = {
  problems: readonly TemplateProblem[];
  onShow: (span: Span) => void;
  onMend: (problem: TemplateProblem) => void;
};

/** Every broken place of a template's text, each with a way to it and, where it is clear, what was meant. */
export function TemplateProblems({ problems, onShow, onMend }: Props) {
  const { t } = useTexts("replies");
  if (problems.length === 0) return null;
  return (
    <section
      aria-label={t("problems.title")}
      className="grid gap-1 rounded-m border border-ask-line bg-ask-soft px-3 py-2"
    >
      <h3 className="flex items-center gap-1.5 font-strong text-ask">
        <CircleAlert aria-hidden size={16} strokeWidth={1.75} />
        {t("problems.title")}
      </h3>
      <ul className="grid gap-1">
        {problems.map((problem) => (
          <li key={`${problem.from} ${problem.kind}`} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <code className="max-w-full truncate rounded-s bg-raised px-1 font-mono text-13 text-ask">
              {problem.found}
            </code>
            <span className="min-w-0 flex-1 max-sm:basis-full">{t(`problems.${problem.kind}`)}</span>
            <Button size="s" onClick={() => onShow(problem)}>
              {t("problems.show")}
            </Button>
            {problem.meant && (
              <Button size="s" onClick={() => onMend(problem)}>
                {t("problems.mend", { meant: problem.meant })}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The text with what was meant in the place of what is broken; fallbacks stay. */
export function mended(body: string, problem: TemplateProblem): string {
  const { from, to, found, meant, kind } = problem;
  if (!meant) return body;
  if (kind === "rawMark") return body.slice(0, from) + meant + body.slice(to);
  const [name = "", ...rest] = found.replace(/^\{+|\}+$/g, "").split("|");
  const inner = kind === "unknownSlot" ? [meant, ...rest] : [name, meant, ...rest.slice(1)];
  return `${body.slice(0, from)}{{${inner.join("|")}}}${body.slice(to)}`;
}
