import { z } from "zod";
import type { ChannelAccess } from "#bff/connectors/connector.ts";

const Settings = z.object({
  url: z.string(),
  words: z.array(z.string()).default([]),
  /** the WebSub hub the feed named when it was connected, and what the hub calls the feed */
  hub: z.string().nullable().default(null),
  topic: z.string().nullable().default(null),
  /** where the feed was before, the oldest address first: people and entries are known by what they were called there */
  former: z.array(z.string()).default([]),
});
export type FeedSettings = z.infer<typeof Settings>;

/** What a feed's channel was connected with. */
export const settingsOf = (access: Pick<ChannelAccess, "externalId" | "settings">): FeedSettings =>
  Settings.parse({ url: access.externalId, ...access.settings });

/** The settings of a feed that is at another address now. */
export const movedSettings = (before: FeedSettings, url: string): Pick<FeedSettings, "url" | "former"> => ({
  url,
  former: [...new Set([...before.former, before.url])],
});
