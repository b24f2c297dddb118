import type { Warning } from "#shared/replies/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";

const kinds = ["email", "phone", "iban", "card", "identity", "order"] as const;

/** The sentence of a warning in the person's language. */
export function useWarningText(): (warning: Warning) => string {
  const { t } = useTexts("replies");
  const format = useFormat();
  return ({ code, params }) => {
    const text = (name: string) => String(params[name] ?? "");
    const count = Number(params.count ?? 1);
    const share = (name: string) => format.percent(Number(params[name] ?? 0) / 100);
    if (code === "PLACEHOLDER") return t("warning.PLACEHOLDER", { count, found: text("found"), rest: count - 1 });
    if (code === "WRONG_NAME") return t("warning.WRONG_NAME", { name: text("name"), member: text("member") });
    if (code === "PRIVATE_PUBLIC") {
      const kind = kinds.find((each) => each === params.kind) ?? "order";
      return t("warning.PRIVATE_PUBLIC", { what: t(`private.${kind}`) });
    }
    if (code === "OVER_LENGTH") return t("warning.OVER_LENGTH", { count: Number(params.over ?? 0) });
    if (code === "TEMPLATE_VERBATIM") return t("warning.TEMPLATE_VERBATIM", { changed: share("changed") });
    if (code === "REPEAT_THREAD")
      return t("warning.REPEAT_THREAD", { member: text("member"), similarity: share("similarity") });
    if (code === "REPEAT_RECENT")
      return Number(params.similarity) >= 60
        ? t("warning.REPEAT_RECENT_same", { member: text("member") })
        : t("warning.REPEAT_RECENT", { member: text("member") });
    if (code === "LANG_MISMATCH")
      return t("warning.LANG_MISMATCH", {
        draft: format.language(text("draft")),
        comment: format.language(text("comment")),
      });
    if (code === "SAME_OPENING") return t("warning.SAME_OPENING", { count, of: text("of"), opening: text("opening") });
    if (code === "STALE_DRAFT") return t("warning.STALE_DRAFT", { count });
    if (code === "ANSWERS_OTHER") return t("warning.ANSWERS_OTHER", { member: text("member") });
    if (code === "TONE_CHEERFUL")
      return text("grave") === "yes"
        ? t("warning.TONE_CHEERFUL_grave", { found: text("found") })
        : t("warning.TONE_CHEERFUL", { found: text("found") });
    if (code === "PROMO_IN_COMPLAINT") return t("warning.PROMO_IN_COMPLAINT", { found: text("found") });
    if (code === "ASKS_AGAIN") return t("warning.ASKS_AGAIN", { given: text("given") });
    if (code === "SENDS_AWAY") return t("warning.SENDS_AWAY");
    if (code === "TEMPLATE_LIGHT") return t("warning.TEMPLATE_LIGHT", { changed: share("changed") });
    if (code === "ECHOES_NOTHING") return t("warning.ECHOES_NOTHING");
    if (code === "QUESTION_UNANSWERED") return t("warning.QUESTION_UNANSWERED", { question: text("question") });
    if (code === "EMPTY_APOLOGY") return t("warning.EMPTY_APOLOGY");
    if (code === "NAME_MISSING") return t("warning.NAME_MISSING", { name: text("name") });
    return t("warning.SIGNATURE_OFF");
  };
}
