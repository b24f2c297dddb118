import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

export const discourseCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    like: true,
    unlike: "within ten minutes of liking",
    removeOurs: true,
    removeTheirs: "with a user who is a moderator",
    report: true,
    edit: true,
  },
  arrives: { webhook: "where an admin adds the webhook to the forum" },
  brings: {
    posts: true,
    comments: true,
    mentions: true,
    answers: true,
    edits: true,
    deletions: true,
    hidden: true,
    history: true,
    olderCounts: true,
  },
  metrics: { likes: "GET /t/{id}.json", comments: "GET /t/{id}.json", views: "GET /t/{id}.json" },
});

/** Discourse allows a key 60 requests a minute unless the forum says otherwise; no header tells what is left. */
export const requestLimit = {
  name: "requests",
  limit: 60,
  seconds: 60,
  per: "channel" as const,
  // A reading may take forty; counted as half of them, a second one in the same minute leaves the answers theirs.
  cost: { sync: 20, lookUp: 2, backfill: 3, counts: 10, send: 3, findSent: 1, remove: 2, act: 2 },
  keptForPeople: 0.2,
};

/** What a person is told who types another address for a forum that is connected. */
export const discourseMoves =
  "Konak looks whether the forum there has the same user and the same posts. Then this channel goes on there, with its history and what waits to go out.";

export const discourseConnectBy: ConnectBy = {
  kind: "fields",
  scopes: [
    { scope: "GET", why: "To read topics and replies. A key that is Read-only can do this, and nothing else." },
    {
      scope: "Global, of a single user",
      why: "To answer, like, edit, delete and flag. The granular scopes of Discourse leave out the list of posts, likes and flags, so the key is bound to one user instead.",
    },
  ],
  steps: [
    {
      title: "Choose the user who speaks",
      text: "Answers appear under this user's name. An ordinary member is enough; a moderator can also delete what others wrote.",
    },
    {
      title: "Make a key",
      text: "In the forum open Admin, Advanced, API Keys and click Add API key. Name it Konak, set User Level to Single User and choose that user, set Scope to Global, click Save and copy the key. It is shown only once.",
    },
    {
      title: "Say what to watch",
      text: "What the user is called in, is answered in, or opened is always read. Name categories or tags to read every topic in them, and words such as the brand's name to find it elsewhere.",
    },
  ],
  fields: [
    { name: "site", label: "Address of the forum", kind: "url", example: "https://forum.lumi.example" },
    { name: "key", label: "API key", kind: "secret", help: "It is kept encrypted." },
    { name: "user", label: "User name", kind: "text", example: "lumi" },
    { name: "categories", label: "Categories to read", kind: "lines", optional: true, example: "Support" },
    { name: "tags", label: "Tags to read", kind: "lines", optional: true, example: "kettle" },
    { name: "words", label: "Words to look for", kind: "lines", optional: true, example: "Lumi Kettle" },
  ],
};
