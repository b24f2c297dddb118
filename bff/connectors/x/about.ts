import type { ConnectField, ConnectStep, ScopeAsked } from "#bff/connectors/connect-by.ts";
import type { Call, Limit } from "#bff/connectors/limits.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

const lookUp = "GET /2/tweets";

export const xCapabilities = capabilitiesOf({
  actions: {
    reply:
      "to people who name the account (answers to its posts do) or quote its post; apps with X's Enterprise plan may answer everybody",
    removeOurs: true,
    hide: true,
    unhide: true,
    mute: true,
    unmute: true,
  },
  underOwnPosts: ["hide", "unhide"],
  arrives: { webhook: "with the app's API key, where X can reach this Konak over https without a port" },
  brings: {
    posts: true,
    comments: true,
    mentions: true,
    quotes: true,
    answers: true,
    edits: true,
    deletions: true,
    history: "the newest 3,200 own posts and 800 mentions",
    olderCounts: "for a year, and rarely, because X charges for every post that is read",
  },
  metrics: {
    followers: "GET /2/users/me",
    likes: lookUp,
    comments: lookUp,
    shares: lookUp,
    quotes: lookUp,
    saves: lookUp,
    impressions: lookUp,
  },
});

export const xScopes: ScopeAsked[] = [
  { scope: "tweet.read", why: "To read posts, mentions and what is answered." },
  { scope: "users.read", why: "To know the account, its follower number and who writes." },
  { scope: "offline.access", why: "To go on reading when two hours are over." },
  { scope: "tweet.write", why: "To answer, and to take an answer back." },
  { scope: "tweet.moderate.write", why: "To hide and show replies under own posts." },
  { scope: "mute.write", why: "To mute an account." },
];

export const scopesAsked = xScopes.map(({ scope }) => scope);

/** Weighted characters of a post: most scripts count one, Chinese, Japanese, Korean and emoji two, every link 23. */
export const longestPost = 280;

const limit = (name: string, calls: number, cost: Partial<Record<Call, number>>): Limit => ({
  name,
  limit: calls,
  seconds: 900,
  per: "channel",
  cost,
  keptForPeople: 0.2,
});

/** What X allows in fifteen minutes; the headers of every answer say what is left. */
export const xLimits: Limit[] = [
  limit("timeline", 900, { sync: 1, backfill: 1, findSent: 1 }),
  limit("mentions", 300, { sync: 1, backfill: 1 }),
  limit("search", 300, { sync: 1 }),
  limit("quotes", 75, {}),
  limit("lookup", 5000, { sync: 1, lookUp: 1, counts: 2, remove: 1, findSent: 1 }),
  limit("me", 75, {}),
  limit("post", 100, { send: 1 }),
  limit("remove", 50, { remove: 1 }),
  limit("act", 50, { act: 1 }),
];

/** Which limit a request counts against. */
export function limitNameOf(method: string, path: string): string {
  if (method === "GET") {
    if (path.endsWith("/tweets") && path.includes("/users/")) return "timeline";
    return (
      ["mentions", "search", "quote", "me"].find((one) => path.includes(`/${one}`))?.replace("quote", "quotes") ??
      "lookup"
    );
  }
  if (path === "/2/tweets") return "post";
  return method === "DELETE" && path.startsWith("/2/tweets/") ? "remove" : "act";
}

const onlyForHooks = "Only needed so that X tells of new posts at once; without it they are asked for.";

export const xFields: ConnectField[] = [
  { name: "apiKey", label: "API key", kind: "secret", help: onlyForHooks, optional: true },
  { name: "apiSecret", label: "API key secret", kind: "secret", help: onlyForHooks, optional: true },
];

export const xSteps: ConnectStep[] = [
  {
    title: "Make an app",
    text: 'In the developer console of X sign in, and under "Apps" click "Create App". Buy credits there: X charges them for every post and author that is read and for every answer (most for one with a link), less for own posts and mentions where the app belongs to the same account, and does nothing when they are used up.',
    link: { url: "https://console.x.com/", label: "X developer console" },
  },
  {
    title: "Allow signing in",
    text: 'Open the app and under "User authentication settings" click "Set up". Choose "Read and write" and "Web App, Automated App or Bot", and put the address shown here under "Callback URI" and a page of the brand under "Website URL", which X wants as well. Click "Save".',
  },
  {
    title: "Copy the keys",
    text: 'Copy the "OAuth 2.0 Client ID" and the "Client Secret" into the fields below. If X should tell Konak of new posts at once, copy the "API Key" and "API Key Secret" as well; they are something else and have fields of their own.',
  },
  {
    title: "Allow it over there",
    text: 'X asks whether the app may act for the account that is signed in there. Look at the name, then click "Authorize app".',
  },
];
