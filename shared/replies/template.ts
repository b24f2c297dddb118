import { declineName, type NameFilter, nameFilters } from "./decline.ts";
import { withoutName } from "./nameless.ts";
import { withoutLegal, withoutLegalMarks } from "./verbatim.ts";

/** Values of the slots, by name; null or missing means not known. */
export type SlotValues = Readonly<Record<string, string | null | undefined>>;

/** A slot in the rendered text; `filled` is false when it had neither value nor fallback and is still visible. */
export type RenderedSlot = { name: string; from: number; to: number; filled: boolean };

/** The slots the composer offers; a template may name others, which stay visible until the person fills them. */
export const knownSlots = ["member.firstName", "brand.name", "me.name", "order"] as const;

/** A slot as it is written: `{{name}}`, `{{name|fallback}}`, `{{name|filter}}`, `{{name|filter|fallback}}`. */
export const slotPattern = /\{\{([^{}|]{1,60})(?:\|([^{}]{0,200}))?\}\}/g;

/** Slots that hold a person's name: they take filters, and without a usable name the greeting does without. */
export const isNameSlot = (name: string): boolean => name === "member.name" || name === "member.firstName";

const isEmpty = (value: string | null | undefined) => value === null || value === undefined || value.trim() === "";
const isFilter = (word: string): word is NameFilter => (nameFilters as readonly string[]).includes(word);

/** What stands in a slot: its name, its filter and the text for when there is no value. */
export function readSlot(name: string, rest: string | undefined) {
  const parts = (rest ?? "").split("|");
  const first = parts[0]?.trim() ?? "";
  const filter = isNameSlot(name.trim()) && isFilter(first) ? first : null;
  const fallback = rest === undefined ? undefined : filter ? parts.slice(1).join("|") : rest;
  return { name: name.trim(), filter, fallback: filter && parts.length === 1 ? undefined : fallback?.trim() };
}

function fillingOf(slot: ReturnType<typeof readSlot>, values: SlotValues, lang: string | null): string | undefined {
  const given = values[slot.name] ?? (slot.name === "member.name" ? values["member.firstName"] : null);
  if (isEmpty(given)) return slot.fallback ?? (isNameSlot(slot.name) ? "" : undefined);
  const value = given!.trim();
  return slot.filter ? declineName(value, slot.filter, lang) : value;
}

/**
 * Fills the slots of a template and takes the marks of its legal blocks away. A slot with neither value nor fallback
 * stays as it is, so that the check finds it. A name that is not known, and an empty fallback, take along what stands
 * only for them: "Hi {{x|}}," gives "Hi,"; "Dear {{member.name}}," gives "Hello,".
 * @param lang BCP 47 language of the template's text, by which names are declined; null leaves them as they are
 */
export function renderTemplate(
  body: string,
  values: SlotValues,
  lang: string | null = null,
): { text: string; slots: RenderedSlot[] } {
  const source = withoutLegalMarks(body);
  const slots: RenderedSlot[] = [];
  let text = "";
  let read = 0;
  let raise = false;
  const take = (piece: string) => {
    text += raise ? piece.replace(/\p{L}/u, (first) => first.toLocaleUpperCase(lang ?? "en")) : piece;
    if (/\p{L}/u.test(piece)) raise = false;
  };
  for (const match of source.matchAll(slotPattern)) {
    // What an empty slot before this one took along may reach up to here.
    if (match.index > read) take(source.slice(read, match.index));
    read = Math.max(read, match.index + match[0].length);
    const slot = readSlot(match[1]!, match[2]);
    const filling = fillingOf(slot, values, lang);
    if (filling === "") {
      const left = withoutName(text, source.slice(read), lang);
      text = left.before;
      read = source.length - left.after.length;
      raise ||= left.raise;
    }
    const from = text.length;
    take(filling ?? match[0]);
    slots.push({ name: slot.name, from, to: text.length, filled: filling !== undefined });
  }
  take(source.slice(read));
  return { text, slots };
}

/** The text of a template outside its slots and legal passages: what counts when asking how much of it was changed. */
export const outsideSlots = (body: string): string => withoutLegal(body).replace(slotPattern, " ");
