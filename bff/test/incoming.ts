import type { IncomingItem, IncomingMessage, IncomingPost } from "#bff/connectors/incoming.ts";
import { type Stored, type StoreOptions, storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { TestApp } from "#bff/test/test-app.ts";

/** A comment as a connector would bring it; name what matters, the rest is ordinary. */
export const comment = (externalId: string, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  type: "message",
  externalId,
  threadExternalId: externalId,
  parentExternalId: null,
  postExternalId: null,
  kind: "comment",
  byBrand: false,
  author: { externalId: "hannah", handle: "hannahwhit", displayName: "Hannah Whitfield", url: null },
  text: "The lid on mine stopped locking.",
  lang: "en",
  sentAt: "2026-11-18T08:00:00.000Z",
  editedAt: null,
  url: null,
  ...more,
});

export const ours = (
  externalId: string,
  threadExternalId: string,
  more: Partial<IncomingMessage> = {},
): IncomingMessage =>
  comment(externalId, {
    threadExternalId,
    parentExternalId: threadExternalId,
    byBrand: true,
    author: { externalId: "brand-account", handle: "lumikettle", displayName: "Lumi Kettle", url: null },
    text: "Sorry to hear that, Hannah.",
    sentAt: "2026-11-18T08:30:00.000Z",
    ...more,
  });

export const post = (externalId: string, more: Partial<IncomingPost> = {}): IncomingPost => ({
  type: "post",
  externalId,
  text: "Sage green is back. The 1.2 L returns.",
  url: null,
  publishedAt: "2026-11-17T06:30:00.000Z",
  lang: "en",
  paid: "organic",
  counts: { likes: 10, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
  ...more,
});

/** Brings items through the door the sync uses, on the test app's channel. */
export async function bring(
  test: Pick<TestApp, "app" | "channelId">,
  items: IncomingItem[],
  options: StoreOptions = {},
): Promise<Stored> {
  const { db } = test.app;
  const channel = await db.read
    .selectFrom("channel")
    .selectAll()
    .where("id", "=", test.channelId)
    .executeTakeFirstOrThrow();
  return await db.write.transaction().execute((trx) => storeItems(test.app, trx, channel, items, options));
}
