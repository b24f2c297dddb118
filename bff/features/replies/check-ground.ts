import { groundOf } from "#bff/features/replies/ground-queries.ts";
import {
  earlierReplies,
  goneReplies,
  newestSeq,
  repliesOnTheirWay,
  threadForCheck,
} from "#bff/features/replies/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import type { CheckGround } from "#shared/replies/ground.ts";

// As many as are worth adding one by one; after an import the whole window is read anew.
const mostFresh = 500;
// PostgreSQL gives numbers before it commits, so a few are read twice; the page knows which it has.
const rereadRows = 200;

/** What the composer needs to run the check by itself; with a cursor only what came since. */
export async function checkGround(
  ctx: Ctx,
  { threadId, cursor }: { threadId: string; cursor: number | null },
): Promise<CheckGround> {
  const thread = await threadForCheck(ctx, threadId);
  if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
  const { brand } = thread;
  assertBrand(ctx.actor, brand.id);
  const seq = await newestSeq(ctx);
  const fresh = cursor === null ? null : await freshReplies(ctx, brand.id, cursor);
  const [ground, onTheirWay, earlier, gone] = await Promise.all([
    groundOf(ctx, brand),
    repliesOnTheirWay(ctx, brand.id),
    fresh ?? earlierReplies(ctx, brand.id),
    fresh ? goneReplies(ctx, brand.id) : [],
  ]);
  return { ...ground, cursor: seq, whole: fresh === null, onTheirWay, gone, earlier: earlier.toReversed() };
}

async function freshReplies(ctx: Ctx, brandId: string, cursor: number) {
  const afterSeq = Math.max(0, cursor - rereadRows);
  const found = await earlierReplies(ctx, brandId, { afterSeq, limit: mostFresh + 1 });
  return found.length > mostFresh ? null : found;
}
