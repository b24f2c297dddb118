import type { Kysely } from "kysely";
import { createIndex, createTable, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** What people say about posts (campaign, kind), and the public counts of competitors. */
export async function campaigns(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await createTable(db, "campaign", {
    id,
    workspaceId: text,
    brandId: ref("brand"),
    name: text,
    folded: text,
    createdAt: text,
  });
  await createIndex(db, "campaign", ["brandId", "folded"], { unique: true });
  await createTable(db, "post_campaign", { postId: ref("post"), campaignId: ref("campaign"), at: text }, [
    'primary key ("campaignId", "postId")',
  ]);
  await createIndex(db, "post_campaign", ["postId"]);
  await createTable(db, "post_kind", {
    postId: 'text primary key references "post"("id") on delete cascade',
    kind: text,
    userId: maybe,
    at: text,
  });
  await createTable(db, "competitor", {
    id,
    workspaceId: text,
    brandId: ref("brand"),
    name: text,
    folded: text,
    createdAt: text,
  });
  await createIndex(db, "competitor", ["brandId", "folded"], { unique: true });
  await createTable(db, "competitor_reading", {
    id,
    competitorId: ref("competitor"),
    network: text,
    fromDay: text,
    toDay: text,
    followers: "integer",
    posts: number,
    interactions: number,
    source: text,
    userId: maybe,
    at: text,
  });
  await createIndex(db, "competitor_reading", ["competitorId", "network", "fromDay"], { unique: true });
}
