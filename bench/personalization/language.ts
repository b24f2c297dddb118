import { checkReply } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import { dice } from "../dice.ts";
import { inputOf, type Labelled, labelled } from "./ground.ts";
import { count, noTally, shown } from "./intervals.ts";
import { say, table } from "./print.ts";

const langs = ["en", "tr", "fi", "pl"];
const words = (text: string): number => text.match(/\p{L}+/gu)?.length ?? 0;

/** The language of our labelled replies and comments of four words and more, and pairs of two languages. */
export async function evalLanguage(detect: DetectLanguage): Promise<void> {
  const sets = new Map<string, Labelled[]>();
  for (const lang of langs)
    sets.set(
      lang,
      (await labelled(lang)).filter(({ rightLang }) => rightLang),
    );
  const rows: string[][] = [];
  for (const lang of langs) {
    const texts = sets
      .get(lang)!
      .flatMap(({ comment, reply }) => [comment, reply])
      .filter((text) => words(text) >= 4);
    const guesses = texts.map((text) => detect(text));
    const sure = guesses.filter((guess) => guess?.sure);
    rows.push([
      lang,
      shown(guesses.filter((guess) => guess?.lang === lang).length, texts.length),
      shown(sure.filter((guess) => guess?.lang === lang).length, sure.length),
      shown(sure.length, texts.length),
    ]);
  }
  table(
    "Language of a text of four words and more",
    ["language", "best guess right", "right where sure", "sure"],
    rows,
  );
  const roll = dice(5);
  const tally = noTally();
  for (const lang of langs)
    for (const one of sets.get(lang)!) {
      if (words(one.comment) < 4 || words(one.reply) < 4) continue;
      const fires = (reply: string) =>
        checkReply(inputOf(reply, one.comment, detect)).warnings.some(({ code }) => code === "LANG_MISMATCH");
      count(tally, false, fires(one.reply));
      const others = langs
        .filter((other) => other !== lang)
        .flatMap((other) => sets.get(other)!)
        .filter(({ reply }) => words(reply) >= 4);
      if (others.length > 0) count(tally, true, fires(others[roll(others.length)]!.reply));
    }
  const { truePositive, falsePositive, falseNegative, trueNegative } = tally;
  table(
    "LANG_MISMATCH: our replies as they are, and swapped with one of another language",
    ["precision", "recall", "false alarms", "right of all"],
    [
      [
        shown(truePositive, truePositive + falsePositive),
        shown(truePositive, truePositive + falseNegative),
        shown(falsePositive, falsePositive + trueNegative),
        shown(truePositive + trueNegative, truePositive + falsePositive + falseNegative + trueNegative),
      ],
    ],
  );
  say("Always the most frequent language is right on a quarter; unsure texts raise nothing by rule.");
}
