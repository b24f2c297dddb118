import { createHash } from "node:crypto";
import type { IncomingAuthor, IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { formerIdsOf } from "#bff/connectors/moved.ts";
import { fold } from "#shared/text.ts";
import type { Entry, Feed } from "./read-feed.ts";

/**
 * Which entries are known: id to a short hash of what it said. `was`: those that bear another id now than before their
 * feed moved.
 */
export type Past = { seen: Record<string, string>; was: Record<string, string> };
/** What of a feed matters to a channel. `moved`: nothing was read at this address yet, only at the former ones. */
export type Reading = Past & { url: string; words: string[]; now: Date; former: string[]; moved: boolean };

const month = 30 * 86_400_000;
const textLimit = 5_000;
const mostSeen = 2_000;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("base64url").slice(0, 8);

/** The lines a person typed, each a word or a name to look for. */
export const wordsOf = (lines: string | undefined): string[] =>
  (lines ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function mentions(text: string, words: string[]): boolean {
  const folded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return words.some((word) =>
    folded.includes(
      ` ${fold(word)
        .replace(/[^\p{L}\p{N}]+/gu, " ")
        .trim()} `,
    ),
  );
}

const bodyOf = (entry: Entry): string => `${entry.title}\n${entry.text}`;
const idOf = (entry: Entry): string => entry.id ?? `unnamed-${hashOf(bodyOf(entry))}`;

/**
 * The id by which an entry is known already: its own, or the one it had at a former address. Numbers are given anew on
 * some moves, so the same words count more than the same number; only of a feed that just moved, and only for what it
 * has no longer. Null: it is new.
 */
function knownAs({ entries }: Pick<Feed, "entries">, reading: Omit<Reading, "words" | "now">) {
  const { seen, was, url, former, moved } = reading;
  const here = new Set(entries.map(idOf));
  const gone = Object.keys(moved ? seen : {}).filter((id) => !here.has(id));
  const bySame = new Map(gone.map((id) => [seen[id], id]));
  return (entry: Entry): string | null => {
    const id = idOf(entry);
    if (seen[id] !== undefined) return id;
    const called = [...(was[id] ? [was[id]] : []), ...formerIdsOf(id, url, former)];
    const there = called.filter((one) => seen[one] !== undefined);
    const body = bodyOf(entry);
    const hash = hashOf(body);
    const same = there.find((one) => seen[one] === hash) ?? (body.trim() ? bySame.get(hash) : undefined);
    bySame.delete(hash);
    return same ?? there[0] ?? null;
  };
}

/** Whether a feed has something that is known: an entry of the same words, or of an id that no other feed has. */
export function hasKnown(feed: Pick<Feed, "entries">, past: Past): boolean {
  const words = new Set(Object.values(past.seen));
  return feed.entries.some(
    (entry) =>
      (bodyOf(entry).trim() !== "" && words.has(hashOf(bodyOf(entry)))) ||
      (/:./.test(entry.id ?? "") && past.seen[idOf(entry)] !== undefined),
  );
}

/** The entries that are new or changed since `seen`, oldest first, and what is known afterwards. */
export function newsOf(feed: Feed, reading: Reading): Past & { items: IncomingItem[] } {
  const items: IncomingItem[] = [];
  const seen: Record<string, string> = {};
  const was = { ...reading.was };
  const known = knownAs(feed, reading);
  const first = reading.moved || Object.keys(reading.seen).length === 0;
  for (const entry of feed.entries) {
    const body = bodyOf(entry);
    const id = idOf(entry);
    const hash = hashOf(body);
    if (seen[id] !== undefined) continue;
    seen[id] = hash;
    const called = known(entry);
    const before = called === null ? undefined : reading.seen[called];
    if (called !== null && called !== id) was[id] = called;
    if (before === hash) continue;
    const readable = entry.id !== null || body.trim() !== "";
    if (!readable)
      items.push({ type: "unreadable", externalId: null, raw: JSON.stringify(entry), error: "Empty entry." });
    if (!readable || (reading.words.length > 0 && !mentions(body, reading.words))) continue;
    const message = messageOf(feed, entry, id, reading);
    const old = reading.now.getTime() - Date.parse(message.sentAt) > month;
    if (first && old && before === undefined) continue;
    const editedAt = before === undefined ? null : (entry.updatedAt ?? reading.now.toISOString());
    const formerIds = [...new Set([...(was[id] ? [was[id]] : []), ...formerIdsOf(id, reading.url, reading.former)])];
    items.push({ ...message, editedAt, ...(formerIds.length > 0 && { formerIds }) });
  }
  items.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  return { items, ...remembered({ seen: reading.seen, was }, seen) };
}

// Entries that left the feed may come back (feeds flicker), so the latest of them stay known.
function remembered(past: Past, now: Record<string, string>): Past {
  const renamed = new Set(Object.values(past.was));
  const kept = Object.entries(past.seen).filter(([id]) => now[id] === undefined && !renamed.has(id));
  const room = Math.max(0, mostSeen - Object.keys(now).length);
  const seen = { ...Object.fromEntries(room > 0 ? kept.slice(-room) : []), ...now };
  return { seen, was: Object.fromEntries(Object.entries(past.was).filter(([id]) => seen[id] !== undefined)) };
}

const timeOf = (item: IncomingItem): string => (item.type === "message" ? item.sentAt : "");

type Place = Pick<Reading, "url" | "now" | "former">;

export function messageOf(feed: Feed, entry: Entry, id: string, place: Place) {
  const link = entry.url && URL.canParse(entry.url, place.url) ? new URL(entry.url, place.url).href : null;
  const text = [entry.title, entry.text].filter(Boolean).join("\n\n");
  return {
    type: "message",
    externalId: id,
    threadExternalId: id,
    parentExternalId: null,
    postExternalId: null,
    kind: "mention",
    byBrand: false,
    author: authorOf(feed, entry, place),
    text: text.length > textLimit ? `${text.slice(0, textLimit).replace(/[\uD800-\uDBFF]$/, "")}…` : text,
    lang: entry.lang,
    sentAt: entry.publishedAt ?? entry.updatedAt ?? place.now.toISOString(),
    editedAt: null,
    url: link,
  } satisfies IncomingMessage;
}

// Who writes in a feed is a name, at best with an address; without one it is the feed that speaks. People stay who they
// are when their feed moves, so they are known by its first address.
function authorOf(feed: Feed, entry: Entry, { url, former }: Place): IncomingAuthor {
  const first = former[0] ?? url;
  const { host, origin } = new URL(url);
  if (!entry.author) return { externalId: first, handle: host, displayName: feed.title || host, url: feed.home };
  const { name, url: page, key = name } = entry.author;
  const ours = page === origin || page?.startsWith(`${origin}/`);
  const known = ours && page ? `${new URL(first).origin}${page.slice(origin.length)}` : page;
  return { externalId: known ?? `${new URL(first).host}/${key}`, handle: host, displayName: name, url: page };
}
