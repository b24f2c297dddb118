import { type SqlBool, sql } from "kysely";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import type { LoopState } from "#shared/forwarding/loop.ts";
import type { LoopFilter, LoopFollower, LoopRow } from "#shared/forwarding/loop-schema.ts";

type From = Reader | Trx;

const loops = (db: From) =>
  db
    .selectFrom("loop")
    .innerJoin("department", "department.id", "loop.departmentId")
    .innerJoin("brand", "brand.id", "loop.brandId")
    .leftJoin("user", "user.id", "loop.userId")
    .selectAll("loop")
    .select([
      "department.name as departmentName",
      "brand.name as brandName",
      "brand.slug as brandSlug",
      "brand.timeZone",
      "user.name as personName",
    ]);

export const loopById = (db: From, id: string) => loops(db).where("loop.id", "=", id).executeTakeFirst();
type LoopRecord = NonNullable<Awaited<ReturnType<typeof loopById>>>;

type Seen = { workspaceId: string; brandIds: string[] | null; now: string };
const pageSize = 50;

/** A page of loops, newest first, within the brands a person may see (null: all). */
export async function listLoops(
  db: From,
  seen: Seen,
  filter: LoopFilter,
): Promise<{ rows: LoopRow[]; next: string | null }> {
  if (seen.brandIds?.length === 0) return { rows: [], next: null };
  let query = loops(db).where("loop.workspaceId", "=", seen.workspaceId);
  if (seen.brandIds) query = query.where("loop.brandId", "in", seen.brandIds);
  if (filter.brand) query = query.where("brand.slug", "=", filter.brand);
  if (filter.departmentId) query = query.where("loop.departmentId", "=", filter.departmentId);
  const state = { out: "out", late: "out", toClose: "answered", closed: "closed", over: "over" } as const;
  if (filter.state) query = query.where("loop.state", "=", state[filter.state]);
  if (filter.state === "late") query = query.where("loop.dueAt", "<", seen.now);
  if (filter.from) query = query.where("loop.createdAt", ">=", filter.from);
  if (filter.to) query = query.where("loop.createdAt", "<", `${filter.to}T24`);
  if (filter.cursor) query = query.where("loop.createdAt", "<", filter.cursor);
  const found = await query
    .orderBy("loop.createdAt", "desc")
    .orderBy("loop.id")
    .limit(pageSize + 1)
    .execute();
  const page = found.slice(0, pageSize);
  const counts = await countsOf(
    db,
    page.map((loop) => loop.id),
  );
  const rows = page.map((loop) => toRow(loop, counts.get(loop.id) ?? noCounts, seen.now));
  return { rows, next: found.length > pageSize ? (page.at(-1)?.createdAt ?? null) : null };
}

export type LoopCounts = { followers: number; told: number; aside: number };
const noCounts: LoopCounts = { followers: 0, told: 0, aside: 0 };

/** Followers of loops, and how many of them have heard. */
export async function countsOf(db: From, loopIds: string[]): Promise<Map<string, LoopCounts>> {
  if (loopIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("loop_thread")
    .select("loopId")
    .select((eb) => [
      eb.fn.countAll<number>().as("followers"),
      eb.fn.count<number>("toldAt").as("told"),
      eb.fn.count<number>("asideAt").as("aside"),
    ])
    .where("loopId", "in", loopIds)
    .groupBy("loopId")
    .execute();
  return new Map(rows.map(({ loopId, ...counts }) => [loopId, counts]));
}

export const toRow = (loop: LoopRecord, counts: LoopCounts, now: string): LoopRow => ({
  id: loop.id,
  brandId: loop.brandId,
  brandName: loop.brandName,
  timeZone: loop.timeZone,
  title: loop.title,
  state: loop.state as LoopState,
  late: loop.state === "out" && loop.dueAt !== null && loop.dueAt < now,
  departmentName: loop.departmentName,
  personName: loop.personName ?? "Konak",
  createdAt: loop.createdAt,
  dueAt: loop.dueAt,
  answeredAt: loop.answeredAt,
  closedAt: loop.closedAt,
  outcome: loop.outcome as LoopRow["outcome"],
  ...counts,
});

export type Since = { replyId: string | null; text: string; at: string };

/** Our newest answer in each thread since a moment, from Konak or from elsewhere. */
export async function repliesSince(db: From, threadIds: string[], since: string): Promise<Map<string, Since>> {
  if (threadIds.length === 0) return new Map();
  const replies = await db
    .selectFrom("reply")
    .select(["id as replyId", "threadId", "text", "createdAt as at"])
    .where("threadId", "in", threadIds)
    .where("createdAt", ">", since)
    .where("status", "not in", ["cancelled", "failed", "dropped"])
    .orderBy("createdAt")
    .execute();
  const messages = await db
    .selectFrom("message")
    .select(["replyId", "threadId", "text", "sentAt as at"])
    .where("threadId", "in", threadIds)
    .where("author", "=", "brand")
    .where("replyId", "is", null)
    .where("deletedAt", "is", null)
    .where("sentAt", ">", since)
    .orderBy("sentAt")
    .execute();
  const found = new Map<string, Since>();
  for (const { threadId, ...one } of [...messages, ...replies].sort((a, b) => (a.at < b.at ? -1 : 1)))
    found.set(threadId, one);
  return found;
}

const followerRows = (db: From, loopId: string) =>
  db
    .selectFrom("loop_thread")
    .innerJoin("thread", "thread.id", "loop_thread.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .innerJoin("channel", "channel.id", "thread.channelId")
    .leftJoin("reply", "reply.id", "loop_thread.replyId")
    .select([
      "loop_thread.threadId",
      "loop_thread.addedAt",
      "loop_thread.toldAt",
      "loop_thread.replyId",
      "loop_thread.asideAt",
      "loop_thread.asideReason",
      "member.name as memberName",
      "thread.lang",
      "thread.preview",
      "thread.deletedAt",
      "channel.network",
      "reply.status",
      "reply.text as replyText",
    ])
    .where("loop_thread.loopId", "=", loopId)
    .orderBy("loop_thread.addedAt")
    .orderBy("loop_thread.threadId")
    .limit(200)
    .execute();
type FollowerRow = Awaited<ReturnType<typeof followerRows>>[number];

/** The followers of a loop and how far each is from hearing. */
export async function followersOf(
  db: From,
  loop: { id: string; answeredAt: string | null; createdAt: string },
): Promise<LoopFollower[]> {
  const rows = await followerRows(db, loop.id);
  const untold = rows.filter((row) => stateOfFollower(row) === "untold" || stateOfFollower(row) === "failed");
  const since = loop.answeredAt
    ? await repliesSince(
        db,
        untold.map((row) => row.threadId),
        loop.answeredAt,
      )
    : new Map<string, Since>();
  const words = await openings(
    db,
    rows.map((row) => row.threadId),
  );
  return rows.map((row) => ({
    threadId: row.threadId,
    memberName: row.memberName,
    lang: row.lang,
    network: row.network,
    text: words.get(row.threadId)?.text ?? row.preview,
    addedAt: row.addedAt,
    state: stateOfFollower(row),
    toldAt: row.toldAt,
    reply: row.replyText,
    asideReason: row.asideReason,
    since: since.get(row.threadId) ?? null,
    deleted: row.deletedAt !== null,
  }));
}

function stateOfFollower(row: FollowerRow): LoopFollower["state"] {
  if (row.asideAt) return "aside";
  if (!row.toldAt || row.status === "cancelled") return "untold";
  if (!row.replyId || row.status === "sent" || row.status === null) return "told";
  return ["failed", "dropped", "unknown"].includes(row.status) ? "failed" : "sending";
}

export type Opening = { id: string; text: string };

/** What the member of each thread wrote first and still stands: the feedback itself, not the last "thank you" under it. */
export async function openings(
  db: From,
  threadIds: string[],
  among = sql<SqlBool>`1 = 1`,
): Promise<Map<string, Opening>> {
  const found = new Map<string, Opening>();
  for (let at = 0; at < threadIds.length; at += 500) {
    const ranked = db
      .selectFrom("message")
      .select(["id", "threadId", "text"])
      .select(sql<number>`row_number() over (partition by "threadId" order by "sentAt", seq)`.as("place"))
      .where("threadId", "in", threadIds.slice(at, at + 500))
      .where("author", "=", "member")
      .where("deletedAt", "is", null)
      .where(among)
      .as("said");
    const rows = await db.selectFrom(ranked).select(["id", "threadId", "text"]).where("place", "=", 1).execute();
    for (const { threadId, ...row } of rows) found.set(threadId, row);
  }
  return found;
}

/** The words alone of what the member of each thread wrote first. */
export const openingWords = async (db: From, threadIds: string[]): Promise<Map<string, string>> =>
  new Map([...(await openings(db, threadIds))].map(([threadId, { text }]) => [threadId, text]));

export const eventsOf = (db: From, loopId: string) =>
  db
    .selectFrom("loop_event")
    .leftJoin("department", "department.id", "loop_event.departmentId")
    .leftJoin("user", "user.id", "loop_event.userId")
    .select([
      "loop_event.kind",
      "loop_event.at",
      "loop_event.departmentId",
      "loop_event.detail",
      "department.name as departmentName",
      "user.name as personName",
    ])
    .where("loopId", "=", loopId)
    .orderBy("loop_event.at")
    .orderBy("loop_event.id")
    .limit(1000)
    .execute();

/** Loops feedback can still be added to, newest first, with what their followers wrote. */
export async function openBundles(db: From, brandId: string, since: string) {
  const open = await loops(db)
    .where("loop.brandId", "=", brandId)
    .where("loop.state", "in", ["out", "answered"])
    .where("loop.createdAt", ">", since)
    .orderBy("loop.createdAt", "desc")
    .limit(100)
    .execute();
  const ids = ["", ...open.map((loop) => loop.id)];
  const threads = await db
    .selectFrom("loop_thread")
    .innerJoin("thread", "thread.id", "loop_thread.threadId")
    .select(["loopId", "threadId"])
    .where("loopId", "in", ids)
    .limit(2000)
    .execute();
  return open.map((loop) => ({ ...loop, threads: threads.filter((thread) => thread.loopId === loop.id) }));
}

/** Open and waiting threads of a brand that came lately, for finding the same feedback; those of the loop left out. */
export const recentThreads = (db: From, brandId: string, since: string, exceptId: string) =>
  db
    .selectFrom("thread")
    .innerJoin("member", "member.id", "thread.memberId")
    .select([
      "thread.id",
      "thread.preview",
      "thread.lang",
      "thread.lastMessageAt",
      "thread.memberId",
      "member.name as memberName",
    ])
    .where("thread.brandId", "=", brandId)
    .where("thread.id", "!=", exceptId)
    .where("thread.status", "in", ["open", "waiting"])
    .where("thread.deletedAt", "is", null)
    .where("thread.lastMessageAt", ">", since)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("loop_thread")
            .innerJoin("loop", "loop.id", "loop_thread.loopId")
            .select(sql`1`.as("one"))
            .whereRef("loop_thread.threadId", "=", "thread.id")
            .where("loop.state", "in", ["out", "answered"]),
        ),
      ),
    )
    .orderBy("thread.lastMessageAt", "desc")
    .limit(600)
    .execute();
