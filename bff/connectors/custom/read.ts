import { createHash } from "node:crypto";
import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { BackfillPage, ChannelAccess, ConnectorParts, Outcome, SyncPage } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { formerIdsOf } from "#bff/connectors/moved.ts";
import { at, itemOf, type Mapping, readMapping, standardMapping } from "./mapping.ts";

const day = 86_400_000;
const firstDays = 30;
/** Asked for again each time, because clocks differ and sources write late. */
const overlap = 10 * 60_000;
const mostKnown = 5000;

const Keys = z.object({ key: z.string().nullable() });
const Settings = z.object({
  url: z.string(),
  sendUrl: z.string().nullable(),
  mapping: z.string(),
  /** where the source was before, the oldest address first */
  former: z.array(z.string()).default([]),
});

export type CustomSettings = { url: string; sendUrl: string | null; mapping: Mapping; former: string[] };

/** Where a channel's source is and how to read it. */
export function settingsOf(access: Pick<ChannelAccess, "settings">): CustomSettings {
  const read = Settings.safeParse(access.settings);
  const lines = read.success ? readMapping(read.data.mapping) : readMapping(standardMapping);
  const mapping = "mapping" in lines ? lines.mapping : {};
  return read.success ? { ...read.data, mapping } : { url: "", sendUrl: null, mapping, former: [] };
}

export function headersOf(access: Pick<ChannelAccess, "credentials">): Record<string, string> {
  const keys = Keys.safeParse(access.credentials);
  return keys.success && keys.data.key ? { authorization: `Bearer ${keys.data.key}` } : {};
}

/** The items of an answer or webhook: a page with `items`, a bare list, or one item. */
export function itemsIn(body: unknown, settings: CustomSettings, now: string): IncomingItem[] {
  const { mapping } = settings;
  const listed = at(body, mapping.items);
  const raw = Array.isArray(listed) ? listed : Array.isArray(body) ? body : [body];
  return raw.map((one) => calledBefore(itemOf(one, mapping, now), settings));
}

// Of a source that moved, a comment whose id holds its address may be here under the one it had before.
function calledBefore(item: IncomingItem, { url, former }: CustomSettings): IncomingItem {
  const ids = item.type === "message" ? formerIdsOf(item.externalId, url, former) : [];
  return item.type === "message" && ids.length > 0 ? { ...item, formerIds: [...(item.formerIds ?? []), ...ids] } : item;
}

const Cursor = z.object({
  /** what the source named as next; null at the beginning of a pass */
  page: z.string().nullable(),
  since: z.string(),
  newest: z.string(),
  /** what was told already, by id, with a mark of how it was */
  known: z.array(z.tuple([z.string(), z.string()])),
});
type Cursor = z.infer<typeof Cursor>;

/** The ids that were told last. */
export const knownIn = (text: string | null): Set<string> => new Set(readCursor(text, 0).known.map(([id]) => id));

function readCursor(text: string | null, now: number): Cursor {
  const since = new Date(now - firstDays * day).toISOString();
  const begin: Cursor = { page: null, since, newest: since, known: [] };
  try {
    const read = Cursor.safeParse(text && JSON.parse(text));
    return read.success ? read.data : begin;
  } catch {
    return begin;
  }
}

type Page = { items: IncomingItem[]; next: string | null };

/** One page of what the source has since a moment. */
export async function page(
  parts: ConnectorParts,
  access: ChannelAccess,
  since: string,
  cursor: string | null,
): Promise<Outcome<Page>> {
  const settings = settingsOf(access);
  const { url, mapping } = settings;
  const address = new URL(url);
  address.searchParams.set("since", since);
  if (cursor) address.searchParams.set("cursor", cursor);
  const outcome = await ask(parts, nextUrl(address, cursor), { headers: headersOf(access) });
  if (outcome.kind !== "ok") return outcome;
  const { body } = outcome.value;
  const next = at(body, mapping.next);
  const items = itemsIn(body ?? [], settings, parts.clock.iso());
  return {
    ...outcome,
    value: { items, next: typeof next === "string" || typeof next === "number" ? String(next) : null },
  };
}

// Some sources name the whole address of the next page; it is followed on the same server only.
function nextUrl(address: URL, cursor: string | null): string {
  if (!cursor || !URL.canParse(cursor)) return address.href;
  const next = new URL(cursor);
  return next.origin === address.origin ? next.href : address.href;
}

const markOf = (item: IncomingItem): string =>
  createHash("sha256")
    .update(JSON.stringify({ ...item, at: undefined, lang: undefined }))
    .digest("base64url")
    .slice(0, 8);

/** A page of what is new; what was told before and did not change is not told again. */
export async function readNew(
  parts: ConnectorParts,
  access: ChannelAccess,
  text: string | null,
): Promise<Outcome<SyncPage>> {
  const cursor = readCursor(text, parts.clock.now().getTime());
  const outcome = await page(parts, access, cursor.since, cursor.page);
  if (outcome.kind !== "ok") return outcome;
  const known = new Map(cursor.known);
  const items = outcome.value.items.filter((item) => {
    const id = "externalId" in item ? item.externalId : null;
    if (!id) return true;
    const mark = markOf(item);
    if (known.get(id) === mark) return false;
    known.delete(id);
    known.set(id, mark);
    return true;
  });
  const newest = outcome.value.items.reduce(
    (latest, item) => (item.type === "message" && item.sentAt > latest ? item.sentAt : latest),
    cursor.newest,
  );
  const { next } = outcome.value;
  const since = next ? cursor.since : startOf(cursor, newest, parts.clock.now().getTime());
  const after: Cursor = { page: next, since, newest, known: [...known].slice(-mostKnown) };
  const value = { items: inOrder(items), cursor: JSON.stringify(after), more: next !== null };
  return { ...outcome, value };
}

// Edits and deletions of the last days are told by sources that list by time of writing, so the last days are asked for.
function startOf(cursor: Cursor, newest: string, now: number): string {
  const recent = now - 3 * day;
  const latest = Math.min(Date.parse(newest) - overlap, recent);
  return new Date(Math.max(latest, Date.parse(cursor.since))).toISOString();
}

const rank = { post: 0, message: 1 } as Record<string, number>;
const inOrder = (items: IncomingItem[]): IncomingItem[] =>
  items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => (rank[a.item.type] ?? 2) - (rank[b.item.type] ?? 2) || a.index - b.index)
    .map(({ item }) => item);

/** A page of everything since `until`; the source decides its order. */
export async function readPast(
  parts: ConnectorParts,
  access: ChannelAccess,
  until: string,
  cursor: string | null,
): Promise<Outcome<BackfillPage>> {
  const outcome = await page(parts, access, until, cursor);
  if (outcome.kind !== "ok") return outcome;
  const { items, next } = outcome.value;
  const oldest = items.reduce<string | null>(
    (first, item) => (item.type === "message" && item.sentAt < (first ?? "9") ? item.sentAt : first),
    null,
  );
  return {
    ...outcome,
    value: { items: inOrder(items), cursor: next ?? "end", more: next !== null, reachedTo: oldest },
  };
}
