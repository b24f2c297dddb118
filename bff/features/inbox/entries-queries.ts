import type { Ctx } from "#bff/platform/context.ts";
import type { Network } from "#shared/channel.ts";
import { isStop } from "#shared/channels/stops.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";
import { audienceOn } from "#shared/inbox/audience.ts";
import type { ReplyView, ThreadEntry } from "#shared/inbox/schema.ts";

/** Everything that stands in a thread, oldest first. A reply that arrived is shown once, as the message it became. */
export async function threadEntries(ctx: Ctx, threadId: string, memberId: string): Promise<ThreadEntry[]> {
  const [messages, notes, events, replies, forwards] = [
    await messageEntries(ctx, threadId, memberId),
    await noteEntries(ctx, threadId),
    await eventEntries(ctx, threadId),
    await replyEntries(ctx, threadId),
    await forwardEntries(ctx, threadId),
  ];
  return [...messages, ...notes, ...events, ...replies, ...forwards].sort((a, b) =>
    a.at === b.at ? order[a.type] - order[b.type] : a.at < b.at ? -1 : 1,
  );
}

const order: Record<ThreadEntry["type"], number> = { message: 0, reply: 1, note: 2, forward: 3, event: 4 };

const messagesIn = (ctx: Ctx, threadId: string) =>
  ctx.db.read
    .selectFrom("message")
    .innerJoin("channel", "channel.id", "message.channelId")
    .innerJoin("brand", "brand.id", "message.brandId")
    .leftJoin("identity", "identity.id", "message.identityId")
    .leftJoin("user", "user.id", "message.userId")
    .innerJoin("thread", "thread.id", "message.threadId")
    .leftJoin("post", "post.id", "thread.postId")
    .select([
      "post.externalId as postExternalId",
      "message.id",
      "message.externalId",
      "message.parentExternalId",
      "message.author",
      "message.text",
      "message.lang",
      "message.sentAt",
      "message.editedAt",
      "message.deletedAt",
      "message.hiddenAt",
      "message.url",
      "message.audience",
      "message.replyId",
      "identity.displayName",
      "identity.handle",
      "identity.memberId",
      "channel.handle as ownHandle",
      "channel.network",
      "brand.name as brandName",
      "user.name as personName",
    ])
    .where("message.threadId", "=", threadId)
    .orderBy("message.sentAt", "desc")
    .orderBy("message.seq", "desc")
    .limit(2000)
    .execute();

async function messageEntries(ctx: Ctx, threadId: string, memberId: string): Promise<ThreadEntry[]> {
  const rows = await messagesIn(ctx, threadId);
  // Of a thread without end the newest are shown, oldest of them first.
  rows.reverse();
  const depths = new Map<string, number>();
  const here = new Set(rows.flatMap((row) => [row.externalId, row.postExternalId ?? ""]));
  const hung = await attachmentsIn(ctx, threadId);
  return rows.map((row) => {
    const parent = row.parentExternalId ? depths.get(row.parentExternalId) : undefined;
    const depth = parent === undefined ? 0 : Math.min(parent + 1, 6);
    depths.set(row.externalId, depth);
    const ours = row.author === "brand";
    return {
      type: "message",
      id: row.id,
      at: row.sentAt,
      author: ours ? "brand" : row.memberId === memberId ? "member" : "other",
      authorName: ours ? row.brandName : (row.displayName ?? row.handle ?? ""),
      authorHandle: ours ? row.ownHandle : (row.handle ?? ""),
      text: row.deletedAt ? "" : row.text,
      lang: row.lang,
      depth,
      parentMissing: row.parentExternalId !== null && !here.has(row.parentExternalId),
      editedAt: row.editedAt,
      deletedAt: row.deletedAt,
      hiddenAt: row.hiddenAt,
      url: row.url,
      audience: audienceOn(row.network as Network, row.audience),
      attachments: row.deletedAt ? [] : (hung.get(row.id) ?? []),
      replyId: row.replyId,
      personName: row.personName,
    };
  });
}

async function attachmentsIn(ctx: Ctx, threadId: string): Promise<Map<string, Attachment[]>> {
  const rows = await ctx.db.read
    .selectFrom("attachment")
    .innerJoin("message", "message.id", "attachment.messageId")
    .select(["attachment.messageId", "attachment.kind", "attachment.name", "attachment.url"])
    .where("message.threadId", "=", threadId)
    .orderBy("attachment.messageId")
    .orderBy("attachment.place")
    .limit(2000)
    .execute();
  const found = new Map<string, Attachment[]>();
  for (const { messageId, kind, name, url } of rows)
    found.set(messageId, [...(found.get(messageId) ?? []), { kind: kind as Attachment["kind"], name, url }]);
  return found;
}

async function noteEntries(ctx: Ctx, threadId: string): Promise<ThreadEntry[]> {
  const rows = await ctx.db.read
    .selectFrom("note")
    .leftJoin("user", "user.id", "note.userId")
    .leftJoin("forward", "forward.id", "note.forwardId")
    .leftJoin("department", "department.id", "forward.departmentId")
    .select(["note.id", "note.at", "note.text", "user.name", "forward.answeredBy", "department.name as department"])
    .where("note.threadId", "=", threadId)
    .execute();
  return rows.map((row) => ({
    type: "note",
    id: row.id,
    at: row.at,
    authorName: row.name ?? row.answeredBy ?? row.department ?? "",
    text: row.text,
    fromDepartment: row.department,
  }));
}

async function eventEntries(ctx: Ctx, threadId: string): Promise<ThreadEntry[]> {
  const rows = await ctx.db.read
    .selectFrom("thread_event")
    .leftJoin("user", "user.id", "thread_event.userId")
    .select([
      "thread_event.id",
      "thread_event.at",
      "thread_event.kind",
      "thread_event.detail",
      "user.name as personName",
    ])
    .where("threadId", "=", threadId)
    .orderBy("at")
    .execute();
  return rows.map((row) => ({ type: "event", ...row, detail: JSON.parse(row.detail) }));
}

async function replyEntries(ctx: Ctx, threadId: string): Promise<ThreadEntry[]> {
  const rows = await ctx.db.read
    .selectFrom("reply")
    .leftJoin("user", "user.id", "reply.userId")
    .leftJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .select([
      "outbox.nextAt",
      "reply.id",
      "reply.text",
      "reply.status",
      "reply.createdAt",
      "reply.undoUntil",
      "reply.reason",
      "reply.url",
      "user.name as personName",
    ])
    .where("reply.threadId", "=", threadId)
    .where("reply.status", "not in", ["sent", "cancelled"])
    .execute();
  return rows.map((row) => ({ type: "reply", id: row.id, at: row.createdAt, reply: toReplyView(row) }));
}

/** A reply's row as its View; it can be taken back only while it is still queued. */
export const toReplyView = (row: {
  id: string;
  text: string;
  status: string;
  createdAt: string;
  undoUntil: string;
  reason: string | null;
  url: string | null;
  personName: string | null;
  nextAt?: string | null;
}): ReplyView => ({
  id: row.id,
  text: row.text,
  status: row.status as ReplyView["status"],
  personName: row.personName ?? "",
  createdAt: row.createdAt,
  undoUntil: row.status === "queued" ? row.undoUntil : null,
  waitsUntil: row.status === "waiting" && !isStop(row.reason) ? (row.nextAt ?? null) : null,
  reason: row.reason,
  url: row.url,
});

async function forwardEntries(ctx: Ctx, threadId: string): Promise<ThreadEntry[]> {
  const rows = await ctx.db.read
    .selectFrom("forward")
    .innerJoin("department", "department.id", "forward.departmentId")
    .leftJoin("user", "user.id", "forward.userId")
    .select([
      "forward.id",
      "forward.createdAt as at",
      "department.name as departmentName",
      "forward.toMail",
      "forward.state",
      "user.name as personName",
    ])
    .where("forward.threadId", "=", threadId)
    .execute();
  return rows.map((row) => ({
    type: "forward",
    ...row,
    state: row.state as Extract<ThreadEntry, { type: "forward" }>["state"],
    personName: row.personName ?? "",
  }));
}
