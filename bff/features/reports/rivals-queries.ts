import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import type { RivalCounts } from "#shared/reports/rivals.ts";

export type KnownRival = { id: string; name: string; readings: RivalCounts[] };
const mostReadings = 2000;

/** The competitors of a brand with their readings that touch a period, by name. */
export async function rivalsOf(ctx: Ctx, brandId: string, period: { from: string; to: string }): Promise<KnownRival[]> {
  const rivals = await ctx.db.read
    .selectFrom("competitor")
    .select(["id", "name"])
    .where("brandId", "=", brandId)
    .orderBy("folded")
    .limit(500)
    .execute();
  const readings = await ctx.db.read
    .selectFrom("competitor_reading as reading")
    .innerJoin("competitor", "competitor.id", "reading.competitorId")
    .select(["reading.competitorId", "reading.network", "reading.fromDay", "reading.toDay"])
    .select(["reading.followers", "reading.posts", "reading.interactions"])
    .where("competitor.brandId", "=", brandId)
    .where("reading.fromDay", "<=", period.to)
    .where("reading.toDay", ">=", period.from)
    .execute();
  const byRival = Map.groupBy(readings, (row) => row.competitorId);
  return rivals.map((rival) => ({
    ...rival,
    readings: (byRival.get(rival.id) ?? []).map(({ network, fromDay, toDay, followers, posts, interactions }) => ({
      ...{ network: network as Network, from: fromDay, to: toDay, followers, posts, interactions },
    })),
  }));
}

/** The networks any competitor of a brand was ever read on. */
export async function rivalNetworks(ctx: Ctx, brandId: string): Promise<Network[]> {
  const rows = await ctx.db.read
    .selectFrom("competitor_reading as reading")
    .innerJoin("competitor", "competitor.id", "reading.competitorId")
    .select("reading.network")
    .distinct()
    .where("competitor.brandId", "=", brandId)
    .orderBy("reading.network")
    .execute();
  return rows.map((row) => row.network as Network);
}

/** The readings behind one competitor's line, newest first. */
export async function rivalReadings(ctx: Ctx, brandId: string, rivalId: string, period: { from: string; to: string }) {
  const rows = await ctx.db.read
    .selectFrom("competitor_reading as reading")
    .innerJoin("competitor", "competitor.id", "reading.competitorId")
    .leftJoin("user", "user.id", "reading.userId")
    .select(["reading.id", "reading.network", "reading.fromDay as from", "reading.toDay as to", "reading.followers"])
    .select(["reading.posts", "reading.interactions", "reading.source", "reading.at", "user.name as by"])
    .where("competitor.brandId", "=", brandId)
    .where("competitor.id", "=", rivalId)
    .where("reading.fromDay", "<=", period.to)
    .where("reading.toDay", ">=", period.from)
    .orderBy("reading.fromDay", "desc")
    .orderBy("reading.network")
    .limit(mostReadings)
    .execute();
  return rows.map((row) => ({ ...row, network: row.network as Network, source: row.source as "file" | "hand" }));
}
