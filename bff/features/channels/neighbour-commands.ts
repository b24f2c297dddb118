import type { Neighbour } from "#bff/connectors/inbound.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";

export type OfApp = Pick<ChannelTable, "id" | "workspaceId" | "network" | "appId">;

export const hookAddress = (app: App, channelId: string): string => `${app.url}/hooks/${channelId}`;

/** Asks the network for webhooks of a channel; a second job is the first one, sooner. */
export const queueSubscribe = (trx: Trx, channelId: string, runAt: string): Promise<void> =>
  enqueue(trx, "channel.subscribe", { channelId }, { runAt, uniqueKey: `subscribe:${channelId}` });

const ofSameApp = (db: Pick<Trx, "selectFrom">, { id, workspaceId, network, appId }: OfApp) =>
  db
    .selectFrom("channel")
    .select(["id", "removedAt", "hookSecret"])
    .where("workspaceId", "=", workspaceId)
    .where("network", "=", network)
    .where("appId", "=", appId ?? "")
    .where("id", "!=", id)
    .orderBy("id")
    .limit(1000)
    .execute();

/** The other channels of a channel's app, those that were disconnected included, by the address networks knock at. */
export async function neighboursOf(app: App, channel: OfApp): Promise<Neighbour[]> {
  const rows = await ofSameApp(app.db.write, channel);
  return rows.map((row) => ({
    callback: hookAddress(app, row.id),
    connected: row.removedAt === null && row.hookSecret !== null,
  }));
}

/**
 * One address may serve all channels of an app, so when one channel goes or changes, the others ask anew: by a job that
 * exists exactly when the change does.
 */
export function queueNeighbours(trx: Trx, { id, workspaceId, network, appId }: OfApp, runAt: string): Promise<void> {
  const channel: OfApp = { id, workspaceId, network, appId };
  return enqueue(trx, "channel.neighbours", channel, { runAt, uniqueKey: `neighbours:${id}:${appId ?? ""}` });
}

/** Has the others ask, in a transaction of its own and always in one order: two changed at once never wait for each other. */
export async function subscribeNeighbours(app: App, channel: OfApp): Promise<void> {
  await inTransaction(app, async (trx) => {
    for (const { id, removedAt, hookSecret } of await ofSameApp(trx, channel))
      if (removedAt === null && hookSecret !== null) await queueSubscribe(trx, id, app.clock.iso());
  });
  app.wake();
}
