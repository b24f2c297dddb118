import { createHash } from "node:crypto";
import type { IncomingAuthor, IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { fold } from "#shared/text.ts";
import type { Entry, Feed } from "./read-feed.ts";

/** What of a feed matters to a channel, and which of its entries are known: id to a short hash of what it said. */
export type Reading = { url: string; words: string[]; seen: Record<string, string>; now: Date };

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

/** The entries that are new or changed since `seen`, oldest first, and what is known afterwards. */
export function newsOf(feed: Feed, reading: Reading): { items: IncomingItem[]; seen: Record<string, string> } {
  const items: IncomingItem[] = [];
  const seen: Record<string, string> = {};
  const first = Object.keys(reading.seen).length === 0;
  for (const entry of feed.entries) {
    const body = `${entry.title}\n${entry.text}`;
    const id = entry.id ?? `unnamed-${hashOf(body)}`;
    const before = reading.seen[id];
    const hash = hashOf(body);
    if (seen[id] !== undefined) continue;
    seen[id] = hash;
    if (before === hash) continue;
    const readable = entry.id !== null || body.trim() !== "";
    if (!readable)
      items.push({ type: "unreadable", externalId: null, raw: JSON.stringify(entry), error: "Empty entry." });
    if (!readable || (reading.words.length > 0 && !mentions(body, reading.words))) continue;
    const message = messageOf(feed, entry, id, reading);
    const old = reading.now.getTime() - Date.parse(message.sentAt) > month;
    if (first && old) continue;
    const editedAt = before === undefined ? null : (entry.updatedAt ?? reading.now.toISOString());
    items.push({ ...message, editedAt });
  }
  items.sort((a, b) => timeOf(a).localeCompare(timeOf(b)));
  // Entries that left the feed may come back (feeds flicker), so the latest of them stay known.
  const kept = Object.entries(reading.seen).filter(([id]) => seen[id] === undefined);
  const room = Math.max(0, mostSeen - Object.keys(seen).length);
  return { items, seen: { ...Object.fromEntries(room > 0 ? kept.slice(-room) : []), ...seen } };
}

const timeOf = (item: IncomingItem): string => (item.type === "message" ? item.sentAt : "");

export function messageOf(feed: Feed, entry: Entry, id: string, { url, now }: Pick<Reading, "url" | "now">) {
  const link = entry.url && URL.canParse(entry.url, url) ? new URL(entry.url, url).href : null;
  const text = [entry.title, entry.text].filter(Boolean).join("\n\n");
  return {
    type: "message",
    externalId: id,
    threadExternalId: id,
    parentExternalId: null,
    postExternalId: null,
    kind: "mention",
    byBrand: false,
    author: authorOf(feed, entry, url),
    text: text.length > textLimit ? `${text.slice(0, textLimit).replace(/[\uD800-\uDBFF]$/, "")}…` : text,
    lang: entry.lang,
    sentAt: entry.publishedAt ?? entry.updatedAt ?? now.toISOString(),
    editedAt: null,
    url: link,
  } satisfies IncomingMessage;
}

// Who writes in a feed is a name, at best with an address; without one it is the feed that speaks.
function authorOf(feed: Feed, entry: Entry, url: string): IncomingAuthor {
  const host = new URL(url).host;
  if (!entry.author) return { externalId: url, handle: host, displayName: feed.title || host, url: feed.home };
  const { name, url: page } = entry.author;
  return { externalId: page ?? `${host}/${name}`, handle: host, displayName: name, url: page };
}
