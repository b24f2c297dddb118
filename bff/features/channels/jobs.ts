import { type Broken, markBroken } from "#bff/features/channels/break-commands.ts";
import { account, mayCall, patience } from "#bff/features/channels/budget-commands.ts";
import { type OfApp, subscribeNeighbours } from "#bff/features/channels/neighbour-commands.ts";
import { channelToSync, openChannel, pollFacts } from "#bff/features/channels/queries.ts";
import { planRound } from "#bff/features/channels/round-commands.ts";
import { keepRenewed, markRefused, markWait, storePage, tellNextPoll } from "#bff/features/channels/sync-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import { secondsUntilNextPoll } from "#shared/channels/rhythm.ts";

// Less than a job is held for, so a long first reading is given back before anyone else may take it.
const turn = { pages: 25, milliseconds: 45_000 };

/**
 * Reads channels, each by one job of its own that comes back as often as the channel's life asks for; the others of an
 * app follow a channel that changed.
 */
export function channelsJobs(app: App): Handlers {
  return {
    "channel.sync": ({ channelId }: { channelId: string }) => syncChannel(app, channelId),
    "channel.neighbours": async (channel: OfApp) => {
      await subscribeNeighbours(app, channel);
      return undefined;
    },
  };
}

type Again = { again: string } | undefined;

async function syncChannel(app: App, channelId: string): Promise<Again> {
  const channel = await channelToSync(app, channelId);
  if (!channel || !openable(app, channel) || channel.health === "paused") return;
  // A dead key is not tried again; the job stays, so that a new key finds it.
  if (channel.health === "reconnect") return { again: later(app, app.config.syncSeconds) };
  try {
    return await told(app, channelId, await readPages(app, channel));
  } catch (error) {
    app.log.error({ err: error, channelId }, "a channel could not be read");
    await markRefused(app, channelId, error instanceof Error ? error.message : String(error));
    return await told(app, channelId, { again: later(app, Math.max(app.config.syncSeconds, 60)) });
  }
}

// The screen says when a channel is asked again.
async function told(app: App, channelId: string, next: Again): Promise<Again> {
  if (next) await tellNextPoll(app, channelId, next.again);
  return next;
}

const openable = (app: App, channel: ChannelTable): boolean =>
  app.connectorFor(channel.network as never, JSON.parse(channel.settings)) !== null;

const later = (app: App, seconds: number): string => new Date(app.clock.now().getTime() + seconds * 1000).toISOString();

async function readPages(app: App, channel: ChannelTable): Promise<Again> {
  const opened = await openChannel(app, channel);
  if (!opened) return;
  const { connector, access } = opened;
  const end = Date.now() + turn.milliseconds;
  const { id, externalId } = channel;
  let { cursor } = channel;
  let kept: unknown;
  const cost = new Map<string, number>();
  for (let pages = 0; pages < turn.pages && Date.now() < end; pages++) {
    const limit = await mayCall(app, channel, connector, "sync", "news");
    if (limit) return { again: patience(app, limit.until) };
    const outcome = await connector.sync(access, cursor);
    await account(app, channel, connector, "sync", outcome);
    for (const [name, spent] of Object.entries(outcome.spent ?? {})) cost.set(name, (cost.get(name) ?? 0) + spent);
    const renewed = connector.refreshed?.(access);
    const fresh = renewed !== kept ? renewed : null;
    if (outcome.kind !== "ok") {
      if (fresh != null && outcome.kind !== "reconnect") await keepRenewed(app, access, channel.credentials, fresh);
      const next = await settle(app, channel, outcome);
      return outcome.kind === "reconnect" || outcome.kind === "narrowed" ? next : spread(app, opened, cost, next);
    }
    const stored = await storePage(app, { id, externalId, cursor }, outcome.value, fresh);
    if (stored === "round") return goesRound(app, channel);
    if (stored === "elsewhere") return { again: later(app, app.config.syncSeconds) };
    kept = renewed;
    cursor = outcome.value.cursor;
    if (!outcome.value.more) return spread(app, opened, cost, { again: later(app, await rhythm(app, channel.id)) });
  }
  return { again: app.clock.iso() };
}

/** The same time, or a later one where the network's limit would not last otherwise. */
async function spread(
  app: App,
  { channel, connector }: NonNullable<Awaited<ReturnType<typeof openChannel>>>,
  cost: Map<string, number>,
  next: { again: string },
): Promise<Again> {
  const seconds = (Date.parse(next.again) - app.clock.now().getTime()) / 1000;
  const until = await planRound(app, channel, connector, Object.fromEntries(cost), seconds);
  return until && until > next.again ? { again: until } : next;
}

const rhythm = async (app: App, channelId: string): Promise<number> =>
  secondsUntilNextPoll({ base: app.config.syncSeconds, now: app.clock.iso(), ...(await pollFacts(app, channelId)) });

async function goesRound(app: App, channel: ChannelTable): Promise<Again> {
  await markRefused(app, channel.id, "The network gives the same page again and again; reading stopped there.");
  return { again: later(app, Math.max(app.config.syncSeconds, 300)) };
}

type Refusal =
  | { kind: "wait"; until: string; reason: string }
  | Broken
  | { kind: "refused" | "unknown"; reason: string };

async function settle(app: App, channel: ChannelTable, outcome: Refusal): Promise<{ again: string }> {
  app.log.warn({ channelId: channel.id, outcome: outcome.kind, reason: outcome.reason }, "a channel was not read");
  if (outcome.kind === "reconnect" || outcome.kind === "narrowed") {
    const marked = await markBroken(app, channel, outcome, "poll");
    return { again: later(app, marked ? app.config.syncSeconds : 1) };
  }
  if (outcome.kind === "wait") {
    await markWait(app, channel.id, outcome.reason);
    return { again: patience(app, outcome.until) };
  }
  await markRefused(app, channel.id, outcome.reason);
  return { again: later(app, app.config.syncSeconds) };
}
