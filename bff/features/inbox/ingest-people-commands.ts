import type { IncomingAuthor, IncomingMessage } from "#bff/connectors/incoming.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";

/** A known person behind a message: identity on the network and member of the community. */
export type KnownAuthor = { identityId: string; memberId: string; name: string; handle: string };

/** Finds or makes the member behind every author, and keeps their names as the network shows them today. */
export async function storeAuthors(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  messages: IncomingMessage[],
  now: string,
): Promise<Map<string, KnownAuthor>> {
  const authors = new Map<string, IncomingAuthor & { firstAt: string }>();
  for (const message of messages) {
    if (message.byBrand) continue;
    const before = authors.get(message.author.externalId);
    const firstAt = before && before.firstAt < message.sentAt ? before.firstAt : message.sentAt;
    authors.set(message.author.externalId, { ...message.author, firstAt });
  }
  const known = await knownAuthors(trx, channel, authors);
  await addAuthors(engine, trx, channel, authors, known, now);
  return known;
}

async function knownAuthors(
  trx: Trx,
  channel: ChannelTable,
  authors: Map<string, IncomingAuthor>,
): Promise<Map<string, KnownAuthor>> {
  const known = new Map<string, KnownAuthor>();
  const ids = [...authors.keys()];
  for (let at = 0; at < ids.length; at += 500) {
    const rows = await trx
      .selectFrom("identity")
      .select(["id", "memberId", "externalId", "handle", "displayName"])
      .where("workspaceId", "=", channel.workspaceId)
      .where("network", "=", channel.network)
      .where("externalId", "in", ids.slice(at, at + 500))
      .execute();
    for (const row of rows) {
      const author = authors.get(row.externalId);
      if (!author) continue;
      const name = author.displayName ?? row.displayName ?? author.handle;
      known.set(row.externalId, { identityId: row.id, memberId: row.memberId, name, handle: author.handle });
      if (author.handle !== row.handle || (author.displayName && author.displayName !== row.displayName))
        await rename(trx, row, author);
    }
  }
  return known;
}

async function rename(trx: Trx, row: { id: string; memberId: string }, author: IncomingAuthor): Promise<void> {
  await trx
    .updateTable("identity")
    .set({ handle: author.handle, ...(author.displayName && { displayName: author.displayName }) })
    .where("id", "=", row.id)
    .execute();
  if (author.displayName)
    await trx.updateTable("member").set({ name: author.displayName }).where("id", "=", row.memberId).execute();
}

async function addAuthors(
  engine: Engine,
  trx: Trx,
  channel: ChannelTable,
  authors: Map<string, IncomingAuthor & { firstAt: string }>,
  known: Map<string, KnownAuthor>,
  now: string,
): Promise<void> {
  const { workspaceId, network } = channel;
  const members: Record<string, unknown>[] = [];
  const identities: Record<string, unknown>[] = [];
  for (const [externalId, author] of authors) {
    if (known.has(externalId)) continue;
    const [memberId, identityId] = [newId(), newId()];
    const name = author.displayName || author.handle;
    members.push({ id: memberId, workspaceId, name, firstSeenAt: author.firstAt, createdAt: now });
    const { handle, displayName, url } = author;
    identities.push({ id: identityId, workspaceId, memberId, network, externalId, handle, displayName, url });
    known.set(externalId, { identityId, memberId, name, handle });
  }
  await insertMany(engine, trx, "member", ["id", "workspaceId", "name", "firstSeenAt", "createdAt"], members);
  await insertMany(
    engine,
    trx,
    "identity",
    ["id", "workspaceId", "memberId", "network", "externalId", "handle", "displayName", "url"],
    identities,
  );
}
