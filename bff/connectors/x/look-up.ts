import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import type { X } from "./api.ts";
import { placesOf } from "./places.ts";
import { latest, postsAt } from "./read.ts";
import { isBrandPost, messageOf, postOf } from "./told.ts";

/** A post by its id, with what it answers as far as it is not known: as it is now, or gone. */
export const lookUp = (x: X, id: string, now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const read = await postsAt(x, [id]);
    if (read.gone.has(id)) return [{ type: "deletion", externalId: id, at: now.toISOString() }];
    const newer = await latest(x, read);
    const users = new Map([...read.users, ...newer.users]);
    const post = newer.posts[0] ?? read.posts[0];
    // What cannot be read keeps its raw form; what X keeps from us is told by polling when it may be seen.
    const [odd] = read.odd;
    if (odd) return [{ type: "unreadable", externalId: id, raw: JSON.stringify(odd.raw), error: odd.error }];
    if (!post || post.isRepost) return [];
    if (isBrandPost(post, x.id)) return [postOf(post)];
    const places = await placesOf({ x, known: new Map(), brandPosts: new Set(), users }, [post]);
    return places.map(([one, place]) => messageOf(one, place, x.id, users));
  });
