import type { Ctx } from "#bff/platform/context.ts";
import type { Presence } from "#shared/inbox/schema.ts";

type Seen = Presence & { workspaceId: string; until: number };

const keepFor = 25_000;
const here = new Map<string, Seen>();

/** Notes who has which thread open (one per person), and tells the others. Kept in memory: it is worth seconds. */
export function present(ctx: Ctx, threadId: string | null, writing: boolean): void {
  const { userId, name, workspaceId } = ctx.actor;
  if (!userId) return;
  const before = here.get(userId);
  if (threadId)
    here.set(userId, { threadId, userId, name, writing, workspaceId, until: ctx.clock.now().getTime() + keepFor });
  else here.delete(userId);
  if (before?.threadId !== (threadId ?? undefined) || before?.writing !== writing)
    ctx.live.hint({ workspaceId, presence: everyone(ctx) });
}

/** Everyone who has a thread open now, as far as this Konak knows. */
export function everyone(ctx: Ctx): Presence[] {
  const now = ctx.clock.now().getTime();
  for (const [userId, seen] of here) if (seen.until < now) here.delete(userId);
  return [...here.values()]
    .filter((seen) => seen.workspaceId === ctx.actor.workspaceId)
    .map(({ threadId, userId, name, writing }) => ({ threadId, userId, name, writing }));
}

/** Somebody else who is writing in a thread right now, or null. */
export const otherWriter = (ctx: Ctx, threadId: string): Presence | null =>
  everyone(ctx).find((seen) => seen.threadId === threadId && seen.userId !== ctx.actor.userId && seen.writing) ?? null;
