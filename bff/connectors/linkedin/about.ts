import type { ConnectField, ConnectStep, ScopeAsked } from "#bff/connectors/connect-by.ts";
import type { Limit } from "#bff/connectors/limits.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

/** The version of the API that is spoken. LinkedIn answers each for a year at the least, and none after that. */
export const version = "202609";

export const calls = {
  statistics: "GET /rest/organizationalEntityShareStatistics",
  followers: "GET /rest/networkSizes/{organization}",
};

export const linkedinCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    like: true,
    unlike: true,
    removeOurs: true,
    edit: true,
  },
  answersGoAlong: true,
  arrives: { webhook: "where the app has left the Development tier, and LinkedIn can reach this Konak over https" },
  brings: {
    posts: true,
    comments: true,
    mentions: "in posts, of the last thirty days before connecting and since; LinkedIn tells of none in comments",
    answers: true,
    edits: true,
    deletions: true,
    history: true,
    olderCounts: "of the last twelve months; LinkedIn keeps no count longer",
  },
  metrics: {
    followers: calls.followers,
    likes: calls.statistics,
    comments: calls.statistics,
    shares: calls.statistics,
    clicks: calls.statistics,
    reach: calls.statistics,
    impressions: calls.statistics,
  },
});

export const scopeOf = {
  posts: "r_organization_social",
  comments: "r_organization_social_feed",
  write: "w_organization_social_feed",
  page: "rw_organization_admin",
};

export const linkedinScopes: ScopeAsked[] = [
  { scope: scopeOf.posts, why: "To read the page's posts, and those that name it." },
  { scope: scopeOf.comments, why: "To read the comments on them, and ours on posts that name the page." },
  {
    scope: scopeOf.write,
    why: "To answer and like comments and posts that name the page, and to edit an answer or take it back.",
  },
  {
    scope: scopeOf.page,
    why: "To know which pages you manage, what happened on them, their followers and the numbers of their posts. LinkedIn has no narrower one for this; Konak changes nothing on the page.",
  },
];

/** What LinkedIn allows an app in its Development tier, a day and member. */
export const developmentCalls = 100;

/**
 * A day's calls: LinkedIn counts them from midnight UTC, tells nobody in its answers how many are left, and gives every app
 * its own number, so what is typed when connecting is reckoned with.
 */
export const dayLimit: Limit = {
  name: "calls",
  limit: developmentCalls,
  setting: "calls",
  seconds: 86_400,
  midnightIn: "UTC",
  per: "app",
  cost: { sync: 3, backfill: 2, counts: 2, send: 3, findSent: 1, remove: 2, act: 1 },
  keptForPeople: 0.3,
  spread: true,
};

export const linkedinFields: ConnectField[] = [
  {
    name: "calls",
    label: "Calls a day",
    kind: "text",
    optional: true,
    example: "100",
    help: "What LinkedIn allows your app for each member: 100 in the Development tier; for the Standard tier the number stands in your app under Analytics. Konak spreads its reading over the day accordingly.",
  },
  {
    name: "application",
    label: "Number of the app",
    kind: "text",
    optional: true,
    example: "251877",
    help: "Only for webhooks: it stands in the address of your app's page, linkedin.com/developers/apps/251877. It is not the Client ID.",
  },
];

export const linkedinSteps: ConnectStep[] = [
  {
    title: "Make an app for your page",
    text: "In LinkedIn's developer portal click “Create app”, choose your company's page under “LinkedIn Page”, and click “Create app”. Under “Settings” click “Verify”, “Generate URL”, and have a super admin of the page open that address and confirm it. The app has to be a new one: LinkedIn gives the next product only to apps that have no other.",
    link: { url: "https://www.linkedin.com/developers/apps", label: "LinkedIn developer portal" },
  },
  {
    title: "Ask LinkedIn for the Community Management API",
    text: "Under “Products” click “Request access” beside “Community Management API” and fill in the form. LinkedIn itself has to approve it: it wants a registered company and a business mail address, and names no time. First you get the Development tier with 100 calls a day, enough to try; for daily work ask for the Standard tier with the same button afterwards. Until it is approved, signing in ends with an error.",
  },
  {
    title: "Say where to come back to, and copy the keys",
    text: "Under “Auth” add the address shown here to “Authorized redirect URLs for your app” and click “Update”. LinkedIn takes addresses with https, and http for localhost alone. Then copy the “Client ID” and the “Primary Client Secret” into the fields below.",
  },
  {
    title: "Allow it over there",
    text: "Sign in as a super admin of the page and click “Allow”. If you manage several pages, you choose here which ones become channels. LinkedIn ends the permission after a year, or after 60 days where it gives your app no renewal; Konak then asks you to connect again.",
  },
  {
    title: "Know what LinkedIn lets you keep",
    text: "LinkedIn's terms let an app keep what members write for 48 hours, their names and pictures for 24, what pages write for six months and the page's numbers for a year, and let nothing of members leave the app by export. Konak never asks for the names, so people stand here as “member” and their id. It does keep their comments, which are your inbox, and nothing here deletes them by itself: whether your agreement with LinkedIn allows that is yours to settle, and LinkedIn may ask before it grants the Standard tier.",
  },
];
