import { z } from "zod";
import type { ChannelAccess } from "#bff/connectors/connector.ts";

const Settings = z.object({
  url: z.string(),
  words: z.array(z.string()).default([]),
  /** the WebSub hub the feed named when it was connected, and what the hub calls the feed */
  hub: z.string().nullable().default(null),
  topic: z.string().nullable().default(null),
});

/** What a feed's channel was connected with. */
export const settingsOf = (access: ChannelAccess): z.infer<typeof Settings> =>
  Settings.parse({ url: access.externalId, ...access.settings });
