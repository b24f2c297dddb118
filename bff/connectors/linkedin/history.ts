import { z } from "zod";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { whole } from "#bff/connectors/must.ts";
import { Comment, type Post } from "./api.ts";
import { allOf, readAll } from "./lists.ts";
import { statisticsOf } from "./numbers.ts";
import type { Page } from "./page.ts";
import { postsAt } from "./posts.ts";
import { messageOf, postOf } from "./told.ts";
import { commentUrn, listPath } from "./urns.ts";

/** Posts a page of history has; each costs a call at the least, and one for every comment with answers. */
const atOnce = 5;

const Past = z.object({ start: z.number(), oldest: z.string().nullable() });

/** What lies before: posts, newest first, each with all its comments since `until`. */
export const backfill = (page: Page, until: string, text: string | null, now: Date): Promise<Outcome<BackfillPage>> =>
  whole(async () => {
    const items: IncomingItem[] = [];
    const { start, oldest: before } = pastOf(text);
    const { posts, on } = await postsAt(page, items, start, atOnce);
    const numbers = await statisticsOf(page, posts, now);
    for (const post of posts.toReversed()) {
      const messages = (await commentsUnder(page, post, items)).filter(({ sentAt }) => sentAt >= until);
      if (post.at >= until || messages.length > 0) items.push(postOf(post, numbers.get(post.urn) ?? null), ...messages);
    }
    const reachedTo = posts.at(-1)?.at ?? null;
    // A page that is no older than the one before it would come for ever.
    const goesOn = reachedTo === null || ((before === null || reachedTo < before) && reachedTo >= until);
    const next = { start: start + atOnce, oldest: reachedTo ?? before };
    return { items, cursor: JSON.stringify(next), more: on && goesOn, reachedTo };
  });

async function commentsUnder(page: Page, post: Post, items: IncomingItem[]): Promise<IncomingMessage[]> {
  const messages: IncomingMessage[] = [];
  const told = async (above: string, root: string | null): Promise<void> => {
    const list = await allOf(page, listPath(above));
    const comments = readAll(Comment, list?.data ?? [], items, post.urn).sort((a, b) => a.at.localeCompare(b.at));
    for (const comment of comments) {
      const place = { root: root ?? comment.id, post: post.urn };
      messages.push(messageOf(comment, place, page.urn, null));
      if (root === null && comment.replies !== 0) await told(commentUrn(comment.thread, comment.id), comment.id);
    }
  };
  await told(post.urn, null);
  return messages;
}

function pastOf(text: string | null): z.infer<typeof Past> {
  const start = { start: 0, oldest: null };
  try {
    return text ? (Past.safeParse(JSON.parse(text)).data ?? start) : start;
  } catch {
    return start;
  }
}
