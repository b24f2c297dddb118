import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import { afterOf, iso, List, readAll } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { Post, postFields } from "./page.ts";
import { readComments } from "./read.ts";
import { isMention, messageOfComment, messageOfMention, postOf, rootsOf } from "./told.ts";

/** What lies before: the Page's feed, newest first, each post with all its comments since `until`. */
export const backfill = (page: Graph, until: string, cursor: string | null): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const query = { fields: postFields, limit: "10", ...(cursor && { after: cursor }) };
    const list = List.parse(must(await page.get(`${page.id}/feed`, query)) ?? {});
    const items: IncomingItem[] = [];
    const posts = readAll(Post, list.data, items);
    for (const post of posts.toReversed()) await tellAll(page, post, until, items);
    const after = afterOf(list);
    const oldest = posts.at(-1);
    const reachedTo = oldest ? iso(oldest.created_time) : null;
    const more = after !== null && after !== cursor && (reachedTo === null || reachedTo >= until);
    return { items, cursor: after ?? "", more, reachedTo };
  });

async function tellAll(page: Graph, post: Post, until: string, items: IncomingItem[]): Promise<void> {
  const { comments } = await readComments(page, post, items, (oldest) => iso(oldest.created_time) < until);
  const wanted = comments.filter((comment) => iso(comment.created_time) >= until);
  if (iso(post.created_time) < until && wanted.length === 0) return;
  items.push(isMention(post, page.id) ? messageOfMention(post) : postOf(post, "unknown"));
  const roots = rootsOf(comments, post, page.id, () => undefined);
  for (const comment of wanted) items.push(messageOfComment(comment, post, roots.get(comment.id)!, page.id));
}
