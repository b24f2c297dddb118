import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { addAttachments } from "#bff/features/inbox/ingest-attachments-commands.ts";
import {
  buried,
  type Door,
  knownMessages,
  markDeleted,
  markVisibility,
  renameIds,
  searchable,
  updateMessage,
} from "#bff/features/inbox/ingest-changes-commands.ts";
import { withLanguage } from "#bff/features/inbox/ingest-language-queries.ts";
import { storeMetrics } from "#bff/features/inbox/ingest-metrics-commands.ts";
import { isOvertaken, oneAtATime, raiseNews } from "#bff/features/inbox/ingest-news-commands.ts";
import {
  adoptRoots,
  forgetUnread,
  keepOrphans,
  orphansOf,
  setAside,
  tellAhead,
} from "#bff/features/inbox/ingest-orphans-commands.ts";
import { type KnownAuthor, storeAuthors } from "#bff/features/inbox/ingest-people-commands.ts";
import { type Source, storeFollowers, storePosts } from "#bff/features/inbox/ingest-posts-commands.ts";
import {
  insertThreads,
  inTheirThreads,
  refreshThread,
  type TouchedThread,
  touchedThreads,
} from "#bff/features/inbox/ingest-threads-commands.ts";
import { keepable } from "#bff/features/inbox/keepable.ts";
import { readable } from "#bff/features/inbox/readable.ts";
import type { App } from "#bff/platform/context.ts";
import { markDays } from "#bff/platform/db/day-marks.ts";
import { indexMessages } from "#bff/platform/db/dialects.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable, MessageTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import type { Network } from "#shared/channel.ts";
import type { StateMessage } from "#shared/inbox/thread-state.ts";
import { dayIn } from "#shared/time.ts";

/**
 * `ownReply`: our answer just went out from here, so the thread keeps the status its sender chose. `pushed`: it came by
 * a webhook or stream, out of order for all we know. `asked`: it answers what was asked when the channel had this many
 * `news`; when more came since, it never undoes what they brought.
 */
export type StoreOptions = {
  source?: Source;
  guess?: (text: string) => string | null;
  ownReply?: boolean;
  pushed?: boolean;
  asked?: number;
};

/** How many items were new, known and changed; `fresh` names the new ones. */
type StoredMessages = { added: number; already: number; updated: number; fresh: Set<string> };
/** The same of all items; `lower` are posts with fewer interactions than before. */
export type Stored = StoredMessages & { lower: string[] };

/**
 * The one idempotent door for everything a network or a file brings. Call it inside the transaction that also stores
 * the cursor. `guess` names the language of a text when a file does not.
 */
export async function storeItems(
  app: App,
  trx: Trx,
  channel: ChannelTable,
  incoming: IncomingItem[],
  options: StoreOptions = {},
): Promise<Stored> {
  await oneAtATime(app.db.engine, trx, channel.id);
  const overtaken = options.asked !== undefined && (await isOvertaken(trx, channel.id, options.asked));
  if (options.asked === undefined && incoming.length > 0) await raiseNews(trx, channel.id);
  const { timeZone } = await trx
    .selectFrom("brand")
    .select("timeZone")
    .where("id", "=", channel.brandId)
    .executeTakeFirstOrThrow();
  const now = app.clock.iso();
  const kept = incoming.map((item) => keepable(item));
  const items = kept.map((item) => readable(item, now));
  const days = new Set<string>();
  const door: Door = {
    app,
    keepsOrphans: (options.source ?? "network") === "network",
    trx,
    channel,
    timeZone,
    now,
    ownReply: options.ownReply ?? false,
    pushed: overtaken || (options.pushed ?? false),
    overtaken,
    days,
  };
  const of = <T extends IncomingItem["type"]>(type: T) =>
    items.filter((item): item is Extract<IncomingItem, { type: T }> => item.type === type);
  const source = options.source ?? "network";
  const pace = app.connectorFor(channel.network as Network, JSON.parse(channel.settings))?.counts?.pace ?? "usual";
  const posts = await storePosts(app.db.engine, trx, channel, timeZone, of("post"), { now, source, pace, overtaken });
  for (const day of posts.days) days.add(day);
  for (const day of await storeFollowers(app.db.engine, trx, channel, timeZone, of("followers"), source)) days.add(day);
  for (const day of await storeMetrics(app.db.engine, trx, channel, of("metric"))) days.add(day);
  const told = of("message").map((message) => clean(message, options.guess));
  const messages = source === "network" ? [...told, ...(await orphansOf(trx, channel.id, told))] : told;
  const stored = await storeMessages(door, messages, await postIdsFor(door, messages, posts.ids));
  if (source === "network" && !door.pushed) await forgetUnread(trx, channel.id, told);
  const changed = (await markDeleted(door, of("deletion"))) + (await markVisibility(door, of("visibility")));
  await setAside(trx, channel.id, items, now);
  await tellAhead(trx, channel.id, kept, now);
  await markDays(app.db.engine, trx, channel.brandId, days);
  return {
    added: posts.added + stored.added,
    already: posts.already + stored.already,
    updated: posts.updated + stored.updated + changed,
    fresh: new Set([...posts.fresh, ...stored.fresh]),
    lower: posts.lower,
  };
}

function clean(message: IncomingMessage, guess?: (text: string) => string | null): IncomingMessage {
  return { ...message, lang: message.lang ?? guess?.(message.text) ?? null };
}

async function postIdsFor(
  { trx, channel }: Door,
  messages: IncomingMessage[],
  known: Map<string, string>,
): Promise<Map<string, string>> {
  const wanted = new Set(messages.flatMap((message) => message.postExternalId ?? []).filter((id) => !known.has(id)));
  if (wanted.size === 0) return known;
  const rows = await trx
    .selectFrom("post")
    .select(["id", "externalId"])
    .where("channelId", "=", channel.id)
    .where("externalId", "in", [...wanted])
    .execute();
  return new Map([...known, ...rows.map((row) => [row.externalId, row.id] as const)]);
}

async function storeMessages(
  door: Door,
  incoming: IncomingMessage[],
  postIds: Map<string, string>,
): Promise<StoredMessages> {
  const result: StoredMessages = { added: 0, already: 0, updated: 0, fresh: new Set() };
  await renameIds(door, incoming);
  const known = await knownMessages(door, [...new Set(incoming.map((message) => message.externalId))]);
  const fresh = new Map<string, IncomingMessage>();
  const gone = await buried(door, incoming);
  for (const message of incoming) {
    const before = known.get(message.externalId);
    if (gone.has(message.externalId)) result.already++;
    else if (before && (await updateMessage(door, before, message))) result.updated++;
    else if (before || !isNewest(message, fresh.get(message.externalId))) result.already++;
    else fresh.set(message.externalId, message);
  }
  const inOrder = [...fresh.values()].sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
  // Of a file, its importer has said the languages.
  const named = door.keepsOrphans ? await withLanguage(door.trx, door.channel.brandId, inOrder) : inOrder;
  result.fresh = new Set(await addMessages(door, named, postIds));
  result.added = result.fresh.size;
  return result;
}

// One page may hold a message and its edit; its last words are kept.
const isNewest = (message: IncomingMessage, before: IncomingMessage | undefined): boolean =>
  !before || (message.editedAt ?? "") > (before.editedAt ?? "");

const messageColumns = [
  "id",
  "brandId",
  "channelId",
  "threadId",
  "externalId",
  "parentExternalId",
  "author",
  "identityId",
  "text",
  "lang",
  "sentAt",
  "day",
  "editedAt",
  "hiddenAt",
  "url",
  "audience",
] as const satisfies (keyof MessageTable)[];

async function addMessages(door: Door, found: IncomingMessage[], postIds: Map<string, string>): Promise<string[]> {
  const { app, trx, channel, timeZone, now } = door;
  if (found.length === 0) return [];
  // A file says itself what belongs together.
  const fresh = door.keepsOrphans ? await inTheirThreads(trx, channel, found) : found;
  const authors = await storeAuthors(app.db.engine, trx, channel, fresh, now);
  const threads = await touchedThreads(trx, channel, fresh, authors);
  const placed = fresh.flatMap((message) => {
    const thread = threads.get(message.threadExternalId);
    return thread ? { message, thread, row: messageRow(door, message, thread, authors) } : [];
  });
  if (placed.length < fresh.length && door.keepsOrphans)
    await keepOrphans(
      trx,
      channel.id,
      fresh.filter((one) => !threads.has(one.threadExternalId)),
      now,
    );
  await insertThreads(app.db.engine, trx, { channel, timeZone, now, postIds }, newThreads(placed));
  const rows = placed.map((one) => one.row);
  for (const { thread, row } of placed) for (const day of [row.day, thread.day]) if (day) door.days.add(day);
  await insertMany(app.db.engine, trx, "message", [...messageColumns], rows);
  await addAttachments(
    app.db.engine,
    trx,
    placed.map(({ message, row }) => ({ id: row.id, message })),
  );
  await adoptRoots(trx, placed, authors);
  const bySeq = await seqsOf(
    trx,
    rows.map((row) => row.id),
  );
  await indexMessages(
    app.db.engine,
    trx,
    placed
      .map(({ message, row }) => ({
        seq: bySeq.get(row.id) ?? 0,
        text: searchable(message, authors.get(message.author.externalId) ?? null),
      }))
      .sort((a, b) => a.seq - b.seq),
  );
  for (const [threadId, ours] of touchedBefore(placed))
    await refreshThread(trx, threadId, {
      now,
      timeZone,
      newOutside: ours.outside,
      newOurs: ours.brand && !door.ownReply,
    });
  return rows.map((row) => row.externalId);
}

type Placed = { message: IncomingMessage; thread: TouchedThread; row: ReturnType<typeof messageRow> };

function messageRow(door: Door, message: IncomingMessage, thread: TouchedThread, authors: Map<string, KnownAuthor>) {
  const author = message.byBrand ? null : (authors.get(message.author.externalId) ?? null);
  return {
    id: newId(),
    brandId: door.channel.brandId,
    channelId: door.channel.id,
    threadId: thread.id,
    externalId: message.externalId,
    parentExternalId: message.parentExternalId,
    author: message.byBrand ? "brand" : author?.memberId === thread.memberId ? "member" : "other",
    identityId: author?.identityId ?? null,
    text: message.text,
    lang: message.lang,
    sentAt: message.sentAt,
    day: dayIn(door.timeZone, message.sentAt),
    editedAt: message.editedAt,
    hiddenAt: message.hidden ? door.now : null,
    url: message.url,
    audience: message.audience ?? null,
  };
}

function newThreads(placed: Placed[]) {
  const made = new Map<string, { thread: TouchedThread; root: IncomingMessage; messages: StateMessage[] }>();
  for (const { message, thread, row } of placed) {
    if (!thread.isNew) continue;
    const entry = made.get(thread.id) ?? { thread, root: message, messages: [] };
    made.set(thread.id, entry);
    const { displayName, handle } = message.author;
    entry.messages.push({
      ...row,
      author: row.author as StateMessage["author"],
      authorName: displayName || handle,
      deleted: false,
    });
  }
  return [...made.values()];
}

function touchedBefore(placed: Placed[]): Map<string, { outside: boolean; brand: boolean }> {
  const touched = new Map<string, { outside: boolean; brand: boolean }>();
  for (const { message, thread } of placed) {
    if (thread.isNew) continue;
    const seen = touched.get(thread.id) ?? { outside: false, brand: false };
    touched.set(thread.id, { outside: seen.outside || !message.byBrand, brand: seen.brand || message.byBrand });
  }
  return touched;
}

async function seqsOf(trx: Trx, ids: string[]): Promise<Map<string, number>> {
  const seqs = new Map<string, number>();
  for (let at = 0; at < ids.length; at += 500)
    for (const row of await trx
      .selectFrom("message")
      .select(["id", "seq"])
      .where("id", "in", ids.slice(at, at + 500))
      .execute())
      seqs.set(row.id, row.seq);
  return seqs;
}
