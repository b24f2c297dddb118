import { z } from "zod";
import { ChannelHealth, Network } from "#shared/channel.ts";

/**
 * A brand's account on a network. `lastSyncAt` is when everything of the network was last read, `readingOnFrom` from
 * where reading goes on (null: never read yet, the last 30 days come first). `setAside` counts what could not be read.
 */
export const ChannelView = z.object({
  id: z.string(),
  brandId: z.string(),
  brandSlug: z.string(),
  network: Network,
  name: z.string(),
  handle: z.string(),
  url: z.string().nullable(),
  health: ChannelHealth,
  healthReason: z.string().nullable(),
  healthAt: z.string().nullable(),
  lastSyncAt: z.string().nullable(),
  readingOnFrom: z.string().nullable(),
  /** whether Konak reads it by itself; what was imported from a file is not */
  syncs: z.boolean(),
  setAside: z.number(),
});
export type ChannelView = z.infer<typeof ChannelView>;

const Password = z.string().trim().min(1).max(200);

/** What connects a Bluesky account; `service` is its server, `https://bsky.social` for most people. */
export const ConnectBlueskyInput = z.object({
  brandId: z.string(),
  service: z.string().trim().min(1).max(300).default("https://bsky.social"),
  handle: z.string().trim().min(1).max(253),
  appPassword: Password,
});
export type ConnectBlueskyInput = z.infer<typeof ConnectBlueskyInput>;

export const ReconnectInput = z.object({ channelId: z.string(), appPassword: Password });
export type ReconnectInput = z.infer<typeof ReconnectInput>;
