import { z } from "zod";
import { changedShare } from "./own-words.ts";
import { Template } from "./schema.ts";
import { outsideSlots, renderTemplate, type SlotValues } from "./template.ts";
import { blankLegal, legalPassages } from "./verbatim.ts";
import { wordsOf } from "./words.ts";

/** How many days back the wear of a template is told from. */
export const wearDays = 30;

/** How much of a template's words a reply changed; the two lower ones are what the check speaks of. */
export const changes = ["verbatim", "light", "some", "much"] as const;
export type Change = (typeof changes)[number];
const changeFrom: Record<Change, number> = { verbatim: 0, light: 0.15, some: 0.3, much: 0.6 };

/** The band of a changed share: under .15 verbatim, .15 to .30 light (methods.md B3), .30 to .60 some, above much. */
export const changeBand = (share: number): Change =>
  changes.findLast((band) => share >= changeFrom[band]) ?? "verbatim";

const leastSent = 5;

/**
 * A template is wearing out when it was sent five times or more in thirty days and more than half of those kept more
 * than 70 % of its words.
 */
export const isWearing = ({ sent, kept }: { sent: number; kept: number }): boolean =>
  sent >= leastSent && kept * 2 > sent;

/** A template in the list, with what wears it. */
export const ListedTemplate = Template.extend({ sent: z.number().int(), kept: z.number().int() });
export type ListedTemplate = z.infer<typeof ListedTemplate>;

/** How a template was sent in the last thirty days. */
export const TemplateWear = z.object({
  lang: z.string(),
  sent: z.number().int(),
  /** the newest of those sent, which the bands and edits are told from */
  read: z.number().int(),
  bands: z.object({ verbatim: z.number(), light: z.number(), some: z.number(), much: z.number() }),
  /** median share of words changed; null when none could be compared */
  median: z.number().nullable(),
  twice: z.array(z.object({ memberName: z.string(), count: z.number().int(), threadId: z.string() })),
  edits: z.array(z.object({ before: z.string(), after: z.string(), count: z.number().int(), body: z.string() })),
});
export type TemplateWear = z.infer<typeof TemplateWear>;

/**
 * Share of a template's words outside its slots and legal passages that a reply changed, as the check counts it; above
 * 1 when more was added than the template had. Null for a template without words of its own.
 */
export function changedIn(body: string, text: string, values: SlotValues, lang: string | null): number | null {
  const own = wordsOf(outsideSlots(body), lang);
  if (own.length === 0) return null;
  const rendered = renderTemplate(body, values, lang);
  const filled = rendered.slots.flatMap(({ from, to }) => wordsOf(rendered.text.slice(from, to), lang));
  return changedShare(own, wordsOf(blankLegal(text, legalPassages([body])), lang), filled);
}
