import type { Post, Read, User, X } from "./api.ts";
import type { Known } from "./cursor.ts";
import { latest, postsAt } from "./read.ts";
import { isBrandPost, type Place } from "./told.ts";

const deepest = 20;

export type Looking = { x: X; known: Known; brandPosts: Set<string>; users: Map<string, User> };

/**
 * Where a post stands. What it answers and is not known yet is asked for, up to our post or to where the conversation
 * begins; those between are told as well, so that no thread begins in its middle.
 */
export async function placesOf(looking: Looking, posts: Post[]): Promise<[Post, Place][]> {
  const { x, known, brandPosts, users } = looking;
  const found = new Map<string, [Post, Place]>();
  const here = new Map(posts.flatMap((post) => post.versions.map((version) => [version, post] as const)));
  const placeAt = (id: string): Place | undefined => found.get(id)?.[1] ?? known.get(id);
  const firstIds = new Map([...known].map(([id, { version }]) => [version, id]));
  for (const post of posts) {
    const chain = [post];
    for (let top = post; chain.length < deepest; top = chain[0]!) {
      // An answer names the version of a post that it was written under; here a post has its first id.
      top.parent = firstIds.get(top.parent ?? "") ?? top.parent;
      if (top.parent === null || brandPosts.has(top.parent) || placeAt(top.parent)) break;
      const above = here.get(top.parent) ?? (await asked(x, top.parent, users));
      if (!above || chain.includes(above)) break;
      top.parent = above.id;
      if (isBrandPost(above, x.id)) brandPosts.add(above.id);
      if (brandPosts.has(above.id) || placeAt(above.id)) break;
      chain.unshift(above);
    }
    for (const one of chain) if (!found.has(one.id)) found.set(one.id, [one, placeIn(one, looking, placeAt)]);
  }
  return [...found.values()];
}

function placeIn(post: Post, { brandPosts }: Looking, placeAt: (id: string) => Place | undefined): Place {
  const { parent, quoted, id } = post;
  if (parent !== null && brandPosts.has(parent)) return { root: id, post: parent, kind: "comment" };
  const above = parent === null ? undefined : placeAt(parent);
  if (above) return { root: above.root, post: above.post, kind: above.kind };
  if (quoted !== null && brandPosts.has(quoted)) return { root: id, post: quoted, kind: "quote" };
  return { root: id, post: null, kind: "mention" };
}

async function asked(x: X, id: string, users: Map<string, User>): Promise<Post | undefined> {
  // By its first id an edited post is given as it was first; what it says now has to be asked for.
  const read: Read = await postsAt(x, [id]);
  const now = await latest(x, read);
  for (const [key, user] of [...read.users, ...now.users]) users.set(key, user);
  return now.posts[0] ?? read.posts[0];
}
