import type { Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { account, mayCall, patience } from "#bff/features/channels/budget-commands.ts";
import { openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed } from "#bff/features/channels/sync-commands.ts";
import {
  channelOf,
  depart,
  markRemoved,
  record,
  recordLook,
  replyThatIs,
  tellNotRemoved,
} from "#bff/features/replies/delivery-commands.ts";
import { lookBack } from "#bff/features/replies/look.ts";
import { followRenamed, type Renamed } from "#bff/features/replies/renamed-commands.ts";
import { askAgainWhetherItStands, replyToRemove } from "#bff/features/replies/standing-commands.ts";
import { type Departing, handOver } from "#bff/features/replies/turn-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import { stopsSending } from "#shared/channels/stops.ts";

const lookEvery = 60_000;
const quarter = 900_000;

/** Delivery of replies. No transaction is open while the network is spoken to. */
export function repliesJobs(app: App): Handlers {
  return {
    "reply.deliver": ({ replyId }: { replyId: string }) => deliver(app, replyId),
    "replies.look": async () => {
      await lookBack(app);
      return { again: new Date(app.clock.now().getTime() + lookEvery).toISOString() };
    },
    "reply.lookUp": ({ replyId, turn }: { replyId: string; turn: number }) => lookAgain(app, replyId, turn),
    "reply.stands": ({ replyId, turn = 0 }: { replyId: string; turn?: number }) => stands(app, replyId, turn),
    "reply.remove": ({ replyId }: { replyId: string }) => remove(app, replyId),
    "reply.renamed": async (renamed: Renamed) => {
      await followRenamed(app, renamed);
      return undefined;
    },
  };
}

async function deliver(app: App, replyId: string): Promise<{ again: string } | undefined> {
  const departing = await depart(app, replyId);
  if (!departing) return;
  if ("after" in departing) return { again: departing.after };
  const { reply, again } = departing;
  const outcome = await attempt(app, reply, again);
  await record(app, reply, outcome);
  await handOver(app, reply);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
  if (outcome.kind !== "ok") app.live.hint({ workspaceId: reply.workspaceId, slice: "channels" });
  return outcome.kind === "wait" ? { again: patience(app, outcome.until) } : undefined;
}

type Opened = NonNullable<Awaited<ReturnType<typeof channelToSpeakOn>>>;

const outgoingOf = (reply: NonNullable<Departing>): OutgoingReply => ({
  idempotencyKey: reply.idempotencyKey,
  text: reply.text,
  lang: reply.lang,
  parentExternalId: reply.parentExternalId,
  threadExternalId: reply.threadExternalId,
  postExternalId: reply.postExternalId,
});

async function attempt(app: App, reply: NonNullable<Departing>, again: boolean): Promise<Outcome<SentReply>> {
  const opened = await channelToSpeakOn(app, reply.channelId);
  if (!opened) return { kind: "refused", reason: "This channel only receives; nothing can be sent on it." };
  const limit = await mayCall(app, opened.channel, opened.connector, "send", "person");
  if (limit) return { kind: "wait", ...limit };
  try {
    return await sendOnce(app, opened, outgoingOf(reply), again);
  } finally {
    await keepKeys(app, opened);
  }
}

async function sendOnce(
  app: App,
  opened: Opened,
  outgoing: OutgoingReply,
  again: boolean,
): Promise<Outcome<SentReply>> {
  if (again) {
    const found = await lookUp(app, opened, outgoing);
    if (found.kind !== "ok") return found;
    if (found.value) return { kind: "ok", value: found.value };
  }
  const { connector, access, channel } = opened;
  const outcome = await connector.send(access, outgoing);
  await account(app, channel, connector, "send", outcome);
  if (outcome.kind !== "unknown") return outcome;
  // Silence right after sending is often only a lost answer, so it is looked up at once, and again later.
  const found = await lookUp(app, opened, outgoing);
  return found.kind === "ok" && found.value ? { kind: "ok", value: found.value } : outcome;
}

async function lookUp(app: App, { connector, access, channel }: Opened, outgoing: OutgoingReply) {
  const found = await connector.findSent(access, outgoing);
  await account(app, channel, connector, "findSent", found);
  return found;
}

/** What became of a reply that got no answer. It is never sent again from here. */
async function lookAgain(app: App, replyId: string, turn: number): Promise<undefined> {
  const reply = await replyThatIs(app, replyId, "unknown");
  const opened = reply && (await channelToSpeakOn(app, reply.channelId));
  if (!reply || !opened) return;
  const found = await lookUp(app, opened, outgoingOf(reply));
  await keepKeys(app, opened);
  await recordLook(app, reply, found, turn);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
}

/** Whether a reply still stands that arrived as what it answers went; asked only where answers go along with that. */
async function stands(app: App, replyId: string, turn: number): Promise<{ again: string } | undefined> {
  const reply = await replyThatIs(app, replyId, "sent");
  const opened = reply && (await channelToSpeakOn(app, reply.channelId));
  if (!reply?.externalId || !opened?.connector.capabilities.answersGoAlong) return;
  if (stopsSending(opened.channel.health))
    return { again: new Date(app.clock.now().getTime() + quarter).toISOString() };
  const limit = await mayCall(app, opened.channel, opened.connector, "findSent", "news");
  if (limit) return { again: patience(app, limit.until) };
  const found = await lookUp(app, opened, outgoingOf(reply));
  await keepKeys(app, opened);
  if (found.kind === "wait") return { again: patience(app, found.until) };
  if (found.kind === "ok" && found.value) return;
  if (found.kind === "ok") await markRemoved(app, { channelId: reply.channelId, externalId: reply.externalId });
  else await askAgainWhetherItStands(app, reply, turn + 1, found.reason);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
}

async function channelToSpeakOn(app: App, channelId: string) {
  const channel = await channelOf(app, channelId);
  return channel ? await openChannel(app, channel) : null;
}

// A call may have renewed the channel's keys; the old ones would not work a second time.
async function keepKeys(app: App, { connector, access, channel }: Opened): Promise<void> {
  const renewed = connector.refreshed?.(access);
  if (renewed != null) await keepRenewed(app, access, channel.credentials, renewed);
}

async function remove(app: App, replyId: string): Promise<{ again: string } | undefined> {
  const reply = await replyToRemove(app, replyId);
  const opened = reply && (await channelToSpeakOn(app, reply.channelId));
  if (!reply?.externalId || !opened) return;
  const outcome = await opened.connector.remove(opened.access, reply.externalId, reply.threadExternalId);
  if (outcome.kind === "wait") return { again: patience(app, outcome.until) };
  if (outcome.kind === "ok") await markRemoved(app, { channelId: reply.channelId, externalId: reply.externalId });
  else await tellNotRemoved(app, reply, outcome.reason);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
}
