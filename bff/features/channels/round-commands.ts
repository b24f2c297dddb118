import type { Connector } from "#bff/connectors/connector.ts";
import { limitsOf, type Owner, secondsLeft, statesOf, stillKept } from "#bff/features/channels/budget-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { rounds } from "#shared/channels/allowance.ts";
import type { RoundView } from "#shared/channels/health.ts";
import { costOfRound, secondsPerRound } from "#shared/channels/rhythm.ts";

/**
 * After a channel was read, which cost `spent` of its limits: not before when (ISO) it is read again, so that reading goes
 * on evenly until the limit is full again. Null where no limit is spread, or this one allows more than `seconds`, the
 * rhythm the channel has anyway. Kept beside the limits: `remaining` holds the seconds, `limit` what a reading costs.
 */
export async function planRound(
  app: Pick<App, "db" | "clock">,
  channel: Owner,
  connector: Connector,
  spent: Record<string, number>,
  seconds: number,
): Promise<string | null> {
  const limits = limitsOf(connector, channel);
  const limit = limits.find(({ spread }) => spread);
  const planned = limit?.cost.sync;
  const state = (await statesOf(app, channel, limits)).find(({ name }) => name === limit?.name);
  if (!limit || !planned || !state) return null;
  const before = await roundOf(app, channel.id);
  const cost = costOfRound(before?.limit ?? null, spent[limit.name] ?? planned, planned);
  const pause = secondsPerRound({
    remaining: state.remaining,
    limit: limit.limit,
    keptForPeople: await stillKept(app, channel, limit),
    cost,
    readers: limit.per === "app" ? await readersOf(app, channel) : 1,
    secondsLeft: secondsLeft(app, state, limit),
  });
  const now = app.clock.now().getTime();
  const resetAt = pause > seconds ? new Date(now + pause * 1000).toISOString() : null;
  const values = { remaining: pause, limit: cost, resetAt, at: new Date(now).toISOString() };
  await app.db.write
    .insertInto("channel_budget")
    .values({ key: channel.id, name: rounds, ...values })
    .onConflict((conflict) => conflict.columns(["key", "name"]).doUpdateSet(values))
    .execute();
  return resetAt;
}

/** What a person asks for is read at once. */
export const endRound = (trx: Trx, channelId: string): Promise<unknown> =>
  trx
    .updateTable("channel_budget")
    .set({ resetAt: null })
    .where("key", "=", channelId)
    .where("name", "=", rounds)
    .execute();

/** How far apart the readings of a channel are, and for the sake of which limit; null where nothing holds them back. */
export async function roundView(app: App, channel: Owner, connector: Connector): Promise<RoundView | null> {
  const limits = limitsOf(connector, channel);
  const limit = limits.find(({ spread }) => spread);
  const round = limit && (await roundOf(app, channel.id));
  const state = (await statesOf(app, channel, limits)).find(({ name }) => name === limit?.name);
  if (!limit || !round?.resetAt || !state) return null;
  const { name, midnightIn = null, per } = limit;
  const channels = per === "app" ? await readersOf(app, channel) : 1;
  return { seconds: round.remaining, name, resetAt: state.resetAt, midnightIn, channels };
}

const roundOf = (app: Pick<App, "db">, channelId: string) =>
  app.db.read
    .selectFrom("channel_budget")
    .select(["remaining", "limit", "resetAt"])
    .where("key", "=", channelId)
    .where("name", "=", rounds)
    .executeTakeFirst();

/** How many channels read by one app's limit: those that are read at all. */
async function readersOf(app: Pick<App, "db">, channel: Owner): Promise<number> {
  const { count } = await app.db.read
    .selectFrom("channel")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("workspaceId", "=", channel.workspaceId)
    .where("network", "=", channel.network)
    .where("appId", channel.appId === null ? "is" : "=", channel.appId)
    .where("removedAt", "is", null)
    .where("credentials", "is not", null)
    .where("health", "not in", ["paused", "reconnect"])
    .executeTakeFirstOrThrow();
  return Math.max(Number(count), 1);
}
