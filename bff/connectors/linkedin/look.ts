import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { must } from "#bff/connectors/must.ts";
import { Comment } from "./api.ts";
import type { Cursor } from "./cursor.ts";
import { allOf, perPage, readAll } from "./lists.ts";
import type { Page } from "./page.ts";
import { messageOf, signOf } from "./told.ts";
import { commentUrn, listPath, pathOf } from "./urns.ts";

export type Round = { page: Page; cursor: Cursor; items: IncomingItem[]; now: Date };

/** One look at the comments of a post: `seen` are the numbers of those that were there. */
type Look = Round & { post: string; seen: Set<string> };

/**
 * Looks at the comments of a post: all of them, or, where they are many and it is known what happened, those alone.
 * What was told once and is missing where everything was read is asked for singly before it counts as deleted.
 */
export async function lookAt(round: Round, post: string, events: string[]): Promise<void> {
  const { page, cursor, items, now } = round;
  const look: Look = { ...round, post, seen: new Set() };
  const known = cursor.posts.get(post);
  if (known) known.seen = now.toISOString();
  const size = [...cursor.messages].filter(([id, one]) => one.post === post && one.root === id).length;
  const isOld = known !== undefined && known.at < cursor.floor;
  if (events.length === 0 || (events.length >= Math.ceil(size / perPage) && !isOld)) {
    const list = await allOf(page, listPath(post));
    const comments = readAll(Comment, list?.data ?? [], items, post).sort((a, b) => a.at.localeCompare(b.at));
    for (const comment of comments) await tellThread(look, comment);
    if (list?.whole) await tellGone(look, ([id, { root }]) => id === root);
  }
  for (const id of events) if (!look.seen.has(id)) await tellSingle(look, id);
}

const named = ({ cursor, post }: Look, comment: Comment): Comment => {
  const known = cursor.posts.get(post);
  if (known) known.thread ??= comment.thread;
  return { ...comment, thread: known?.thread ?? comment.thread };
};

/** A first comment, and its answers where there are more or fewer of them than before. */
async function tellThread(look: Look, comment: Comment): Promise<void> {
  const before = look.cursor.messages.get(comment.id)?.replies;
  const { thread, id } = named(look, comment);
  tell(look, comment, id);
  const known = look.cursor.messages.get(id);
  const replies = comment.replies ?? -1;
  if (before === replies || (before === undefined && replies === 0)) return;
  const list = await allOf(look.page, listPath(commentUrn(thread, id)));
  const answers = readAll(Comment, list?.data ?? [], look.items, look.post).sort((a, b) => a.at.localeCompare(b.at));
  // An old comment that is answered only now was never told.
  if (!known && answers.some(({ at }) => at >= look.cursor.floor)) tell(look, comment, id, true);
  for (const answer of answers) tell(look, answer, id);
  if (list?.whole) await tellGone(look, ([one, { root }]) => root === id && one !== id);
  const now = look.cursor.messages.get(id);
  if (now) now.replies = replies;
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
  items.push(messageOf(comment, { root, post }, page.urn, edited));
  cursor.messages.set(id, { post, root, sign, at, edited, replies: before?.replies ?? 0 });
}

async function single({ page, cursor, post }: Look, id: string): Promise<Comment | null> {
  const root = cursor.messages.get(id)?.root ?? id;
  const thread = cursor.posts.get(post)?.thread;
  const above = root === id || !thread ? post : commentUrn(thread, root);
  return Comment.safeParse(must(await page.find(pathOf(above, id)))).data ?? null;
}

/** Something happened to one comment: it is read alone, with the one it answers where that is not known. */
async function tellSingle(look: Look, id: string): Promise<void> {
  const { cursor } = look;
  const comment = await single(look, id);
  if (!comment) {
    if (cursor.messages.has(id)) await tellGone(look, ([one]) => one === id);
    return;
  }
  const { parent } = comment;
  if (parent && !cursor.messages.has(parent)) {
    const above = await single(look, parent);
    if (above) tell(look, above, parent, true);
  }
  tell(look, comment, parent ? (cursor.messages.get(parent)?.root ?? parent) : id, true);
}

type Known = [string, Cursor["messages"] extends Map<string, infer Value> ? Value : never];

async function tellGone(look: Look, isMeant: (known: Known) => boolean): Promise<void> {
  const { page, cursor, items, now, post, seen } = look;
  const thread = cursor.posts.get(post)?.thread;
  if (!thread) return;
  const missing = [...cursor.messages].filter((one) => one[1].post === post && isMeant(one) && !seen.has(one[0]));
  for (const [id, { root }] of missing) {
    const above = root === id ? post : commentUrn(thread, root);
    if (must(await page.find(pathOf(above, id))) !== null) continue;
    for (const [below, known] of [...cursor.messages])
      if (below === id || known.root === id) {
        // With a first comment goes all that was said below, our answers of this minute included.
        const [externalId, whole] = [commentUrn(thread, below), below === known.root];
        items.push({ type: "deletion", externalId, at: now.toISOString(), below: whole });
        cursor.messages.delete(below);
      }
  }
}
