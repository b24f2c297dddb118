import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { checkReply } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import type { WarningCode } from "#shared/replies/schema.ts";
import { inputOf, type Labelled, labelled, splitOf } from "./ground.ts";
import { cells, count, noTally, type Tally } from "./intervals.ts";
import { say, table } from "./print.ts";

const Split = z.record(z.string(), z.object({ tune: z.array(z.string()), report: z.array(z.string()) }));
// sets/split.json names the brands that are reported. The first lists of cues were made by alphabetical halves instead,
// so some of these were seen then; every later change looked at the "tune" brands of the file and at more-tune.jsonl only.
const split = Split.parse(JSON.parse(await readFile(join(import.meta.dirname, "sets/split.json"), "utf8")));

const judged: [WarningCode, (one: Labelled) => boolean][] = [
  ["TONE_CHEERFUL", ({ complaint, labels }) => complaint && labels.cheerful === true],
  ["PROMO_IN_COMPLAINT", ({ complaint, labels }) => complaint && labels.promotion === true],
  ["EMPTY_APOLOGY", ({ labels }) => labels.emptyApology === true],
  ["QUESTION_UNANSWERED", ({ labels }) => labels.unanswered === true],
  ["WRONG_NAME", ({ wrongName }) => wrongName],
  ["LANG_MISMATCH", ({ rightLang }) => !rightLang],
];

// Both have faint forms that are hints only; what warns or asks is counted apart.
const twoGrades: readonly WarningCode[] = ["TONE_CHEERFUL", "PROMO_IN_COMPLAINT"];
const loud = (code: WarningCode) => `${code}, warning or more`;

const rowNames = judged.flatMap(([code]) => (twoGrades.includes(code) ? [code, loud(code)] : [code]));

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
    const { report } = split[lang]!;
    const partOf = ({ brand }: Labelled) =>
      !report.includes(brand) ? "tuned on" : heldOut.has(brand) ? "seen by nobody" : "seen by the first tuning";
    for (const part of ["seen by nobody", "seen by the first tuning", "tuned on"] as const) {
      const tallies = new Map<string, Tally>(rowNames.map((name) => [name, noTally()]));
      const ours = cases.filter((one) => partOf(one) === part);
      for (const one of ours) {
        const brand = { "brand.name": one.brand };
        const input = inputOf(one.reply, one.comment, detect, { templateValues: brand }, one.memberName);
        const { warnings } = checkReply(input);
        const fired = warnings.map(({ code }) => code);
        for (const [code, expected] of judged) {
          count(tallies.get(code)!, expected(one), fired.includes(code));
          const isLoud = warnings.some((warning) => warning.code === code && warning.strength !== "hint");
          if (twoGrades.includes(code)) count(tallies.get(loud(code))!, expected(one), isLoud);
          if (show && part === "tuned on" && expected(one) !== fired.includes(code))
            console.log(`${one.id} ${code} ${expected(one) ? "missed" : "FALSE"}: ${one.comment} >>> ${one.reply}`);
        }
      }
      for (const [code, tally] of tallies) rows.push([code, lang, part, String(ours.length), ...cells(tally)]);
    }
  }
  rows.sort((a, b) => rowNames.indexOf(a[0]!) - rowNames.indexOf(b[0]!));
  table(
    "Our labelled replies",
    ["warning", "language", "brands", "replies", "precision", "recall", "false alarms"],
    rows,
  );
  say(
    '"Always no" has no precision and a recall of 0 %; "always yes" has the share of labelled cases as its precision.',
  );
}
