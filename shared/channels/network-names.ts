import type { Network } from "#shared/channel.ts";

/** A network's own name, the same in every language. */
export const networkNames: Record<Network, string> = {
  bluesky: "Bluesky",
  mastodon: "Mastodon",
  instagram: "Instagram",
  facebook: "Facebook",
  youtube: "YouTube",
  x: "X",
  linkedin: "LinkedIn",
  wordpress: "WordPress",
  discourse: "Discourse",
  feed: "RSS, Atom",
  custom: "Own source",
  sandbox: "Sandbox",
  file: "File",
};
