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
  /** the permission a narrowed key lacks, in the network's word, and what it was asked for; null where that is not known */
  missing: z.object({ scope: z.string(), why: z.string().nullable() }).nullable(),
  healthAt: z.string().nullable(),
  lastSyncAt: z.string().nullable(),
  readingOnFrom: z.string().nullable(),
  /** whether Konak reads it by itself; what was imported from a file is not */
  syncs: z.boolean(),
  setAside: z.number(),
});
export type ChannelView = z.infer<typeof ChannelView>;

const Fields = z.record(z.string().max(100), z.string().max(4000));

/** What a person typed to connect; which fields there are says the network (`NetworkView`). */
export const ConnectInput = z.object({ brandId: z.string().max(64), network: Network, fields: Fields });
export type ConnectInput = z.infer<typeof ConnectInput>;

/** A new key for a channel; fields that are left out stay what they were. */
export const ReconnectInput = z.object({ channelId: z.string().max(64), fields: Fields });
export type ReconnectInput = z.infer<typeof ReconnectInput>;

/** What leaves for a network's own window; `channelId` when it is to renew the key of a channel. */
export const BeginInput = z.object({
  brandId: z.string().max(64),
  network: Network,
  fields: Fields,
  channelId: z.string().max(64).nullable(),
});
export type BeginInput = z.infer<typeof BeginInput>;

/** How far back a channel's past is to be read (ISO). */
export const HistoryInput = z.object({ channelId: z.string().max(64), until: z.iso.datetime() });

/** A person's own app on a network, as they pasted it. */
export const AppInput = z.object({
  network: Network,
  server: z.string().max(300).default(""),
  clientId: z.string().max(1000),
  clientSecret: z.string().max(1000),
});
export type AppInput = z.infer<typeof AppInput>;

/** A network that can be connected: the steps in words, what is typed, what is asked for, and whose app asks. */
export const NetworkView = z.object({
  network: Network,
  kind: z.enum(["fields", "oauth"]),
  app: z.enum(["none", "own", "register"]),
  /** an own app is known already (its id, never its secret) */
  appId: z.string().nullable(),
  /** where the network has to be told to send people back to */
  redirect: z.string(),
  steps: z.array(
    z.object({
      title: z.string(),
      text: z.string(),
      link: z.object({ url: z.string(), label: z.string() }).optional(),
    }),
  ),
  scopes: z.array(z.object({ scope: z.string(), why: z.string() })),
  /** what is told to a person who types another address for a channel; null where accounts do not move */
  moves: z.string().nullable(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      kind: z.enum(["text", "secret", "url", "lines"]),
      help: z.string().optional(),
      example: z.string().optional(),
      value: z.string().optional(),
      optional: z.literal(true).optional(),
    }),
  ),
});
export type NetworkView = z.infer<typeof NetworkView>;

/** Accounts a key speaks for, when a person has to choose. */
export const AccountChoice = z.object({ externalId: z.string(), handle: z.string(), name: z.string() });
