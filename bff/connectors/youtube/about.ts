import type { ConnectField, ConnectStep, ScopeAsked } from "#bff/connectors/connect-by.ts";
import type { Limit } from "#bff/connectors/limits.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

const videos = "videos.list";

export const youtubeCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    removeOurs: true,
    hide: true,
    unhide: true,
    removeTheirs: true,
    edit: true,
  },
  answersGoAlong: true,
  brings: {
    posts: true,
    comments: true,
    answers: true,
    edits: true,
    deletions: true,
    hidden: true,
    history: true,
    olderCounts: true,
  },
  metrics: { followers: "channels.list", likes: videos, comments: videos, views: videos },
});

/** The narrower `youtube.readonly` may not even list comments, so this one alone is the least. */
const commentScope = "https://www.googleapis.com/auth/youtube.force-ssl";

export const youtubeScopes: ScopeAsked[] = [
  {
    scope: commentScope,
    why: "To read videos and comments, to answer, hide and remove comments, and to take answers back.",
  },
];

export const scopeAsked = commentScope;

/** What a call costs of the day's units, as Google's table says. */
export const units = { list: 1, write: 50 };

export const quota: Limit = {
  name: "units",
  limit: 10_000,
  setting: "units",
  seconds: 86_400,
  midnightIn: "America/Los_Angeles",
  per: "app",
  cost: { sync: 6, backfill: 2, counts: 1, send: 52, findSent: 1, remove: 51, act: 50 },
  keptForPeople: 0.3,
  spread: true,
};

export const youtubeFields: ConnectField[] = [
  {
    name: "units",
    label: "Units a day",
    kind: "text",
    optional: true,
    example: "50,000",
    help: 'Only if Google gave your project more than 10,000. The number stands in the Google Cloud console under "APIs & Services", "YouTube Data API v3", "Quotas", as "Queries per day".',
  },
];

export const longestComment = 10_000;

const console = { url: "https://console.cloud.google.com/", label: "Google Cloud console" };

export const youtubeSteps: ConnectStep[] = [
  {
    title: "Make a project",
    text: 'In the Google Cloud console open the list of projects at the top, click "New project", name it and click "Create". Do not share the project with other tools: what they ask for is taken from the same units.',
    link: console,
  },
  {
    title: "Turn on the YouTube API",
    text: 'Open "APIs & Services", then "Library", search for "YouTube Data API v3" and click "Enable".',
  },
  {
    title: "Know what 10,000 units a day are",
    text: `Google gives a project 10,000 units a day, from midnight to midnight in Los Angeles, for all of its channels together. Reading a channel once costs six to nine units, an answer ${quota.cost.send}. Konak keeps ${quota.keptForPeople * 100} percent for answers, about ${Math.floor((quota.limit * quota.keptForPeople) / quota.cost.send!)} of them, and spreads reading over the day: one channel is read about every two minutes, two about every three, ten about every quarter of an hour. Google gives more on request, without charge, once it has looked whether your project keeps to its terms: fill in its “YouTube API Services - Audit and Quota Extension Form”. When you have more, type the number below, the same one for every channel of the project.`,
    link: { url: "https://support.google.com/youtube/contact/yt_api_form", label: "Form for more units" },
  },
  {
    title: "Say who may sign in",
    text: 'Open "Google Auth Platform". Under "Audience" choose "Internal" when the channel belongs to your Google Workspace, else "External", and click "Publish app": the keys of an app in testing end after seven days. Under "Data Access" add the scope ".../auth/youtube.force-ssl".',
  },
  {
    title: "Make the client",
    text: 'Under "Clients" click "Create client", choose "Web application", and add the address shown here under "Authorized redirect URIs". Copy the client ID and the client secret into the fields below.',
  },
  {
    title: "Allow it over there",
    text: 'Google asks which account and which channel. Choose the channel of the brand, not your own, leave the tick where it is and click "Allow". Where Google says that it has not verified the app, click "Advanced" and "Go to" with the name of your app: it is your own.',
  },
];
