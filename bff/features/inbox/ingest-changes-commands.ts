import type { IncomingDeletion, IncomingMessage, IncomingVisibility } from "#bff/connectors/incoming.ts";
import { changeAttachments } from "#bff/features/inbox/ingest-attachments-commands.ts";
import { forgetAside, remark } from "#bff/features/inbox/ingest-orphans-commands.ts";
import type { KnownAuthor } from "#bff/features/inbox/ingest-people-commands.ts";
import { refreshThread } from "#bff/features/inbox/ingest-threads-commands.ts";
import type { App } from "#bff/platform/context.ts";
import { indexMessages, unindexMessage } from "#bff/platform/db/dialects.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable, MessageTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";

/** What is brought into which channel, in one transaction. */
export type Door = {
  app: App;
  trx: Trx;
  channel: ChannelTable;
  timeZone: string;
  now: string;
  ownReply: boolean;
  /** answers whose thread is not here are kept until it is; of a file they are rejected */
  keepsOrphans: boolean;
  /** came by itself and maybe late: it never undoes what is newer */
  pushed: boolean;
  /** was asked for before something that is here already: it hides nothing and shows nothing again */
  overtaken: boolean;
  /** days whose numbers change by what comes in */
  days: Set<string>;
};

export type KnownMessage = Pick<
  MessageTable,
  "id" | "text" | "editedAt" | "deletedAt" | "threadId" | "hiddenAt" | "audience"
> & { seq: number };

/** Those of these messages that are here already, by the network's id. */
export async function knownMessages({ trx, channel }: Door, externalIds: string[]): Promise<Map<string, KnownMessage>> {
  const known = new Map<string, KnownMessage>();
  for (let at = 0; at < externalIds.length; at += 500)
    for (const row of await trx
      .selectFrom("message")
      .select(["seq", "id", "externalId", "text", "editedAt", "deletedAt", "threadId", "hiddenAt", "audience"])
      .where("channelId", "=", channel.id)
      .where("externalId", "in", externalIds.slice(at, at + 500))
      .execute())
      known.set(row.externalId, row);
  return known;
}

// A change that is no new word of anybody.
const quiet = ({ now, timeZone }: Door) => ({ now, timeZone, newOutside: false, newOurs: false });

// The thread may begin on another day once its first message is gone or back.
async function refreshQuietly(door: Door, threadId: string): Promise<void> {
  const dayOf = () => door.trx.selectFrom("thread").select("day").where("id", "=", threadId).executeTakeFirst();
  const before = await dayOf();
  await refreshThread(door.trx, threadId, quiet(door));
  for (const thread of [before, await dayOf()]) if (thread) door.days.add(thread.day);
}

/** A comment edited over there, hidden, shown again, or one that came back. False when nothing changed. */
export async function updateMessage(door: Door, before: KnownMessage, message: IncomingMessage): Promise<boolean> {
  const seen = door.overtaken || message.hidden === undefined || message.hidden === (before.hiddenAt !== null);
  if (!seen) await setHidden(door, before, message.hidden ? door.now : null);
  const { trx, app } = door;
  const heard = await learnAudience(door, before, message);
  const overtaken = late(door, before, message);
  const hung = !overtaken && (await changeAttachments(app.db.engine, trx, { id: before.id, message }));
  if ((before.text === message.text && before.deletedAt === null) || overtaken) return !seen || hung || heard;
  // A time of our own would hide what the network says of the same edit the next time.
  const editedAt = before.text === message.text ? before.editedAt : (message.editedAt ?? before.editedAt ?? door.now);
  await trx
    .updateTable("message")
    .set({ text: message.text, editedAt, deletedAt: null })
    .where("id", "=", before.id)
    .execute();
  await unindexMessage(app.db.engine, trx, before.seq);
  await indexMessages(app.db.engine, trx, [{ seq: before.seq, text: searchable(message, null) }]);
  await refreshQuietly(door, before.threadId);
  return true;
}

// Told later than the message itself where an earlier version did not keep it; it never changes over there.
async function learnAudience({ trx }: Door, before: KnownMessage, { audience }: IncomingMessage): Promise<boolean> {
  if (audience === undefined || audience === before.audience) return false;
  await trx.updateTable("message").set({ audience }).where("id", "=", before.id).execute();
  return true;
}

// What was pushed may be older than what is here: the first words after the edit, the comment after its deletion.
function late({ pushed }: Door, before: KnownMessage, message: IncomingMessage): boolean {
  if (pushed && before.deletedAt !== null) return true;
  if (message.editedAt && before.editedAt) return message.editedAt < before.editedAt;
  return pushed && !message.editedAt;
}

const setHidden = ({ trx }: Door, { id }: KnownMessage, hiddenAt: string | null): Promise<unknown> =>
  trx.updateTable("message").set({ hiddenAt }).where("id", "=", id).execute();

/** Hides messages, or shows them again, as it was done over there. Gives how many changed. */
export async function markVisibility(door: Door, changes: IncomingVisibility[]): Promise<number> {
  let count = 0;
  for (const { externalId, hidden, at } of changes) {
    const before = (await knownMessages(door, [externalId])).get(externalId);
    if (!before || hidden === (before.hiddenAt !== null)) continue;
    await setHidden(door, before, hidden ? at : null);
    count++;
  }
  return count;
}

/** The words by which a message is found: of its author and its own. */
export const searchable = (message: IncomingMessage, author: KnownAuthor | null): string =>
  `${author?.name ?? message.author.displayName ?? ""} ${message.author.handle} ${message.text}`;

/** Takes posts and messages out that are gone over there. Gives how many messages. */
export async function markDeleted(door: Door, deletions: IncomingDeletion[]): Promise<number> {
  const { trx } = door;
  let count = 0;
  await forgetAside(trx, door.channel.id, deletions);
  for (const deletion of deletions) {
    const gone = await trx
      .updateTable("post")
      .set({ deletedAt: deletion.at })
      .where("channelId", "=", door.channel.id)
      .where("externalId", "=", deletion.externalId)
      .where("deletedAt", "is", null)
      .returning("day")
      .execute();
    for (const { day } of gone) door.days.add(day);
    const before = (await knownMessages(door, [deletion.externalId])).get(deletion.externalId);
    if (!before && door.pushed && gone.length === 0) await bury(door, deletion);
    const below = deletion.below ? await messagesBelow(door, deletion.externalId, before?.threadId) : [];
    for (const message of before && !before.deletedAt ? [before, ...below] : below) {
      await takeOut(door, message, deletion.at);
      count++;
    }
  }
  return count;
}

type Out = Pick<KnownMessage, "id" | "seq" | "threadId">;

async function takeOut(door: Door, { id, seq, threadId }: Out, at: string): Promise<void> {
  const { app, trx } = door;
  await trx.updateTable("message").set({ deletedAt: at }).where("id", "=", id).execute();
  await unindexMessage(app.db.engine, trx, seq);
  await refreshQuietly(door, threadId);
}

/**
 * What hangs below a message and is still here, at any depth. An answer of ours that just went out was never read over
 * there, so nobody would miss it when the comment it stands under goes.
 */
async function messagesBelow({ trx, channel }: Door, gone: string, threadId: string | undefined): Promise<Out[]> {
  const rows = await trx
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .select(["message.id", "message.seq", "message.threadId", "message.externalId", "message.parentExternalId"])
    .select("thread.externalId as root")
    .where((eb) =>
      eb.or([
        eb("message.threadId", "=", threadId ?? ""),
        eb.and([eb("thread.channelId", "=", channel.id), eb("thread.externalId", "=", gone)]),
      ]),
    )
    .where("message.deletedAt", "is", null)
    .orderBy("message.seq")
    .execute();
  const below = new Set([gone]);
  for (let before = 0; before < below.size; ) {
    before = below.size;
    for (const row of rows) if (row.root === gone || below.has(row.parentExternalId ?? "")) below.add(row.externalId);
  }
  return rows.filter(({ externalId }) => externalId !== gone && below.has(externalId));
}

// A pushed deletion may overtake the comment it deletes; the comment then comes in as deleted.
const bury = ({ trx, channel }: Door, { externalId, at }: IncomingDeletion): Promise<unknown> =>
  trx
    .insertInto("set_aside")
    .values({
      id: newId(),
      channelId: channel.id,
      externalId,
      raw: "",
      error: "Deleted before it came.",
      at,
      kind: "grave",
    })
    .execute();

/** Those of these messages whose deletion came before them. */
export async function buried({ trx, channel, pushed }: Door, messages: IncomingMessage[]): Promise<Set<string>> {
  if (!pushed || messages.length === 0) return new Set();
  const rows = await trx
    .selectFrom("set_aside")
    .select("externalId")
    .where("channelId", "=", channel.id)
    .where("kind", "=", "grave")
    .where(
      "externalId",
      "in",
      messages.map((message) => message.externalId),
    )
    .execute();
  return new Set(rows.flatMap((row) => row.externalId ?? []));
}

/**
 * Messages whose id changed over there keep their place, their replies and their history under the new one. Of several
 * that stand here under former ids the first named gets it; the others stay as they are.
 */
export async function renameIds(door: Door, messages: IncomingMessage[]): Promise<void> {
  const { trx, channel, now } = door;
  for (const { externalId, formerIds = [] } of messages) {
    if (formerIds.length === 0) continue;
    const of = channel.id;
    const there = await knownMessages(door, [externalId, ...formerIds]);
    const former = formerIds.find((id) => there.has(id));
    const message = former === undefined ? undefined : there.get(former);
    if (former === undefined || !message || there.has(externalId)) continue;
    await trx
      .updateTable("message")
      .set({ externalId })
      .where("channelId", "=", of)
      .where("externalId", "=", former)
      .execute();
    await renameThread(door, former, externalId);
    const itsOwn = formerIds.filter((id) => id === former || !there.has(id));
    await trx
      .updateTable("message")
      .set({ parentExternalId: externalId })
      .where("channelId", "=", of)
      .where("parentExternalId", "in", itsOwn)
      .execute();
    await enqueue(trx, "reply.renamed", { messageId: message.id, formerIds: itsOwn }, { runAt: now });
    const error = `The network called it ${former} before; it kept its place, its answers and its history.`;
    await remark(trx, of, { kind: "renamed", externalId, error }, now);
  }
}

// An answer under the new id may have come first: its thread bears that id already, and both stay.
async function renameThread({ trx, channel }: Door, former: string, externalId: string): Promise<void> {
  const threads = await trx
    .selectFrom("thread")
    .select("externalId")
    .where("channelId", "=", channel.id)
    .where("externalId", "in", [former, externalId])
    .execute();
  if (threads.some((thread) => thread.externalId === externalId)) return;
  await trx
    .updateTable("thread")
    .set({ externalId })
    .where("channelId", "=", channel.id)
    .where("externalId", "=", former)
    .execute();
}
