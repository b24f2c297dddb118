import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Span, Warning } from "#shared/replies/schema.ts";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { showEvidence } from "./evidence.ts";
import { sentenceAround } from "./marks.ts";
import { useWarningTexts } from "./warning-language.ts";

/** What the ways out beside a reason can do to the draft. */
export type Acts = {
  select: (span: Span) => void;
  /** puts words in the place of a passage; the person's own undo takes them back */
  replace: (span: Span, text: string) => void;
  /** puts words where the cursor stands */
  insert: (text: string) => void;
  /** takes the template's text in another language; null when it has none in it */
  inLanguage: (lang: string) => (() => void) | null;
};

type Props = { warning: Warning; draft: string; acts: Acts };

/** One click to what helps against a reason: where it stands, what to take up, where to look. */
export function Ways({ warning, draft, acts }: Props) {
  return (
    <>
      <HelpWay warning={warning} acts={acts} />
      <DraftWays warning={warning} draft={draft} acts={acts} />
      <CommentWay warning={warning} />
    </>
  );
}

const Way = ({ children, onClick }: { children: ReactNode; onClick: () => void }) => (
  <Button size="s" onClick={onClick} className="max-w-full !whitespace-normal">
    {children}
  </Button>
);

function HelpWay({ warning: { help, code }, acts }: Omit<Props, "draft">) {
  const { t } = useWarningTexts();
  if (help?.kind === "takeUp")
    return help.words.map((word) => (
      <Way key={word} onClick={() => acts.insert(word)}>
        {t("way.takeUp", { word })}
      </Way>
    ));
  if (help?.kind === "insert")
    return (
      <Way onClick={() => acts.replace({ from: help.at, to: help.at }, help.text)}>
        {t("way.insert", { text: help.text.trim().replace(/,$/, "") })}
      </Way>
    );
  if (help?.kind === "replace")
    return <Way onClick={() => acts.replace(help.span, help.text)}>{t("way.write", { text: help.text })}</Way>;
  if (help?.kind === "openThread" && code !== "STALE_DRAFT")
    return (
      <Link
        to="/inbox"
        search={{ status: "all", thread: help.threadId }}
        className={buttonClass("default", "s", "no-underline")}
      >
        {t("way.openThread")}
      </Link>
    );
  return null;
}

function DraftWays({ warning: { code, spans, params, help }, draft, acts }: Props) {
  const { t, languageName } = useWarningTexts();
  const [first] = spans;
  const select = (span: Span) => () => acts.select(span);
  if (code === "LANG_MISMATCH") {
    const take = acts.inLanguage(String(params.comment));
    return (
      take && <Way onClick={take}>{t("way.switchLanguage", { language: languageName(String(params.comment)) })}</Way>
    );
  }
  if (!first || help?.kind === "replace") return null;
  if (code === "PLACEHOLDER")
    return (
      <>
        <Way onClick={select(first)}>{t("way.fill")}</Way>
        <Way onClick={select(sentenceAround(draft, first))}>{t("way.drop")}</Way>
      </>
    );
  if (code === "OVER_LENGTH") return <Way onClick={select(first)}>{t("way.cut")}</Way>;
  if (code === "REPEAT_RECENT" || code === "REPEAT_THREAD" || code === "SAME_OPENING")
    return <Way onClick={select(sentenceAround(draft, first))}>{t("way.opening")}</Way>;
  return <Way onClick={select(first)}>{t("way.show")}</Way>;
}

function CommentWay({ warning: { code, comment } }: Pick<Props, "warning">) {
  const { t } = useWarningTexts();
  if (!comment?.id) return null;
  const words =
    code === "QUESTION_UNANSWERED" ? t("way.question") : code === "STALE_DRAFT" ? t("way.news") : t("way.comment");
  return <Way onClick={() => showEvidence(comment)}>{words}</Way>;
}
