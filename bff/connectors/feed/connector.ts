import { type Answer, ask, type Failure, waitUntil } from "#bff/connectors/ask.ts";
import type {
  ChannelAccess,
  ConnectedAccount,
  Connector,
  ConnectorParts,
  Moving,
  Outcome,
  SyncPage,
} from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { feedCapabilities, feedConnectBy, feedMoves } from "./about.ts";
import { type Cursor, cursorOf } from "./cursor.ts";
import { newsOf, wordsOf } from "./entries.ts";
import { following, type Known, type Trail } from "./follow.ts";
import { feedHook } from "./hook.ts";
import { movedFeed } from "./moved.ts";
import { type Feed, feedNamedBy, readFeed } from "./read-feed.ts";
import { type FeedSettings, movedSettings, settingsOf } from "./settings.ts";

const elsewhere = "If it moved, reconnect the channel with its new address.";

/** A feed that is gone for good or asks for a password now: only a person can say where it moved. */
function judge({ status, headers }: Answer, now: Date): Failure | null {
  if (status === 410) return { kind: "reconnect", reason: `The feed is gone for good (410). ${elsewhere}` };
  if (status === 401 || status === 403)
    return { kind: "reconnect", reason: `The feed may no longer be read (${status}). ${elsewhere}` };
  if (status === 404)
    return {
      kind: "wait",
      until: waitUntil(headers, now, 3600),
      reason: `There is no feed at this address now (404). ${elsewhere}`,
    };
  return null;
}

/** Blogs, forums and news: RSS, Atom, RDF and JSON Feed, asked again only for what changed. */
export function createFeed(parts: ConnectorParts): Connector {
  const refused = async () => ({ kind: "refused" as const, reason: "A feed can only be read." });
  return {
    network: "feed",
    capabilities: feedCapabilities,
    connectBy: feedConnectBy,
    replyLimit: () => replyLimits.feed,
    connect: (input) => connect(parts, input),
    move: { says: feedMoves, judge: (before, account) => movedTo(parts, before, account) },
    sync: (access, cursor) => sync(parts, access, cursorOf(cursor)),
    send: refused,
    remove: refused,
    findSent: async () => ({ kind: "ok", value: null }),
    hook: feedHook(parts),
  };
}

async function connect(parts: ConnectorParts, input: Record<string, string>): Promise<Outcome<ConnectedAccount>> {
  const typed = input.url ?? "";
  const address = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address)) return { kind: "refused", reason: `"${typed}" is not an address.` };
  const found = await find(parts, new URL(address).href);
  if (found.kind !== "ok") return found;
  const { url, asked, feed } = found.value;
  const { host } = new URL(url);
  return {
    kind: "ok",
    value: {
      externalId: url,
      ...(asked !== url && { formerIds: [asked] }),
      handle: host,
      name: feed.title || host,
      url: feed.home,
      credentials: {},
      settings: { url, words: wordsOf(input.words), hub: feed.hub, topic: feed.self ?? url },
    },
  };
}

/** Asks an address of a feed; where it has another one for good, that one is told as well. */
async function read(parts: ConnectorParts, url: string, known?: Known, judged?: (answer: Answer) => Failure | null) {
  const trail: Trail = { at: url, lasting: null };
  const question = { due: "text" as const, ...(judged && { judge: judged }) };
  const answer = await ask({ ...parts, fetch: following(parts.fetch, trail, known) }, url, question);
  return { answer, trail };
}

/** `asked` is where the feed was looked for, `url` where it is for good. */
type Found = { url: string; asked: string; feed: Feed };

async function find(parts: ConnectorParts, asked: string): Promise<Outcome<Found>> {
  const { answer, trail } = await read(parts, asked);
  if (answer.kind !== "ok") return answer;
  const feed = readFeed(answer.value.text);
  if (feed) return { kind: "ok", value: { url: trail.lasting ?? asked, asked, feed } };
  const named = feedNamedBy(answer.value.text, trail.at);
  if (!named) return { kind: "refused", reason: "There is no feed at this address, and the page names none." };
  const second = await read(parts, named);
  if (second.answer.kind !== "ok") return second.answer;
  const other = readFeed(second.answer.value.text);
  if (!other) return { kind: "refused", reason: `The page names a feed (${named}) that cannot be read.` };
  return { kind: "ok", value: { url: second.trail.lasting ?? named, asked: named, feed: other } };
}

async function movedTo(
  parts: ConnectorParts,
  before: Moving,
  account: ConnectedAccount,
): Promise<Outcome<ConnectedAccount>> {
  const found = await find(parts, account.externalId);
  return found.kind === "ok" ? movedFeed(before, account, found.value.feed) : found;
}

async function sync(parts: ConnectorParts, access: ChannelAccess, cursor: Cursor): Promise<Outcome<SyncPage>> {
  const before = settingsOf(access);
  const now = parts.clock.now();
  const validators = {
    ...(cursor.etag && { "if-none-match": cursor.etag }),
    ...(cursor.modified && { "if-modified-since": cursor.modified }),
  };
  const known = { at: cursor.at ?? before.url, headers: validators };
  const { answer, trail } = await read(parts, before.url, known, (one) => judge(one, now));
  if (answer.kind !== "ok") return answer;
  if (answer.value.status === 304) return pageOf([], cursor);
  const feed = readFeed(answer.value.text);
  if (!feed)
    return {
      kind: "wait",
      until: waitUntil(answer.value.headers, now, 600),
      reason: "The address answered with something that is no feed.",
    };
  const lasting = trail.lasting !== null && trail.lasting !== before.url ? movedSettings(before, trail.lasting) : null;
  const { url, former } = lasting ?? before;
  const moved = cursor.of === undefined ? former.length > 0 : cursor.of !== url;
  const { items, ...past } = newsOf(feed, { ...pastIn(cursor), words: before.words, url, former, moved, now });
  const next: Cursor = { v: 1, ...validatorsOf(answer.value.headers, now), ...past, at: trail.at, of: url };
  return pageOf(items, next, lasting ? newHome(feed, lasting) : undefined);
}

const pastIn = ({ seen, was }: Cursor) => ({ seen, was });

const pageOf = (items: SyncPage["items"], next: Cursor, moved?: SyncPage["moved"]): Outcome<SyncPage> => ({
  kind: "ok",
  value: { items, cursor: JSON.stringify(next), more: false, ...(moved && { moved }) },
});

/** A feed that is somewhere else for good (301, 308) is asked there from now on, as feed readers do. */
function newHome(feed: Feed, settings: Pick<FeedSettings, "url" | "former">): SyncPage["moved"] {
  const { url } = settings;
  const named = { hub: feed.hub, topic: feed.self ?? url };
  return { externalId: url, handle: new URL(url).host, url: feed.home, settings: { ...settings, ...named } };
}

/**
 * What the next request says it knows. A feed that changed within the last two seconds may change once more in the same
 * second and keep its validators (RFC 9110, 8.8.2.2), so then the whole feed is asked for again.
 */
function validatorsOf(headers: Headers, now: Date): Pick<Cursor, "etag" | "modified"> {
  const modified = headers.get("last-modified");
  const told = Date.parse(headers.get("date") ?? "") || now.getTime();
  if (modified && told - Date.parse(modified) < 2_000) return { etag: null, modified: null };
  return { etag: headers.get("etag"), modified };
}
