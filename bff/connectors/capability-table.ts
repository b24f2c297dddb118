import type { Connector } from "#bff/connectors/connector.ts";
import {
  type Arrival,
  arrivals,
  type BroughtThing,
  broughtThings,
  type Capabilities,
  type MetricName,
  metricNames,
  type NetworkAction,
  networkActions,
  type Support,
} from "#shared/channels/capabilities.ts";
import { networkNames } from "#shared/channels/network-names.ts";

const actionWords: Record<NetworkAction, string> = {
  reply: "answer in public",
  like: "like",
  unlike: "take a like back",
  hide: "hide a comment",
  unhide: "show it again",
  removeOurs: "delete our own",
  removeTheirs: "delete somebody else's",
  report: "report",
  mute: "mute a person",
  unmute: "unmute",
  privateReply: "answer in private",
  edit: "edit our own",
};
const arrivalWords: Record<Arrival, string> = { poll: "polling", webhook: "webhooks", stream: "stream" };
const broughtWords: Record<BroughtThing, string> = {
  posts: "the brand's posts",
  comments: "comments on them",
  mentions: "mentions",
  quotes: "quotes",
  adComments: "comments on ads",
  answers: "our answers made elsewhere",
  edits: "edits",
  deletions: "deletions",
  hidden: "hidden and shown again",
  history: "older than 30 days",
  olderCounts: "counts of older posts",
};
const metricWords: Record<MetricName, string> = {
  followers: "followers",
  likes: "likes",
  comments: "comments",
  shares: "shares",
  quotes: "quotes",
  saves: "saves",
  clicks: "clicks",
  reach: "reach (people)",
  impressions: "impressions (showings)",
  views: "views",
};

/**
 * The documentation of what each network can do, made from the connectors themselves. A test compares it with
 * `docs/channels.md`; `npm run konak -- capabilities --write` writes it.
 */
export function capabilityDocument(networks: readonly Connector[]): string {
  const notes: string[] = [];
  const cell = (support: Support): string => {
    if (typeof support === "boolean") return support ? "yes" : "-";
    const known = notes.indexOf(support);
    const at = known >= 0 ? known : notes.push(support) - 1;
    return `yes (${at + 1})`;
  };
  const calls: string[] = [];
  const metric = (call: string | null): string => {
    if (!call) return "n/a";
    const known = calls.indexOf(call);
    return String.fromCharCode(97 + ((known >= 0 ? known : calls.push(call) - 1) % 26)).repeat(
      1 + Math.floor(Math.max(known, calls.length - 1) / 26),
    );
  };
  const of = <Key extends string, Value>(
    title: string,
    keys: readonly Key[],
    words: Record<Key, string>,
    value: (connector: Connector, key: Key) => Value,
    say: (value: Value) => string,
  ) =>
    table(
      [title, ...networks.map((one) => networkNames[one.network])],
      keys.map((key) => [words[key], ...networks.map((one) => say(value(one, key)))]),
    );
  const tables = [
    of("Konak can", networkActions, actionWords, (one, key) => actionOf(one.capabilities, key), cell),
    of("Konak hears", broughtThings, broughtWords, (one, key) => one.capabilities.brings[key], cell),
    of("It arrives by", arrivals, arrivalWords, (one, key) => one.capabilities.arrives[key], cell),
    of("Numbers", metricNames, metricWords, (one, key) => one.capabilities.metrics[key], metric),
  ];
  const [can, hears, arrives, numbers] = tables;
  return `# What each network can do

Made from the connectors by \`npm run konak -- capabilities --write\`; a test holds it true.

A dash: Konak does not do it, as a rule because the network does not let it, and there is no button for it. Private messages on Bluesky and X are left out by choice: the permission for them opens every private conversation of the account.

${can}

${hears}

${arrives}

${notes.map((note, at) => `(${at + 1}) ${note}`).join("  \n")}

## Numbers

The letter names the call of the network that gives the number; n/a: the network does not give it.

${numbers}

${calls.map((call, at) => `${String.fromCharCode(97 + (at % 26)).repeat(1 + Math.floor(at / 26))}: \`${call}\``).join("  \n")}

## Permissions asked for

${networks.map(asked).join("\n\n")}
`;
}

const ownPosts = "under own posts alone, not where somebody else's post or comment mentions the brand";

function actionOf({ actions, underOwnPosts }: Capabilities, action: NetworkAction): Support {
  const support = actions[action];
  if (support === false || !underOwnPosts.includes(action)) return support;
  return support === true ? ownPosts : `${support}; ${ownPosts}`;
}

function asked({ network, connectBy }: Connector): string {
  const lines = connectBy.scopes.map(({ scope, why }) => `- \`${scope}\`: ${why}`);
  return `**${networkNames[network]}**\n\n${lines.length > 0 ? lines.join("\n") : "- none"}`;
}

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
