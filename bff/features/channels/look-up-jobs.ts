import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import type { Hook } from "#bff/connectors/inbound.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { markBroken } from "#bff/features/channels/break-commands.ts";
import { account, mayCall, patience } from "#bff/features/channels/budget-commands.ts";
import { type Found, storeLookedUp, tellLookUpWaits } from "#bff/features/channels/look-up-commands.ts";
import { isAsSaid, isHere, type SaidAt } from "#bff/features/channels/look-up-queries.ts";
import { channelToSync, openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed } from "#bff/features/channels/sync-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";

type Again = { again: string } | undefined;

const quarter = 900;
const halfAMinute = 30;
/** A reading that takes longer than this is waited for no more. */
const longestReading = 600_000;
/** One that ended sooner after the webhook may have begun before it. */
const aReading = 60_000;

/**
 * Asks the network what a webhook's notice is about. The job stays until the network has answered: over limits, dead
 * keys and pauses; what it refuses is kept raw and shown. A new key brings the waiting ones forward. `said`: polling may
 * have read it, so the next reading is waited for, and nobody is asked for what is here as it was said.
 */
export async function lookUpNotice(app: App, channelId: string, notice: string, said?: SaidAt): Promise<Again> {
  const reach = await reachOf(app, channelId);
  if (!reach || isStopped(reach)) return reach && { again: later(app, quarter) };
  const { channel } = reach;
  if (said) {
    if (await isAsSaid(app, channelId, said)) return;
    const unread = (channel.lastSyncAt ?? "") <= after(said.at, aReading);
    const waited = app.clock.now().getTime() - Date.parse(said.at);
    if (unread && waited < longestReading) return { again: later(app, halfAMinute) };
  }
  const about = said?.externalId ?? reach.hook.aboutAlone?.(notice) ?? null;
  const isNew = about !== null && !(await isHere(app, channelId, about));
  return ask(app, reach, notice, {
    known: false,
    told: (items) =>
      storeLookedUp(app, channel, notice, said ? pollingLeft(items, said, channel) : items, {
        ...(isNew && { lookAgain: { externalId: about, looks: 0 } }),
      }),
    refused: (error) =>
      storeLookedUp(app, channel, notice, [{ type: "unreadable", externalId: null, raw: notice, error }]),
  });
}

/**
 * Asks once more for a message that polling did not bring, because polling may never see that it was edited or deleted.
 * What cannot be told now changes nothing.
 */
export async function lookAgain(app: App, channelId: string, notice: string, found: Found): Promise<Again> {
  const reach = await reachOf(app, channelId);
  if (!reach || isStopped(reach)) return reach && { again: later(app, quarter) };
  if (!(await isHere(app, channelId, found.externalId))) return;
  return ask(app, reach, notice, {
    known: true,
    async told(items) {
      const its = items.filter((item) => "externalId" in item && item.externalId === found.externalId);
      const read = its.filter(({ type }) => type === "message" || type === "deletion");
      return storeLookedUp(app, reach.channel, notice, read, { lookAgain: found });
    },
    refused: () => storeLookedUp(app, reach.channel, notice, [], { lookAgain: found }),
  });
}

type Reach = { channel: ChannelTable; access: ChannelAccess; connector: Connector; hook: Hook };

async function reachOf(app: App, channelId: string): Promise<Reach | undefined> {
  const channel = await channelToSync(app, channelId);
  const opened = channel && (await openChannel(app, channel));
  const hook = opened?.connector.hook;
  return opened && hook?.lookUp ? { channel, access: opened.access, connector: opened.connector, hook } : undefined;
}

const isStopped = ({ channel }: Reach): boolean => ["paused", "reconnect"].includes(channel.health);

type Asking = {
  known: boolean;
  told(items: IncomingItem[]): ReturnType<typeof storeLookedUp>;
  refused(reason: string): ReturnType<typeof storeLookedUp>;
};

async function ask(app: App, reach: Reach, notice: string, { known, told, refused }: Asking): Promise<Again> {
  const { channel, access, connector, hook } = reach;
  const limit = await mayCall(app, channel, connector, "lookUp", "news");
  if (limit) return { again: patience(app, limit.until) };
  const outcome = await hook.lookUp!(access, notice, known);
  await account(app, channel, connector, "lookUp", outcome);
  const renewed = connector.refreshed?.(access);
  if (renewed != null) await keepRenewed(app, access, channel.credentials, renewed);
  switch (outcome.kind) {
    case "ok":
    case "refused": {
      const kept = await (outcome.kind === "ok" ? told(outcome.value) : refused(outcome.reason));
      // What moved meanwhile is asked again, where it is now.
      return kept === "moved" ? { again: app.clock.iso() } : undefined;
    }
    case "reconnect":
    case "narrowed":
      await markBroken(app, channel, outcome, "poll");
      return { again: later(app, quarter) };
    default: {
      const again = outcome.kind === "wait" ? patience(app, outcome.until) : later(app, quarter);
      if (!known) await tellLookUpWaits(app, channel.id, outcome.reason, again);
      return { again };
    }
  }
}

/**
 * Without what stands beside it and polling has yet to read: polling notices what goes away again, but only of what it
 * has seen itself.
 */
const pollingLeft = (items: IncomingItem[], said: SaidAt, { lastSyncAt }: ChannelTable): IncomingItem[] =>
  items.filter(
    (item) =>
      item.type !== "message" ||
      item.externalId === said.externalId ||
      after(item.sentAt, aReading) <= (lastSyncAt ?? ""),
  );

const after = (at: string, milliseconds: number): string => new Date(Date.parse(at) + milliseconds).toISOString();

const later = (app: App, seconds: number): string => new Date(app.clock.now().getTime() + seconds * 1000).toISOString();
