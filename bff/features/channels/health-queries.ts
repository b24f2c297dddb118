import { sql } from "kysely";
import { limitsOf, statesOf } from "#bff/features/channels/budget-commands.ts";
import { lookUpKey } from "#bff/features/channels/commands.ts";
import { findChannel } from "#bff/features/channels/queries.ts";
import { roundView } from "#bff/features/channels/round-commands.ts";
import { countAll } from "#bff/features/inbox/list-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import { may } from "#shared/actions.ts";
import type { ChannelHealth, Network } from "#shared/channel.ts";
import { type ChannelHealthView, type HistoryView, historyShare, type StreamName } from "#shared/channels/health.ts";

const rawShown = 2000;

/** Everything that is known of how a channel is doing. */
export async function channelHealth(ctx: Ctx, channelId: string): Promise<ChannelHealthView> {
  const channel = await findChannel(ctx, channelId);
  const connector = ctx.connectorFor(channel.network as Network, JSON.parse(channel.settings));
  const limits = connector ? limitsOf(connector, channel) : [];
  const budgets = await statesOf(ctx, channel, limits);
  return {
    id: channel.id,
    health: channel.health as ChannelHealth,
    healthReason: channel.healthReason,
    healthAt: channel.healthAt,
    pausedBy: channel.pausedBy ?? null,
    streams: await streamsOf(ctx, channelId),
    budgets: budgets.map(({ key, at: _, ...budget }) => {
      const limit = limits.find((one) => one.name === budget.name);
      return { ...budget, keptForPeople: limit?.keptForPeople ?? 0.1, shared: key !== channel.id };
    }),
    round: connector && (await roundView(ctx, channel, connector)),
    history: await historyOf(ctx, channelId),
    canReadHistory: Boolean(connector?.backfill),
    waiting: await waitingOf(ctx, channelId),
    hooksWaiting: await hooksWaiting(ctx, channelId),
    hook:
      connector?.hook && may(ctx.actor.role, "channel.connect")
        ? hookOf(ctx, channel, connector.hook.setUp ?? [])
        : null,
    ...(await asideOf(ctx, channelId)),
    reconciled: await reconciledOf(ctx, channelId),
  };
}

const streamsOf = async (ctx: Ctx, channelId: string): Promise<ChannelHealthView["streams"]> =>
  (
    await ctx.db.read
      .selectFrom("channel_stream")
      .select(["stream", "lastOkAt", "lastTriedAt", "newestAt", "items", "failures", "error", "errorAt", "nextAt"])
      .where("channelId", "=", channelId)
      .orderBy("stream")
      .execute()
  ).map((row) => ({ ...row, stream: row.stream as StreamName }));

async function historyOf(ctx: Ctx, channelId: string): Promise<HistoryView | null> {
  const row = await ctx.db.read
    .selectFrom("channel_history")
    .selectAll()
    .where("channelId", "=", channelId)
    .executeTakeFirst();
  if (!row) return null;
  const { until, reachedTo, reason, items, added, startedAt, finishedAt, workedMs } = row;
  const state = row.state as HistoryView["state"];
  const share = historyShare({ until, reachedTo, startedAt, done: state === "done" });
  const rate = workedMs > 0 ? Math.round((items * 60_000) / workedMs) : null;
  return { until, reachedTo, reason, items, added, startedAt, finishedAt, state, share, rate };
}

/** Webhooks that are kept and not read yet, and what they spoke of that is not looked up yet. */
async function hooksWaiting(ctx: Ctx, channelId: string): Promise<number> {
  const kept = await ctx.db.read
    .selectFrom("hook_event")
    .select(countAll.as("count"))
    .where("channelId", "=", channelId)
    .where("state", "=", "kept")
    .executeTakeFirstOrThrow();
  const toLookUp = await ctx.db.read
    .selectFrom("job")
    .select(countAll.as("count"))
    .where("uniqueKey", "like", `${lookUpKey(channelId)}%`)
    // What polling probably answers is no arrears before its first turn.
    .where("createdAt", "<=", ctx.clock.iso())
    .executeTakeFirstOrThrow();
  return kept.count + toLookUp.count;
}

// What waits for a person has its own moment behind it.
const firstAhead = (now: string) =>
  sql<string | null>`min(case when outbox."nextAt" > ${now} then outbox."nextAt" end)`;

async function waitingOf(ctx: Ctx, channelId: string): Promise<ChannelHealthView["waiting"]> {
  const now = ctx.clock.iso();
  const replies = await ctx.db.read
    .selectFrom("reply")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "reply.id").on("outbox.kind", "=", "reply"))
    .select([countAll.as("count"), firstAhead(now).as("until")])
    .where("reply.channelId", "=", channelId)
    .where("reply.status", "in", ["queued", "waiting", "sending"])
    .executeTakeFirstOrThrow();
  const acts = await ctx.db.read
    .selectFrom("act")
    .innerJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "act.id").on("outbox.kind", "=", "act"))
    .select([countAll.as("count"), firstAhead(now).as("until")])
    .where("act.channelId", "=", channelId)
    .where("act.status", "in", ["queued", "waiting", "sending"])
    .executeTakeFirstOrThrow();
  const untils = [replies.until, acts.until].flatMap((until) => until ?? []).sort();
  return { replies: replies.count, acts: acts.count, until: untils[0] ?? null };
}

function hookOf(ctx: Ctx, channel: ChannelTable, steps: { title: string; text: string }[]): ChannelHealthView["hook"] {
  if (!channel.hookSecret) return null;
  return { address: `${ctx.url}/hooks/${channel.id}`, secret: ctx.vault.open(channel.hookSecret) as string, steps };
}

async function asideOf(
  ctx: Ctx,
  channelId: string,
): Promise<Pick<ChannelHealthView, "aside" | "asideCount" | "orphans" | "ahead" | "renamed">> {
  const of = (kind: string) =>
    ctx.db.read.selectFrom("set_aside").where("channelId", "=", channelId).where("kind", "=", kind);
  const rows = await of("unreadable")
    .select(["id", "externalId", "error", "at", "raw"])
    .orderBy("id", "desc")
    .limit(20)
    .execute();
  return {
    aside: rows.map((row) => ({ ...row, raw: row.raw.slice(0, rawShown) })),
    asideCount: (await of("unreadable").select(countAll.as("count")).executeTakeFirstOrThrow()).count,
    orphans: (await of("orphan").select(countAll.as("count")).executeTakeFirstOrThrow()).count,
    ahead: (await of("ahead").select(countAll.as("count")).executeTakeFirstOrThrow()).count,
    renamed: (await of("renamed").select(countAll.as("count")).executeTakeFirstOrThrow()).count,
  };
}

const reconciledOf = (ctx: Ctx, channelId: string): Promise<ChannelHealthView["reconciled"]> =>
  ctx.db.read
    .selectFrom("reconcile_run")
    .select(["at", "since", "read", "found"])
    .where("channelId", "=", channelId)
    .orderBy("at", "desc")
    .limit(7)
    .execute();
