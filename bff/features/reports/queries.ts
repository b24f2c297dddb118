import { hoursOf } from "#bff/features/reports/hours.ts";
import type { RollBrand } from "#bff/features/reports/raw-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import type { Aggregate, RateFormula } from "#shared/reports/closed-list.ts";
import type { FollowerReading } from "#shared/reports/followers.ts";
import type { ReportFilter } from "#shared/reports/schema.ts";

export type ReportBrand = RollBrand & {
  slug: string;
  name: string;
  houseFormula: RateFormula;
  houseAggregate: Aggregate;
  /** minutes of service time in which a first answer should be there */
  answerAim: number;
};
/**
 * `isRead`: Konak goes on reading it; an import is not, nor is a disconnected one. `firstDay`, `lastDay` and `lastCount`
 * are those of its follower readings.
 */
export type ReportChannel = {
  id: string;
  network: Network;
  name: string;
  removedAt: string | null;
  isRead: boolean;
  firstDay: string | null;
  lastDay: string | null;
  lastCount: number | null;
};
export type Period = Pick<ReportFilter, "from" | "to">;

export async function brandOf(ctx: Ctx, slug: string): Promise<ReportBrand> {
  const [brand] = await brandsOf(ctx, slug);
  if (!brand) throw new DomainError("not_found", "There is no such brand.", {});
  assertBrand(ctx.actor, brand.id);
  return brand;
}

/** The brands a person may see, by name; with `slug` that one alone, whoever may see it. */
export async function brandsOf(ctx: Ctx, slug?: string): Promise<ReportBrand[]> {
  let query = ctx.db.read
    .selectFrom("brand")
    .select(["id", "slug", "name", "timeZone", "houseFormula", "houseAggregate", "serviceHours", "answerAim"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("name")
    .limit(500);
  if (slug !== undefined) query = query.where("slug", "=", slug);
  else if (ctx.actor.brandIds) query = query.where("id", "in", [...ctx.actor.brandIds, ""]);
  return (await query.execute()).map((row) => ({
    ...row,
    houseFormula: row.houseFormula as RateFormula,
    houseAggregate: row.houseAggregate as Aggregate,
    serviceHours: hoursOf(row.serviceHours),
  }));
}

export async function channelsOf(ctx: Ctx, brandId: string): Promise<ReportChannel[]> {
  return (await channelsOfAll(ctx, [brandId])).get(brandId) ?? [];
}

/** The channels of brands, oldest first, with the ends of their follower readings. */
export async function channelsOfAll(ctx: Ctx, brandIds: string[]): Promise<Map<string, ReportChannel[]>> {
  const rows = await ctx.db.read
    .selectFrom("channel")
    .select(["id", "brandId", "network", "name", "removedAt", "settings"])
    .select((eb) => {
      const reading = eb.selectFrom("follower_reading as r").whereRef("r.channelId", "=", "channel.id").limit(1);
      return [
        reading.select("r.day").orderBy("r.at").as("firstDay"),
        reading.select("r.day").orderBy("r.at", "desc").as("lastDay"),
        reading.select("r.count").orderBy("r.at", "desc").as("lastCount"),
      ];
    })
    .where("brandId", "in", [...brandIds, ""])
    .orderBy("createdAt")
    .execute();
  const channels = rows.map(({ settings, ...row }) => {
    const network = row.network as Network;
    return { ...row, network, isRead: !row.removedAt && ctx.connectorFor(network, JSON.parse(settings)) !== null };
  });
  return Map.groupBy(channels, (channel) => channel.brandId);
}

/** Every follower reading of the channels, oldest first, by channel; with a period only those of its days. */
export async function followerReadings(
  ctx: Ctx,
  channelIds: string[],
  period?: Period,
): Promise<Map<string, (FollowerReading & { day: string })[]>> {
  let query = ctx.db.read
    .selectFrom("follower_reading")
    .select(["channelId", "at", "day", "count"])
    .where("channelId", "in", [...channelIds, ""])
    .orderBy("at");
  if (period) query = query.where("day", ">=", period.from).where("day", "<=", period.to);
  return Map.groupBy(await query.execute(), (reading) => reading.channelId);
}

/** The first day of which Konak has a post, a thread or a follower reading of a brand. */
export async function firstDayOf(
  ctx: Ctx,
  brandId: string,
  channels: readonly ReportChannel[],
): Promise<string | null> {
  const first = async (table: "post" | "thread") =>
    await ctx.db.read
      .selectFrom(table)
      .select((eb) => eb.fn.min("day").as("day"))
      .where("brandId", "=", brandId)
      .executeTakeFirst();
  const days = [(await first("post"))?.day, (await first("thread"))?.day, ...channels.map(({ firstDay }) => firstDay)];
  return days.flatMap((day) => day ?? []).sort()[0] ?? null;
}
