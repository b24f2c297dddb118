import { type Answer, ask, type Failure, waitUntil } from "#bff/connectors/ask.ts";
import type {
  ChannelAccess,
  ConnectedAccount,
  Connector,
  ConnectorParts,
  Outcome,
  SyncPage,
} from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { feedCapabilities, feedConnectBy } from "./about.ts";
import { newsOf, wordsOf } from "./entries.ts";
import { feedHook } from "./hook.ts";
import { type Feed, feedNamedBy, readFeed } from "./read-feed.ts";
import { settingsOf } from "./settings.ts";

type Cursor = { v: 1; etag: string | null; modified: string | null; seen: Record<string, string> };

function cursorOf(text: string | null): Cursor {
  const none: Cursor = { v: 1, etag: null, modified: null, seen: {} };
  if (!text) return none;
  try {
    const cursor = JSON.parse(text) as Cursor;
    return cursor.v === 1 ? cursor : none;
  } catch {
    return none;
  }
}

/** A feed that is gone for good or asks for a password now: only a person can say where it moved. */
function judge({ status, headers }: Answer, now: Date): Failure | null {
  if (status === 410) return { kind: "reconnect", reason: "The feed is gone for good (410)." };
  if (status === 401 || status === 403)
    return { kind: "reconnect", reason: `The feed may no longer be read (${status}).` };
  if (status === 404)
    return {
      kind: "wait",
      until: waitUntil(headers, now, 3600),
      reason: "There is no feed at this address now (404).",
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
  const { url, feed } = found.value;
  const { host } = new URL(url);
  return {
    kind: "ok",
    value: {
      externalId: url,
      handle: host,
      name: feed.title || host,
      url: feed.home,
      credentials: {},
      settings: { url, words: wordsOf(input.words), hub: feed.hub, topic: feed.self ?? url },
    },
  };
}

async function find(parts: ConnectorParts, url: string): Promise<Outcome<{ url: string; feed: Feed }>> {
  const answer = await ask(parts, url, { due: "text" });
  if (answer.kind !== "ok") return answer;
  const feed = readFeed(answer.value.text);
  if (feed) return { kind: "ok", value: { url, feed } };
  const named = feedNamedBy(answer.value.text, url);
  if (!named) return { kind: "refused", reason: "There is no feed at this address, and the page names none." };
  const second = await ask(parts, named, { due: "text" });
  if (second.kind !== "ok") return second;
  const other = readFeed(second.value.text);
  if (!other) return { kind: "refused", reason: `The page names a feed (${named}) that cannot be read.` };
  return { kind: "ok", value: { url: named, feed: other } };
}

async function sync(parts: ConnectorParts, access: ChannelAccess, cursor: Cursor): Promise<Outcome<SyncPage>> {
  const { url, words } = settingsOf(access);
  const now = parts.clock.now();
  const answer = await ask(parts, url, {
    due: "text",
    headers: {
      ...(cursor.etag && { "if-none-match": cursor.etag }),
      ...(cursor.modified && { "if-modified-since": cursor.modified }),
    },
    judge: (one) => judge(one, now),
  });
  if (answer.kind !== "ok") return answer;
  const page = (items: SyncPage["items"], next: Cursor): Outcome<SyncPage> => ({
    kind: "ok",
    value: { items, cursor: JSON.stringify(next), more: false },
  });
  if (answer.value.status === 304) return page([], cursor);
  const feed = readFeed(answer.value.text);
  if (!feed)
    return {
      kind: "wait",
      until: waitUntil(answer.value.headers, now, 600),
      reason: "The address answered with something that is no feed.",
    };
  const { items, seen } = newsOf(feed, { url, words, seen: cursor.seen, now });
  return page(items, { v: 1, ...validatorsOf(answer.value.headers, now), seen });
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
