import { must, whole } from "#bff/connectors/must.ts";
import { Notice } from "./api.ts";
import { allOf } from "./lists.ts";
import type { Round } from "./look.ts";
import { unreadMention } from "./told.ts";
import { enc } from "./urns.ts";

const begun = ["COMMENT", "ADMIN_COMMENT"];
const aboutComments = [...begun, "COMMENT_EDIT", "COMMENT_DELETE"];
/** A tag in somebody's post. LinkedIn tells of none in a comment: no action of its list is about that. */
const mentioned = "SHARE_MENTION";
const actions = [...aboutComments, "LIKE", "SHARE", mentioned];

/** LinkedIn keeps notifications for sixty days; a little is left for its clock and ours. */
const kept = 59 * 86_400_000;
const overlap = 10 * 60_000;

/** What happened since the last round, by post: the numbers of the comments it happened to, none for likes and shares. */
export type Happened = Map<string, Set<string>>;

/**
 * A page may be read without being allowed its notifications; then every post is looked at in its turn. The first time
 * only mentions are asked for, because everything else is read as it stands. New ones wait in the cursor for their look.
 */
export async function happenedSince({ page, cursor, items, now }: Round): Promise<Happened> {
  const happened: Happened = new Map();
  const until = now.getTime();
  const from = cursor.noted ? Date.parse(cursor.noted.until) - overlap : Date.parse(cursor.floor);
  const since = Math.max(from, until - kept);
  const before = new Set(cursor.noted?.ids);
  const wanted = cursor.noted ? actions : [mentioned];
  const asked = `q=criteria&organizationalEntity=${enc(page.urn)}&actions=List(${wanted.join(",")})`;
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
    if (notice.action === mentioned) {
      keepMention(notice, raw, { cursor, items, now });
      continue;
    }
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

function keepMention({ mention, at, id }: Notice, raw: unknown, { cursor, items, now }: Omit<Round, "page">): void {
  if (!mention) items.push(unreadMention(null, raw, `LinkedIn names no post in notification ${id}.`));
  else if (!cursor.posts.has(mention.urn))
    cursor.posts.set(mention.urn, {
      at: at ?? now.toISOString(),
      ...{ sign: "", counts: "", thread: null, seen: "", isAd: false },
      mention: { by: mention.by, text: mention.text },
    });
}
