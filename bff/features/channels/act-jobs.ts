import type { Acted, Outcome } from "#bff/connectors/connector.ts";
import {
  type DepartingAct,
  departAct,
  holdAct,
  outgoingAct,
  recordAct,
} from "#bff/features/channels/act-delivery-commands.ts";
import { account, mayCall, patience } from "#bff/features/channels/budget-commands.ts";
import { channelToSync, openChannel } from "#bff/features/channels/queries.ts";
import { keepRenewed } from "#bff/features/channels/sync-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import { stopsSending } from "#shared/channels/stops.ts";

/** Delivery of what is done to messages. No transaction is open while the network is spoken to. */
export function actJobs(app: App): Handlers {
  return { "act.deliver": ({ actId }: { actId: string }) => deliverAct(app, actId) };
}

type Opened = NonNullable<Awaited<ReturnType<typeof openChannel>>>;

async function deliverAct(app: App, actId: string): Promise<{ again: string } | undefined> {
  const departing = await departAct(app, actId);
  if (!departing) return;
  if (departing === "later") return { again: new Date(app.clock.now().getTime() + 300).toISOString() };
  const channel = await channelToSync(app, departing.act.channelId);
  const opened = channel && (await openChannel(app, channel));
  const stopped = channel && opened ? stopsSending(channel.health) : "channel_reconnect";
  if (!channel || !opened || stopped) {
    const held = await holdAct(app, departing.act, stopped ?? "channel_reconnect", channel);
    return held ? undefined : { again: app.clock.iso() };
  }
  const limit = await mayCall(app, channel, opened.connector, "act", "person");
  const outcome: Outcome<Acted | null> = limit ? { kind: "wait", ...limit } : await perform(app, opened, departing);
  await recordAct(app, departing, channel, outcome);
  for (const slice of ["inbox", "channels"] as const) app.live.hint({ workspaceId: channel.workspaceId, slice });
  return outcome.kind === "wait" ? { again: patience(app, outcome.until) } : undefined;
}

async function perform(app: App, opened: Opened, departing: DepartingAct): Promise<Outcome<Acted | null>> {
  const { connector, access, channel } = opened;
  const act = outgoingAct(departing);
  const ours = departing.act.action === "removeOurs";
  const outcome = ours
    ? await connector.remove(access, act.externalId, act.threadExternalId)
    : ((await connector.act?.(access, act)) ?? {
        kind: "refused" as const,
        reason: "This network has no such action.",
      });
  await account(app, channel, connector, ours ? "remove" : "act", outcome);
  const renewed = connector.refreshed?.(access);
  if (renewed != null) await keepRenewed(app, access, channel.credentials, renewed);
  return outcome;
}
