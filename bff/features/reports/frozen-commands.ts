import { threadsBehind } from "#bff/features/reports/frozen-queries.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { assertMay, type Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import type { FreezeInput, FrozenBody } from "#shared/reports/frozen.ts";

/** Keeps a report as it stands: figures, days, posts and the threads behind them. Nothing rewrites it later. */
export async function freezeReport(ctx: Ctx, { name, filter }: FreezeInput): Promise<{ id: string }> {
  assertMay(ctx.actor, "report.freeze");
  const id = newId();
  const brand = await brandOf(ctx, filter.brand);
  const report = await getReport(ctx, filter);
  const body: FrozenBody = { report, threads: await threadsBehind(ctx, brand, filter) };
  return await write(ctx, "report.freeze", `report:${id}`, async (trx, audit) => {
    audit({ brand: brand.slug, from: report.from, to: report.to, formula: report.formula, campaign: report.campaign });
    await trx
      .insertInto("frozen_report")
      .values({
        id,
        workspaceId: ctx.actor.workspaceId,
        brandId: brand.id,
        name,
        from: report.from,
        to: report.to,
        formula: report.formula,
        aggregate: report.aggregate,
        userId: ctx.actor.userId,
        createdAt: ctx.clock.iso(),
        report: JSON.stringify(body),
      })
      .execute();
    return { id };
  });
}

/** Takes a frozen report away; the audit log keeps that it was there. */
export async function dropFrozen(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, "report.unfreeze", `report:${id}`, async (trx, audit) => {
    let query = trx.deleteFrom("frozen_report").where("id", "=", id).where("workspaceId", "=", ctx.actor.workspaceId);
    if (ctx.actor.brandIds) query = query.where("brandId", "in", [...ctx.actor.brandIds, ""]);
    const [gone] = await query.returning(["name", "from", "to"]).execute();
    if (!gone) throw new DomainError("not_found", "There is no such frozen report.", {});
    audit(gone);
  });
}
