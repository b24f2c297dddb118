/** The set of character trigrams of a text; a text of one or two characters is its own only member. */
export function trigramsOf(text: string): Set<string> {
  const found = new Set<string>();
  if (text.length > 0 && text.length < 3) found.add(text);
  for (let at = 0; at + 3 <= text.length; at++) found.add(text.slice(at, at + 3));
  return found;
}

/** Jaccard index from the sizes of two sets and of what they share: shared / (a + b - shared), 0..1; 0 for two empty sets. */
export const jaccardOfCounts = (a: number, b: number, shared: number): number =>
  a + b === 0 ? 0 : shared / (a + b - shared);

/** Resemblance |A and B| / |A or B| of two sets (Broder 1997), 0..1. */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared++;
  return jaccardOfCounts(a.size, b.size, shared);
}
