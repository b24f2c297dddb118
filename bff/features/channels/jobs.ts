import { channelToSync, openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed, markReconnect, markRefused, markWait, storePage } from "#bff/features/channels/sync-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";

// Less than a job is held for, so a long first reading is given back before anyone else may take it.
const turn = { pages: 25, milliseconds: 45_000 };

/** Reads channels, each by one job of its own that comes back every `KONAK_SYNC_SECONDS`. */
export function channelsJobs(app: App): Handlers {
  return { "channel.sync": ({ channelId }: { channelId: string }) => syncChannel(app, channelId) };
}

async function syncChannel(app: App, channelId: string): Promise<{ again: string } | undefined> {
  const channel = await channelToSync(app, channelId);
  if (!channel || !openable(app, channel)) return;
  if (channel.health === "reconnect") return { again: later(app, app.config.syncSeconds) };
  try {
    return await readPages(app, channel);
  } catch (error) {
    app.log.error({ err: error, channelId }, "a channel could not be read");
    await markRefused(app, channelId, error instanceof Error ? error.message : String(error));
    return { again: later(app, Math.max(app.config.syncSeconds, 60)) };
  }
}

const openable = (app: App, channel: ChannelTable): boolean =>
  app.connectorFor(channel.network as never, JSON.parse(channel.settings)) !== null;

const later = (app: App, seconds: number): string => new Date(app.clock.now().getTime() + seconds * 1000).toISOString();

async function readPages(app: App, channel: ChannelTable): Promise<{ again: string } | undefined> {
  const opened = openChannel(app, channel);
  if (!opened) return;
  const { connector, access } = opened;
  const end = Date.now() + turn.milliseconds;
  let { cursor } = channel;
  let kept: unknown;
  for (let pages = 0; pages < turn.pages && Date.now() < end; pages++) {
    const outcome = await connector.sync(access, cursor);
    const renewed = connector.refreshed?.(access);
    const fresh = renewed !== kept ? renewed : null;
    if (outcome.kind !== "ok") {
      if (fresh != null && outcome.kind !== "reconnect") await keepRenewed(app, access, channel.credentials, fresh);
      return settle(app, channel, outcome);
    }
    const stored = await storePage(app, { id: channel.id, cursor }, outcome.value, fresh);
    if (!stored) return { again: later(app, app.config.syncSeconds) };
    kept = renewed;
    cursor = outcome.value.cursor;
    if (!outcome.value.more) return { again: later(app, app.config.syncSeconds) };
  }
  return { again: app.clock.iso() };
}

type Refusal = { kind: "wait"; until: string; reason: string } | { kind: string; reason: string };

async function settle(app: App, channel: ChannelTable, outcome: Refusal): Promise<{ again: string }> {
  app.log.warn({ channelId: channel.id, outcome: outcome.kind, reason: outcome.reason }, "a channel was not read");
  if (outcome.kind === "reconnect") {
    const marked = await markReconnect(app, channel, outcome.reason);
    return { again: marked ? later(app, app.config.syncSeconds) : later(app, 1) };
  }
  if ("until" in outcome) {
    await markWait(app, channel.id, outcome.reason);
    return { again: patience(app, outcome.until) };
  }
  await markRefused(app, channel.id, outcome.reason);
  return { again: later(app, app.config.syncSeconds) };
}

// A network that names no sensible time is asked again in a second at the earliest, in a day at the latest.
function patience(app: App, until: string): string {
  const now = app.clock.now().getTime();
  const at = Date.parse(until) || now + 60_000;
  return new Date(Math.min(Math.max(at, now + 1000), now + 86_400_000)).toISOString();
}
