import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import type { Blog } from "./api.ts";
import { commentsOf, postsIn } from "./sync.ts";
import { postOf } from "./told.ts";

/** Two requests for all, and one for the comments of each. */
export const postsAtOnce = 20;

/** Posts with how many comments stand under them now; those that are not listed are asked for alone. */
export const readCounts = (blog: Blog, ids: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    // Posts are everybody's to read, also with a password that was withdrawn; who asks is not.
    must(await blog.call("/users/me", { query: { _fields: "id" } }));
    const posts = postsIn(must(await blog.list("posts", { include: ids.join(",") })).items);
    const items: IncomingItem[] = [];
    for (const post of posts) items.push(postOf(post, await commentsOf(blog, post.id)));
    const missing = ids.filter((id) => !posts.some((post) => String(post.id) === id));
    for (const id of missing)
      if (await isGone(blog, id)) items.push({ type: "deletion", externalId: id, at: now.toISOString() });
    return items;
  });

/** Not there, or thrown away. A draft, or what this user may not see, is there. */
async function isGone(blog: Blog, id: string): Promise<boolean> {
  const answer = await blog.call(`/posts/${encodeURIComponent(id)}`, { query: { _fields: "id,status" }, fine: [404] });
  if (answer.kind === "narrowed") return false;
  const { status, body } = must(answer);
  return status === 404 || (body as { status?: unknown } | undefined)?.status === "trash";
}
