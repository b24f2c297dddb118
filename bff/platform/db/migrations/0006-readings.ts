import { type Kysely, sql } from "kysely";
import { markEverything } from "#bff/platform/db/day-marks.ts";
import { createIndex, createTable, flag, id, maybe, number, ref, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** A brand's house formula and service hours, the roll-up by day and by post that reports read, and frozen reports. */
export async function readings(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  for (const column of [
    `"houseFormula" text not null default 'followers'`,
    `"houseAggregate" text not null default 'median-of-posts'`,
    `"serviceHours" text`,
    `"answerAim" integer not null default 60`,
  ])
    await sql.raw(`alter table "brand" add column ${column}`).execute(db);
  await sql.raw(`alter table "post_reading" add column "mix" text`).execute(db);
  await sql.raw(`alter table "post_reading" add column "paidCounts" text`).execute(db);
  await createIndex(db, "follower_reading", ["channelId", "day"]);
  await rolledUp(db);
  await createTable(db, "frozen_report", {
    id,
    workspaceId: ref("workspace"),
    brandId: ref("brand"),
    name: text,
    from: text,
    to: text,
    formula: text,
    aggregate: text,
    userId: maybe,
    createdAt: text,
    report: text,
  });
  await createIndex(db, "frozen_report", ["brandId", "createdAt", "id"]);
  await markEverything(db);
}

async function rolledUp(db: Kysely<unknown>): Promise<void> {
  const count = "integer";
  await createTable(db, "day_mark", { id, brandId: text, day: text });
  await createIndex(db, "day_mark", ["brandId", "day"]);
  await createTable(
    db,
    "channel_day",
    {
      brandId: text,
      day: text,
      channelId: ref("channel"),
      followers: count,
      received: number,
      begun: number,
      answered: number,
      untimed: number,
      seconds: text,
    },
    ['primary key ("brandId", "day", "channelId")'],
  );
  await createTable(db, "post_figure", {
    postId: `text primary key references "post"("id") on delete cascade`,
    brandId: text,
    channelId: text,
    day: text,
    publishedAt: text,
    paid: text,
    deleted: flag,
    readAt: maybe,
    source: maybe,
    likes: count,
    comments: count,
    shares: count,
    quotes: count,
    reach: count,
    impressions: count,
    views: count,
    paidInteractions: count,
    followers: count,
    followersHow: maybe,
    followersReadAt: maybe,
  });
  await createIndex(db, "post_figure", ["brandId", "day"]);
}
