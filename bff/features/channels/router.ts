import { z } from "zod";
import { connectBluesky, disconnectChannel, reconnectChannel, syncNow } from "#bff/features/channels/commands.ts";
import { listChannels } from "#bff/features/channels/queries.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { ChannelView, ConnectBlueskyInput, ReconnectInput } from "#shared/channels/schema.ts";

const OneChannel = z.object({ channelId: z.string().max(64) });

export const channelsRouter = router({
  list: ask("channel.read")
    .input(z.object({ brand: z.string().max(64).optional() }))
    .output(z.array(ChannelView))
    .query(({ ctx, input }) => listChannels(ctx, input.brand ?? null)),
  connectBluesky: ask("channel.connect")
    .input(ConnectBlueskyInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => connectBluesky(ctx, input)),
  reconnect: ask("channel.connect")
    .input(ReconnectInput)
    .mutation(({ ctx, input }) => reconnectChannel(ctx, input)),
  sync: ask("channel.sync")
    .input(OneChannel)
    .mutation(({ ctx, input }) => syncNow(ctx, input.channelId)),
  disconnect: ask("channel.disconnect")
    .input(OneChannel)
    .mutation(({ ctx, input }) => disconnectChannel(ctx, input.channelId)),
});
