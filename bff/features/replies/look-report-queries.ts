import { type Expression, type RawBuilder, sql } from "kysely";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import {
  type Band,
  bandFrom,
  bands,
  type LookBack,
  type LookedKind,
  type LookedPerson,
  type LookedReply,
  type LookFilter,
} from "#shared/replies/look-back.ts";
import { addDays } from "#shared/time.ts";

type Brand = LookBack["brand"];

const longestPeriod = 400;

/** The brand of a report, within the person's brands, when the period is one. */
export async function lookedBrand(ctx: Ctx, { brand: slug, from, to }: LookFilter): Promise<Brand> {
  if (to < from || addDays(from, longestPeriod) < to)
    throw new DomainError(
      "invalid_input",
      `A period goes from a day to a later one, ${longestPeriod} days at most.`,
      {},
    );
  const brand = await ctx.db.read
    .selectFrom("brand")
    .select(["id", "slug", "name"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("slug", "=", slug)
    .executeTakeFirst();
  if (!brand) throw new DomainError("not_found", "There is no such brand.", {});
  assertBrand(ctx.actor, brand.id);
  return brand;
}

const similarity = sql`coalesce(similarity, 0)`;
const upper: Record<Band, number> = { own: bandFrom.kindred, kindred: bandFrom.reused, reused: bandFrom.same, same: 2 };
const inBand = (band: Band): RawBuilder<boolean> =>
  sql<boolean>`${similarity} >= ${bandFrom[band]} and ${similarity} < ${upper[band]}`;
const counted = (when: Expression<unknown>): RawBuilder<number> =>
  sql<number>`sum(case when ${when} then 1 else 0 end)`;

/** The report of a brand and period, whole and by person: sums over kept rows, nothing is judged anew. */
export async function lookBackReport(ctx: Ctx, filter: LookFilter): Promise<LookBack> {
  const brand = await lookedBrand(ctx, filter);
  const rows = await looksOf(ctx, brand.id, filter)
    .leftJoin("user", "user.id", "look.userId")
    .select(["look.userId", "user.name"])
    .select([
      sql<number>`count(*)`.as("replies"),
      counted(inBand("own")).as("own"),
      counted(inBand("kindred")).as("kindred"),
      counted(inBand("reused")).as("reused"),
      counted(inBand("same")).as("same"),
      counted(sql`"takesUp" = 1`).as("takesUp"),
      counted(sql`"takesUp" is not null`).as("takesUpOf"),
      counted(sql`answers = 0`).as("unanswered"),
      counted(sql`answers is not null`).as("unansweredOf"),
      counted(sql`look.language = 0`).as("missed"),
      counted(sql`look.language is not null`).as("missedOf"),
    ])
    .groupBy(["look.userId", "user.name"])
    .execute();
  const people = rows
    .map(
      (row): LookedPerson => ({
        userId: row.userId,
        name: row.name,
        replies: row.replies,
        bands: { own: row.own, kindred: row.kindred, reused: row.reused, same: row.same },
        takesUp: { hits: row.takesUp, of: row.takesUpOf },
        unanswered: { hits: row.unanswered, of: row.unansweredOf },
        missed: { hits: row.missed, of: row.missedOf },
      }),
    )
    .sort((a, b) => b.replies - a.replies || ((a.name ?? "") < (b.name ?? "") ? -1 : 1));
  const all = people.reduce(added, nobody);
  const waiting = (await sentInPeriod(ctx, brand.id, filter)) - all.replies;
  return { brand, from: filter.from, to: filter.to, all, people, waiting: Math.max(0, waiting) };
}

const none = { hits: 0, of: 0 };
const nobody: LookedPerson = {
  userId: null,
  name: null,
  replies: 0,
  bands: { own: 0, kindred: 0, reused: 0, same: 0 },
  takesUp: none,
  unanswered: none,
  missed: none,
};

function added(sum: LookedPerson, one: LookedPerson): LookedPerson {
  const share = (key: "takesUp" | "unanswered" | "missed") => ({
    hits: sum[key].hits + one[key].hits,
    of: sum[key].of + one[key].of,
  });
  const inBands = bands.map((band) => [band, sum.bands[band] + one.bands[band]] as const);
  return {
    ...sum,
    replies: sum.replies + one.replies,
    bands: Object.fromEntries(inBands) as LookedPerson["bands"],
    takesUp: share("takesUp"),
    unanswered: share("unanswered"),
    missed: share("missed"),
  };
}

const looksOf = (ctx: Ctx, brandId: string, { from, to }: LookFilter) =>
  ctx.db.read
    .selectFrom("reply_look as look")
    .where("look.brandId", "=", brandId)
    .where("look.day", ">=", from)
    .where("look.day", "<=", to);

// A day of a brand lies within a day and a half of the same day in UTC; the index is by time, the day decides.
async function sentInPeriod(ctx: Ctx, brandId: string, { from, to }: LookFilter): Promise<number> {
  const { count } = await ctx.db.read
    .selectFrom("message")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("brandId", "=", brandId)
    .where("author", "=", "brand")
    .where("sentAt", ">=", addDays(from, -2))
    .where("sentAt", "<", addDays(to, 3))
    .where("day", ">=", from)
    .where("day", "<=", to)
    .where("deletedAt", "is", null)
    .executeTakeFirstOrThrow();
  return count;
}

const kinds: Record<Exclude<LookedKind, "all" | Band>, RawBuilder<boolean>> = {
  nothing: sql<boolean>`"takesUp" = 0`,
  unanswered: sql<boolean>`answers = 0`,
  missed: sql<boolean>`look.language = 0`,
};

export type LookedFilter = LookFilter & { kind: LookedKind; person: string | null; cursor: string | null };

/** The replies behind a number, newest first; `person` is an id, or "outside" for those written elsewhere. */
export async function lookedReplies(
  ctx: Ctx,
  filter: LookedFilter,
  limit: number,
): Promise<{ items: LookedReply[]; next: string | null; asOf: string }> {
  const brand = await lookedBrand(ctx, filter);
  const { kind, person, cursor } = filter;
  let query = looksOf(ctx, brand.id, filter);
  if (person === "outside") query = query.where("look.userId", "is", null);
  else if (person) query = query.where("look.userId", "=", person);
  if (kind !== "all") query = query.where(kind in bandFrom ? inBand(kind as Band) : kinds[kind as keyof typeof kinds]);
  if (cursor) {
    const [sentAt = "", id = ""] = cursor.split(" ");
    query = query
      .where("look.sentAt", "<=", sentAt)
      .where((eb) => eb.or([eb("look.sentAt", "<", sentAt), eb("look.messageId", "<", id)]));
  }
  // The page is chosen by the order of sending alone; only its rows are joined to what they stand beside.
  const page = query
    .selectAll("look")
    .where("look.sentAt", ">=", addDays(filter.from, -2))
    .where("look.sentAt", "<", addDays(filter.to, 3))
    .orderBy("look.sentAt", "desc")
    .orderBy("look.messageId", "desc")
    .limit(limit + 1);
  const rows = await ctx.db.read
    .selectFrom(page.as("look"))
    .innerJoin("message", "message.id", "look.messageId")
    .innerJoin("thread", "thread.id", "look.threadId")
    .innerJoin("channel", "channel.id", "thread.channelId")
    .innerJoin("member", "member.id", "thread.memberId")
    .leftJoin("user", "user.id", "look.userId")
    .leftJoin("message as nearest", "nearest.id", "look.nearestId")
    .leftJoin("thread as there", "there.id", "nearest.threadId")
    .leftJoin("member as them", "them.id", "there.memberId")
    .select(["look.messageId as id", "look.threadId", "channel.network", "user.name as personName"])
    .select(["member.name as memberName", "message.text", "look.sentAt", "look.similarity"])
    .select(["nearest.text as nearestText", "nearest.sentAt as nearestAt"])
    .select(["nearest.threadId as nearestThread", "them.name as nearestName"])
    .select((eb) =>
      eb
        .selectFrom("message as comment")
        .select("comment.text")
        .whereRef("comment.threadId", "=", "look.threadId")
        .whereRef("comment.sentAt", "<=", "look.sentAt")
        .where("comment.author", "!=", "brand")
        .where("comment.deletedAt", "is", null)
        .orderBy("comment.sentAt", "desc")
        .limit(1)
        .as("comment"),
    )
    .orderBy("look.sentAt", "desc")
    .orderBy("look.messageId", "desc")
    .execute();
  const items = rows.slice(0, limit).map(toLooked);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? `${last.sentAt} ${last.id}` : null, asOf: ctx.clock.iso() };
}

type LookedRow = Omit<LookedReply, "network" | "nearest"> & {
  network: string;
  nearestText: string | null;
  nearestAt: string | null;
  nearestThread: string | null;
  nearestName: string | null;
};

const toLooked = ({ nearestText, nearestAt, nearestThread, nearestName, ...row }: LookedRow): LookedReply => ({
  ...row,
  network: row.network as Network,
  nearest:
    nearestText === null
      ? null
      : { text: nearestText, memberName: nearestName ?? "", sentAt: nearestAt ?? "", threadId: nearestThread ?? "" },
});
