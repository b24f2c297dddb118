import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import { afterOf, iso, pagesOf, readAll } from "#bff/connectors/meta/lists.ts";
import type { Enough } from "#bff/connectors/meta/pass.ts";
import { Comment, commentFields, Post, postFields } from "./page.ts";

export const perPage = "10";
const mostPages = 60;

export type Listing = { posts: Post[] /** everything there is was read */; whole: boolean };

/** Posts of an edge with their newest comments, newest first, until there are enough. */
export async function readPosts(
  page: Graph,
  edge: "feed" | "ads_posts",
  items: IncomingItem[],
  enough: (count: number, oldest: string) => boolean,
): Promise<Listing> {
  const posts: Post[] = [];
  let pages = 0;
  for await (const { data, after } of pagesOf(page, `${page.id}/${edge}`, { fields: postFields, limit: perPage })) {
    posts.push(...readAll(Post, data, items));
    if (after === null) return { posts, whole: true };
    pages += 1;
    const oldest = posts.at(-1);
    if (pages >= mostPages || (oldest && enough(posts.length, iso(oldest.created_time)))) break;
  }
  return { posts, whole: false };
}

type Comments = { comments: Comment[] /** nothing older lies behind them */; whole: boolean };

/** The comments of a post, oldest first: those that came with it, and older pages until there are enough. */
export async function readComments(page: Graph, post: Post, items: IncomingItem[], enough: Enough): Promise<Comments> {
  const comments = readAll(Comment, post.comments?.data ?? [], items);
  let after = post.comments ? afterOf(post.comments) : null;
  let oldest = comments.at(-1);
  const query = { filter: "stream", order: "reverse_chronological", limit: "100", fields: commentFields };
  if (after !== null && oldest && !enough(oldest.id, iso(oldest.created_time)))
    for await (const read of pagesOf(page, `${post.id}/comments`, query, after)) {
      comments.push(...readAll(Comment, read.data, items));
      after = read.after;
      oldest = comments.at(-1);
      if (oldest && enough(oldest.id, iso(oldest.created_time))) break;
    }
  // A page that comes again under another cursor brings nothing twice.
  const once = [...new Map(comments.map((comment) => [comment.id, comment])).values()];
  return { comments: once.sort(byTime), whole: after === null };
}

export const byTime = (a: Comment, b: Comment): number =>
  iso(a.created_time).localeCompare(iso(b.created_time)) || (a.parent ? 1 : 0) - (b.parent ? 1 : 0);
