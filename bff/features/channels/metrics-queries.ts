import { sql } from "kysely";
import { lookUpKey } from "#bff/features/channels/commands.ts";
import type { App } from "#bff/platform/context.ts";
import { rounds } from "#shared/channels/allowance.ts";

/** What the health screen says, for every connected channel at once. */
export async function channelMetrics(app: App) {
  const channels = await app.db.read
    .selectFrom("channel")
    .innerJoin("brand", "brand.id", "channel.brandId")
    .select([
      "channel.id",
      "channel.network",
      "channel.handle",
      "channel.health",
      "channel.lastSyncAt",
      "brand.slug as brand",
    ])
    .where("channel.removedAt", "is", null)
    .orderBy("channel.id")
    .execute();
  const streams = await app.db.read
    .selectFrom("channel_stream")
    .select(["channelId", "stream", "lastOkAt", "items", "failures", "nextAt"])
    .execute();
  const budgets = await app.db.read
    .selectFrom("channel_budget")
    .select(["key", "name", "remaining", "limit", "resetAt"])
    .where("name", "!=", rounds)
    .where("name", "not like", "% for answers")
    .execute();
  const history = await app.db.read
    .selectFrom("channel_history")
    .select(["channelId", "until", "reachedTo", "startedAt", "state", "items"])
    .execute();
  const found = await app.db.read
    .selectFrom("reconcile_run")
    .select(["channelId", sql<number>`sum(found)`.as("found")])
    .groupBy("channelId")
    .execute();
  const aside = await app.db.read
    .selectFrom("set_aside")
    .select(["channelId", "kind", sql<number>`count(*)`.as("count")])
    .where("kind", "in", ["unreadable", "orphan", "ahead", "renamed"])
    .groupBy(["channelId", "kind"])
    .execute();
  const jobs = await app.db.read
    .selectFrom("job")
    .select(["kind", sql<number>`count(*)`.as("count"), sql<string>`min("runAt")`.as("oldest")])
    .groupBy("kind")
    .execute();
  return { channels, streams, budgets, history, found, aside, jobs, ...(await whatWaits(app)) };
}

/** What has not left yet, and what came and is not read yet. */
async function whatWaits(app: App) {
  const waiting = await app.db.read
    .selectFrom("reply")
    .select(["channelId", "status", sql<number>`count(*)`.as("count")])
    .where("status", "not in", ["sent", "cancelled"])
    .groupBy(["channelId", "status"])
    .execute();
  const acts = await app.db.read
    .selectFrom("act")
    .select(["channelId", "status", sql<number>`count(*)`.as("count")])
    .where("status", "not in", ["done", "cancelled"])
    .groupBy(["channelId", "status"])
    .execute();
  const hooks = await app.db.read
    .selectFrom("hook_event")
    .select(["channelId", sql<number>`count(*)`.as("count")])
    .where("state", "=", "kept")
    .groupBy("channelId")
    .execute();
  const lookUps = await app.db.read
    .selectFrom("job")
    .innerJoin("channel", (join) =>
      join
        .on("job.kind", "=", "channel.lookUp")
        .on("job.uniqueKey", "like", sql<string>`replace(${lookUpKey("?")}, '?', channel.id) || '%'`),
    )
    .select(["channel.id as channelId", sql<number>`count(*)`.as("count")])
    .groupBy("channel.id")
    .execute();
  return { waiting, acts, hooks, lookUps };
}
