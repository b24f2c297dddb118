import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { afterOf, iso, type List, pagesOf, readAll } from "#bff/connectors/meta/lists.ts";
import type { Enough } from "#bff/connectors/meta/pass.ts";
import { type Account, Comment, commentFields, Media, mediaFields, plainFields } from "./media.ts";

export const perPage = "10";
const mostPages = 60;

/** The account's posts with their newest comments, newest first, until there are enough. */
export async function readMedia(
  account: Account,
  items: IncomingItem[],
  enough: (count: number, oldest: string) => boolean,
): Promise<{ media: Media[]; whole: boolean }> {
  const media: Media[] = [];
  let pages = 0;
  const query = { fields: mediaFields, limit: perPage };
  for await (const { data, after } of pagesOf(account, `${account.id}/media`, query)) {
    media.push(...readAll(Media, data, items));
    if (after === null) return { media, whole: true };
    pages += 1;
    const oldest = media.at(-1);
    if (pages >= mostPages || (oldest && enough(media.length, iso(oldest.timestamp)))) break;
  }
  return { media, whole: false };
}

/** Comments of a post and the answers to them, oldest first: two levels, as Instagram has no more. */
export async function readComments(account: Account, media: Media, items: IncomingItem[], enough: Enough) {
  const first = readAll(Comment, media.comments?.data ?? [], items);
  let after = media.comments ? afterOf(media.comments) : null;
  const isEnough = () => {
    const oldest = first.at(-1);
    return oldest !== undefined && enough(oldest.id, iso(oldest.timestamp));
  };
  if (after !== null && !isEnough())
    for await (const read of pagesOf(account, `${media.id}/comments`, { fields: commentFields, limit: "50" }, after)) {
      first.push(...readAll(Comment, read.data, items));
      after = read.after;
      if (isEnough()) break;
    }
  const all = new Map<string, Comment>();
  for (const comment of first.sort(byTime)) {
    all.set(comment.id, comment);
    const answers = comment.replies ? await readAnswers(account, comment.id, comment.replies, items) : [];
    for (const answer of answers.sort(byTime)) all.set(answer.id, { ...answer, parent_id: comment.id });
  }
  return { comments: [...all.values()], whole: after === null };
}

async function readAnswers(account: Account, id: string, list: List, items: IncomingItem[]): Promise<Comment[]> {
  const answers = readAll(Comment, list.data, items);
  const after = afterOf(list);
  if (after !== null)
    for await (const { data } of pagesOf(account, `${id}/replies`, { fields: plainFields, limit: "50" }, after))
      answers.push(...readAll(Comment, data, items));
  return answers;
}

export const byTime = (a: Comment, b: Comment): number => iso(a.timestamp).localeCompare(iso(b.timestamp));
