import type { Graph } from "#bff/connectors/meta/graph.ts";
import { iso, pageAt, readAll } from "#bff/connectors/meta/lists.ts";
import type { Found, Source } from "#bff/connectors/meta/pass.ts";
import { calls } from "./about.ts";
import { readInsights } from "./insights.ts";
import { Post, postFields } from "./page.ts";
import { perPage, readComments, readPosts } from "./read.ts";
import { isMention, messageOfComment, messageOfMention, type Paid, postOf, rootsOf, signOfPost } from "./told.ts";

/** A Page's feed (its own posts, visitors' and those that tag it), and with `ads` the posts shown as ads alone. */
export function sourceOf(page: Graph, ads: boolean): Source {
  // Without the ads' permission nobody says whether a post was promoted.
  let promoted: Post[] = [];
  const paidOf = ({ id, is_published: published }: Post): Paid => {
    if (!ads) return "unknown";
    return promoted.some((post) => post.id === id) ? (published === false ? "paid" : "mixed") : "organic";
  };
  const found = (post: Post) => foundOf(page, post, paidOf(post));
  return {
    graph: page,
    followers: calls.followers,
    insights: (id, at) => readInsights(page, id, at),
    async list(items, enough) {
      if (ads) promoted = (await readPosts(page, "ads_posts", items, enough)).posts;
      const { posts, whole } = await readPosts(page, "feed", items, enough);
      return { found: posts.map(found), whole };
    },
    aside: () => promoted.map(found),
    async page(items, cursor) {
      const query = { fields: postFields, limit: perPage };
      const { data, after } = await pageAt(page, `${page.id}/feed`, query, cursor);
      return { found: readAll(Post, data, items).map(found), after };
    },
  };
}

function foundOf(page: Graph, post: Post, paid: Paid): Found {
  return {
    id: post.id,
    at: iso(post.created_time),
    told: isMention(post, page.id) ? messageOfMention(post) : postOf(post, paid),
    sign: signOfPost(post, paid),
    async comments(items, enough, rootOf) {
      const { comments, whole } = await readComments(page, post, items, enough);
      const roots = rootsOf(comments, post, page.id, rootOf);
      return { messages: comments.map((one) => messageOfComment(one, post, roots.get(one.id)!, page.id)), whole };
    },
  };
}
