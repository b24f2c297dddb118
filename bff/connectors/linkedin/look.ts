import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { Comment } from "./api.ts";
import type { Cursor, Queued } from "./cursor.ts";
import { allOf, inOrder, perPage, readAll } from "./lists.ts";
import { hasMention } from "./mentions.ts";
import { mostCallsOf, type Page } from "./page.ts";
import { messageOf, signOf, underMention } from "./told.ts";
import { commentUrn, listPath, pathOf } from "./urns.ts";

export type Round = { page: Page; cursor: Cursor; items: IncomingItem[]; now: Date };

/** One look at the comments of a post: `seen` are the numbers of those that were there, or are known to be gone. */
type Look = Round & { post: string; seen: Set<string> };

/** An answer below this comment came or went unnoticed, so that their number says nothing. */
const stirred = -2;

/**
 * Looks at the comments of a post: all of them, or, where they are many and it is known what happened, those alone.
 * What was told once and is missing where everything was read is asked for singly before it counts as deleted. Gives
 * what is left when it took too many calls.
 */
export async function lookAt(round: Round, [post, events, after]: Queued): Promise<Queued | null> {
  const { cursor, now } = round;
  const look: Look = { ...round, post, seen: new Set() };
  const known = cursor.posts.get(post);
  if (known) known.seen = now.toISOString();
  if (known?.mention && !(await hasMention(look, known))) {
    goesWhole(look);
    return null;
  }
  const size = [...cursor.messages].filter(([id, one]) => one.post === post && one.root === id).length;
  const isOld = known !== undefined && known.at < cursor.floor;
  const isMany = after !== undefined || events.length >= Math.ceil(size / perPage);
  const isWhole = events.length === 0 || (isMany && !isOld);
  const missing = () => events.filter((id) => !look.seen.has(id));
  const isAnswer = (id: string) => (cursor.messages.get(id)?.root ?? id) !== id;
  if (!after)
    for (const [n, id] of events.entries()) {
      if (isWhole && !isAnswer(id)) continue;
      await tellSingle(look, id);
      if (!isFull(look) || n === events.length - 1) continue;
      // Where none was found, asking for them again would never end: they are sought below the comments.
      const sought = events.slice(0, n + 1);
      return missing().length < events.length ? [post, missing()] : [post, events, { at: "", id: "", sought }];
    }
  if (!isWhole && missing().length === 0) return null;
  const sought = after ? (after.sought ?? []) : events;
  const comments = await tellFirst(look);
  for (const [n, comment] of comments.entries()) {
    if (after && inOrder(comment, after) <= 0) continue;
    if (!isWhole && missing().length === 0) return null;
    const asked = await tellAnswers(look, comment, missing().length > 0);
    const { at, id } = comment;
    if (asked && isFull(look) && n < comments.length - 1) return [post, missing(), { at, id, sought }];
  }
  // What came to be sought on the way may stand below a comment before the place where this look went on.
  const late = missing().filter((id) => !sought.includes(id));
  return after && late.length > 0 ? [post, late] : null;
}

const isFull = ({ page }: Look): boolean => page.made() >= mostCallsOf(page);

const named = ({ cursor, post }: Look, comment: Comment): Comment => {
  const known = cursor.posts.get(post);
  if (known) known.thread ??= comment.thread;
  return { ...comment, thread: known?.thread ?? comment.thread };
};

/** The comments of the post itself; their answers are another list each. */
async function tellFirst(look: Look): Promise<Comment[]> {
  const isMention = Boolean(look.cursor.posts.get(look.post)?.mention);
  const list = await (isMention ? belowMention(look) : allOf(look.page, listPath(look.post)));
  const all = readAll(Comment, list?.data ?? [], look.items, look.post).sort(inOrder);
  const comments = isMention ? all.filter(({ by }) => by === look.page.urn) : all;
  for (const comment of comments) tell(look, comment, comment.id);
  if (list?.whole) await tellGone(look, ([id, { root }]) => id === root);
  return comments;
}

/** Pages of comments under somebody else's post, where our own are looked for. */
const pagesBelowMention = 3;

/** What is said below somebody else's post may be kept from us; then the mention stands alone. */
async function belowMention({ page, post }: Look) {
  const outcome = await whole(() => allOf(page, listPath(post), pagesBelowMention));
  return outcome.kind === "refused" || outcome.kind === "narrowed" ? null : must(outcome);
}

/**
 * The answers to a first comment, where there are more or fewer of them than before, or where one is `sought` and LinkedIn
 * did not say how many there are. Says whether it asked.
 */
async function tellAnswers(look: Look, comment: Comment, sought: boolean): Promise<boolean> {
  const { thread, id } = named(look, comment);
  const before = look.cursor.messages.get(id)?.replies;
  const replies = comment.replies ?? -1;
  const isAlike = before === replies && !(sought && replies < 0);
  if (isAlike || (before === undefined && replies === 0)) return false;
  const list = await allOf(look.page, listPath(commentUrn(thread, id)));
  const answers = readAll(Comment, list?.data ?? [], look.items, look.post).sort(inOrder);
  // An old comment that is answered only now was never told.
  if (before === undefined && answers.some(({ at }) => at >= look.cursor.floor)) tell(look, comment, id, true);
  for (const answer of answers) tell(look, answer, id);
  if (list?.whole) await tellGone(look, ([one, { root }]) => root === id && one !== id);
  const now = look.cursor.messages.get(id);
  if (now) now.replies = replies;
  return true;
}

/** Tells a message that is new or has other words. What is older than the floor belongs to history, unless it must come. */
function tell(look: Look, given: Comment, root: string, mustCome = false): void {
  const { cursor, items, page, post } = look;
  const comment = named(look, given);
  const { id, at } = comment;
  look.seen.add(id);
  const before = cursor.messages.get(id);
  if (!before && at < cursor.floor && !mustCome) return;
  const sign = signOf(comment.text);
  if (before?.sign === sign) return;
  const edited = before ? comment.modified : null;
  const message = messageOf(comment, { root, post }, page.urn, edited);
  items.push(cursor.posts.get(post)?.mention ? underMention(message, post) : message);
  cursor.messages.set(id, { post, root, sign, at, edited, replies: before?.replies ?? 0 });
}

/** Where a comment stands: an answer below the comment it answers, which is known once it was told. */
function placeOf({ cursor, post }: Look, id: string): string {
  const root = cursor.messages.get(id)?.root ?? id;
  const thread = cursor.posts.get(post)?.thread;
  return pathOf(root === id || !thread ? post : commentUrn(thread, root), id);
}

/** Something happened to one comment: it is read alone. An answer that is not known is sought below its comment. */
async function tellSingle(look: Look, id: string): Promise<void> {
  const known = look.cursor.messages.get(id);
  const comment = Comment.safeParse(must(await look.page.find(placeOf(look, id)))).data;
  if (comment && (known || !comment.parent)) tell(look, comment, known?.root ?? id, true);
  else if (!comment && known) goes(look, id);
}

type Known = [string, Cursor["messages"] extends Map<string, infer Value> ? Value : never];

async function tellGone(look: Look, isMeant: (known: Known) => boolean): Promise<void> {
  const { page, cursor, post, seen } = look;
  const missing = [...cursor.messages].filter((one) => one[1].post === post && isMeant(one) && !seen.has(one[0]));
  for (const [id] of missing) if (must(await page.find(placeOf(look, id))) === null) goes(look, id);
}

/** A post that named the page is gone, with what was said below it. */
function goesWhole(look: Look): void {
  const { cursor, items, now, post } = look;
  for (const [id, known] of [...cursor.messages]) if (known.post === post && known.root === id) goes(look, id);
  if (cursor.posts.get(post)?.sign) items.push({ type: "deletion", externalId: post, at: now.toISOString() });
  cursor.posts.delete(post);
}

/** A comment is gone. With a first one goes all that was said below, our answers of this minute included. */
function goes({ cursor, items, now, post, seen }: Look, id: string): void {
  const thread = cursor.posts.get(post)?.thread;
  const root = cursor.messages.get(id)?.root;
  if (!thread) return;
  for (const [below, known] of [...cursor.messages])
    if (below === id || known.root === id) {
      const [externalId, whole] = [commentUrn(thread, below), below === known.root];
      items.push({ type: "deletion", externalId, at: now.toISOString(), below: whole });
      cursor.messages.delete(below);
      seen.add(below);
    }
  const above = root && cursor.messages.get(root);
  // One answer less and one more are as many as before: their number does not show the new one.
  if (above) above.replies = stirred;
}
