import type { WarningCode } from "./schema.ts";

/**
 * Reasons that are only hints in a language (BCP 47, first part), and why: measured on brands nobody tuned on, fewer
 * than nine of ten were right. Figures: `npm run eval:replies`, table in `bench/personalization/README.md`.
 */
const hintLanguages: Partial<Record<WarningCode, Record<string, string>>> = {
  TONE_CHEERFUL: {
    tr: "right 8 times of 9 on the report brands, 1 of 2 on those seen by nobody",
    fi: "right 9 times of 10 on the report brands, but 3 of 4 on those seen by nobody",
  },
};

/** Whether a reason is too often wrong in a language to be more than a hint; false where the language is not known. */
export const isHintIn = (code: WarningCode, lang: string | null): boolean =>
  hintLanguages[code]?.[lang?.split("-")[0] ?? ""] !== undefined;
