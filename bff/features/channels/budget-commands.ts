import type { Connector, Outcome } from "#bff/connectors/connector.ts";
import type { Budget, Call, Limit } from "#bff/connectors/limits.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { type BudgetState, refusal, type Urgency, windowEnd } from "#shared/channels/allowance.ts";

type Owner = Pick<ChannelTable, "id" | "workspaceId" | "network" | "appId">;

/** Limits nobody declared, known from headers alone: one a call, and a tenth is kept for people. */
const unknownLimit = { cost: 1, keptForPeople: 0.1 };

/** Limits of the app are shared by every channel that speaks through it. */
const keyOf = (channel: Owner, limit: Limit | undefined): string =>
  limit?.per === "app" ? `app:${channel.appId ?? `${channel.workspaceId}:${channel.network}`}` : channel.id;

const keysOf = (channel: Owner, limits: Limit[]): string[] => [
  channel.id,
  ...limits.filter((limit) => limit.per === "app").map((limit) => keyOf(channel, limit)),
];

/** The limits of a channel as they stand, those nothing was spent of yet included. */
export const budgetsOf = async (app: Pick<App, "db" | "clock">, channel: Owner, limits: Limit[]) =>
  (await statesOf(app, channel, limits)).map(({ at: _, ...state }) => state);

async function statesOf(
  app: Pick<App, "db" | "clock">,
  channel: Owner,
  limits: Limit[],
): Promise<(BudgetState & { key: string })[]> {
  const rows = await app.db.read
    .selectFrom("channel_budget")
    .select(["key", "name", "remaining", "limit", "resetAt", "at"])
    .where("key", "in", keysOf(channel, limits))
    .execute();
  const known = new Set(rows.map((row) => row.name));
  const fresh = limits
    .filter((limit) => !known.has(limit.name))
    .map((limit) => ({
      key: keyOf(channel, limit),
      name: limit.name,
      remaining: limit.limit,
      limit: limit.limit,
      resetAt: null,
    }));
  const now = app.clock.iso();
  return [...rows, ...fresh].map((row) =>
    row.resetAt !== null && row.resetAt <= now && row.limit !== null
      ? { ...row, remaining: row.limit, resetAt: null }
      : row,
  );
}

/** Whether a call fits the channel's limits now; otherwise when to ask again, and a sentence why. */
export async function mayCall(
  app: Pick<App, "db" | "clock">,
  channel: Owner,
  connector: Connector,
  call: Call,
  urgency: Urgency,
): Promise<{ until: string; reason: string } | null> {
  const limits = connector.limits ?? [];
  const states = await statesOf(app, channel, limits);
  for (const state of states) {
    const limit = limits.find((one) => one.name === state.name);
    const { cost, keptForPeople } = limit
      ? { cost: limit.cost[call] ?? 0, keptForPeople: limit.keptForPeople }
      : unknownLimit;
    const refused = refusal(state, { cost, urgency, keptForPeople }, app.clock.iso());
    if (refused) return { until: refused.until, reason: reasonOf(state, urgency) };
  }
  return null;
}

const reasonOf = ({ name, remaining, limit }: BudgetState, urgency: Urgency): string =>
  urgency === "person"
    ? `The network's limit "${name}" is used up.`
    : `The rest of the network's limit "${name}" (${remaining}${limit === null ? "" : ` of ${limit}`}) is kept for answers.`;

/** Writes down what a call cost and what the network said of its limits; what it said is taken over what was reckoned. */
export async function account(
  app: Pick<App, "db" | "clock">,
  channel: Owner,
  connector: Connector,
  call: Call,
  outcome: Pick<Outcome<unknown>, "budget" | "spent">,
): Promise<void> {
  const limits = connector.limits ?? [];
  const told = outcome.budget ?? [];
  const reckoned = limits.filter((limit) => !told.some((one) => one.name === limit.name));
  const costs = reckoned.flatMap((limit) => {
    const cost = outcome.spent?.[limit.name] ?? limit.cost[call] ?? 0;
    return cost > 0 ? [{ limit, cost }] : [];
  });
  if (told.length === 0 && costs.length === 0) return;
  await inTransaction(app, async (trx) => {
    const now = app.clock.iso();
    const limitOf = (name: string) => limits.find((one) => one.name === name);
    const kept = [
      ...told.map((budget) => ({
        name: budget.name,
        keep: () => keepTold(trx, keyOf(channel, limitOf(budget.name)), budget, now),
      })),
      ...costs.map(({ limit, cost }) => ({
        name: limit.name,
        keep: () => keepSpent(trx, keyOf(channel, limit), limit, cost, now),
      })),
    ];
    // Two calls at once write the same rows; in one order they do not wait for each other on PostgreSQL.
    for (const { keep } of kept.sort((a, b) => a.name.localeCompare(b.name))) await keep();
  });
}

async function keepTold(
  trx: Trx,
  key: string,
  { name, remaining, limit, resetAt }: Budget,
  now: string,
): Promise<void> {
  const values = { remaining: Math.max(Math.floor(remaining), 0), limit, resetAt, at: now };
  await trx
    .insertInto("channel_budget")
    .values({ key, name, ...values })
    .onConflict((conflict) => conflict.columns(["key", "name"]).doUpdateSet(values))
    .execute();
}

async function keepSpent(trx: Trx, key: string, limit: Limit, cost: number, now: string): Promise<void> {
  const before = await trx
    .selectFrom("channel_budget")
    .select(["remaining", "resetAt"])
    .where("key", "=", key)
    .where("name", "=", limit.name)
    .executeTakeFirst();
  const over = !before?.resetAt || before.resetAt <= now;
  const remaining = (over ? limit.limit : before.remaining) - cost;
  const resetAt = over ? windowEnd(now, limit.seconds, limit.midnightIn) : before.resetAt;
  await keepTold(trx, key, { name: limit.name, remaining, limit: limit.limit, resetAt }, now);
}

/** A network that names no sensible time is asked again in a second at the earliest, in a day at the latest. */
export function patience(app: Pick<App, "clock">, until: string): string {
  const now = app.clock.now().getTime();
  const at = Date.parse(until) || now + 60_000;
  return new Date(Math.min(Math.max(at, now + 1000), now + 86_400_000)).toISOString();
}
