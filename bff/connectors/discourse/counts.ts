import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Forum, isGone, Post, topicOf } from "./api.ts";
import { brandPostOf } from "./told.ts";

/** Two requests for each, of the sixty a minute a forum usually allows. */
export const topicsAtOnce = 5;

/** The brand's topics as they stand now, known by the first post of each. */
export const readCounts = (forum: Forum, ids: string[], now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const items: IncomingItem[] = [];
    for (const id of ids) {
      const answer = must(await forum.call(`/posts/${encodeURIComponent(id)}.json`, { fine: [403, 404, 410] }));
      const post = Post.safeParse(answer.body).data;
      if (answer.status === 404 || answer.status === 410 || (post && isGone(post)))
        items.push({ type: "deletion", externalId: id, at: now.toISOString() });
      // A topic the user may not see any more (403) may be there for everybody else.
      else if (post && answer.status < 400) {
        const topic = must(await topicOf(forum, post.topic_id));
        if (topic) items.push(brandPostOf(forum, post, topic));
      }
    }
    return items;
  });
