import type { Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Forum, isGone, postsIn } from "./api.ts";
import { freshCursor } from "./cursor.ts";
import { readingOf, tell } from "./place.ts";

/** A post by its id, as it is now, or gone: what an event named, however long ago it was written. */
export const lookUp = (forum: Forum, id: string, now: Date): Promise<Outcome<IncomingItem[]>> =>
  whole(async () => {
    const answer = must(await forum.call(`/posts/${encodeURIComponent(id)}.json`, { fine: [403, 404, 410] }));
    // What the user may not see any more may be there for everybody else.
    if (answer.status === 403) return [];
    const away = answer.status >= 400;
    const { posts, odd } = postsIn(away ? [] : [answer.body]);
    const [post] = posts;
    for (const { raw, error } of odd) return [{ type: "unreadable", externalId: id, raw: JSON.stringify(raw), error }];
    const gone = [{ type: "deletion" as const, externalId: id, at: now.toISOString() }];
    if (!post || isGone(post)) return gone;
    const reading = readingOf(forum, freshCursor(now.toISOString()));
    await tell(reading, post, new Set());
    // Who moderates is shown what stands in a deleted topic.
    return reading.topics.get(post.topic_id)?.deleted_at ? gone : reading.items;
  });
