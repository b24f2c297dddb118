import { earlierReplies, newestSeq } from "#bff/features/replies/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { type EarlierWindow, earlierWindow } from "#shared/replies/window.ts";

type Kept = { window: EarlierWindow; seq: number; changedAt: number };

// A numbered row may become visible after a later one (PostgreSQL gives numbers before it commits), so for a while
// the newest rows are read once more.
const rereadRows = 1000;
const rereadFor = 30_000;
// More than this at once is an import, whose replies are old: the window is read anew, by the time they were sent.
const manyAtOnce = 500;

// Building the window costs a sixth of a second, so it is kept per database and brand and topped up.
const kept = new WeakMap<object, Map<string, Kept>>();

/** The brand's last replies, ready to be asked, with everything that any Konak on this database stored meanwhile. */
export async function earlierWindowOf(ctx: Ctx, brandId: string): Promise<EarlierWindow> {
  const ofDatabase = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, ofDatabase);
  // Asked before the replies are read, so that what comes meanwhile is read next time.
  const seq = await newestSeq(ctx);
  const before = ofDatabase.get(brandId);
  const now = ctx.clock.now().getTime();
  if (before && before.seq === seq && now - before.changedAt > rereadFor) return before.window;
  const fresh = before && (await freshReplies(ctx, brandId, before));
  const window = before && fresh ? before.window : await wholeWindow(ctx, brandId);
  for (const reply of fresh ?? []) window.add(reply);
  const changedAt = before?.seq === seq ? before.changedAt : now;
  ofDatabase.set(brandId, { window, seq, changedAt });
  return window;
}

async function freshReplies(ctx: Ctx, brandId: string, { window, seq }: Kept) {
  const afterSeq = Math.max(0, seq - rereadRows);
  const found = await earlierReplies(ctx, brandId, { afterSeq, limit: manyAtOnce + rereadRows });
  const fresh = found.filter((reply) => !window.has(reply.id)).reverse();
  return fresh.length > manyAtOnce ? null : fresh;
}

async function wholeWindow(ctx: Ctx, brandId: string): Promise<EarlierWindow> {
  const window = earlierWindow();
  for (const reply of (await earlierReplies(ctx, brandId)).reverse()) window.add(reply);
  return window;
}
