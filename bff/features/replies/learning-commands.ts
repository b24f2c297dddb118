import { newestOutcomes } from "#bff/features/replies/learning-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { becomesHint, type Fared } from "#shared/replies/learning.ts";
import type { WarningCode } from "#shared/replies/schema.ts";
import { dayIn } from "#shared/time.ts";

type Checked = { id: string; brandId: string; userId: string; overrideReason: string | null; createdAt: string };

/** Keeps how the reasons of a reply fared, and lets a reason become a hint of its brand when people rarely heed it. */
export async function keepFared(trx: Trx, reply: Checked, fared: Fared[]): Promise<void> {
  if (fared.length === 0) return;
  const { timeZone } = await trx
    .selectFrom("brand")
    .select("timeZone")
    .where("id", "=", reply.brandId)
    .executeTakeFirstOrThrow();
  const { brandId, userId, createdAt: at } = reply;
  const row = { replyId: reply.id, brandId, userId, at, day: dayIn(timeZone, at) };
  const rows = fared.map(({ code, strength, outcome, edited }) => ({
    ...row,
    id: newId(),
    code,
    strength,
    outcome,
    edited: edited ? 1 : 0,
    reason: outcome === "overridden" ? reply.overrideReason : null,
  }));
  await trx.insertInto("reply_warning").values(rows).execute();
  for (const { code } of fared) await learn(trx, brandId, code, at);
}

async function learn(trx: Trx, brandId: string, code: WarningCode, at: string): Promise<void> {
  const known = await trx
    .selectFrom("warning_learned")
    .select(["demotedAt", "restoredAt"])
    .where("brandId", "=", brandId)
    .where("code", "=", code)
    .executeTakeFirst();
  if (known?.demotedAt) return;
  if (!becomesHint(code, await newestOutcomes(trx, brandId, code, known?.restoredAt ?? null))) return;
  await trx
    .insertInto("warning_learned")
    .values({ brandId, code, demotedAt: at })
    .onConflict((conflict) => conflict.columns(["brandId", "code"]).doUpdateSet({ demotedAt: at }))
    .execute();
}

/** A reply that was taken back taught nothing: it comes again, and is judged again. */
export const forgetFared = (trx: Trx, replyId: string): Promise<unknown> =>
  trx.deleteFrom("reply_warning").where("replyId", "=", replyId).execute();

/** Gives a reason its own strength back in a brand; from now on its firings are counted anew. */
export function restoreWarning(ctx: Ctx, input: { brandId: string; code: WarningCode }): Promise<void> {
  return write(ctx, "warning.restore", `brand:${input.brandId}`, async (trx, audit) => {
    assertBrand(ctx.actor, input.brandId);
    audit({ code: input.code });
    const { numUpdatedRows } = await trx
      .updateTable("warning_learned")
      .set({ demotedAt: null, restoredAt: ctx.clock.iso() })
      .where("code", "=", input.code)
      .where("demotedAt", "is not", null)
      .where("brandId", "=", (eb) =>
        eb
          .selectFrom("brand")
          .select("id")
          .where("id", "=", input.brandId)
          .where("workspaceId", "=", ctx.actor.workspaceId),
      )
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("not_found", "That reason is no hint in this brand.", {});
  });
}
