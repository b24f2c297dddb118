import { getReport } from "#bff/features/reports/report.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { ContentKind, suggestKind } from "#shared/reports/content-kind.ts";
import type { PostFigures, Report } from "#shared/reports/schema.ts";
import { alikePosts, rangeOf, type Sketch } from "#shared/reports/similar-posts.ts";
import type { Similar, SimilarInput } from "#shared/reports/similar-schema.ts";
import { addDays } from "#shared/time.ts";

const daysBack = 364;
const textsAtOnce = 400;

/** Own posts of the last year like a draft, with what they got: the figures are those of the report. */
export async function similarPosts(ctx: Ctx, draft: SimilarInput): Promise<Similar> {
  const to = ctx.clock.iso().slice(0, 10);
  const report = await getReport(ctx, { brand: draft.brand, from: addDays(to, -daysBack), to });
  const settled = report.posts.filter((post) => post.settled && !post.deleted && post.interactions !== null);
  const texts = await textsOf(ctx, settled);
  const zone = report.brand.timeZone;
  const sketches = settled.flatMap((post) => {
    const { text, kind } = texts.get(post.id) ?? { text: post.title, kind: "talk" as const };
    return text.trim() ? [{ post, text, kind, network: post.network, when: whenOf(post.publishedAt, zone) }] : [];
  });
  const kind = suggestKind(draft.text, null).kind;
  const own: Sketch = {
    text: draft.text,
    kind,
    network: draft.network,
    when: draft.at ? whenOf(draft.at, zone) : null,
  };
  const alike = alikePosts(own, sketches);
  const rate = rangeOf(ratesOf(alike.map(({ post }) => post)));
  const comparable = settled.filter(({ network }) => draft.network === null || network === draft.network);
  return {
    ...{ kind, compared: comparable.length, asOf: report.asOf, rateUnit: unitOf(report) },
    posts: alike.map(({ post, likeness, because, sharedWords }) => ({
      ...{ id: post.id, title: post.title, network: post.network, url: post.url, publishedAt: post.publishedAt },
      ...{ interactions: post.interactions ?? 0, rate: post.rate, likeness, because, sharedWords },
    })),
    interactions: rangeOf(alike.map(({ post }) => post.interactions ?? 0)),
    rate,
    atToday: atToday(report, draft, rate),
    allInteractions: rangeOf(comparable.map((post) => post.interactions ?? 0)),
    allRate: rangeOf(ratesOf(comparable)),
  };
}

/** On a page that grows, old counts say too little; the rate of then times the followers of now does not. */
function atToday(report: Report, draft: SimilarInput, rate: Similar["rate"]): Similar["atToday"] {
  const newest = report.posts.find(({ network, followers }) => network === draft.network && followers !== null);
  if (!rate || !newest?.followers || report.formula !== "followers") return null;
  const { count: followers } = newest.followers;
  return { followers, q1: rate.q1 * followers, median: rate.median * followers, q3: rate.q3 * followers };
}

const ratesOf = (posts: readonly PostFigures[]): number[] => posts.flatMap(({ rate }) => rate ?? []);

function unitOf(report: Report): Similar["rateUnit"] {
  const unit = report.figures.find(({ id }) => id === "rate-median")?.unit;
  return unit === "per-1000" || unit === "per-post" ? unit : "share";
}

/** The whole text of posts with the kind a person or the rules gave them. */
async function textsOf(ctx: Ctx, posts: PostFigures[]): Promise<Map<string, { text: string; kind: ContentKind }>> {
  const texts = new Map<string, { text: string; kind: ContentKind }>();
  for (let at = 0; at < posts.length; at += textsAtOnce) {
    const rows = await ctx.db.read
      .selectFrom("post")
      .leftJoin("post_kind", "post_kind.postId", "post.id")
      .select(["post.id", "post.text", "post.lang", "post_kind.kind"])
      .where(
        "post.id",
        "in",
        posts.slice(at, at + textsAtOnce).map(({ id }) => id),
      )
      .execute();
    for (const { id, text, lang, kind } of rows)
      texts.set(id, { text, kind: ContentKind.safeParse(kind).data ?? suggestKind(text, lang).kind });
  }
  return texts;
}

function whenOf(at: string, timeZone: string): NonNullable<Sketch["when"]> {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date(at));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? "";
  return {
    weekday: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"].indexOf(of("weekday")),
    hour: Number(of("hour")),
  };
}
