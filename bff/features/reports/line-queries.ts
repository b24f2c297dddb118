import { assertPeriod } from "#bff/features/reports/period.ts";
import {
  brandOf,
  channelsOf,
  firstDayOf,
  type Period,
  type ReportBrand,
  type ReportChannel,
} from "#bff/features/reports/queries.ts";
import { postsOf } from "#bff/features/reports/rolled-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { type RateFormula, rateFormulaOr, rateParts } from "#shared/reports/closed-list.ts";
import { type ContentKind, suggestKind } from "#shared/reports/content-kind.ts";
import { rateOf } from "#shared/reports/rates.ts";
import type { PostFigures } from "#shared/reports/schema.ts";
import type { PostLine, ScreenFilter } from "#shared/reports/screens.ts";
import { dayIn } from "#shared/time.ts";

/** What every further screen begins with: the brand, the formula of its posts, its campaigns, and where its data begin. */
export type Shown = {
  brand: ReportBrand;
  channels: ReportChannel[];
  formula: RateFormula;
  campaigns: string[];
  dataFrom: string | null;
  today: string;
};

/** Judges brand and period; one that begins after today has nothing yet and says so. */
export async function shownOf(ctx: Ctx, filter: ScreenFilter): Promise<Shown> {
  const brand = await brandOf(ctx, filter.brand);
  const today = dayIn(brand.timeZone, ctx.clock.iso());
  assertPeriod(filter, today);
  const channels = await channelsOf(ctx, brand.id);
  const formula = ofPosts(rateFormulaOr(filter.formula, brand.houseFormula));
  const campaigns = await campaignNames(ctx, brand.id);
  if (filter.campaign && !campaigns.includes(filter.campaign))
    throw new DomainError("not_found", `There is no campaign "${filter.campaign}" in this brand.`, {});
  return { brand, channels, formula, campaigns, dataFrom: await firstDayOf(ctx, brand.id, channels), today };
}

/** A formula of days has no rate for a post; its posts are shown by followers at posting time. */
const ofPosts = (formula: RateFormula): RateFormula => (rateParts[formula].per === "day" ? "followers" : formula);

/** The campaigns of a brand by name. */
export async function campaignNames(ctx: Ctx, brandId: string): Promise<string[]> {
  const rows = await ctx.db.read
    .selectFrom("campaign")
    .select("name")
    .where("brandId", "=", brandId)
    .orderBy("folded")
    .limit(500)
    .execute();
  return rows.map((row) => row.name);
}

/** The posts of a period with rate, kind and campaigns, newest first; of one network or campaign when the filter says so. */
export async function postLines(
  ctx: Ctx,
  { brand, formula }: Shown,
  period: Period,
  { network, campaign }: Pick<ScreenFilter, "network" | "campaign">,
): Promise<PostLine[]> {
  const { from, to } = period;
  const posts = await postsOf(ctx, brand, { from, to }, formula);
  const said = await saidOf(ctx, brand.id, period);
  const tags = await tagsOf(ctx, brand.id, period);
  return posts
    .map((post) => {
      const about = said.get(post.id);
      const suggested = suggestKind(about?.text ?? post.title, about?.lang ?? null);
      const corrected = about?.kind ?? null;
      const { id, title, url, publishedAt, day, paid, deleted, settled, interactions } = post;
      return {
        ...{ id, title, url, publishedAt, day, paid, deleted, settled, interactions, network: post.network },
        ...lineRate(post, formula),
        kind: corrected ?? suggested.kind,
        because: corrected ? null : suggested.because,
        corrected: corrected !== null,
        campaigns: tags.get(post.id) ?? [],
      };
    })
    .filter((post) => !network || post.network === network)
    .filter((post) => !campaign || post.campaigns.includes(campaign));
}

function lineRate(
  post: PostFigures,
  formula: RateFormula,
): Pick<PostLine, "rate" | "numerator" | "denominator" | "missing"> {
  const rated = rateOf(post, formula);
  if (rated.rate === null) return { ...rated, numerator: null, denominator: null };
  return {
    rate: rated.rate,
    numerator: rated.top * rateParts[formula].scale,
    denominator: rated.bottom,
    missing: null,
  };
}

type Said = { text: string; lang: string | null; kind: ContentKind | null };

async function saidOf(ctx: Ctx, brandId: string, period: Period): Promise<Map<string, Said>> {
  const rows = await ctx.db.read
    .selectFrom("post")
    .leftJoin("post_kind", "post_kind.postId", "post.id")
    .select(["post.id", "post.text", "post.lang", "post_kind.kind"])
    .where("post.brandId", "=", brandId)
    .where("post.day", ">=", period.from)
    .where("post.day", "<=", period.to)
    .execute();
  return new Map(rows.map(({ id, kind, ...row }) => [id, { ...row, kind: kind as ContentKind | null }]));
}

async function tagsOf(ctx: Ctx, brandId: string, period: Period): Promise<Map<string, string[]>> {
  const rows = await ctx.db.read
    .selectFrom("campaign")
    .innerJoin("post_campaign", "post_campaign.campaignId", "campaign.id")
    .innerJoin("post", "post.id", "post_campaign.postId")
    .select(["post.id", "campaign.name"])
    .where("campaign.brandId", "=", brandId)
    .where("post.day", ">=", period.from)
    .where("post.day", "<=", period.to)
    .orderBy("campaign.folded")
    .execute();
  const tags = new Map<string, string[]>();
  for (const { id, name } of rows) tags.set(id, [...(tags.get(id) ?? []), name]);
  return tags;
}

/** What the views of the further screens all carry. */
export const carried = (ctx: Ctx, { brand, formula, campaigns, dataFrom }: Shown, { from, to }: Period) => ({
  brand: { slug: brand.slug, name: brand.name, timeZone: brand.timeZone },
  ...{ from, to, formula, campaigns, dataFrom, asOf: ctx.clock.iso() },
});
