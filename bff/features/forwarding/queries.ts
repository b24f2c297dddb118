import type { Reader, Trx } from "#bff/platform/db/open.ts";
import { isOverdue, paceOf, stateOf } from "#shared/forwarding/forward.ts";
import type { DepartmentView, ForwardView } from "#shared/forwarding/schema.ts";

type From = Reader | Trx;

/** Departments with their people and how they have answered so far. */
export async function listDepartments(db: From, workspaceId: string, now: string): Promise<DepartmentView[]> {
  const departments = await db
    .selectFrom("department")
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .where("deletedAt", "is", null)
    .orderBy("name")
    .execute();
  const contacts = await db
    .selectFrom("department_contact")
    .innerJoin("department", "department.id", "department_contact.departmentId")
    .select(["department_contact.id", "department_contact.departmentId", "department_contact.name", "mail"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("department_contact.id")
    .execute();
  const forwards = await db
    .selectFrom("forward")
    .select(["departmentId", "state", "createdAt", "dueAt", "expiresAt", "answeredAt"])
    .where("workspaceId", "=", workspaceId)
    .orderBy("createdAt", "desc")
    .limit(2000)
    .execute();
  return departments.map((department) => {
    const own = forwards.filter((forward) => forward.departmentId === department.id);
    const isOpen = (row: (typeof own)[number]) => ["sent", "failed"].includes(stateOf(row, now));
    return {
      ...department,
      contacts: contacts
        .filter((contact) => contact.departmentId === department.id)
        .map(({ id, name, mail }) => ({ id, name, mail })),
      open: own.filter(isOpen).length,
      overdue: own.filter((row) => isOpen(row) && isOverdue(row, now)).length,
      ...paceOf(own.flatMap((row) => (row.answeredAt ? [{ ...row, answeredAt: row.answeredAt }] : []))),
    };
  });
}

export const departmentById = (db: From, workspaceId: string, id: string) =>
  db
    .selectFrom("department")
    .select(["id", "name"])
    .where("workspaceId", "=", workspaceId)
    .where("id", "=", id)
    .where("deletedAt", "is", null)
    .executeTakeFirst();

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
      "member.name as memberName",
      "post.text as postText",
      "post.publishedAt as postAt",
      "post.deletedAt as postDeletedAt",
    ])
    .where("thread.id", "=", threadId)
    .executeTakeFirst();
export type ForwardedThread = NonNullable<Awaited<ReturnType<typeof threadToForward>>>;

/** What was said in a thread and still stands, oldest first. */
export const threadWords = (db: From, threadId: string) =>
  db
    .selectFrom("message")
    .leftJoin("identity", "identity.id", "message.identityId")
    .select([
      "message.id",
      "message.author",
      "message.text",
      "message.lang",
      "message.sentAt",
      "message.url",
      "identity.displayName",
      "identity.handle",
    ])
    .where("message.threadId", "=", threadId)
    .where("message.deletedAt", "is", null)
    .orderBy("message.sentAt")
    .orderBy("message.id")
    .limit(200)
    .execute();
export type ThreadWord = Awaited<ReturnType<typeof threadWords>>[number];

const forwards = (db: From) =>
  db
    .selectFrom("forward")
    .innerJoin("department", "department.id", "forward.departmentId")
    .innerJoin("thread", "thread.id", "forward.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .innerJoin("brand", "brand.id", "forward.brandId")
    .leftJoin("user", "user.id", "forward.userId")
    .leftJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "forward.id").on("outbox.kind", "=", "mail"))
    .selectAll("forward")
    .select([
      "department.name as departmentName",
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
  forwards(db).where("forward.threadId", "=", threadId).orderBy("forward.createdAt", "desc").execute();

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
    .select("subjectId")
    .where("kind", "=", "mail")
    .where("idempotencyKey", "=", idempotencyKey)
    .executeTakeFirst();

/** How many other questions about a thread are still out. */
export async function openForwards(db: From, threadId: string, exceptId: string, now: string): Promise<number> {
  const rows = await db
    .selectFrom("forward")
    .select("id")
    .where("threadId", "=", threadId)
    .where("id", "!=", exceptId)
    .where("state", "in", ["sent", "failed"])
    .where("expiresAt", ">", now)
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
function toView(row: ForwardRow, reason: string | null, now: string): ForwardView {
  const delivery = row.outboxState === null ? "sent" : (deliveries[row.outboxState] ?? "queued");
  return {
    id: row.id,
    threadId: row.threadId,
    brandId: row.brandId,
    timeZone: row.timeZone,
    memberName: row.memberName,
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
  };
}

export async function toViews(db: From, rows: ForwardRow[], now: string): Promise<ForwardView[]> {
  const reasons = await lastReasons(
    db,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toView(row, reasons.get(row.id) ?? null, now));
}
