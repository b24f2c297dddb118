/** Signs that take no room and carry no sound: zero-width spaces and joiners, soft hyphens, marks of direction. */
export const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** A text without its invisible signs, and the way back from its offsets to those of the text as it was given. */
export function visible(text: string): { text: string; back: (at: number) => number } {
  const hidden = [...text.matchAll(invisible)].map((match) => match.index);
  if (hidden.length === 0) return { text, back: (at) => at };
  return {
    text: text.replace(invisible, ""),
    back: (at) => {
      let given = at;
      for (const place of hidden) {
        if (place > given) break;
        given++;
      }
      return given;
    },
  };
}
