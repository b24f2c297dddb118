import { earlierReplies, goneReplies, newestSeq } from "#bff/features/replies/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { legalPassages } from "#shared/replies/verbatim.ts";
import { type EarlierWindow, earlierWindow, windowSize } from "#shared/replies/window.ts";

type Kept = { window: EarlierWindow; seq: number; changedAt: number; legal: string; gone: string[]; goneAt: number };

// A numbered row may become visible after a later one (PostgreSQL gives numbers before it commits), so for a while
// the newest rows are read once more.
const rereadRows = 1000;
const rereadFor = 30_000;
// More than this at once is an import, whose replies are old: the window is read anew, by the time they were sent.
const manyAtOnce = 500;

// Building the window costs a sixth of a second, so it is kept per database and brand and topped up.
const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * The brand's last replies, ready to be asked, with everything that any Konak on this database stored meanwhile and
 * without what was deleted half a minute ago or earlier. Other legal passages make another window.
 */
export async function earlierWindowOf(ctx: Ctx, brandId: string, templates: readonly string[]): Promise<EarlierWindow> {
  const ofDatabase = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, ofDatabase);
  // Asked before the replies are read, so that what comes meanwhile is read next time.
  const seq = await newestSeq(ctx);
  const passages = legalPassages(templates);
  const legal = passages.join("\n");
  const known = ofDatabase.get(brandId);
  const before = known?.legal === legal ? known : undefined;
  const now = ctx.clock.now().getTime();
  const isOld = !before || now - before.goneAt > rereadFor;
  if (before && before.seq === seq && now - before.changedAt > rereadFor && !isOld) return before.window;
  const gone = isOld ? await goneReplies(ctx, brandId) : before.gone;
  const fresh = before && (await freshReplies(ctx, brandId, before));
  const window = before && fresh ? before.window : await wholeWindow(ctx, brandId, passages);
  for (const reply of fresh ?? []) window.add(reply);
  for (const id of gone) window.remove(id);
  const changedAt = before?.seq === seq ? before.changedAt : now;
  ofDatabase.set(brandId, { window, seq, changedAt, legal, gone, goneAt: isOld ? now : before.goneAt });
  return window;
}

async function freshReplies(ctx: Ctx, brandId: string, { window, seq }: Kept) {
  const afterSeq = Math.max(0, seq - rereadRows);
  const found = await earlierReplies(ctx, brandId, { afterSeq, limit: manyAtOnce + rereadRows });
  const fresh = found.filter((reply) => !window.has(reply.id)).reverse();
  return fresh.length > manyAtOnce ? null : fresh;
}

async function wholeWindow(ctx: Ctx, brandId: string, legal: readonly string[]): Promise<EarlierWindow> {
  const window = earlierWindow(windowSize, legal);
  for (const reply of (await earlierReplies(ctx, brandId)).reverse()) window.add(reply);
  return window;
}
