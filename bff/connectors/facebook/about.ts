import type { ConnectField, ConnectStep, ScopeAsked } from "#bff/connectors/connect-by.ts";
import { wantsAds } from "#bff/connectors/meta/ads.ts";
import { portfolioScope } from "#bff/connectors/meta/pages.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

export const calls = {
  feed: "GET /{page}/feed",
  post: "GET /{post}",
  followers: "GET /{page}?fields=followers_count",
  views: "GET /{post}/insights?metric=post_media_view",
  reach: "GET /{post}/insights?metric=post_total_media_view_unique",
};

export const facebookCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    like: true,
    unlike: true,
    hide: true,
    unhide: true,
    removeOurs: true,
    removeTheirs: true,
    privateReply: "once for each comment, within seven days of it",
    edit: true,
  },
  answersGoAlong: true,
  arrives: {
    webhook:
      "where Facebook can reach this Konak over https; elsewhere comments under old posts come in hours later, and under posts older than ninety days not at all",
  },
  brings: {
    posts: true,
    comments: true,
    mentions: true,
    adComments: "where it was asked for when connecting; Facebook wants two more permissions for it",
    answers: true,
    edits: true,
    deletions: true,
    hidden: true,
    history: true,
    olderCounts: true,
  },
  metrics: {
    followers: calls.followers,
    likes: calls.feed,
    comments: calls.feed,
    shares: calls.feed,
    views: calls.views,
    reach: calls.reach,
  },
});

const always: ScopeAsked[] = [
  { scope: "pages_show_list", why: "To show which Pages you may choose from." },
  {
    scope: portfolioScope,
    why: "To find Pages that a Business Portfolio holds, as agencies' mostly are. Konak looks for Pages there while connecting, and does nothing else with it. You may leave it out where your role is on the Page itself.",
  },
  { scope: "pages_read_engagement", why: "To read the Page's posts, their numbers and its followers." },
  { scope: "pages_read_user_content", why: "To read what people write on the Page, and who they are." },
  { scope: "pages_manage_engagement", why: "To answer, like, hide and delete comments." },
  { scope: "pages_manage_metadata", why: "To be told at once when something happens on the Page." },
  { scope: "pages_messaging", why: "To answer a comment in private." },
  { scope: "read_insights", why: "To read views and reach of the Page's posts." },
];
const forAds: ScopeAsked[] = [
  { scope: "pages_manage_ads", why: "Only when asked for: to see posts that are shown as ads alone." },
  { scope: "ads_management", why: "Only when asked for: Facebook wants it for the comments under such ads." },
];

export const facebookScopes = [...always, ...forAds];
export const adScopes = forAds.map(({ scope }) => scope);

export const scopesAsked = (fields: Record<string, string>): string[] =>
  (wantsAds(fields) ? facebookScopes : always).map(({ scope }) => scope);

export const facebookFields: ConnectField[] = [
  {
    name: "ads",
    label: "Comments under ads",
    kind: "text",
    optional: true,
    example: "yes",
    help: "Write yes to read comments under ads that stand on no Page. Facebook then also asks for pages_manage_ads and ads_management.",
  },
];

export const facebookSteps: ConnectStep[] = [
  {
    title: "Make your own app at Meta",
    text: "Click Create app, choose the use case “Manage everything on your Page”, and give it a name. Its id and secret are under App settings, Basic.",
    link: { url: "https://developers.facebook.com/apps", label: "Open Meta for Developers" },
  },
  {
    title: "Tell it where to come back to",
    text: "Under Facebook Login for Business, Settings, put the address shown here into “Valid OAuth Redirect URIs” and save.",
  },
  {
    title: "Allow it, and choose the Page",
    text: "Facebook asks which businesses and which Pages the app may see: tick the ones you want and click Continue. Where a Business Portfolio holds the Page, tick that business too. If there are several Pages, you choose here which one becomes the channel.",
  },
];
