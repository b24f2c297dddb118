import { must, whole } from "#bff/connectors/must.ts";
import { Notice } from "./api.ts";
import type { Cursor } from "./cursor.ts";
import { allOf } from "./lists.ts";
import type { Page } from "./page.ts";
import { enc } from "./urns.ts";

const begun = ["COMMENT", "ADMIN_COMMENT"];
const aboutComments = [...begun, "COMMENT_EDIT", "COMMENT_DELETE"];
const actions = [...aboutComments, "LIKE", "SHARE"];

/** LinkedIn keeps notifications for sixty days; a little is left for its clock and ours. */
const kept = 59 * 86_400_000;
const overlap = 10 * 60_000;

/** What happened since the last round, by post: the numbers of the comments it happened to, none for likes and shares. */
export type Happened = Map<string, Set<string>>;

/** A page may be read without being allowed its notifications; then every post is looked at in its turn. */
export async function happenedSince(page: Page, cursor: Cursor, now: Date): Promise<Happened> {
  const happened: Happened = new Map();
  const until = now.getTime();
  const since = cursor.noted ? Math.max(Date.parse(cursor.noted.until) - overlap, until - kept) : until;
  const before = new Set(cursor.noted?.ids);
  const asked = `q=criteria&organizationalEntity=${enc(page.urn)}&actions=List(${actions.join(",")})`;
  const range = `timeRange=(start:${since},end:${until})`;
  const path = `/rest/organizationalEntityNotifications?${asked}&${range}`;
  const outcome = await whole(() => allOf(page, path));
  const isAllowed = outcome.kind !== "refused" && outcome.kind !== "narrowed";
  const list = isAllowed ? must(outcome) : null;
  const ids = [...before];
  const byThread = new Map([...cursor.posts].flatMap(([urn, { thread }]) => (thread ? [[thread, urn] as const] : [])));
  for (const raw of list?.data ?? []) {
    const notice = Notice.safeParse(raw).data;
    if (!notice || before.has(notice.id)) continue;
    ids.push(notice.id);
    const post = notice.post ?? byThread.get(notice.activity ?? "");
    if (!post) continue;
    const comments = happened.get(post) ?? new Set();
    const { comment, action } = notice;
    // That something began which was told already is no news.
    const isNews = comment && !(begun.includes(action) && cursor.messages.has(comment));
    if (isNews && aboutComments.includes(action)) comments.add(comment);
    happened.set(post, comments);
  }
  cursor.noted = { until: now.toISOString(), ids };
  return happened;
}
