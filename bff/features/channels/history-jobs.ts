import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { markBroken } from "#bff/features/channels/break-commands.ts";
import { account, mayCall, patience } from "#bff/features/channels/budget-commands.ts";
import {
  historyOf,
  holdHistory,
  inVainSince,
  storeAgain,
  storeHistoryPage,
  tellHistory,
  tellNotReconciled,
  tellReconciled,
} from "#bff/features/channels/history-commands.ts";
import { channelToSync, openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed } from "#bff/features/channels/sync-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";

const turn = { pages: 40, milliseconds: 20_000 };
const reconcile = { days: 3, every: 86_400_000, pages: 200 };
const inVainAtMost = 7 * 86_400_000;

type OfChannel = { channelId: string };
type Again = { again: string } | undefined;
type Opened = NonNullable<Awaited<ReturnType<typeof openChannel>>>;

/** The past of channels, read in turns behind everything that people wait for, and a daily second look at the last days. */
export function historyJobs(app: App): Handlers {
  return {
    "channel.history": ({ channelId }: OfChannel) => readOn(app, channelId),
    "channel.reconcile": ({ channelId }: OfChannel) => lookAgain(app, channelId),
  };
}

async function openedFor(app: App, channelId: string): Promise<Opened | null> {
  const channel = await channelToSync(app, channelId);
  return channel ? await openChannel(app, channel) : null;
}

const later = (app: App, milliseconds: number): string =>
  new Date(app.clock.now().getTime() + milliseconds).toISOString();

/** One call of the port for the past, within the channel's limits; what it cost and renewed is kept. */
async function page(
  app: App,
  { connector, access, channel }: Opened,
  until: string,
  cursor: string | null,
): Promise<Outcome<BackfillPage>> {
  const limit = await mayCall(app, channel, connector, "backfill", "history");
  if (limit) return { kind: "wait", ...limit };
  const outcome = await connector.backfill!(access, until, cursor);
  await account(app, channel, connector, "backfill", outcome);
  const renewed = connector.refreshed?.(access);
  if (renewed != null) await keepRenewed(app, access, channel.credentials, renewed);
  return outcome;
}

async function readOn(app: App, channelId: string): Promise<Again> {
  const end = Date.now() + turn.milliseconds;
  for (let pages = 0; pages < turn.pages && Date.now() < end; pages++) {
    // As it is now: its key may have been renewed, and its news read on, since the page before.
    const opened = await openedFor(app, channelId);
    if (!opened?.connector.backfill) return;
    const { channel } = opened;
    if (channel.health === "reconnect" || channel.health === "paused") {
      await holdHistory(app, channel, `channel_${channel.health}`);
      return { again: later(app, 60_000) };
    }
    const history = await historyOf(app, channelId);
    if (!history) return;
    const began = Date.now();
    const outcome = await page(app, opened, history.until, history.cursor);
    if (outcome.kind !== "ok") return await refused(app, opened, outcome);
    const { value } = outcome;
    if (value.more && value.cursor === history.cursor) {
      await tellHistory(
        app,
        channel,
        "failed",
        "The network gives the same page again and again; reading stopped there.",
        null,
      );
      return;
    }
    const stored = await storeHistoryPage(app, channel, history.cursor, value, Date.now() - began);
    // What moved meanwhile is asked again, where it is now.
    if (stored === "over" || (stored === "kept" && !value.more)) return;
  }
  // Behind whatever came due meanwhile.
  return { again: later(app, 50) };
}

async function refused(
  app: App,
  { channel }: Opened,
  outcome: Exclude<Outcome<BackfillPage>, { kind: "ok" }>,
): Promise<Again> {
  const { kind, reason } = outcome;
  if (kind === "reconnect" || kind === "narrowed") await markBroken(app, channel, outcome, "poll");
  // A dead key is a person's to renew, however long that takes; a network that gives nothing is given up some day.
  if (kind === "reconnect") {
    await tellHistory(app, channel, "waiting", reason, null);
    return { again: later(app, 60_000) };
  }
  if (kind === "wait" || kind === "narrowed") {
    const since = await inVainSince(app, channel.id);
    if (since > later(app, -inVainAtMost)) {
      const again = kind === "wait" ? patience(app, outcome.until) : later(app, 60_000);
      await tellHistory(app, channel, "waiting", reason, kind === "wait" ? again : null, since);
      return { again };
    }
    const given =
      "For a week nothing more of the past could be read, so reading stopped. What was read stays, and it can be asked for again.";
    await tellHistory(app, channel, "failed", `${given} The last reason was: ${reason}`, null, since);
    return;
  }
  await tellHistory(app, channel, "failed", reason, null);
  return;
}

const polled = 10 * 60_000;

/**
 * Whether polling could have read an item by now. What is younger is left to it: polling notices what goes away again,
 * but only of what it has seen itself.
 */
function hadItsTurn(item: IncomingItem, lastSyncAt: string): boolean {
  const at = item.type === "message" ? item.sentAt : item.type === "post" ? item.publishedAt : null;
  return at === null || Date.parse(at) <= Date.parse(lastSyncAt) - polled;
}

/** Reads the last days a second time and says how many items push and poll had both missed. */
async function lookAgain(app: App, channelId: string): Promise<Again> {
  const next = { again: later(app, reconcile.every) };
  const since = later(app, -reconcile.days * 86_400_000);
  let [read, found] = [0, 0];
  let cursor: string | null = null;
  for (let pages = 0; pages < reconcile.pages; pages++) {
    const opened = await openedFor(app, channelId);
    if (!opened?.connector.backfill) return;
    if (opened.channel.health !== "ok" || opened.channel.lastSyncAt === null) return { again: later(app, 3_600_000) };
    const outcome: Outcome<BackfillPage> = await page(app, opened, since, cursor);
    if (outcome.kind !== "ok") {
      const again = outcome.kind === "wait" ? patience(app, outcome.until) : next.again;
      await tellNotReconciled(app, channelId, outcome.reason, again);
      return { again };
    }
    const items = outcome.value.items.filter((item) => hadItsTurn(item, opened.channel.lastSyncAt ?? ""));
    const added = await storeAgain(app, opened.channel, { ...outcome.value, items });
    if (added === null) {
      // It moved meanwhile: the whole look is taken again, where it is now.
      [read, found, cursor] = [0, 0, null];
      continue;
    }
    read += items.length;
    found += added;
    if (!outcome.value.more || outcome.value.cursor === cursor) break;
    cursor = outcome.value.cursor;
  }
  await tellReconciled(app, channelId, { since, read, found }, next.again);
  const channel = await channelToSync(app, channelId);
  if (channel) app.live.hint({ workspaceId: channel.workspaceId, slice: "channels" });
  return next;
}
