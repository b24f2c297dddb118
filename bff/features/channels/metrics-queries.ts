import { sql } from "kysely";
import type { App } from "#bff/platform/context.ts";

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
    .select(["channelId", "stream", "lastOkAt", "items", "failures"])
    .execute();
  const budgets = await app.db.read
    .selectFrom("channel_budget")
    .select(["key", "name", "remaining", "resetAt"])
    .execute();
  const waiting = await app.db.read
    .selectFrom("reply")
    .select(["channelId", "status", sql<number>`count(*)`.as("count")])
    .where("status", "not in", ["sent", "cancelled"])
    .groupBy(["channelId", "status"])
    .execute();
  const hooks = await app.db.read
    .selectFrom("hook_event")
    .select(["channelId", sql<number>`count(*)`.as("count")])
    .where("state", "=", "kept")
    .groupBy("channelId")
    .execute();
  const found = await app.db.read
    .selectFrom("reconcile_run")
    .select(["channelId", sql<number>`sum(found)`.as("found")])
    .groupBy("channelId")
    .execute();
  const aside = await app.db.read
    .selectFrom("set_aside")
    .select(["channelId", "kind", sql<number>`count(*)`.as("count")])
    .where("kind", "in", ["unreadable", "orphan"])
    .groupBy(["channelId", "kind"])
    .execute();
  const jobs = await app.db.read
    .selectFrom("job")
    .select(["kind", sql<number>`count(*)`.as("count"), sql<string>`min("runAt")`.as("oldest")])
    .groupBy("kind")
    .execute();
  return { channels, streams, budgets, waiting, hooks, found, aside, jobs };
}
