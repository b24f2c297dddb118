import { campaignId, postsUnder } from "#bff/features/reports/campaign-part-queries.ts";
import { brandOf, type Period, type ReportBrand } from "#bff/features/reports/queries.ts";
import { begunOutside } from "#bff/features/reports/raw-queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import type { Aggregate, RateFormula } from "#shared/reports/closed-list.ts";
import {
  changesSince,
  type FrozenBody,
  type FrozenList,
  type FrozenReport,
  type FrozenView,
} from "#shared/reports/frozen.ts";
import { serviceClock } from "#shared/team/service-clock.ts";

const most = 100;

/** The frozen reports of a brand, newest first. */
export async function listFrozen(ctx: Ctx, slug: string): Promise<FrozenList> {
  const brand = await brandOf(ctx, slug);
  const rows = await frozen(ctx)
    .where("frozen_report.brandId", "=", brand.id)
    .orderBy("frozen_report.createdAt", "desc")
    .orderBy("frozen_report.id")
    .limit(most)
    .execute();
  return { items: rows.map(toView), asOf: ctx.clock.iso() };
}

const frozen = (ctx: Ctx) =>
  ctx.db.read
    .selectFrom("frozen_report")
    .leftJoin("user", "user.id", "frozen_report.userId")
    .select(["frozen_report.id", "frozen_report.name", "frozen_report.from", "frozen_report.to"])
    .select(["frozen_report.formula", "frozen_report.aggregate", "frozen_report.createdAt", "user.name as by"])
    .where("frozen_report.workspaceId", "=", ctx.actor.workspaceId);

type Row = Awaited<ReturnType<ReturnType<typeof frozen>["execute"]>>[number];
const toView = (row: Row): FrozenView => ({
  ...row,
  formula: row.formula as RateFormula,
  aggregate: row.aggregate as Aggregate,
});

/** A frozen report as it was, and what the same report says now that it did not say then. */
export async function getFrozen(ctx: Ctx, id: string): Promise<FrozenReport> {
  const row = await frozen(ctx)
    .innerJoin("brand", "brand.id", "frozen_report.brandId")
    .select(["frozen_report.report", "frozen_report.brandId", "brand.slug"])
    .where("frozen_report.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", "There is no such frozen report.", {});
  assertBrand(ctx.actor, row.brandId);
  const { report: stored, brandId: _, slug, ...view } = row;
  const body = JSON.parse(stored) as FrozenBody;
  const { from, to, formula, asked, aggregate, campaign } = body.report;
  const brand = await brandOf(ctx, slug);
  const now = await getReport(ctx, { brand: slug, from, to, formula: asked ?? formula, aggregate, campaign });
  const threads = await threadsBehind(ctx, brand, { from, to, campaign });
  return { ...toView(view), report: body.report, changes: changesSince(body, { report: now, threads }) };
}

/** The threads of a period with their seconds to a first answer: null when nobody answered, -1 when nobody knows. */
export async function threadsBehind(
  ctx: Ctx,
  brand: ReportBrand,
  { from, to, campaign }: Period & { campaign?: string | undefined },
): Promise<FrozenBody["threads"]> {
  const seconds = serviceClock(brand.serviceHours, brand.timeZone);
  let query = ctx.db.read
    .selectFrom("thread")
    .select(["id", "firstMessageAt", "firstAnswerAt"])
    .where("brandId", "=", brand.id)
    .where("day", ">=", from)
    .where("day", "<=", to)
    .where("deletedAt", "is", null)
    .where(begunOutside);
  if (campaign) query = query.where("postId", "in", postsUnder(ctx, await campaignId(ctx, brand, campaign)));
  const rows = await query.orderBy("firstMessageAt").orderBy("id").execute();
  return rows.map(({ id, firstMessageAt, firstAnswerAt }) => {
    if (firstAnswerAt === null) return [id, firstMessageAt, null];
    return [id, firstMessageAt, firstAnswerAt <= firstMessageAt ? -1 : seconds(firstMessageAt, firstAnswerAt)];
  });
}
