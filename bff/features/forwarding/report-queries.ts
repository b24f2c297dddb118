import { type RawBuilder, sql } from "kysely";
import { type LoopCounts, openings } from "#bff/features/forwarding/loop-queries.ts";
import { saidToAll } from "#bff/features/inbox/audience-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { instantAt } from "#shared/forwarding/due.ts";
import { nameToTell } from "#shared/forwarding/forward.ts";
import { leaveOut } from "#shared/forwarding/leave-out.ts";
import type { LoopState } from "#shared/forwarding/loop.ts";
import { type ReportedLoop, sumsOf } from "#shared/forwarding/loop-report.ts";
import type { LoopReport, LoopReportFilter } from "#shared/forwarding/loop-schema.ts";
import type { Outcome } from "#shared/forwarding/schema.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";
import { addDays } from "#shared/time.ts";

const longestPeriod = 400;
const mostQuotes = 12;
const outcomes: Outcome[] = ["changed", "planned", "declined", "explained"];

/** The loop report of a brand: what came in, what went to departments, what came back, what followers heard. */
export async function getLoopReport(ctx: Ctx, filter: LoopReportFilter): Promise<LoopReport> {
  const { from, to } = filter;
  if (to < from || addDays(from, longestPeriod) < to)
    throw new DomainError("invalid_input", "The period has to end after it begins and last 400 days at most.", {});
  const brand = await ctx.db.read
    .selectFrom("brand")
    .select(["id", "slug", "name", "timeZone"])
    .where("slug", "=", filter.brand)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!brand) throw new DomainError("not_found", "There is no such brand.", {});
  assertBrand(ctx.actor, brand.id);
  const loops = await loopsOf(ctx, brand, filter);
  const { id, ...named } = brand;
  return {
    brand: named,
    from,
    to,
    ...(await threadCounts(ctx, id, filter)),
    sums: sumsOf(loops),
    departments: byDepartment(loops),
    outcomes: outcomes.map((outcome) => {
      const own = loops.filter((loop) => loop.outcome === outcome);
      return { outcome, loops: own.length, followers: own.reduce((sum, loop) => sum + loop.followers, 0) };
    }),
    quotes: await quotesOf(ctx, loops),
  };
}

type Brand = { id: string; timeZone: string };
type Loop = ReportedLoop & {
  id: string;
  title: string;
  departmentName: string;
  outcomeText: string | null;
};

async function loopsOf(ctx: Ctx, brand: Brand, { from, to }: LoopReportFilter): Promise<Loop[]> {
  const rows = await ctx.db.read
    .selectFrom("loop")
    .innerJoin("department", "department.id", "loop.departmentId")
    .selectAll("loop")
    .select("department.name as departmentName")
    .where("loop.brandId", "=", brand.id)
    .where("loop.createdAt", ">=", instantAt(brand.timeZone, from, "00:00"))
    .where("loop.createdAt", "<", instantAt(brand.timeZone, addDays(to, 1), "00:00"))
    .orderBy("loop.createdAt", "desc")
    .limit(10_000)
    .execute();
  const now = ctx.clock.iso();
  const counts = await countsBetween(ctx, brand.id, rows.at(-1)?.createdAt ?? now);
  return rows.map((row) => ({
    ...row,
    state: row.state as LoopState,
    late: row.state === "out" && row.dueAt !== null && row.dueAt < now,
    ...(counts.get(row.id) ?? { followers: 0, told: 0, aside: 0 }),
  }));
}

/** Followers of every loop of a brand since a moment, and how many of them have heard. */
async function countsBetween(ctx: Ctx, brandId: string, since: string): Promise<Map<string, LoopCounts>> {
  const rows = await ctx.db.read
    .selectFrom("loop")
    .innerJoin("loop_thread", "loop_thread.loopId", "loop.id")
    .select("loop.id")
    .select((eb) => [
      eb.fn.countAll<number>().as("followers"),
      eb.fn.count<number>("loop_thread.toldAt").as("told"),
      eb.fn.count<number>("loop_thread.asideAt").as("aside"),
    ])
    .where("loop.brandId", "=", brandId)
    .where("loop.createdAt", ">=", since)
    .groupBy("loop.id")
    .execute();
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** Threads that began in the period, by how far the loop of each came. A thread in several loops counts once. */
async function threadCounts(ctx: Ctx, brandId: string, { from, to }: LoopReportFilter) {
  const threads = ctx.db.read
    .selectFrom("thread")
    .where("thread.brandId", "=", brandId)
    .where("thread.day", ">=", from)
    .where("thread.day", "<=", to)
    .where("thread.deletedAt", "is", null);
  const received = await threads.select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirst();
  const distinct = (when: RawBuilder<unknown>) => sql<number>`count(distinct case when ${when} then "thread"."id" end)`;
  const looped = await ctx.db.read
    .selectFrom("loop")
    .innerJoin("loop_thread", "loop_thread.loopId", "loop.id")
    .innerJoin("thread", "thread.id", "loop_thread.threadId")
    .select([
      distinct(sql`true`).as("forwarded"),
      distinct(sql`"loop"."answeredAt" is not null`).as("answered"),
      distinct(sql`"loop"."closedAt" is not null`).as("closed"),
    ])
    .where("loop.brandId", "=", brandId)
    .where("thread.day", ">=", from)
    .where("thread.day", "<=", to)
    .where("thread.deletedAt", "is", null)
    .executeTakeFirstOrThrow();
  return { received: received?.count ?? 0, ...looped };
}

function byDepartment(loops: Loop[]): LoopReport["departments"] {
  const groups = Map.groupBy(loops, (loop) => loop.departmentId);
  return [...groups.values()]
    .map((own) => ({ departmentId: own[0]?.departmentId ?? "", name: own[0]?.departmentName ?? "", ...sumsOf(own) }))
    .sort((a, b) => b.loops - a.loops || (a.name < b.name ? -1 : 1));
}

/** What changed, was planned or declined, each with one follower's own words, first name only and nothing private. */
async function quotesOf(ctx: Ctx, loops: Loop[]): Promise<LoopReport["quotes"]> {
  const told = loops
    .filter((loop) => loop.outcome && loop.outcome !== "explained" && loop.outcomeText)
    .sort((a, b) => b.followers - a.followers)
    .slice(0, mostQuotes);
  const rows = await ctx.db.read
    .selectFrom("loop_thread")
    .innerJoin("thread", "thread.id", "loop_thread.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .select(["loop_thread.loopId", "loop_thread.threadId", "thread.lang", "member.name"])
    .where("loop_thread.loopId", "in", ["", ...told.map((loop) => loop.id)])
    .where("thread.deletedAt", "is", null)
    .orderBy("loop_thread.addedAt")
    .execute();
  // The report goes to others than the team, so it quotes what was said to everybody.
  const words = await openings(
    ctx.db.read,
    rows.map((row) => row.threadId),
    saidToAll,
  );
  return told.map((loop) => {
    const first = rows.find((row) => row.loopId === loop.id && words.has(row.threadId));
    return {
      loopId: loop.id,
      outcome: loop.outcome as Outcome,
      title: loop.title,
      outcomeText: loop.outcomeText ?? "",
      departmentName: loop.departmentName,
      followers: loop.followers,
      closedAt: loop.closedAt,
      quote: first
        ? {
            name: nameToTell(first.name, true),
            text: leaveOut(words.get(first.threadId)?.text ?? "", mailTexts.leftOut).text,
            lang: first.lang,
          }
        : null,
    };
  });
}
