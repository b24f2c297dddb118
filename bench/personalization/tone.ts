import { checkReply } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import type { WarningCode } from "#shared/replies/schema.ts";
import { inputOf, type Labelled, labelled, splitOf } from "./ground.ts";
import { cells, count, noTally, type Tally } from "./intervals.ts";
import { say, table } from "./print.ts";

const judged: [WarningCode, (one: Labelled) => boolean][] = [
  ["TONE_CHEERFUL", ({ complaint, labels }) => complaint && labels.cheerful === true],
  ["PROMO_IN_COMPLAINT", ({ complaint, labels }) => complaint && labels.promotion === true],
  ["EMPTY_APOLOGY", ({ labels }) => labels.emptyApology === true],
  ["QUESTION_UNANSWERED", ({ labels }) => labels.unanswered === true],
  ["WRONG_NAME", ({ wrongName }) => wrongName],
  ["LANG_MISMATCH", ({ rightLang }) => !rightLang],
];

/** Cheerful tone, promotion and what else our own labelled replies say, by language, on brands held out and on those tuned on. */
export async function evalTone(detect: DetectLanguage, show: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const lang of ["tr", "fi", "pl", "en"]) {
    const cases = await labelled(lang);
    if (cases.length === 0) {
      say(`There is no set for ${lang}.`);
      continue;
    }
    const { heldOut } = splitOf(cases.map(({ brand }) => brand));
    for (const part of ["held out", "tuned on"] as const) {
      const tallies = new Map<WarningCode, Tally>(judged.map(([code]) => [code, noTally()]));
      const ours = cases.filter(({ brand }) => heldOut.has(brand) === (part === "held out"));
      for (const one of ours) {
        const brand = { "brand.name": one.brand };
        const input = inputOf(one.reply, one.comment, detect, { templateValues: brand }, one.memberName);
        const fired = checkReply(input).warnings.map(({ code }) => code);
        for (const [code, expected] of judged) {
          count(tallies.get(code)!, expected(one), fired.includes(code));
          if (show && part === "tuned on" && expected(one) !== fired.includes(code))
            console.log(`${one.id} ${code} ${expected(one) ? "missed" : "FALSE"}: ${one.comment} >>> ${one.reply}`);
        }
      }
      for (const [code, tally] of tallies) rows.push([code, lang, part, String(ours.length), ...cells(tally)]);
    }
  }
  rows.sort((a, b) => (a[2]! < b[2]! ? -1 : a[2]! > b[2]! ? 1 : 0));
  const order = judged.map(([code]) => code as string);
  rows.sort((a, b) => order.indexOf(a[0]!) - order.indexOf(b[0]!));
  table(
    "Our labelled replies",
    ["warning", "language", "brands", "replies", "precision", "recall", "false alarms"],
    rows,
  );
  say(
    '"Always no" has no precision and a recall of 0 %; "always yes" has the share of labelled cases as its precision.',
  );
}
