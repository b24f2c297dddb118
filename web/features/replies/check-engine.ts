import { checkReply } from "#shared/replies/check.ts";
import { loadDetector } from "#shared/replies/language.ts";
import { usableFirstName } from "#shared/replies/names.ts";
import { buildEarlierIndex, type EarlierIndex } from "#shared/replies/nearest.ts";
import type { EarlierReply } from "#shared/replies/schema.ts";

const atOnce = 100;

/** Builds the index a slice at a time, so that nobody waits for a letter while five thousand replies are read in. */
async function indexOf(earlier: readonly EarlierReply[]): Promise<EarlierIndex> {
  const index = buildEarlierIndex([]);
  for (let at = 0; at < earlier.length; at += atOnce) {
    for (const reply of earlier.slice(at, at + atOnce)) index.add(reply);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return index;
}

/** What fills the slots of a template in a thread; null where it is not known and the fallback stands in. */
const slotValues = (memberName: string, lang: string | null, brandName: string, me: string) => ({
  "member.firstName": usableFirstName(memberName, lang),
  "brand.name": brandName,
  "me.name": me,
});

/** Everything the check needs and the page does not: one chunk of its own, loaded when somebody begins to write. */
export const engine = { checkReply, indexOf, loadDetector, slotValues };
