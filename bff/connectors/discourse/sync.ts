import type { Outcome, SyncPage } from "#bff/connectors/connector.ts";
import { whole } from "#bff/connectors/must.ts";
import { tellChanges } from "./again.ts";
import { type Forum, isGone, type Post } from "./api.ts";
import { cursorOf, textOfCursor } from "./cursor.ts";
import { type Reading, readingOf, tell } from "./place.ts";
import { pageOf, span } from "./read.ts";

const month = 30 * 86_400_000;
const pagesAtOnce = 2;
/** Requests after which new posts are handed over: what was read is kept, and a fault costs no more than that. */
const handedOver = 16;

export const sync = (forum: Forum, text: string | null, now: Date): Promise<Outcome<SyncPage>> =>
  whole(async () => {
    const cursor = cursorOf(text, new Date(now.getTime() - month).toISOString());
    const reading = readingOf(forum, cursor);
    const newest = await pageOf(reading);
    const end = newest.at(-1)?.id ?? 0;
    const odd = reading.items.splice(0);
    cursor.last ??= await before(reading, cursor.from, end);
    const { last } = cursor;
    const read = await freshOf(reading, newest, end);
    const { fresh } = read;
    let { more } = read;
    const told = new Set<number>();
    if (!more)
      reading.items.push(...odd.filter((one) => !("externalId" in one) || !seenAlready(reading, one.externalId)));
    for (const [n, post] of fresh.entries()) {
      if (n > 0 && forum.asked() > handedOver) {
        cursor.last = Math.max(last ?? 0, fresh[n - 1]?.id ?? 0);
        more = true;
        break;
      }
      if (!isGone(post)) cursor.seen.add(post.id);
      if (Date.parse(post.created_at) >= Date.parse(cursor.from)) await tell(reading, post, told);
    }
    more ||= fresh.length > 0 && forum.asked() > handedOver;
    if (!more) await tellChanges(reading, newest, new Set(fresh.map(({ id }) => id)), told, now);
    return { items: reading.items, cursor: textOfCursor(cursor), more };
  });

/** An unreadable post stays on the newest page for a while; it is told once. */
function seenAlready({ cursor }: Reading, externalId: string | null): boolean {
  const id = Number(externalId ?? Number.NaN);
  if (!Number.isInteger(id)) return false;
  const had = cursor.seen.has(id);
  cursor.seen.add(id);
  return had;
}

/** Posts that were not read yet, oldest first: from the newest page where that reaches far enough, else from below. */
async function freshOf(reading: Reading, newest: Post[], end: number): Promise<{ fresh: Post[]; more: boolean }> {
  const { cursor } = reading;
  const fresh: Post[] = [];
  let last = cursor.last ?? 0;
  for (let pages = 0; end - last > span; pages++) {
    if (pages === pagesAtOnce) {
      cursor.last = last;
      return { fresh, more: true };
    }
    const page = await pageOf(reading, last + span + 1);
    fresh.push(...page.filter(({ id }) => id > last && id <= last + span));
    last += span;
  }
  // What became visible late has a smaller id than what was read before it.
  const lowest = Math.min(last + 1, ...cursor.seen);
  const read = new Set(fresh.map(({ id }) => id));
  fresh.push(...newest.filter(({ id }) => id > last || (id >= lowest && !cursor.seen.has(id) && !read.has(id))));
  cursor.last = Math.max(last, end);
  return { fresh: fresh.sort((a, b) => a.id - b.id), more: false };
}

/** The id below which everything is older than `from`, found by halving, because ids grow with time. */
async function before(reading: Reading, from: string, end: number): Promise<number> {
  let low = 0;
  let high = end;
  while (high - low > span) {
    const middle = Math.floor((low + high) / 2);
    const page = await pageOf(reading, middle);
    const newest = page.at(-1);
    if (newest && Date.parse(newest.created_at) < Date.parse(from)) low = middle - 1;
    else high = middle - 1;
  }
  reading.items.length = 0;
  return low;
}
