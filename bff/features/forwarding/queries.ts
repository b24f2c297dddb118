import { sql } from "kysely";
import { countsOf, openings } from "#bff/features/forwarding/loop-queries.ts";
import { saidToAll } from "#bff/features/inbox/audience-queries.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import { isOverdue, stateOf } from "#shared/forwarding/forward.ts";
import type { ForwardView } from "#shared/forwarding/schema.ts";

type From = Reader | Trx;

/** A thread with what a question about it needs to know. */
export const threadToForward = (db: From, threadId: string) =>
  db
    .selectFrom("thread")
    .innerJoin("brand", "brand.id", "thread.brandId")
    .innerJoin("member", "member.id", "thread.memberId")
    .leftJoin("post", "post.id", "thread.postId")
    .select([
      "thread.id",
      "thread.workspaceId",
      "thread.brandId",
      "thread.status",
      "brand.name as brandName",
      "brand.timeZone",
      "brand.languages",
      "thread.memberId",
      "member.name as memberName",
      "thread.lang",
      "thread.preview",
      "post.text as postText",
      "post.publishedAt as postAt",
      "post.deletedAt as postDeletedAt",
    ])
    .where("thread.id", "=", threadId)
    .executeTakeFirst();
export type ForwardedThread = NonNullable<Awaited<ReturnType<typeof threadToForward>>>;

const words = (db: From) =>
  db
    .selectFrom("message")
    .leftJoin("identity", "identity.id", "message.identityId")
    .select([
      "message.id",
      "message.threadId",
      "message.author",
      "message.text",
      "message.lang",
      "message.sentAt",
      "message.editedAt",
      "message.url",
      "identity.displayName",
      "identity.handle",
      "identity.externalId",
    ])
    .select(sql<number>`case when ${saidToAll} then 1 else 0 end`.as("forAll"));

/** What was said in a thread and still stands, oldest first. */
export const threadWords = (db: From, threadId: string) =>
  words(db)
    .where("message.threadId", "=", threadId)
    .where("message.deletedAt", "is", null)
    .orderBy("message.sentAt")
    .orderBy("message.id")
    .limit(200)
    .execute();
export type ThreadWord = Awaited<ReturnType<typeof threadWords>>[number];

/** What the other members of a bundle wrote first, one thread after the other in the order they joined. */
export async function bundleWords(db: From, loopId: string, exceptThreadId: string): Promise<ThreadWord[]> {
  const threads = await db
    .selectFrom("loop_thread")
    .select("threadId")
    .where("loopId", "=", loopId)
    .where("threadId", "!=", exceptThreadId)
    .orderBy("addedAt")
    .orderBy("threadId")
    .limit(200)
    .execute();
  const ids = threads.map((row) => row.threadId);
  const opening = [...(await openings(db, ids, saidToAll)).values()].map(({ id }) => id);
  const rows = await words(db)
    .where("message.id", "in", ["", ...opening])
    .execute();
  const place = new Map(ids.map((id, at) => [id, at]));
  return rows.sort((a, b) => (place.get(a.threadId) ?? 0) - (place.get(b.threadId) ?? 0));
}

/** How many people a bundle speaks for: each member once. */
export async function countPeople(db: From, loopId: string): Promise<number> {
  const row = await db
    .selectFrom("loop_thread")
    .innerJoin("thread", "thread.id", "loop_thread.threadId")
    .select((eb) => eb.fn.count<number>("thread.memberId").distinct().as("count"))
    .where("loop_thread.loopId", "=", loopId)
    .executeTakeFirst();
  return row?.count ?? 0;
}

const forwards = (db: From) =>
  db
    .selectFrom("forward")
    .innerJoin("department", "department.id", "forward.departmentId")
    .innerJoin("thread", "thread.id", "forward.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .innerJoin("brand", "brand.id", "forward.brandId")
    .leftJoin("user", "user.id", "forward.userId")
    .innerJoin("loop", "loop.id", "forward.loopId")
    .leftJoin("department as handed", "handed.id", "forward.handedToId")
    .leftJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "forward.id").on("outbox.kind", "=", "mail"))
    .selectAll("forward")
    .select([
      "department.name as departmentName",
      "department.lang as departmentLang",
      "department.hours",
      "department.timeZone as departmentZone",
      "department.answerHours",
      "department.deputyName",
      "department.deputyMail",
      "department.hookKind",
      "department.hook",
      "handed.name as handedTo",
      "loop.state as loopState",
      "member.name as memberName",
      "brand.name as brandName",
      "brand.timeZone",
      "user.name as personName",
      "outbox.id as outboxId",
      "outbox.state as outboxState",
      "outbox.attempts",
      "outbox.idempotencyKey",
    ]);

export const forwardById = (db: From, id: string) => forwards(db).where("forward.id", "=", id).executeTakeFirst();
export type ForwardRow = NonNullable<Awaited<ReturnType<typeof forwardById>>>;

export const forwardByTokenHash = (db: From, tokenHash: string) =>
  forwards(db).where("forward.tokenHash", "=", tokenHash).executeTakeFirst();

export const forwardsOfThread = (db: From, threadId: string) =>
  forwards(db)
    .where((eb) =>
      eb(
        "forward.loopId",
        "in",
        eb.selectFrom("loop_thread").select("loopId").where("loop_thread.threadId", "=", threadId),
      ),
    )
    .orderBy("forward.createdAt", "desc")
    .limit(50)
    .execute();

/** Every handing-over of one loop, oldest first. */
export const forwardsOfLoop = (db: From, loopId: string) =>
  forwards(db).where("forward.loopId", "=", loopId).orderBy("forward.createdAt").limit(100).execute();

type Seen = { workspaceId: string; brandIds: string[] | null; brand: string | null; states: string[] | null };

/** Forwards of a workspace, newest first, within the brands a person may see (null: all) and the one they chose. */
export function forwardsOf(db: From, { workspaceId, brandIds, brand, states }: Seen) {
  if (brandIds?.length === 0) return Promise.resolve([]);
  let query = forwards(db).where("forward.workspaceId", "=", workspaceId);
  if (brandIds) query = query.where("forward.brandId", "in", brandIds);
  if (brand) query = query.where("brand.slug", "=", brand);
  if (states) query = query.where("forward.state", "in", states);
  return query.orderBy("forward.createdAt", "desc").limit(300).execute();
}

/** The forward a person already sent with this key, when they send twice. */
export const forwardByKey = (db: From, idempotencyKey: string) =>
  db
    .selectFrom("outbox")
    .innerJoin("forward", "forward.id", "outbox.subjectId")
    .select(["outbox.subjectId", "forward.loopId"])
    .where("outbox.kind", "=", "mail")
    .where("outbox.idempotencyKey", "=", idempotencyKey)
    .executeTakeFirst();

/** How many other questions about a thread are still out. */
export async function openForwards(db: From, threadId: string, exceptId: string, now: string): Promise<number> {
  const rows = await db
    .selectFrom("loop_thread")
    .innerJoin("forward", "forward.loopId", "loop_thread.loopId")
    .select("forward.id")
    .where("loop_thread.threadId", "=", threadId)
    .where("forward.id", "!=", exceptId)
    .where("forward.state", "in", ["sent", "failed"])
    .where("forward.expiresAt", ">", now)
    .execute();
  return rows.length;
}

/** Why the last attempt at each mail came to nothing. */
async function lastReasons(db: From, forwardIds: string[]): Promise<Map<string, string | null>> {
  if (forwardIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("delivery")
    .select(["subjectId", "detail"])
    .where("subjectId", "in", forwardIds)
    .orderBy("at")
    .orderBy("attempt")
    .execute();
  return new Map(rows.map((row) => [row.subjectId, row.detail]));
}

const deliveries: Record<string, ForwardView["delivery"]> = {
  waiting: "waiting",
  sent: "sent",
  refused: "refused",
  unknown: "unknown",
  cancelled: "cancelled",
};

/** A row as the team's screens show it. */
function toView(row: ForwardRow, followers: number, reason: string | null, now: string): ForwardView {
  const delivery = row.outboxState === null ? "sent" : (deliveries[row.outboxState] ?? "queued");
  return {
    id: row.id,
    loopId: row.loopId,
    threadId: row.threadId,
    brandId: row.brandId,
    timeZone: row.timeZone,
    memberName: row.memberName,
    followers,
    departmentId: row.departmentId,
    departmentName: row.departmentName,
    toName: row.toName,
    toMail: row.toMail,
    personName: row.personName ?? "Konak",
    question: row.question,
    state: stateOf(row, now),
    delivery,
    reason: ["waiting", "refused", "unknown"].includes(delivery) ? reason : null,
    createdAt: row.createdAt,
    dueAt: row.dueAt,
    overdue: stateOf(row, now) !== "expired" && isOverdue(row, now),
    expiresAt: row.expiresAt,
    verdict: row.verdict as ForwardView["verdict"],
    answer: row.answer,
    answeredBy: row.answeredBy,
    answeredAt: row.answeredAt,
    answeredVia: row.answeredVia as ForwardView["answeredVia"],
    outcome: row.outcome as ForwardView["outcome"],
    handedTo: row.handedTo,
  };
}

export async function toViews(db: From, rows: ForwardRow[], now: string): Promise<ForwardView[]> {
  const reasons = await lastReasons(
    db,
    rows.map((row) => row.id),
  );
  const counts = await countsOf(db, [...new Set(rows.map((row) => row.loopId))]);
  return rows.map((row) => toView(row, counts.get(row.loopId)?.followers ?? 1, reasons.get(row.id) ?? null, now));
}
