import { z } from "zod";
import type { ChannelAccess, ConnectorParts } from "#bff/connectors/connector.ts";
import { type Graph, graphOf } from "#bff/connectors/meta/graph.ts";
import { List, Time } from "#bff/connectors/meta/lists.ts";

export const Comment = z.object({
  id: z.string(),
  text: z.string().default(""),
  timestamp: Time,
  username: z.string().optional(),
  from: z.object({ id: z.string(), username: z.string().optional() }).nullish(),
  hidden: z.boolean().optional(),
  parent_id: z.string().optional(),
  replies: List.optional(),
  media: z.object({ id: z.string() }).nullish(),
});
export type Comment = z.infer<typeof Comment>;

export const Media = z.object({
  id: z.string(),
  caption: z.string().optional(),
  permalink: z.string().nullish(),
  timestamp: Time,
  like_count: z.number().optional(),
  comments_count: z.number().optional(),
  /** where it is shown: `AD` is an ad's own copy of a post, or one that was never anything else */
  media_product_type: z.string().nullish(),
  comments: List.optional(),
});
export type Media = z.infer<typeof Media>;

export const plainFields = "id,text,timestamp,username,from,hidden,parent_id";
export const commentFields = `${plainFields},replies.limit(50){${plainFields}}`;
/** Posts with their newest comments and the answers to those, in one call. */
export const mediaFields = `id,caption,permalink,timestamp,like_count,comments_count,comments.limit(50){${commentFields}}`;

export const countFields = "id,caption,permalink,timestamp,like_count,comments_count,media_product_type";

export const isAd = ({ media_product_type: type }: Pick<Media, "media_product_type">): boolean => type === "AD";

// Keys that cannot be opened any more (a restored backup) are asked for with none, and Meta says to connect again.
const Credentials = z.object({ token: z.string() }).catch({ token: "" });
const Settings = z.object({ pageId: z.string(), username: z.string(), ads: z.boolean().default(false) });

/** One Instagram account, through the key of the Page it is linked to; `ads`: which may read ads as well. */
export type Account = Graph & { username: string; pageId: string; ads: boolean };

export function accountOf(parts: ConnectorParts, base: string, access: ChannelAccess): Account {
  const { token } = Credentials.parse(access.credentials);
  const appSecret = access.app?.clientSecret ?? null;
  const settings = Settings.parse({ ...access.settings });
  const key = { token, appSecret, scope: "instagram_manage_comments" };
  return Object.assign(graphOf(parts, base, access.externalId, key), settings);
}

export const isOurs = ({ from, username }: Pick<Comment, "from" | "username">, account: Account): boolean =>
  from ? from.id === account.id : username === account.username;
