import { iso } from "#bff/connectors/meta/lists.ts";
import { must } from "#bff/connectors/must.ts";
import type { Listing } from "./read.ts";
import type { Reading } from "./sync.ts";

/** Questions after single missing things in one pass; what is left over is asked for in the next one. */
const mostAsked = 40;

/** What was told once and is missing where everything was read: Facebook is asked, and says so when it is gone. */
export async function tellGone(reading: Reading, feed: Listing): Promise<void> {
  const { page, cursor, items, now, seen } = reading;
  const since = feed.whole ? "" : iso(feed.posts.at(-1)?.created_time ?? now.toISOString());
  const asked = { left: mostAsked };
  const isGone = async (id: string): Promise<boolean> => {
    asked.left -= 1;
    return asked.left >= 0 && must(await page.find(id, { fields: "id" })) === null;
  };
  const at = now.toISOString();
  const tell = (id: string) => {
    items.push({ type: "deletion", externalId: id, at });
    cursor.posts.delete(id);
    cursor.messages.delete(id);
  };
  const missing = [...cursor.posts, ...[...cursor.messages].filter(([id, told]) => id === told.under)].filter(
    ([id, told]) => told.at > since && !seen.ids.has(id),
  );
  for (const [id] of missing) {
    if (!(await isGone(id))) continue;
    for (const [below, told] of [...cursor.messages]) if (told.under === id && below !== id) tell(below);
    tell(id);
  }
  for (const [id, told] of [...cursor.messages]) {
    const there = seen.posts.get(told.under);
    if (!there || told.at <= there.since || seen.ids.has(id) || id === told.under) continue;
    if (await isGone(id)) tell(id);
  }
}
