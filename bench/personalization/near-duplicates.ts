import { checkReply } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import { buildEarlierIndex } from "#shared/replies/nearest.ts";
import { normalizeReply } from "#shared/replies/normalize.ts";
import type { EarlierReply } from "#shared/replies/schema.ts";
import { dice, type Roll } from "../dice.ts";
import { fillers, inputOf, type RealReply } from "./ground.ts";
import { count, noTally, shown } from "./intervals.ts";
import { say, table } from "./print.ts";

const window = 5000;
const edits = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4];

const earlierOf = (texts: readonly { id: string; text: string }[]): EarlierReply[] =>
  texts.map(({ id, text }, at) => ({
    id,
    threadId: id,
    text,
    sentAt: String(at).padStart(6, "0"),
    memberName: "",
    lang: null,
  }));

/** Changes a share of a reply's words: a third replaced, a third left out, a third put in; words from other replies. */
export function edited(text: string, share: number, words: readonly string[], roll: Roll): string {
  const own = text.split(/\s+/);
  const changes = Math.max(1, Math.round(share * own.length));
  for (let n = 0; n < changes; n++) {
    const at = roll(own.length);
    const other = words[roll(words.length)]!;
    if (n % 3 === 0) own[at] = other;
    else if (n % 3 === 1) own.splice(at, 1);
    else own.splice(at, 0, other);
  }
  return own.join(" ");
}

/**
 * Near-duplicates on the held-out brands. Positive: a reply of the brand, edited, with the original among 5,000 earlier
 * ones. Negative by construction: the reply against 5,000 of others. Each through the whole check; fired is REPEAT_RECENT.
 */
export async function evalNearDuplicates(
  replies: readonly RealReply[],
  heldOut: ReadonlySet<string>,
  folder: string,
  detect: DetectLanguage,
): Promise<void> {
  const filling = (await fillers(folder)).map((text, at) => ({ id: `filler${at}`, text }));
  const judged = replies.filter(({ brand }) => heldOut.has(brand));
  const fired = new Map<string, { warn: number; any: number; exact: number; n: number }>();
  const tallies = new Map(edits.map((share) => [share, { any: noTally(), warn: noTally() }]));
  for (const brand of heldOut) {
    const ours = judged.filter((reply) => reply.brand === brand);
    const others = replies.filter((reply) => reply.brand !== brand).map(({ id, text }) => ({ id, text }));
    const index = buildEarlierIndex(earlierOf([...others, ...filling].slice(0, window)));
    const words = others.flatMap(({ text }) => text.split(/\s+/)).filter((word) => /^\p{L}+$/u.test(word));
    const roll = dice(ours.length * 7919 + brand.length);
    for (const reply of ours) {
      const strengthOf = (draft: string) =>
        checkReply(inputOf(draft, reply.comment, detect, { earlier: index })).warnings.find(
          ({ code }) => code === "REPEAT_RECENT",
        )?.strength;
      const clean = strengthOf(reply.text);
      const [original] = earlierOf([{ id: "original", text: reply.text }]);
      for (const [share, tally] of tallies) {
        count(tally.any, false, clean !== undefined);
        count(tally.warn, false, clean === "warn");
        index.add(original!);
        const draft = edited(reply.text, share, words, roll);
        const strength = strengthOf(draft);
        index.remove("original");
        // Too little to compare by rule ("Thanks, Anna"): counted apart.
        if (normalizeReply(reply.text, "en").split(" ").length < 6) continue;
        count(tally.any, true, strength !== undefined);
        count(tally.warn, true, strength === "warn");
        const key = `${share}`;
        const at = fired.get(key) ?? { warn: 0, any: 0, exact: 0, n: 0 };
        at.n++;
        if (normalizeReply(draft, "en") === normalizeReply(reply.text, "en")) at.exact++;
        fired.set(key, at);
      }
    }
  }
  const rows = [...tallies].map(([share, { any, warn }]) => {
    const exact = fired.get(`${share}`)!;
    return [
      `${Math.round(100 * share)} %`,
      shown(any.truePositive, any.truePositive + any.falsePositive),
      shown(any.truePositive, any.truePositive + any.falseNegative),
      shown(warn.truePositive, warn.truePositive + warn.falsePositive),
      shown(warn.truePositive, warn.truePositive + warn.falseNegative),
      shown(exact.exact, exact.n),
    ];
  });
  const head = [
    "words edited",
    "precision, hint or warning",
    "recall, hint or warning",
    "precision, warning",
    "recall, warning",
    "recall, exact match",
  ];
  table(`Near-duplicates, ${judged.length} replies of ${heldOut.size} held-out brands`, head, rows);
  const one = tallies.get(0.2)!;
  table(
    "False alarms of a reply against a window of 5,000",
    ["strength", "false alarms"],
    [
      ["hint or warning (.50)", shown(one.any.falsePositive, one.any.falsePositive + one.any.trueNegative)],
      ["warning (.60)", shown(one.warn.falsePositive, one.warn.falsePositive + one.warn.trueNegative)],
    ],
  );
  say(
    `The window holds ${Math.min(window, replies.length)} replies of other brands at most, filled up with airline mentions. Precision is at one edited reply for each untouched one.`,
  );
}
