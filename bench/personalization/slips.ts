import { checkReply } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import { isFormOf } from "#shared/replies/name-forms.ts";
import { dice } from "../dice.ts";
import { inputOf, type Labelled, labelled, type RealReply, splitOf } from "./ground.ts";
import { cells, count, noTally, shown } from "./intervals.ts";
import { blanks, greetings, people, strangers } from "./names.ts";
import { say, table } from "./print.ts";

const head = ["what", "precision", "recall", "false alarms"];

/** Slots injected into held-out replies, and the same replies untouched. */
export function evalPlaceholders(held: readonly RealReply[], detect: DetectLanguage, show: boolean): void {
  const roll = dice(11);
  const tally = noTally();
  const missed = new Map<string, number>();
  for (const { text, comment } of held) {
    const fires = (draft: string) =>
      checkReply(inputOf(draft, comment, detect)).warnings.some(({ code }) => code === "PLACEHOLDER");
    const clean = fires(text);
    count(tally, false, clean);
    if (clean && show) console.log(`FALSE placeholder: ${text}`);
    const words = text.split(" ");
    const blank = blanks[roll(blanks.length)]!;
    words.splice(1 + roll(words.length), 0, blank);
    const found = fires(words.join(" "));
    count(tally, true, found);
    if (!found) missed.set(blank, (missed.get(blank) ?? 0) + 1);
  }
  table(`PLACEHOLDER: ${blanks.length} kinds of blanks put into ${held.length} held-out replies`, head, [
    ["whole check", ...cells(tally)],
    ["always no", "n/a", shown(0, held.length), shown(0, held.length)],
  ]);
  if (missed.size > 0) say(`Missed: ${[...missed].map(([blank, n]) => `${blank} ${n}`).join(", ")}.`);
}

/** Right and wrong names put before our replies of the four languages, on held-out brands of the sets. */
export async function evalNames(detect: DetectLanguage, show: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const [lang, known] of Object.entries(people)) {
    const tally = noTally();
    const roll = dice(lang.charCodeAt(0));
    const sets = await labelled(lang);
    const { heldOut } = splitOf(sets.map(({ brand }) => brand));
    // Replies that go on calling their own person by name are another person's whatever the greeting says.
    const bodies = sets.filter(
      (one) => heldOut.has(one.brand) && one.rightLang && !one.wrongName && !callsSomebody(one),
    );
    for (const one of bodies) {
      const [display, ...forms] = known[roll(known.length)]!;
      const greeting = greetings[lang]![roll(4)]!;
      const body = bodyOf(one);
      const fires = (name: string) => {
        const draft = `${greeting} ${name}, ${body}`;
        const fired = checkReply(inputOf(draft, one.comment, detect, {}, display)).warnings.some(
          ({ code }) => code === "WRONG_NAME",
        );
        return fired;
      };
      const right = forms[roll(forms.length)]!;
      const alarm = fires(right);
      count(tally, false, alarm);
      if (alarm && show) console.log(`FALSE name: ${greeting} ${right} to ${display}`);
      const wrong = strangers[lang]![roll(8)]!;
      const found = fires(wrong);
      count(tally, true, found);
      if (!found && show) console.log(`MISSED name: ${greeting} ${wrong}, to ${display}: ${body.slice(0, 40)}`);
    }
    rows.push([lang, ...cells(tally)]);
  }
  table(
    "WRONG_NAME: names put before our held-out replies, in their right forms and strangers'",
    ["language", "precision", "recall", "false alarms"],
    rows,
  );
  say("Names in the middle of a sentence, not in the greeting, are in the table of our labelled replies.");
}

const callsSomebody = (one: Labelled): boolean =>
  bodyOf(one)
    .match(/\p{Lu}[\p{L}'’-]+/gu)
    ?.some((word) => one.memberName.split(" ").some((name) => isFormOf(name, word))) ?? false;

/** The reply without its own opening, so that only the injected name greets. */
const bodyOf = ({ reply }: Labelled): string => {
  const cut = reply.search(/[.!?]\s/);
  return cut > 0 && cut < reply.length - 20 ? reply.slice(cut + 2) : reply;
};
