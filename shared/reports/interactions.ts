import type { Network } from "../channel.ts";

/** What one network calls each kind of interaction; null where it gives none. `never` is given but not counted. */
export type NetworkCounts = {
  likes: string | null;
  comments: string | null;
  shares: string | null;
  quotes: string | null;
  reach: string | null;
  impressions: string | null;
  views: string | null;
  never: readonly string[];
  /** whether its counts include advertising, and what else a reader has to know */
  notes: readonly string[];
  source: string;
};

const none = { likes: null, comments: null, shares: null, quotes: null, reach: null, impressions: null, views: null };

/**
 * What counts as an interaction on each network: likes + comments + shares + quotes, as far as its interface gives
 * them. Clicks, saves, follows and views never count. Source: A2 of Konak's methods (the networks' own references).
 */
export const interactionTable: Record<Network, NetworkCounts> = {
  facebook: {
    ...none,
    likes: "reactions",
    comments: "comments",
    shares: "shares",
    reach: "post_total_media_view_unique",
    views: "post_media_view",
    never: ["clicks"],
    notes: [
      "Reach and impressions of before June and November 2025 were other measures; Facebook gives views now, and they are never joined.",
      "Views can be split by is_from_ads; without that split they are mixed.",
    ],
    source: "Page Insights, deprecated metrics (2026-03-02)",
  },
  instagram: {
    ...none,
    likes: "likes",
    comments: "comments",
    shares: "shares",
    reach: "reach",
    views: "views",
    never: ["saves", "profile visits", "follows"],
    notes: [
      "likes, comments and views are organic; total_likes, total_comments and total_views include advertising.",
      "An empty answer means not available, never 0. Counts come up to 48 hours late.",
    ],
    source: "Instagram media insights (2026-06-18)",
  },
  x: {
    ...none,
    likes: "like_count",
    comments: "reply_count",
    shares: "retweet_count",
    quotes: "quote_count",
    impressions: "impression_count",
    never: ["bookmark_count", "url_link_clicks", "user_profile_clicks"],
    notes: ["Organic and promoted counts only for posts of the last 30 days. Impressions are not unique."],
    source: "X API, metrics",
  },
  youtube: {
    ...none,
    likes: "likes",
    comments: "comments",
    shares: "shares (Analytics only)",
    views: "views",
    never: ["subscribersGained", "dislikes"],
    notes: ["Views of Shorts do not compare with earlier views."],
    source: "YouTube Analytics metrics",
  },
  linkedin: {
    ...none,
    likes: "likeCount",
    comments: "commentCount",
    shares: "shareCount",
    reach: "uniqueImpressionsCount",
    impressions: "impressionCount",
    never: ["clickCount", "follows"],
    notes: [
      "Organic only, over the last 12 months.",
      "Counts can fall below 0: taking back a like of an advertisement is counted as organic.",
    ],
    source: "LinkedIn organizationalEntityShareStatistics",
  },
  bluesky: {
    ...none,
    likes: "likeCount",
    comments: "replyCount",
    shares: "repostCount",
    quotes: "quoteCount",
    never: ["bookmarkCount"],
    notes: ["Gives no reach, no impressions and no advertising."],
    source: "app.bsky.feed.defs#postView",
  },
  mastodon: {
    ...none,
    likes: "favourites_count",
    comments: "replies_count",
    shares: "reblogs_count",
    quotes: "quotes_count",
    never: ["bookmarks"],
    notes: ["Gives no reach. Counts are what the own server has seen of other servers."],
    source: "Mastodon Status entity",
  },
  discourse: {
    ...none,
    likes: "like_count",
    comments: "replies of the topic",
    views: "views of the topic",
    never: ["bookmarks"],
    notes: ["A forum has members, not followers."],
    source: "Discourse topic",
  },
  wordpress: {
    ...none,
    comments: "comments",
    never: [],
    notes: ["Gives comments only."],
    source: "WordPress REST API",
  },
  feed: { ...none, never: [], notes: ["Gives texts, no counts."], source: "RSS and Atom" },
  custom: {
    ...none,
    likes: "likes",
    comments: "comments",
    shares: "shares",
    quotes: "quotes",
    reach: "reach",
    impressions: "impressions",
    views: "views",
    never: [],
    notes: ["What the sender says; Konak cannot check it."],
    source: "what was sent in",
  },
  sandbox: {
    ...none,
    likes: "likes",
    comments: "comments",
    shares: "shares",
    never: [],
    notes: ["The network of the demo, inside Konak."],
    source: "Konak",
  },
  file: {
    ...none,
    likes: "likes",
    comments: "comments",
    shares: "shares",
    quotes: "quotes",
    reach: "reach",
    impressions: "impressions",
    views: "views",
    never: [],
    notes: ["What the file says, with the file as source of the reading."],
    source: "the imported file",
  },
};
