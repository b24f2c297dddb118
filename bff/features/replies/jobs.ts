import type { ChannelAccess, Connector, Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import {
  channelOf,
  type Departing,
  depart,
  markRemoved,
  record,
  replyToRemove,
  tellNotRemoved,
} from "#bff/features/replies/delivery-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import type { Network } from "#shared/channel.ts";

/** Delivery of replies. No transaction is open while the network is spoken to. */
export function repliesJobs(app: App): Handlers {
  return {
    "reply.deliver": ({ replyId }: { replyId: string }) => deliver(app, replyId),
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

async function attempt(app: App, reply: NonNullable<Departing>, again: boolean): Promise<Outcome<SentReply>> {
  const opened = await openChannel(app, reply.channelId);
  if (!opened) return { kind: "refused", reason: "This channel only receives; nothing can be sent on it." };
  const outgoing: OutgoingReply = {
    idempotencyKey: reply.idempotencyKey,
    text: reply.text,
    lang: reply.lang,
    parentExternalId: reply.parentExternalId,
    threadExternalId: reply.threadExternalId,
    postExternalId: reply.postExternalId,
  };
  const { connector, access } = opened;
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

async function openChannel(
  app: App,
  channelId: string,
): Promise<{ connector: Connector; access: ChannelAccess } | null> {
  const channel = await channelOf(app, channelId);
  if (!channel) return null;
  const settings = JSON.parse(channel.settings);
  const connector = app.connectorFor(channel.network as Network, settings);
  if (!connector) return null;
  const credentials = channel.credentials ? app.vault.open(channel.credentials) : null;
  const { externalId, handle } = channel;
  return { connector, access: { channelId, externalId, handle, credentials, settings } };
}

async function remove(app: App, replyId: string): Promise<{ again: string } | undefined> {
  const reply = await replyToRemove(app, replyId);
  const opened = reply && (await openChannel(app, reply.channelId));
  if (!reply?.externalId || !opened) return;
  const outcome = await opened.connector.remove(opened.access, reply.externalId);
  if (outcome.kind === "wait") return { again: outcome.until };
  if (outcome.kind === "ok") await markRemoved(app, { channelId: reply.channelId, externalId: reply.externalId });
  else await tellNotRemoved(app, reply, outcome.reason);
  app.live.hint({ workspaceId: reply.workspaceId, slice: "inbox" });
}
