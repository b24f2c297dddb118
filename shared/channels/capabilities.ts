import { z } from "zod";

/** What can be done on a network beside reading it. A network that lacks one shows no button for it. */
export const networkActions = [
  "reply",
  "like",
  "unlike",
  "hide",
  "unhide",
  "removeOurs",
  "removeTheirs",
  "report",
  "mute",
  "unmute",
  "privateReply",
  "edit",
] as const;
export const NetworkAction = z.enum(networkActions);
export type NetworkAction = z.infer<typeof NetworkAction>;

/** The actions on something that is there already; `reply` and `removeOurs` have calls of their own in the port. */
export const ActKind = NetworkAction.exclude(["reply", "removeOurs"]);
export type ActKind = z.infer<typeof ActKind>;

/** How news of a network reach Konak. Polling is always done; what else there is makes it faster. */
export const arrivals = ["poll", "webhook", "stream"] as const;
export type Arrival = (typeof arrivals)[number];

/**
 * Kinds of news a connector brings. `adComments` are comments on paid posts that stand on no page, `olderCounts` the
 * counts of posts that reading what is new does not look at any more.
 */
export const broughtThings = [
  "posts",
  "comments",
  "mentions",
  "quotes",
  "adComments",
  "answers",
  "edits",
  "deletions",
  "hidden",
  "history",
  "olderCounts",
] as const;
export type BroughtThing = (typeof broughtThings)[number];

/** Numbers a network may give. `reach` counts people, `impressions` and `views` count showings. */
export const metricNames = [
  "followers",
  "likes",
  "comments",
  "shares",
  "quotes",
  "saves",
  "clicks",
  "reach",
  "impressions",
  "views",
] as const;
export const MetricName = z.enum(metricNames);
export type MetricName = z.infer<typeof MetricName>;

/**
 * Whose showings and hands a number counts: `all` of them, only `organic`, only `paid` (ads). Numbers of different
 * parts are never added to one series (methods.md A2).
 */
export const MetricPart = z.enum(["all", "organic", "paid"]);
export type MetricPart = z.infer<typeof MetricPart>;

/** true: it can; false: it cannot; a text: it can under this condition, in words that complete "Only ...". */
export const Support = z.union([z.boolean(), z.string().min(1)]);
export type Support = z.infer<typeof Support>;

/**
 * What one network can do, complete: every name has its entry, so a new name is a question to every connector.
 * The table in `docs/channels.md` is made from these, and a test holds it true.
 */
export type Capabilities = {
  actions: Record<NetworkAction, Support>;
  /** of them, those the network has under the brand's own posts alone: neither for mentions nor for quotes */
  underOwnPosts: readonly NetworkAction[];
  /** whether the network deletes the answers below a comment along with it */
  answersGoAlong: boolean;
  arrives: Record<Arrival, Support>;
  brings: Record<BroughtThing, Support>;
  /** the call of the network that gives a metric, such as `GET /2/users/:id`; null: the network does not give it */
  metrics: Record<MetricName, string | null>;
};

/** Said of what a network tells by webhook alone. */
export const byWebhookOnly = "by webhook: what was sent while Konak could not be reached cannot be asked for later";

/** Whether something works at all, be it under a condition. */
export const supports = (support: Support): boolean => support !== false;

/** Capabilities from what a network has; everything not named is lacking. Polling is always there. */
export function capabilitiesOf(has: {
  actions?: Partial<Record<NetworkAction, Support>>;
  underOwnPosts?: readonly NetworkAction[];
  answersGoAlong?: boolean;
  arrives?: Partial<Record<Arrival, Support>>;
  brings: Partial<Record<BroughtThing, Support>>;
  metrics?: Partial<Record<MetricName, string>>;
}): Capabilities {
  const full = <Key extends string, Value>(keys: readonly Key[], given: Partial<Record<Key, Value>>, none: Value) =>
    Object.fromEntries(keys.map((key) => [key, given[key] ?? none])) as Record<Key, Value>;
  return {
    actions: full<NetworkAction, Support>(networkActions, has.actions ?? {}, false),
    underOwnPosts: has.underOwnPosts ?? [],
    answersGoAlong: has.answersGoAlong ?? false,
    arrives: full<Arrival, Support>(arrivals, { poll: true, ...has.arrives }, false),
    brings: full<BroughtThing, Support>(broughtThings, has.brings, false),
    metrics: full<MetricName, string | null>(metricNames, has.metrics ?? {}, null),
  };
}
