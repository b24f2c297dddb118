import { z } from "zod";

/** Networks a channel can be on. `sandbox` is the network of the demo; `file` only ever receives imports. */
export const networks = [
  "bluesky",
  "mastodon",
  "instagram",
  "facebook",
  "youtube",
  "x",
  "linkedin",
  "wordpress",
  "discourse",
  "feed",
  "custom",
  "sandbox",
  "file",
] as const;
export const Network = z.enum(networks);
export type Network = z.infer<typeof Network>;

/**
 * Health of a channel: `reconnect` means the key no longer works and a person has to act; `narrowed` that it lacks a
 * permission, so that what needs it waits while reading goes on; `paused` that a person stopped reading and sending.
 */
export const ChannelHealth = z.enum(["ok", "slow", "narrowed", "reconnect", "paused"]);
export type ChannelHealth = z.infer<typeof ChannelHealth>;

/** Longest public reply of a network in graphemes (user-perceived characters), unless its server says otherwise. */
export const replyLimits: Record<Network, number> = {
  bluesky: 300,
  mastodon: 500,
  instagram: 2200,
  facebook: 8000,
  youtube: 10000,
  x: 280,
  linkedin: 1250,
  wordpress: 65000,
  discourse: 32000,
  feed: 10000,
  custom: 10000,
  sandbox: 1000,
  file: 10000,
};
