import type { IncomingDeletion, IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import type { KnownAuthor } from "#bff/features/inbox/ingest-people-commands.ts";
import type { TouchedThread } from "#bff/features/inbox/ingest-threads-commands.ts";
import { saidAhead } from "#bff/features/inbox/readable.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { readsAs } from "#bff/platform/version.ts";

type Known = { externalId: string; threadExternalId: string };

/**
 * Our own answers whose thread has not come yet: kept raw until it does. Nobody else's words are needed to begin a
 * thread, but ours alone are no thread of anybody.
 */
export async function keepOrphans(trx: Trx, channelId: string, orphans: IncomingMessage[], now: string): Promise<void> {
  for (const orphan of orphans) {
    const of = { channelId, kind: "orphan", threadExternalId: orphan.threadExternalId };
    await forget(trx, channelId, [orphan]);
    await trx
      .insertInto("set_aside")
      .values({
        id: newId(),
        ...of,
        externalId: orphan.externalId,
        raw: JSON.stringify(orphan),
        error: "The comment it answers has not come yet.",
        at: now,
        triedWith: readsAs(),
      })
      .execute();
  }
}

/** The answers that waited for these threads or messages; they come in with them, under whatever id these bear now. */
export async function orphansOf(trx: Trx, channelId: string, messages: IncomingMessage[]): Promise<IncomingMessage[]> {
  for (const message of messages) if (message.formerIds?.length) await renameOrphans(trx, channelId, message);
  const begun = messages.filter((one) => !one.byBrand).map((one) => one.threadExternalId);
  const found: IncomingMessage[] = [];
  // An answer may wait under one that waits itself; whoever comes out is off the shelf, so this ends.
  for (let next = [...begun, ...messages.map((one) => one.externalId)]; next.length > 0; ) {
    const out = await takeWaitingUnder(trx, channelId, [...new Set(next)]);
    found.push(...out);
    next = out.map((one) => one.externalId);
  }
  return found;
}

async function takeWaitingUnder(trx: Trx, channelId: string, roots: string[]): Promise<IncomingMessage[]> {
  const waiting = await trx
    .selectFrom("set_aside")
    .select("id")
    .where("channelId", "=", channelId)
    .where("kind", "=", "orphan")
    .limit(1)
    .executeTakeFirst();
  const found: IncomingMessage[] = [];
  if (!waiting) return found;
  for (let at = 0; at < roots.length; at += 500)
    for (const { raw, externalId, threadExternalId } of await trx
      .deleteFrom("set_aside")
      .where("channelId", "=", channelId)
      .where("kind", "=", "orphan")
      .where("threadExternalId", "in", roots.slice(at, at + 500))
      .returning(["raw", "externalId", "threadExternalId"])
      .execute()) {
      // Of a source that moved, the shelf has the ids as they are written now.
      const told = JSON.parse(raw) as IncomingMessage;
      const thread = threadExternalId ?? told.threadExternalId;
      const parent = told.parentExternalId === told.threadExternalId ? thread : told.parentExternalId;
      const now = { externalId: externalId ?? told.externalId, threadExternalId: thread, parentExternalId: parent };
      found.push({ ...told, ...now });
    }
  return found;
}

// An answer that came itself under its new id is kept once, as it came.
async function renameOrphans(trx: Trx, channelId: string, message: IncomingMessage): Promise<void> {
  const { externalId, threadExternalId, formerIds = [] } = message;
  const orphans = await trx
    .selectFrom("set_aside")
    .select(["id", "externalId", "raw"])
    .where("channelId", "=", channelId)
    .where("kind", "=", "orphan")
    .where((eb) =>
      eb.or([
        eb("threadExternalId", "in", [threadExternalId, ...formerIds]),
        eb("set_aside.externalId", "in", formerIds),
      ]),
    )
    .execute();
  const nowOf = (id: string) => (formerIds.includes(id) ? externalId : id);
  for (const { id, externalId: own, raw } of orphans) {
    if (own !== null && formerIds.includes(own)) {
      await trx.deleteFrom("set_aside").where("id", "=", id).execute();
      continue;
    }
    const orphan = JSON.parse(raw) as IncomingMessage;
    const thread = nowOf(orphan.threadExternalId);
    const parent = orphan.parentExternalId && nowOf(orphan.parentExternalId);
    const renamed = JSON.stringify({ ...orphan, threadExternalId: thread, parentExternalId: parent });
    await trx.updateTable("set_aside").set({ threadExternalId: thread, raw: renamed }).where("id", "=", id).execute();
  }
}

const atOnce = 500;

const ofChannel = (trx: Trx, channelId: string, kinds: string[]) =>
  trx.deleteFrom("set_aside").where("channelId", "=", channelId).where("kind", "in", kinds);

/** What was deleted over there leaves the shelf too; an answer whose thread went along waits for nothing any more. */
export async function forgetAside(trx: Trx, channelId: string, deletions: IncomingDeletion[]): Promise<void> {
  const [gone, below] = [deletions, deletions.filter((deletion) => deletion.below)].map((some) =>
    some.map(({ externalId }) => externalId),
  ) as [string[], string[]];
  for (let at = 0; at < gone.length; at += atOnce)
    await ofChannel(trx, channelId, ["orphan", "unreadable"])
      .where("externalId", "in", gone.slice(at, at + atOnce))
      .execute();
  for (let at = 0; at < below.length; at += atOnce)
    await ofChannel(trx, channelId, ["orphan"])
      .where("threadExternalId", "in", below.slice(at, at + atOnce))
      .execute();
}

/** What could not be read of these messages is older than what was read of them now, and is not read again. */
export async function forgetUnread(trx: Trx, channelId: string, messages: IncomingMessage[]): Promise<void> {
  const ids = [...new Set(messages.flatMap(({ externalId, formerIds = [] }) => [externalId, ...formerIds]))];
  for (let at = 0; at < ids.length; at += atOnce)
    await ofChannel(trx, channelId, ["unreadable"])
      .where("externalId", "in", ids.slice(at, at + atOnce))
      .execute();
}

async function forget(trx: Trx, channelId: string, orphans: Known[]): Promise<void> {
  for (const { externalId, threadExternalId } of orphans)
    await trx
      .deleteFrom("set_aside")
      .where("channelId", "=", channelId)
      .where("kind", "=", "orphan")
      .where("threadExternalId", "=", threadExternalId)
      .where("externalId", "=", externalId)
      .execute();
}

/** Keeps what could not be read, raw, once, to be tried again after an update. */
export async function setAside(trx: Trx, channelId: string, items: IncomingItem[], now: string): Promise<void> {
  for (const item of items) {
    if (item.type !== "unreadable") continue;
    const { externalId, raw, error } = item;
    const same = trx
      .updateTable("set_aside")
      .set({ error, at: now, triedWith: readsAs() })
      .where("channelId", "=", channelId)
      .where("kind", "=", "unreadable")
      .where("raw", "=", raw);
    if ((await same.executeTakeFirst()).numUpdatedRows > 0n) continue;
    await trx
      .insertInto("set_aside")
      .values({ id: newId(), channelId, externalId, raw, error, at: now, triedWith: readsAs() })
      .execute();
  }
}

/** Writes down what came with a moment still to come, so that people know why it stands where it arrived. */
export async function tellAhead(trx: Trx, channelId: string, items: IncomingItem[], now: string): Promise<void> {
  for (const item of items) {
    const ahead = saidAhead(item, now);
    if (!ahead) continue;
    const { externalId, said } = ahead;
    const error = `It says that it was written at ${said}; it stands where it arrived.`;
    await remark(trx, channelId, { kind: "ahead", externalId, error }, now);
  }
}

/** Says of a message something that people ought to know for a while, once. */
export async function remark(
  trx: Trx,
  channelId: string,
  { kind, externalId, error }: { kind: "ahead" | "renamed"; externalId: string; error: string },
  now: string,
): Promise<void> {
  const same = trx.deleteFrom("set_aside").where("channelId", "=", channelId).where("kind", "=", kind);
  await same.where("externalId", "=", externalId).execute();
  await trx
    .insertInto("set_aside")
    .values({ id: newId(), channelId, kind, externalId, raw: "", error, at: now, triedWith: readsAs() })
    .execute();
}

/**
 * A thread that began with a later message (webhooks come out of order) belongs to whoever wrote its root, once that
 * arrives; what others wrote in it is told apart anew.
 */
export async function adoptRoots(
  trx: Trx,
  placed: { message: IncomingMessage; thread: TouchedThread }[],
  authors: Map<string, KnownAuthor>,
): Promise<void> {
  for (const { message, thread } of placed) {
    if (thread.isNew || message.byBrand || message.externalId !== message.threadExternalId) continue;
    const memberId = authors.get(message.author.externalId)?.memberId;
    if (!memberId || memberId === thread.memberId) continue;
    await trx.updateTable("thread").set({ memberId, kind: message.kind }).where("id", "=", thread.id).execute();
    const identities = trx.selectFrom("identity").select("id").where("memberId", "=", memberId);
    const outside = () => trx.updateTable("message").where("threadId", "=", thread.id).where("author", "!=", "brand");
    await outside().set({ author: "other" }).execute();
    await outside().set({ author: "member" }).where("identityId", "in", identities).execute();
  }
}
