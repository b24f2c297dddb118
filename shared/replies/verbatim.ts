const block = /\[\[legal\]\]([\s\S]*?)(?:\[\[\/legal\]\])/giu;
const marks = /\[\[\/?legal\]\]/giu;

/**
 * The text of a template without the marks `[[legal]] ... [[/legal]]` around what has to go out word for word, such as a
 * legal notice. Such a passage counts neither as a repetition nor as unchanged.
 */
export const withoutLegalMarks = (body: string): string => body.replace(marks, "");

/** The text of a template without its legal passages. */
export const withoutLegal = (body: string): string => body.replace(block, " ");

/** The legal passages of some templates, without marks, longest first. */
export const legalPassages = (bodies: readonly string[]): string[] =>
  [...new Set(bodies.flatMap((body) => [...body.matchAll(block)].map((match) => match[1]!.trim())))]
    .filter((passage) => passage.length >= 12)
    .sort((a, b) => b.length - a.length);

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The passages of a text with the legal ones blanked, each sign by a space, so that offsets stay. */
export function blankLegal(text: string, passages: readonly string[]): string {
  let plain = text;
  for (const passage of passages) {
    // Line breaks and spaces may differ from the template's.
    const pattern = new RegExp(passage.split(/\s+/).map(escaped).join("\\s+"), "giu");
    plain = plain.replace(pattern, (found) => " ".repeat(found.length));
  }
  return plain;
}
