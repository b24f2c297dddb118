import type { IncomingMessage } from "#bff/connectors/incoming.ts";
import type { KnownAuthor } from "#bff/features/inbox/ingest-people-commands.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable, ThreadTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { foldThread, type StateMessage } from "#shared/inbox/thread-state.ts";
import { hasQuestion } from "#shared/replies/question.ts";
import { dayIn } from "#shared/time.ts";

/** A thread that incoming messages belong to, known before or about to be made. */
export type TouchedThread = { id: string; memberId: string; isNew: boolean; status: string; day: string | null };

const threadColumns = [
  "id",
  "workspaceId",
  "brandId",
  "channelId",
  "postId",
  "memberId",
  "externalId",
  "kind",
  "status",
  "lang",
  "hasQuestion",
  "preview",
  "messageCount",
  "firstMessageAt",
  "lastMessageAt",
  "day",
  "waitingSince",
  "firstAnswerAt",
  "version",
  "createdAt",
] as const satisfies (keyof ThreadTable)[];

/**
 * Messages whose thread is named after one that stands in another thread join that one: of a thread whose first message
 * was deleted, a network or a webhook's look-up names another first.
 */
export async function inTheirThreads(
  trx: Trx,
  channel: ChannelTable,
  messages: IncomingMessage[],
): Promise<IncomingMessage[]> {
  const above = new Map(messages.map((message) => [message.externalId, message.threadExternalId]));
  const roots = [...new Set(messages.map((message) => message.threadExternalId))];
  for (let at = 0; at < roots.length; at += 500) {
    const some = roots.slice(at, at + 500);
    const unknown = some.filter((id) => !above.has(id));
    for (const { externalId, root } of await standingIn(trx, channel, unknown)) above.set(externalId, root);
    // What is a thread already stays one, whoever else comes along.
    const led = some.filter((id) => (above.get(id) ?? id) !== id);
    for (const { externalId } of await threadsNamed(trx, channel, led)) above.delete(externalId);
  }
  return messages.map((message) => {
    const seen = new Set<string>();
    let root = message.threadExternalId;
    for (let next = above.get(root); next !== undefined && !seen.has(root); next = above.get(root)) {
      seen.add(root);
      root = next;
    }
    return root === message.threadExternalId ? message : { ...message, threadExternalId: root };
  });
}

/** Of these messages those that are here, with the root of the thread each stands in. */
async function standingIn(
  trx: Trx,
  channel: ChannelTable,
  ids: string[],
): Promise<{ externalId: string; root: string }[]> {
  if (ids.length === 0) return [];
  return await trx
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .select(["message.externalId", "thread.externalId as root"])
    .where("message.channelId", "=", channel.id)
    .where("message.externalId", "in", ids)
    .execute();
}

async function threadsNamed(trx: Trx, channel: ChannelTable, ids: string[]): Promise<{ externalId: string }[]> {
  if (ids.length === 0) return [];
  return await trx
    .selectFrom("thread")
    .select("externalId")
    .where("channelId", "=", channel.id)
    .where("externalId", "in", ids)
    .execute();
}

/** The threads these messages belong to, those that exist already from the database. */
export async function touchedThreads(
  trx: Trx,
  channel: ChannelTable,
  messages: IncomingMessage[],
  authors: Map<string, KnownAuthor>,
): Promise<Map<string, TouchedThread>> {
  const roots = [...new Set(messages.map((message) => message.threadExternalId))];
  const threads = new Map<string, TouchedThread>();
  for (let at = 0; at < roots.length; at += 500)
    for (const row of await trx
      .selectFrom("thread")
      .select(["id", "memberId", "status", "externalId", "day"])
      .where("channelId", "=", channel.id)
      .where("externalId", "in", roots.slice(at, at + 500))
      .execute())
      threads.set(row.externalId, {
        id: row.id,
        memberId: row.memberId,
        isNew: false,
        status: row.status,
        day: row.day,
      });
  for (const message of messages) {
    const author = authors.get(message.author.externalId);
    if (threads.has(message.threadExternalId) || !author) continue;
    threads.set(message.threadExternalId, {
      id: newId(),
      memberId: author.memberId,
      isNew: true,
      status: "open",
      day: null,
    });
  }
  return threads;
}

/** Writes new threads as their messages make them; one with the last word ours starts as done. */
export async function insertThreads(
  engine: Engine,
  trx: Trx,
  where: { channel: ChannelTable; timeZone: string; now: string; postIds: Map<string, string> },
  fresh: { thread: TouchedThread; root: IncomingMessage; messages: StateMessage[] }[],
): Promise<void> {
  const rows = fresh.flatMap(({ thread, root, messages }) => {
    const state = foldThread(messages);
    if (!state) return [];
    const { lastOutside, ...columns } = state;
    return {
      ...columns,
      id: thread.id,
      workspaceId: where.channel.workspaceId,
      brandId: where.channel.brandId,
      channelId: where.channel.id,
      postId: (root.postExternalId && where.postIds.get(root.postExternalId)) ?? null,
      memberId: thread.memberId,
      externalId: root.threadExternalId,
      kind: root.kind,
      status: state.waitingSince ? "open" : "done",
      hasQuestion: lastOutside && hasQuestion(lastOutside.text, lastOutside.lang) ? 1 : 0,
      day: dayIn(where.timeZone, state.firstMessageAt),
      version: 1,
      createdAt: where.now,
    };
  });
  await insertMany(engine, trx, "thread", [...threadColumns], rows);
}

/** Tells a thread's row anew from all its messages, and reopens it when somebody outside has the last word. */
export async function refreshThread(
  trx: Trx,
  threadId: string,
  cause: { now: string; timeZone: string; newOutside: boolean; newOurs: boolean },
): Promise<void> {
  const rows = await trx
    .selectFrom("message")
    .leftJoin("identity", "identity.id", "message.identityId")
    .select(["message.author", "message.text", "message.lang", "message.sentAt", "message.deletedAt"])
    .select((eb) => eb.fn.coalesce("identity.displayName", "identity.handle").as("authorName"))
    .where("message.threadId", "=", threadId)
    .orderBy("message.sentAt")
    .orderBy("message.seq")
    .execute();
  const state = foldThread(
    rows.map((row) => ({ ...row, author: row.author as "member", deleted: row.deletedAt !== null })),
  );
  if (!state) {
    await trx
      .updateTable("thread")
      .set((eb) => ({ deletedAt: cause.now, waitingSince: null, version: eb("version", "+", 1) }))
      .where("id", "=", threadId)
      .execute();
    return;
  }
  const { lastOutside, ...columns } = state;
  const asks = lastOutside !== null && hasQuestion(lastOutside.text, lastOutside.lang);
  await trx
    .updateTable("thread")
    .set((eb) => ({
      ...columns,
      day: dayIn(cause.timeZone, state.firstMessageAt),
      hasQuestion: asks ? 1 : 0,
      deletedAt: null,
      version: eb("version", "+", 1),
    }))
    .where("id", "=", threadId)
    .execute();
  if (cause.newOutside && state.waitingSince) await turn(trx, threadId, "open", "reopened", cause.now);
  else if (cause.newOurs && !state.waitingSince) await turn(trx, threadId, "done", "answered_elsewhere", cause.now);
}

async function turn(trx: Trx, threadId: string, status: "open" | "done", kind: string, at: string): Promise<void> {
  const changed = await trx
    .updateTable("thread")
    .set({ status, snoozedUntil: null })
    .where("id", "=", threadId)
    .where("status", "!=", status)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n)
    await trx
      .insertInto("thread_event")
      .values({ id: newId(), threadId, kind, userId: null, at, detail: "{}" })
      .execute();
}
