import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import type { Post, X } from "./api.ts";
import { placesOf } from "./places.ts";
import { page } from "./read.ts";
import { isBrandPost, iso, messageOf, postOf } from "./told.ts";

const Past = z.object({
  step: z.enum(["tweets", "mentions"]),
  token: z.string().nullable(),
  oldest: z.string().nullable(),
});
type Past = z.infer<typeof Past>;

/** What lies before: first own posts back to `until`, then mentions, newest first, as far as X gives them. */
export const backfill = (x: X, until: string, text: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const { step, token, oldest: before } = pastOf(text);
    const window = { start_time: until.replace(/\.\d+Z$/, "Z"), ...(token && { pagination_token: token }) };
    const read = await page(x, `/2/users/${x.id}/${step}`, window);
    const posts = read.posts.filter((post) => !post.isRepost && iso(post.at) >= until).sort(byTime);
    const own = posts.filter((post) => isBrandPost(post, x.id));
    const items: IncomingItem[] = own.map(postOf);
    const looking = { x, known: new Map(), brandPosts: new Set(own.map(({ id }) => id)), users: read.users };
    const others = posts.filter((post) => !isBrandPost(post, x.id));
    for (const [post, place] of await placesOf(looking, others)) items.push(messageOf(post, place, x.id, read.users));
    const times = read.posts.map(({ at }) => iso(at)).sort();
    const oldest = times[0] ?? null;
    // A page that is no older than the one before it would come for ever.
    const on = read.next !== null && oldest !== null && (before === null || oldest < before);
    const next: Past = on ? { step, token: read.next, oldest } : { step: "mentions", token: null, oldest: null };
    const reachedTo = step === "mentions" ? oldest : null;
    return { items, cursor: JSON.stringify(next), more: on || step === "tweets", reachedTo };
  });

const byTime = (a: Post, b: Post): number => a.at.localeCompare(b.at);

function pastOf(text: string | null): Past {
  const start: Past = { step: "tweets", token: null, oldest: null };
  try {
    return text ? (Past.safeParse(JSON.parse(text)).data ?? start) : start;
  } catch {
    return start;
  }
}
