import type { Connector, Outcome } from "#bff/connectors/connector.ts";
import type { Budget, Call, Limit } from "#bff/connectors/limits.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { type BudgetState, refusal, rounds, type Urgency, windowEnd } from "#shared/channels/allowance.ts";

export type Owner = Pick<ChannelTable, "id" | "workspaceId" | "network" | "appId" | "settings">;

/** As LinkedIn's calls were called before they were counted one by one; nobody brings them up to date any more. */
const retired = "share of the day";

/** What is kept of a limit that is spread is counted apart, so that answers leave reading what it has. */
const ofPeople = " for answers";
const callsOfPeople: Call[] = ["send", "remove", "act"];

/** Limits nobody declared, known from headers alone: one a call, and a tenth is kept for people. */
const unknownLimit = { cost: 1, keptForPeople: 0.1 };

/** A connector's limits as large as a person said they are for this channel. */
export function limitsOf({ limits = [] }: Connector, { settings }: Owner): Limit[] {
  const typed = JSON.parse(settings) as Record<string, unknown>;
  return limits.map((limit) => ({ ...limit, limit: Number(limit.setting && typed[limit.setting]) || limit.limit }));
}

/** Limits of the app are shared by every channel that speaks through it. */
const keyOf = (channel: Owner, limit: Limit | undefined): string =>
  limit?.per === "app" ? `app:${channel.appId ?? `${channel.workspaceId}:${channel.network}`}` : channel.id;

const keysOf = (channel: Owner, limits: Limit[]): string[] => [
  channel.id,
  ...limits.filter((limit) => limit.per === "app").map((limit) => keyOf(channel, limit)),
];

/** The limits of a channel as they stand, those nothing was spent of yet included. */
export async function statesOf(
  app: Pick<App, "db" | "clock">,
  channel: Owner,
  limits: Limit[],
): Promise<(BudgetState & { key: string })[]> {
  const rows = await app.db.read
    .selectFrom("channel_budget")
    .select(["key", "name", "remaining", "limit", "resetAt", "at"])
    .where("key", "in", keysOf(channel, limits))
    .where("name", "not in", [rounds, retired])
    .where("name", "not like", `%${ofPeople}`)
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
  return [...rows.map((row) => asLargeAs(row, limits)), ...fresh].map((row) =>
    row.resetAt !== null && row.resetAt <= now && row.limit !== null
      ? { ...row, remaining: row.limit, resetAt: null }
      : row,
  );
}

/** Part of what a person since said to be larger or smaller: as much of it is left as of what it was. */
function asLargeAs<R extends Pick<BudgetState, "name" | "remaining" | "limit">>(row: R, limits: Limit[]): R {
  const whole = limits.find((one) => one.name === row.name && one.setting)?.limit;
  if (!whole || !row.limit || row.limit === whole) return row;
  return { ...row, remaining: Math.floor((row.remaining * whole) / row.limit), limit: whole };
}

/** Until when a channel that reads by rounds is not read again. */
async function roundEnds(app: Pick<App, "db" | "clock">, channelId: string): Promise<string | null> {
  const row = await app.db.read
    .selectFrom("channel_budget")
    .select("resetAt")
    .where("key", "=", channelId)
    .where("name", "=", rounds)
    .executeTakeFirst();
  return row?.resetAt && row.resetAt > app.clock.iso() ? row.resetAt : null;
}

/** Whether a call fits the channel's limits now; otherwise when to ask again, and a sentence why. */
export async function mayCall(
  app: Pick<App, "db" | "clock">,
  channel: Owner,
  connector: Connector,
  call: Call,
  urgency: Urgency,
): Promise<{ until: string; reason: string } | null> {
  const limits = limitsOf(connector, channel);
  const states = await statesOf(app, channel, limits);
  for (const state of states) {
    const limit = limits.find((one) => one.name === state.name);
    const { cost, keptForPeople } = limit
      ? { cost: limit.cost[call] ?? 0, keptForPeople: await stillKept(app, channel, limit) }
      : unknownLimit;
    const timeLeft = limit?.spread ? secondsLeft(app, state, limit) / limit.seconds : 1;
    const refused = refusal(state, { cost, urgency, keptForPeople, timeLeft }, app.clock.iso());
    if (refused) return { until: refused.until, reason: reasonOf(state, urgency) };
  }
  const until = call === "sync" && limits.some(({ spread }) => spread) ? await roundEnds(app, channel.id) : null;
  return until === null
    ? null
    : { until, reason: "Reading is spread, so that the network's limit lasts until it is full again." };
}

/** Share of a limit that is kept for people still: of one that is spread, what they have not used yet. */
export async function stillKept(app: Pick<App, "db" | "clock">, channel: Owner, limit: Limit): Promise<number> {
  if (!limit.spread) return limit.keptForPeople;
  const row = await app.db.read
    .selectFrom("channel_budget")
    .select(["remaining", "limit", "resetAt"])
    .where("key", "=", keyOf(channel, limit))
    .where("name", "=", limit.name + ofPeople)
    .executeTakeFirst();
  if (!row?.limit || row.resetAt === null || row.resetAt <= app.clock.iso()) return limit.keptForPeople;
  return (limit.keptForPeople * row.remaining) / row.limit;
}

/** The part of a limit that is kept for people, as a limit of its own. */
const partOfPeople = (limit: Limit): Limit => ({
  ...limit,
  name: limit.name + ofPeople,
  limit: Math.max(Math.floor(limit.limit * limit.keptForPeople), 1),
});

/** Seconds until a limit is full again; a day on which clocks change counts as it is. */
export function secondsLeft(app: Pick<App, "clock">, { resetAt }: BudgetState, limit: Limit): number {
  const now = app.clock.iso();
  const end = resetAt ?? windowEnd(now, limit.seconds, limit.midnightIn);
  return Math.max((Date.parse(end) - Date.parse(now)) / 1000, 0);
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
  const limits = limitsOf(connector, channel);
  const told = outcome.budget ?? [];
  const reckoned = limits.filter((limit) => !told.some((one) => one.name === limit.name));
  const costs = reckoned.flatMap((limit) => {
    const cost = outcome.spent?.[limit.name] ?? limit.cost[call] ?? 0;
    const parts = limit.spread && callsOfPeople.includes(call) ? [limit, partOfPeople(limit)] : [limit];
    return cost > 0 ? parts.map((part) => ({ limit: part, cost })) : [];
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
  const row = await trx
    .selectFrom("channel_budget")
    .select(["name", "remaining", "limit", "resetAt"])
    .where("key", "=", key)
    .where("name", "=", limit.name)
    .executeTakeFirst();
  const before = row && asLargeAs(row, [limit]);
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
