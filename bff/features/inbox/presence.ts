import type { Ctx } from "#bff/platform/context.ts";
import { type Here, presenceFor } from "#bff/platform/live.ts";
import type { Presence } from "#shared/inbox/schema.ts";

type Seen = Here & { workspaceId: string; until: number };

const keepFor = 25_000;
const here = new Map<string, Seen>();

/** Notes who has which thread open (one per person), and tells the others. Kept in memory: it is worth seconds. */
export function present(ctx: Ctx, thread: { id: string; brandId: string } | null, writing: boolean): void {
  const { userId, name, workspaceId } = ctx.actor;
  if (!userId) return;
  const before = here.get(userId);
  const until = ctx.clock.now().getTime() + keepFor;
  if (thread)
    here.set(userId, { threadId: thread.id, brandId: thread.brandId, userId, name, writing, workspaceId, until });
  else here.delete(userId);
  if (before?.threadId !== thread?.id || before?.writing !== writing)
    ctx.live.hint({ workspaceId, presence: inWorkspace(ctx) });
}

function inWorkspace(ctx: Ctx): Seen[] {
  const now = ctx.clock.now().getTime();
  for (const [userId, seen] of here) if (seen.until < now) here.delete(userId);
  return [...here.values()].filter((seen) => seen.workspaceId === ctx.actor.workspaceId);
}

/** Everyone who has a thread of the person's brands open now, as far as this Konak knows. */
export const everyone = (ctx: Ctx): Presence[] => presenceFor(ctx.actor.brandIds, inWorkspace(ctx));

/** Somebody else who is writing in a thread right now, or null. */
export const otherWriter = (ctx: Ctx, threadId: string): Presence | null =>
  everyone(ctx).find((seen) => seen.threadId === threadId && seen.userId !== ctx.actor.userId && seen.writing) ?? null;
