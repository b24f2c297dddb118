/** Values of the slots, by name; null or missing means not known. */
export type SlotValues = Readonly<Record<string, string | null | undefined>>;

/** A slot in the rendered text; `filled` is false when it had neither value nor fallback and is still visible. */
export type RenderedSlot = { name: string; from: number; to: number; filled: boolean };

/** The slots the composer offers; a template may name others, which stay visible until the person fills them. */
export const knownSlots = ["member.firstName", "brand.name", "me.name", "order"] as const;

const slotPattern = /\{\{([^{}|]{1,60})(?:\|([^{}]{0,200}))?\}\}/g;

const isEmpty = (value: string | null | undefined) => value === null || value === undefined || value.trim() === "";

/**
 * Fills the slots `{{name}}` and `{{name|fallback}}` of a template. A slot with neither value nor fallback stays as it
 * is, so that the check finds it. An empty fallback takes its space and comma along: "Hi {{x|}}," gives "Hi,".
 */
export function renderTemplate(body: string, values: SlotValues): { text: string; slots: RenderedSlot[] } {
  const slots: RenderedSlot[] = [];
  let text = "";
  let read = 0;
  let raise = false;
  const take = (piece: string) => {
    text += raise ? piece.replace(/\p{L}/u, (first) => first.toUpperCase()) : piece;
    if (/\p{L}/u.test(piece)) raise = false;
  };
  for (const match of body.matchAll(slotPattern)) {
    take(body.slice(read, match.index));
    read = match.index + match[0].length;
    const [, named = "", fallback] = match;
    const name = named.trim();
    const filling = isEmpty(values[name]) ? fallback?.trim() : values[name]?.trim();
    if (filling === "") {
      const after = body.slice(read);
      if (text === "" || text.endsWith("\n")) {
        read += /^[,;:]?[^\S\n]*/.exec(after)?.[0].length ?? 0;
        raise = true;
      } else if (/^(?:[\s,.;:!?)]|$)/.test(after)) text = text.trimEnd();
    }
    const from = text.length;
    take(filling ?? match[0]);
    slots.push({ name, from, to: text.length, filled: filling !== undefined });
  }
  take(body.slice(read));
  return { text, slots };
}

/** The text of a template outside its slots: what counts when asking how much of it was changed. */
export const outsideSlots = (body: string): string => body.replace(slotPattern, " ");
