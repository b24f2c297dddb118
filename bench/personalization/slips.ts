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
}

/** Where a reply may call somebody besides its greeting; each gives the reply with a name put there, or null. */
const places: Record<string, (body: string, name: string) => string | null> = {
  "before a full stop or a call": (body, name) =>
    /\p{Ll}[.!?](?:\s|$)/u.test(body) ? body.replace(/(\p{Ll})([.!?])(?=\s|$)/u, `$1, ${name}$2`) : null,
  "between commas": (body, name) =>
    /^[^,.!?]{2,60}, /u.test(body) ? body.replace(/^([^,.!?]{2,60}), /u, `$1, ${name}, `) : null,
  "at the head of a later sentence": (body, name) =>
    /[.!?] \p{Lu}\p{Ll}/u.test(body)
      ? body.replace(
          /([.!?]) (\p{Lu})(?=\p{Ll})/u,
          (_, mark, head) => `${mark} ${name}, ${head.toLocaleLowerCase("tr")}`,
        )
      : null,
};

/** Right and wrong names put inside our replies of the four languages, on held-out brands of the sets. */
export async function evalNamesInside(detect: DetectLanguage, show: boolean): Promise<void> {
  const rows: string[][] = [];
  for (const [lang, known] of Object.entries(people)) {
    const roll = dice(lang.charCodeAt(1));
    const sets = await labelled(lang);
    const { heldOut } = splitOf(sets.map(({ brand }) => brand));
    const bodies = sets.filter(
      (one) => heldOut.has(one.brand) && one.rightLang && !one.wrongName && !callsSomebody(one),
    );
    for (const [place, put] of Object.entries(places)) {
      const tally = noTally();
      for (const one of bodies) {
        const [display, ...forms] = known[roll(known.length)]!;
        const [right, wrong] = [forms[roll(forms.length)]!, strangers[lang]![roll(8)]!];
        const judge = (name: string, expected: boolean) => {
          const draft = put(bodyOf(one), name);
          if (draft === null) return;
          const { warnings } = checkReply(inputOf(draft, one.comment, detect, {}, display));
          const fired = warnings.some(({ code }) => code === "WRONG_NAME");
          count(tally, expected, fired);
          if (fired !== expected && show) console.log(`${expected ? "MISSED" : "FALSE"} name inside: ${draft}`);
        };
        judge(right, false);
        judge(wrong, true);
      }
      rows.push([lang, place, ...cells(tally)]);
    }
  }
  table(
    "WRONG_NAME: names put inside our held-out replies, in their right forms and strangers'",
    ["language", "place", "precision", "recall", "false alarms"],
    rows,
  );
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
