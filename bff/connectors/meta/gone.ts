import { must } from "#bff/connectors/must.ts";
import type { Listing, Reading } from "./pass.ts";

/** Questions after single missing things in one pass; what is left over is asked for in the next one. */
const mostAsked = 40;

/** What was told once and is missing where everything was read: the network is asked, and says so when it is gone. */
export async function tellGone(reading: Reading, listed: Listing): Promise<void> {
  const { graph, cursor, items, now, seen } = reading;
  const since = listed.whole ? "" : (listed.found.at(-1)?.at ?? now.toISOString());
  const asked = { left: mostAsked };
  const isGone = async (id: string): Promise<boolean> => {
    asked.left -= 1;
    return asked.left >= 0 && must(await graph.find(id, { fields: "id" })) === null;
  };
  const at = now.toISOString();
  const tell = (id: string) => {
    // What answers an answer hangs beside it over there; with a comment on a post goes all that was said below.
    const below = cursor.messages.get(id)?.top ?? cursor.posts.has(id);
    items.push({ type: "deletion", externalId: id, at, below });
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
    const begun = there.byThread && told.root !== id ? cursor.messages.get(told.root)?.at : undefined;
    if (begun !== undefined && begun <= there.since) continue;
    if (await isGone(id)) tell(id);
  }
}
