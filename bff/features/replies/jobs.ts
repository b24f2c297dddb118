import type { Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed } from "#bff/features/channels/sync-commands.ts";
import {
  channelOf,
  type Departing,
  depart,
  markRemoved,
  record,
  replyToRemove,
  tellNotRemoved,
} from "#bff/features/replies/delivery-commands.ts";
import { lookBack } from "#bff/features/replies/look.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";

const lookEvery = 60_000;

/** Delivery of replies. No transaction is open while the network is spoken to. */
export function repliesJobs(app: App): Handlers {
  return {
    "reply.deliver": ({ replyId }: { replyId: string }) => deliver(app, replyId),
    "replies.look": async () => {
      await lookBack(app);
      return { again: new Date(app.clock.now().getTime() + lookEvery).toISOString() };
    },
    "reply.remove": ({ replyId }: { replyId: string }) => remove(app, replyId),
  };
}

async function deliver(app: App, replyId: string): Promise<{ again: string } | undefined> {
  const departing = await depart(app, replyId);
  if (!departing) return;
  const { reply, again } = departing;
  const outcome = await attempt(app, reply, again);
  await record(app, reply, outcome);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
  if (outcome.kind === "reconnect") app.live.hint({ workspaceId: reply.workspaceId, slice: "channels" });
  return outcome.kind === "wait" ? { again: outcome.until } : undefined;
}

type Opened = NonNullable<Awaited<ReturnType<typeof channelToSpeakOn>>>;

async function attempt(app: App, reply: NonNullable<Departing>, again: boolean): Promise<Outcome<SentReply>> {
  const opened = await channelToSpeakOn(app, reply.channelId);
  if (!opened) return { kind: "refused", reason: "This channel only receives; nothing can be sent on it." };
  const outgoing: OutgoingReply = {
    idempotencyKey: reply.idempotencyKey,
    text: reply.text,
    lang: reply.lang,
    parentExternalId: reply.parentExternalId,
    threadExternalId: reply.threadExternalId,
    postExternalId: reply.postExternalId,
  };
  try {
    return await sendOnce(opened, outgoing, again);
  } finally {
    await keepKeys(app, opened);
  }
}

async function sendOnce(
  { connector, access }: Opened,
  outgoing: OutgoingReply,
  again: boolean,
): Promise<Outcome<SentReply>> {
  if (again) {
    const found = await connector.findSent(access, outgoing);
    if (found.kind !== "ok") return found;
    if (found.value) return { kind: "ok", value: found.value };
  }
  const outcome = await connector.send(access, outgoing);
  if (outcome.kind !== "unknown") return outcome;
  // Silence right after sending is often only a lost answer, so it is looked up once before a person is asked.
  const found = await connector.findSent(access, outgoing);
  return found.kind === "ok" && found.value ? { kind: "ok", value: found.value } : outcome;
}

async function channelToSpeakOn(app: App, channelId: string) {
  const channel = await channelOf(app, channelId);
  const opened = channel && openChannel(app, channel);
  return channel && opened ? { ...opened, channel } : null;
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
  const outcome = await opened.connector.remove(opened.access, reply.externalId);
  if (outcome.kind === "wait") return { again: outcome.until };
  if (outcome.kind === "ok") await markRemoved(app, { channelId: reply.channelId, externalId: reply.externalId });
  else await tellNotRemoved(app, reply, outcome.reason);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
}
