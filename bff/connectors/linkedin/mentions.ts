import { must } from "#bff/connectors/must.ts";
import { Post } from "./api.ts";
import type { KnownPost } from "./cursor.ts";
import type { Round } from "./look.ts";
import { mentionOf, signOf, unreadMention } from "./told.ts";
import { enc } from "./urns.ts";

const closed = "LinkedIn does not let this app read the post that names the page, and tells nothing of what it says.";

/**
 * Tells a post of somebody else that names the page, if it is new or says something else. Where LinkedIn keeps the post
 * itself from the app, the words of the notification are told once. False where it is gone, or our own.
 */
export async function hasMention({ page, items, post: urn }: Round & { post: string }, known: KnownPost) {
  const answer = await page.find(`/rest/posts/${enc(urn)}`);
  if (answer.kind === "refused" || answer.kind === "narrowed") {
    tellNoticed(items, urn, known);
    return true;
  }
  const raw = must(answer);
  if (raw === null) return false;
  const post = Post.safeParse(raw).data;
  if (!post) {
    if (!known.sign) items.push(unreadMention(urn, raw, "LinkedIn's post is in a form that is not known."));
    known.sign ||= unread;
    return true;
  }
  if (post.by === page.urn) return false;
  const sign = signOf(post.words);
  if (known.sign !== sign) items.push(mentionOf(urn, post, known.sign && known.sign !== unread ? post.modified : null));
  Object.assign(known, { sign, at: post.at });
  return true;
}

/** The sign of a mention that was kept raw. */
const unread = "unread";

function tellNoticed(items: Round["items"], urn: string, known: KnownPost): void {
  const { by, text } = known.mention ?? {};
  if (known.sign) return;
  if (by && text) {
    items.push(mentionOf(urn, { by, words: text, at: known.at }, null));
    known.sign = signOf(text);
  } else {
    items.push(unreadMention(urn, known.mention, closed));
    known.sign = unread;
  }
}
