import type { Warning } from "#shared/replies/schema.ts";
import { useWarningTexts } from "./warning-language.ts";

const kinds = ["email", "phone", "iban", "card", "identity", "order"] as const;

/** The sentence of a warning in the person's language. */
export function useWarningText(): (warning: Pick<Warning, "code" | "params">) => string {
  const texts = useWarningTexts();
  return (warning) => sayWarning(texts, warning);
}

type Words = Pick<ReturnType<typeof useWarningTexts>, "t" | "percent" | "languageName">;

function sayWarning({ t, percent, languageName }: Words, { code, params }: Pick<Warning, "code" | "params">): string {
  const text = (name: string) => String(params[name] ?? "");
  const count = Number(params.count ?? 1);
  switch (code) {
    case "PRIVATE_PUBLIC": {
      const what = t(`private.${kinds.find((each) => each === params.kind) ?? "order"}`);
      return text("asks") === "yes"
        ? t("warning.PRIVATE_PUBLIC_asks", { what })
        : t("warning.PRIVATE_PUBLIC", { what });
    }
    case "OVER_LENGTH":
      return t("warning.OVER_LENGTH", { count: Number(params.over ?? 0) });
    case "TEMPLATE_VERBATIM":
    case "TEMPLATE_LIGHT":
      return t(`warning.${code}`, { changed: percent(Number(params.changed ?? 0) / 100) });
    case "REPEAT_RECENT":
      return Number(params.similarity) >= 60
        ? t("warning.REPEAT_RECENT_same", { member: text("member") })
        : t("warning.REPEAT_RECENT", { member: text("member") });
    case "LANG_MISMATCH":
      return t("warning.LANG_MISMATCH", { draft: languageName(text("draft")), comment: languageName(text("comment")) });
    case "SAME_OPENING":
      return t("warning.SAME_OPENING", { times: count, of: text("of"), opening: text("opening") });
    case "TONE_CHEERFUL":
      if (text("grave") === "yes") return t("warning.TONE_CHEERFUL_grave", { found: text("found") });
      return text("crisis") === "yes"
        ? t("warning.TONE_CHEERFUL_crisis", { found: text("found") })
        : t("warning.TONE_CHEERFUL", { found: text("found") });
    case "PLACEHOLDER":
    case "STALE_DRAFT":
      return t(`warning.${code}`, { count, found: text("found") });
    default: {
      const [name, member, found] = [text("name"), text("member"), text("found")];
      const [given, question, signature] = [text("given"), text("question"), text("signature")];
      return t(`warning.${code}`, { name, member, found, given, question, signature });
    }
  }
}
