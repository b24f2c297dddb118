import type { ScopeAsked } from "#bff/connectors/connect-by.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

const ownPosts = "GET /api/v1/statuses";

export const mastodonCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    removeOurs: true,
    like: true,
    unlike: true,
    report: true,
    mute: true,
    unmute: true,
    privateReply: true,
    edit: true,
  },
  arrives: { stream: true },
  brings: {
    posts: true,
    comments: true,
    mentions: true,
    quotes: "on servers that know quotes (Mastodon 4.5 and newer)",
    answers: true,
    edits: true,
    deletions: true,
    history: true,
    olderCounts: true,
  },
  metrics: {
    followers: "GET /api/v1/accounts/verify_credentials",
    likes: ownPosts,
    comments: ownPosts,
    shares: ownPosts,
    quotes: ownPosts,
  },
});

/** The least that works; conversations, follows, lists and admin rights are not among them. */
export const mastodonScopes: ScopeAsked[] = [
  { scope: "read:accounts", why: "To know the account and its follower number." },
  { scope: "read:statuses", why: "To read posts, and the conversations under them." },
  { scope: "read:notifications", why: "To hear of mentions and quotes." },
  { scope: "write:statuses", why: "To answer, and to edit or take back an answer." },
  { scope: "write:favourites", why: "To like what somebody wrote." },
  { scope: "write:mutes", why: "To mute an account." },
  { scope: "write:reports", why: "To report an account to its server." },
];

export const scopesAsked = mastodonScopes.map(({ scope }) => scope).join(" ");

export const mastodonSteps = [
  {
    title: "Say which server",
    text: "The server the account lives on, as in its address: for @lumi@mastodon.example it is mastodon.example. Konak registers itself there.",
  },
  {
    title: "Allow it over there",
    text: "The server asks whether Konak may act for the account that is signed in there. Look at the name at the top, then click Authorize.",
  },
];
