import { normalizeReply } from "./normalize.ts";
import { outsideSlots } from "./template.ts";
import { trigramsOf } from "./trigrams.ts";

type Prepared = { body: string; grams: Set<string> }[];

// The same list is asked about at every pause of a person's typing.
const prepared = new WeakMap<readonly string[], Prepared>();

function prepare(templates: readonly string[]): Prepared {
  const known = prepared.get(templates);
  if (known) return known;
  const made = templates.map((body) => ({ body, grams: trigramsOf(normalizeReply(outsideSlots(body), null)) }));
  prepared.set(templates, made);
  return made;
}

const leastHeld = 0.6;
const most = 3;

/** The templates most of whose character trigrams stand in a normalised draft: at most three, the best first. */
export function nearTemplates(templates: readonly string[], normal: string): string[] {
  const draft = trigramsOf(normal);
  const held = prepare(templates).map(({ body, grams }) => {
    let shared = 0;
    for (const gram of grams) if (draft.has(gram)) shared++;
    return { body, share: grams.size === 0 ? 0 : shared / grams.size };
  });
  return held
    .filter(({ share }) => share >= leastHeld)
    .sort((a, b) => b.share - a.share)
    .slice(0, most)
    .map(({ body }) => body);
}
