import { ownLoop, setOutcome, tellLoop } from "#bff/features/forwarding/loop-commands.ts";
import { followersOf } from "#bff/features/forwarding/loop-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import type { LoopOutcomeInput } from "#shared/forwarding/loop-schema.ts";

/**
 * Closes a loop, once every follower has heard or was set aside with a reason, and it is written down what came of it.
 * An answer that did not arrive is no answer; one still on its way has to arrive first.
 */
export async function closeLoop(ctx: Ctx, input: LoopOutcomeInput): Promise<void> {
  await setOutcome(ctx, input);
  await write(ctx, "loop.close", `loop:${input.loopId}`, async (trx, audit) => {
    const loop = await ownLoop(trx, ctx, input.loopId);
    if (loop.state === "closed") return audit({ already: true });
    if (loop.state !== "answered" && loop.state !== "over")
      throw new DomainError("conflict", "The department still has the question.", { state: loop.state });
    const followers = await followersOf(trx, loop);
    const waiting = followers.filter((one) => one.state !== "told" && one.state !== "aside" && !one.deleted);
    if (waiting.length > 0)
      throw new DomainError("loop_open", "Followers of this loop have not heard yet.", { count: waiting.length });
    audit({ followers: followers.length, outcome: input.outcome });
    const detail = { outcome: input.outcome, followers: followers.length };
    await tellLoop(trx, loop.id, "closed", ctx.clock.iso(), { userId: ctx.actor.userId, detail });
  });
}

/** Opens a closed loop again, because something about it was not done after all. */
export async function reopenLoop(ctx: Ctx, loopId: string): Promise<void> {
  await write(ctx, "loop.close", `loop:${loopId}`, async (trx, audit) => {
    const loop = await ownLoop(trx, ctx, loopId);
    audit({ reopened: true });
    if (loop.state !== "closed") throw new DomainError("conflict", "The loop is not closed.", { state: loop.state });
    await tellLoop(trx, loop.id, "reopened", ctx.clock.iso(), { userId: ctx.actor.userId });
  });
}
