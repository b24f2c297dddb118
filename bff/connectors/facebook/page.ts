import { z } from "zod";
import type { ChannelAccess, ConnectorParts } from "#bff/connectors/connector.ts";
import { type Graph, graphOf } from "#bff/connectors/meta/graph.ts";
import { List, Time } from "#bff/connectors/meta/lists.ts";

const Author = z.object({ id: z.string(), name: z.string().default("") });
export type Author = z.infer<typeof Author>;

export const Comment = z.object({
  id: z.string(),
  message: z.string().default(""),
  created_time: Time,
  from: Author.nullish(),
  parent: z.object({ id: z.string() }).nullish(),
  is_hidden: z.boolean().optional(),
  permalink_url: z.string().nullish(),
  attachment: z
    .object({
      type: z.string().optional(),
      title: z.string().optional(),
      url: z.string().optional(),
    })
    .nullish(),
});
export type Comment = z.infer<typeof Comment>;

/** A post on the Page: the brand's, a visitor's, or somebody's that tags the Page. */
export const Post = z.object({
  id: z.string(),
  message: z.string().optional(),
  story: z.string().optional(),
  created_time: Time,
  from: Author.nullish(),
  permalink_url: z.string().nullish(),
  is_published: z.boolean().optional(),
  is_hidden: z.boolean().optional(),
  shares: z.object({ count: z.number() }).optional(),
  reactions: List.optional(),
  comments: List.optional(),
});
export type Post = z.infer<typeof Post>;

export const commentFields = "id,message,created_time,from{id,name},parent{id},is_hidden,permalink_url,attachment";

/** Posts with their newest comments, so that one call sees what is new, changed, hidden and gone. */
export const postFields = [
  "id,message,story,created_time,from{id,name},permalink_url,is_published,is_hidden,shares",
  "reactions.limit(0).summary(true)",
  `comments.filter(stream).order(reverse_chronological).limit(50).summary(true){${commentFields}}`,
].join(",");

/** The same counts as with the feed, without the comments themselves. */
export const countFields = [
  "id,message,story,created_time,from{id,name},permalink_url,is_published,is_hidden,shares",
  "reactions.limit(0).summary(true),comments.filter(stream).limit(0).summary(true)",
].join(",");

// Keys that cannot be opened any more (a restored backup) are asked for with none, and Meta says to connect again.
const Credentials = z.object({ token: z.string() }).catch({ token: "" });
const Settings = z.object({ ads: z.boolean().default(false) });

/** Whether comments under ads were allowed when connecting. */
export const readsAds = (access: ChannelAccess): boolean => Settings.parse({ ...access.settings }).ads;

export function pageOf(parts: ConnectorParts, base: string, access: ChannelAccess): Graph {
  const { token } = Credentials.parse(access.credentials);
  const appSecret = access.app?.clientSecret ?? null;
  return graphOf(parts, base, access.externalId, { token, appSecret, scope: "pages_manage_engagement" });
}
