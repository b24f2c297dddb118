import { fold } from "../text.ts";
import { type CheckInput, type Draft, reason } from "./check-input.ts";
import { greetingForm } from "./decline.ts";
import { findGreeting } from "./greeting.ts";
import { isFormOf } from "./name-forms.ts";
import { isOneOf, usableFirstName } from "./names.ts";
import type { Warning } from "./schema.ts";
import { findVocatives } from "./vocative.ts";
import { wordsOf } from "./words.ts";

// What a file or a network puts where no name is known.
const nobody =
  /^@?(?:(?:member|user|u|customer|client|guest|anon(?:ymous)?|id|kullanici|asiakas|kayttaja|klient|uzytkownik)?[_ .-]?\d+|deleted|\[deleted\]|unknown|anonymous)$/u;
const isNobody = (name: string) => name.trim() === "" || nobody.test(fold(name.trim()));

/** Names we called the member by before in this thread, without being told otherwise. */
const calledBefore = ({ thread }: CheckInput): string[] =>
  thread.messages.flatMap(({ author, text }) => (author === "brand" ? (findGreeting(text)?.name?.words ?? []) : []));

/** WRONG_NAME: the name in the greeting, or one the text calls, is none of the member, the people in the thread, the brand and the team. */
export function wrongName({ text, lang }: Draft, input: CheckInput): Warning | null {
  const { thread, teamNames, templateValues } = input;
  // Who shows no first name may have told it elsewhere; only the greeting is held against such a name.
  const known = usableFirstName(thread.memberName);
  // Pet names go their own ways (Halina, Halinko; Mirosław, Mirku), but not beyond the first letters.
  const isNear = (word: string) => fold(word).slice(0, 3) === fold(known ?? "").slice(0, 3);
  const called = known ? findVocatives(text, lang).filter(({ words }) => !words.some(isNear)) : [];
  const names = [findGreeting(text)?.name ?? [], called].flat();
  if (names.length === 0) return null;
  const before = calledBefore(input);
  // Nothing is known of the person: no name can be called wrong, but two different ones cannot both be right.
  if (isNobody(thread.memberName) && before.length === 0) return null;
  const people = [thread.memberName, ...thread.otherNames, ...teamNames, templateValues["brand.name"] ?? "", ...before];
  // A person who signs their comment with a name the network does not show may be called by it.
  const signed = thread.messages
    .filter((message) => message.author === "member")
    .map((message) => message.text.slice(0, 2000));
  const name = names.find((one) => !isOneOf(one, people) && !isOneOf(one, signed));
  if (!name) return null;
  const span = { from: name.from, to: name.to };
  const right = usableFirstName(thread.memberName, lang) ?? (isNobody(thread.memberName) ? (before[0] ?? null) : null);
  const member = isNobody(thread.memberName) ? before.join(" ") : thread.memberName;
  return reason("WRONG_NAME", "ask", { name: name.words.join(" "), member }, [span], {
    help: right ? { kind: "replace", text: greetingForm(right, lang), span } : null,
  });
}

/**
 * NAME_MISSING: somebody with a usable first name complains or asks and no form of it stands in the draft. Never on
 * praise, where a name makes people sceptical (Crijns et al. 2017), and never again in a thread that used it.
 */
export function nameMissing(draft: Draft, input: CheckInput): Warning | null {
  const { mood } = draft.answered;
  if (mood.praise || (mood.complaint.length === 0 && !mood.asks)) return null;
  const name = usableFirstName(input.thread.memberName, input.thread.lang ?? draft.lang);
  if (!name) return null;
  const greeting = findGreeting(draft.text);
  // Whoever is greeted by another name hears of that from WRONG_NAME.
  if (greeting?.name) return null;
  const uses = (text: string, lang: string | null) => wordsOf(text, lang).some((word) => isFormOf(name, word.text));
  if (uses(draft.text, draft.lang)) return null;
  if (input.thread.messages.some(({ author, text, lang }) => author === "brand" && uses(text, lang))) return null;
  const form = greetingForm(name, draft.lang);
  const word = greeting && !greeting.thanks ? draft.text.slice(0, greeting.to).replace(/[\s,.!:;)–—-]+$/u, "") : "";
  const help =
    word === ""
      ? { kind: "insert" as const, text: `${form}, `, at: 0 }
      : { kind: "insert" as const, text: ` ${form}`, at: word.length };
  return reason("NAME_MISSING", "hint", { name: form }, [], { help });
}
