import { z } from "zod";
import { actOnMessage, settleByPerson } from "#bff/features/channels/act-commands.ts";
import { threadActs } from "#bff/features/channels/act-queries.ts";
import { rereadAside } from "#bff/features/channels/aside-commands.ts";
import { disconnectChannel, pauseChannel, resumeChannel, syncNow } from "#bff/features/channels/commands.ts";
import { connectChannel, fieldsOfChannel, reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { readHistory, stopHistory } from "#bff/features/channels/history-commands.ts";
import { networkViews } from "#bff/features/channels/network-queries.ts";
import { beginOAuth, choicesOf, choose, saveApp } from "#bff/features/channels/oauth-commands.ts";
import { listChannels } from "#bff/features/channels/queries.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { ActInput, ThreadActs } from "#shared/channels/acts.ts";
import { ChannelHealthView } from "#shared/channels/health.ts";
import {
  AccountChoice,
  AppInput,
  BeginInput,
  ChannelView,
  ConnectInput,
  HistoryInput,
  NetworkView,
  ReconnectInput,
} from "#shared/channels/schema.ts";

const OneChannel = z.object({ channelId: z.string().max(64) });
const Attempt = z.object({ attempt: z.string().max(200) });

export const channelsRouter = router({
  list: ask("channel.read")
    .input(z.object({ brand: z.string().max(64).optional() }))
    .output(z.array(ChannelView))
    .query(({ ctx, input }) => listChannels(ctx, input.brand ?? null)),
  networks: ask("channel.connect")
    .output(z.array(NetworkView))
    .query(({ ctx }) => networkViews(ctx)),
  connect: ask("channel.connect")
    .input(ConnectInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => connectChannel(ctx, input)),
  fieldsOf: ask("channel.connect")
    .input(OneChannel)
    .output(z.record(z.string(), z.string()))
    .query(({ ctx, input }) => fieldsOfChannel(ctx, input.channelId)),
  reconnect: ask("channel.connect")
    .input(ReconnectInput)
    .mutation(({ ctx, input }) => reconnectChannel(ctx, input)),
  saveApp: ask("channel.app")
    .input(AppInput)
    .mutation(({ ctx, input }) => saveApp(ctx, input)),
  begin: ask("channel.connect")
    .input(BeginInput)
    .output(z.object({ url: z.string() }))
    .mutation(({ ctx, input }) => beginOAuth(ctx, input)),
  choices: ask("channel.connect")
    .input(Attempt)
    .output(z.array(AccountChoice))
    .query(({ ctx, input }) => choicesOf(ctx, input.attempt)),
  choose: ask("channel.connect")
    .input(Attempt.extend({ externalIds: z.array(z.string().max(300)).min(1).max(50) }))
    .mutation(({ ctx, input }) => choose(ctx, input)),
  sync: ask("channel.sync")
    .input(OneChannel)
    .mutation(({ ctx, input }) => syncNow(ctx, input.channelId)),
  pause: ask("channel.pause")
    .input(OneChannel)
    .mutation(({ ctx, input }) => pauseChannel(ctx, input.channelId)),
  resume: ask("channel.resume")
    .input(OneChannel)
    .mutation(({ ctx, input }) => resumeChannel(ctx, input.channelId)),
  readHistory: ask("channel.history")
    .input(HistoryInput)
    .mutation(({ ctx, input }) => readHistory(ctx, input)),
  stopHistory: ask("channel.history")
    .input(OneChannel)
    .mutation(({ ctx, input }) => stopHistory(ctx, input.channelId)),
  health: ask("channel.read")
    .input(OneChannel)
    .output(ChannelHealthView)
    .query(({ ctx, input }) => channelHealth(ctx, input.channelId)),
  tryAgain: ask("channel.sync")
    .input(OneChannel)
    .output(z.object({ read: z.number(), left: z.number() }))
    .mutation(({ ctx, input }) => rereadAside(ctx, input.channelId)),
  acts: ask("inbox.read")
    .input(z.object({ threadId: z.string().max(64) }))
    .output(ThreadActs)
    .query(({ ctx, input }) => threadActs(ctx, input.threadId)),
  act: ask("message.act")
    .input(ActInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => actOnMessage(ctx, input)),
  settleAct: ask("message.act")
    .input(z.object({ actId: z.string().max(64), as: z.enum(["again", "dropped"]) }))
    .mutation(({ ctx, input }) => settleByPerson(ctx, input)),
  disconnect: ask("channel.disconnect")
    .input(OneChannel)
    .mutation(({ ctx, input }) => disconnectChannel(ctx, input.channelId)),
});
