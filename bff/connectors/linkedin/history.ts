import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import { Comment, type Post } from "./api.ts";
import { Within } from "./cursor.ts";
import { allOf, inOrder, readAll } from "./lists.ts";
import { statisticsOf } from "./numbers.ts";
import { mostCallsOf, type Page } from "./page.ts";
import { postsAt } from "./posts.ts";
import { messageOf, postOf } from "./told.ts";
import { commentUrn, listPath } from "./urns.ts";

/** Posts a page of history has at the most; each costs a call, and one for every comment with answers. */
const atOnce = 5;

/** The first comment of a post up to which its comments were read. */
const WithinPost = Within.extend({ post: z.string() });
type WithinPost = z.infer<typeof WithinPost>;

const Past = z.object({
  start: z.number(),
  oldest: z.string().nullable(),
  within: WithinPost.nullable().default(null),
  /** posts read last, so that none is read twice where new ones push the list on */
  done: z.array(z.string()).default([]),
});

/** What lies before: posts, newest first, each with all its comments since `until`. */
export const backfill = (page: Page, until: string, text: string | null, now: Date): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const items: IncomingItem[] = [];
    const { start, oldest: before, within, done } = pastOf(text);
    const { posts, on } = await postsAt(page, items, start, atOnce);
    const left = posts.filter(({ urn }) => !done.includes(urn));
    const numbers = await statisticsOf(page, left, now);
    const told: IncomingItem[][] = [];
    let read = 0;
    let next: WithinPost | null = null;
    for (const post of left) {
      if (read > 0 && page.made() >= mostCallsOf(page)) break;
      const under = await commentsUnder(page, post, items, within?.post === post.urn ? within : null);
      const messages = under.messages.filter(({ sentAt }) => sentAt >= until);
      if (post.at >= until || messages.length > 0)
        told.unshift([postOf(post, numbers.get(post.urn) ?? null), ...messages]);
      next = under.next;
      if (next) break;
      read += 1;
    }
    items.push(...told.flat());
    const kept = [...done, ...left.slice(0, read).map(({ urn }) => urn)].slice(-2 * atOnce);
    const stopped = left[read];
    if (stopped) {
      const oldest = left[read - 1]?.at ?? before;
      const place = { start: start + posts.indexOf(stopped), oldest, within: next, done: kept };
      return { items, cursor: JSON.stringify(place), more: true, reachedTo: oldest };
    }
    const reachedTo = posts.at(-1)?.at ?? null;
    // A page that is no older than the one before it would come for ever.
    const goesOn = reachedTo === null || ((before === null || reachedTo < before) && reachedTo >= until);
    const place = { start: start + atOnce, oldest: reachedTo ?? before, within: null, done: kept };
    return { items, cursor: JSON.stringify(place), more: on && goesOn, reachedTo };
  });

/** `next`: where to go on, if there were too many answers for one page. */
type Under = { messages: IncomingMessage[]; next: WithinPost | null };

async function commentsUnder(page: Page, post: Post, items: IncomingItem[], after: WithinPost | null): Promise<Under> {
  const messages: IncomingMessage[] = [];
  const read = async (above: string): Promise<Comment[]> => {
    const list = await allOf(page, listPath(above));
    return readAll(Comment, list?.data ?? [], items, post.urn).sort(inOrder);
  };
  const tell = (comment: Comment, root: string) =>
    messages.push(messageOf(comment, { root, post: post.urn }, page.urn, null));
  const all = await read(post.urn);
  const left = after ? all.filter((comment) => inOrder(comment, after) > 0) : all;
  for (const [n, comment] of left.entries()) {
    tell(comment, comment.id);
    if (comment.replies === 0) continue;
    for (const answer of await read(commentUrn(comment.thread, comment.id))) tell(answer, comment.id);
    if (n < left.length - 1 && page.made() >= mostCallsOf(page))
      return { messages, next: { post: post.urn, at: comment.at, id: comment.id } };
  }
  return { messages, next: null };
}

function pastOf(text: string | null): z.infer<typeof Past> {
  const start = { start: 0, oldest: null, within: null, done: [] };
  try {
    return text ? (Past.safeParse(JSON.parse(text)).data ?? start) : start;
  } catch {
    return start;
  }
}
