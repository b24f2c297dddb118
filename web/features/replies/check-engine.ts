import { checkReply } from "#shared/replies/check.ts";
import { checkInputOf } from "#shared/replies/drafted.ts";
import type { GroundReply } from "#shared/replies/ground.ts";
import { loadDetector } from "#shared/replies/language.ts";
import { buildEarlierIndex } from "#shared/replies/nearest.ts";
import { slotValuesOf } from "#shared/replies/slot-values.ts";
import { renderTemplate } from "#shared/replies/template.ts";
import { legalPassages } from "#shared/replies/verbatim.ts";
import { type EarlierWindow, earlierWindow, windowSize, withPending } from "#shared/replies/window.ts";

const atOnce = 100;

/** Fills a window a slice at a time, so that nobody waits for a letter while five thousand replies are read in. */
async function fill(
  window: EarlierWindow | null,
  replies: readonly GroundReply[],
  legal: readonly string[],
): Promise<EarlierWindow> {
  const filled = window ?? earlierWindow(windowSize, legal);
  for (let at = 0; at < replies.length; at += atOnce) {
    for (const reply of replies.slice(at, at + atOnce)) filled.add(reply);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return filled;
}

/** Everything the check needs and the page does not: one chunk of its own, loaded when somebody begins to write. */
export const engine = {
  checkReply,
  checkInputOf,
  fill,
  withPending,
  buildEarlierIndex,
  legalPassages,
  loadDetector,
  slotValuesOf,
  renderTemplate,
};
