import type { ConnectField, ConnectStep, ScopeAsked } from "#bff/connectors/connect-by.ts";
import { wantsAds } from "#bff/connectors/meta/ads.ts";
import { portfolioScope } from "#bff/connectors/meta/pages.ts";
import { byWebhookOnly, capabilitiesOf } from "#shared/channels/capabilities.ts";

export const calls = {
  media: "GET /{ig-user}/media",
  one: "GET /{ig-media}",
  followers: "GET /{ig-user}?fields=followers_count",
  insights: "GET /{ig-media}/insights",
};

export const instagramCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    hide: true,
    unhide: true,
    removeOurs: true,
    removeTheirs: true,
    privateReply: "once for each comment, within seven days of it",
  },
  // Instagram: only the owner of a post may hide or delete what stands under it, own answers too.
  underOwnPosts: ["hide", "unhide", "removeOurs", "removeTheirs", "privateReply"],
  answersGoAlong: true,
  arrives: {
    webhook:
      "where Instagram can reach this Konak over https; elsewhere comments under old posts come in hours later, and under posts older than ninety days not at all",
  },
  brings: {
    posts: true,
    comments: true,
    mentions: byWebhookOnly,
    adComments: `${byWebhookOnly}, save under ads that are known by then; Instagram may want one more permission for it`,
    answers: true,
    deletions: true,
    hidden: true,
    history: true,
    olderCounts: true,
  },
  metrics: {
    followers: calls.followers,
    likes: calls.media,
    comments: calls.media,
    shares: calls.insights,
    saves: calls.insights,
    reach: calls.insights,
    views: calls.insights,
  },
});

const always: ScopeAsked[] = [
  { scope: "pages_show_list", why: "To find the Page that the Instagram account is linked to." },
  {
    scope: portfolioScope,
    why: "To find that Page where a Business Portfolio holds it, as agencies' mostly are. Konak looks for Pages there while connecting, and does nothing else with it. You may leave it out where your role is on the Page itself.",
  },
  { scope: "pages_read_engagement", why: "Instagram is reached through its Page, whose key this gives." },
  { scope: "pages_manage_metadata", why: "To be told at once when somebody comments or mentions the account." },
  { scope: "instagram_basic", why: "To read the account's posts and its followers." },
  {
    scope: "instagram_manage_comments",
    why: "To read, answer, hide and delete comments, and to read and answer mentions.",
  },
  {
    scope: "pages_messaging",
    why: "To answer a comment in private: such messages go out through the Page, and Meta asks for this one there.",
  },
  { scope: "instagram_manage_messages", why: "To answer a comment in private: Meta's other permission for it." },
  { scope: "instagram_manage_insights", why: "To read views, reach, saves and shares." },
];
const forAds: ScopeAsked = {
  scope: "ads_read",
  why: "Only when asked for: to see ads, and the comments under them, where your role on the Page comes from a Business Portfolio. With it Konak changes no ads.",
};

export const instagramScopes = [...always, forAds];
export const adScope = forAds.scope;

export const scopesAsked = (fields: Record<string, string>): string[] =>
  (wantsAds(fields) ? instagramScopes : always).map(({ scope }) => scope);

export const instagramFields: ConnectField[] = [
  {
    name: "ads",
    label: "Comments under ads",
    kind: "text",
    optional: true,
    example: "yes",
    help: "Write yes to read comments under ads of accounts whose Page a Business Portfolio holds. Facebook then also asks for ads_read, without which Instagram may not show them.",
  },
];

export const instagramSteps: ConnectStep[] = [
  {
    title: "Link the account to a Page",
    text: "The Instagram account has to be a professional one and linked to a Facebook Page: on the Page, Settings, Linked accounts, Instagram, Connect account.",
  },
  {
    title: "Make your own app at Meta",
    text: "The same app as for Facebook Pages will do. Click Create app and give it a name. Its id and secret are under App settings, Basic.",
    link: { url: "https://developers.facebook.com/apps", label: "Open Meta for Developers" },
  },
  {
    title: "Tell it where to come back to",
    text: "Under Facebook Login for Business, Settings, put the address shown here into “Valid OAuth Redirect URIs” and save.",
  },
  {
    title: "Allow it, and choose the account",
    text: "Facebook asks which businesses, Pages and Instagram accounts the app may see: tick the ones you want and click Continue. Where a Business Portfolio holds the Page, tick that business too.",
  },
  {
    title: "For mentions and comments under ads: publish the app",
    text: "No list has them, so they come only where Instagram tells Konak of them. For that the app has to be live, its permission instagram_manage_comments needs Advanced Access (App Review, Permissions and features), and your business has to be verified. Comments under your posts are read without all that.",
  },
];
