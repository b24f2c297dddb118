import { resolveReply, undoReply } from "#bff/features/replies/commands.ts";
import { handOverFrom } from "#bff/features/replies/turn-commands.ts";
import type { Ctx } from "#bff/platform/context.ts";

type Settled = Awaited<ReturnType<typeof resolveReply>>;

/** Takes a reply back, after which the next of its channel has its turn. */
export async function takeBack(ctx: Ctx, replyId: string): Promise<Settled> {
  const taken = await undoReply(ctx, replyId);
  await handOverFrom(ctx, replyId);
  return taken;
}

/** A person says what became of a reply; unless it goes again itself, the next of its channel has its turn. */
export async function resolveInTurn(ctx: Ctx, input: Parameters<typeof resolveReply>[1]): Promise<Settled> {
  const settled = await resolveReply(ctx, input);
  if (input.as !== "again") await handOverFrom(ctx, input.replyId);
  return settled;
}
