import type {
  Acted,
  ChannelAccess,
  Outcome,
  OutgoingAct,
  OutgoingReply,
  SentReply,
} from "#bff/connectors/connector.ts";
import { textOfHtml } from "#bff/connectors/html-text.ts";
import { replyLimits } from "#shared/channel.ts";
import { graphemeLength } from "#shared/text.ts";
import { type Blog, Comment } from "./api.ts";
import { isGone, isoOf } from "./told.ts";

/** WordPress reads a comment as HTML; what a person typed is to be seen as they typed it. */
const asHtml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

const sentOf = (comment: Comment): SentReply => ({
  externalId: String(comment.id),
  url: comment.link,
  sentAt: isoOf(comment.date_gmt),
});

export async function send(blog: Blog, reply: OutgoingReply): Promise<Outcome<SentReply>> {
  if (graphemeLength(reply.text) > replyLimits.wordpress)
    return { kind: "refused", reason: "The blog takes no comment as long as this." };
  const parent = await blog.comment(reply.parentExternalId);
  if (parent.kind !== "ok") return parent;
  if (!parent.value || isGone(parent.value))
    return { kind: "refused", reason: "The comment this answers is no longer there." };
  const body = { post: parent.value.post, parent: parent.value.id, content: asHtml(reply.text) };
  const answer = await blog.call("/comments", { body, writing: true, fine: [409] });
  if (answer.kind !== "ok") return answer;
  // The blog refuses the same words twice: they are there, from the attempt before.
  if (answer.value.status === 409) {
    const there = await findSent(blog, reply);
    if (there.kind !== "ok" || there.value) return there as Outcome<SentReply>;
    return { kind: "refused", reason: "The blog says that this was said before (409), and does not show where." };
  }
  const made = Comment.safeParse(answer.value.body);
  return made.success
    ? { kind: "ok", value: sentOf(made.data) }
    : { kind: "unknown", reason: "The blog answered in a form that is not known." };
}

/** A blog keeps no key of ours, and never has the same words of one author twice under one comment: so they are the key. */
export async function findSent(blog: Blog, reply: OutgoingReply): Promise<Outcome<SentReply | null>> {
  const query = { parent: reply.parentExternalId, author: String(blog.userId), orderby: "date_gmt", order: "desc" };
  const found = await blog.list("comments", blog.moderates ? query : { parent: reply.parentExternalId });
  if (found.kind !== "ok") return found;
  for (const item of found.value.items) {
    const comment = Comment.safeParse(item).data;
    if (!comment || comment.author !== blog.userId) continue;
    if (plain(textOfHtml(comment.content.rendered)) === plain(reply.text))
      return { kind: "ok", value: sentOf(comment) };
  }
  // A blog hangs the answers below a comment that is gone for good under the one above it.
  const parent = await blog.comment(reply.parentExternalId);
  if (parent.kind !== "ok") return parent;
  if (!parent.value) return { kind: "unknown", reason: "The comment this answers cannot be seen any more." };
  return { kind: "ok", value: null };
}

export async function remove(blog: Blog, externalId: string): Promise<Outcome<null>> {
  const there = await blog.comment(externalId);
  if (there.kind !== "ok") return there;
  if (!there.value || isGone(there.value)) return { kind: "ok", value: null };
  if (there.value.author !== blog.userId)
    return { kind: "refused", reason: "Only own comments are taken away like this." };
  return throwAway(blog, externalId);
}

// Into the bin where the blog has one, so that a person can bring it back.
async function throwAway(blog: Blog, id: string): Promise<Outcome<null>> {
  const answer = await blog.call(`/comments/${id}`, { method: "DELETE", writing: true, fine: [404, 410, 501] });
  if (answer.kind !== "ok") return answer;
  if (answer.value.status !== 501) return { kind: "ok", value: null };
  const whole = await blog.call(`/comments/${id}`, {
    method: "DELETE",
    query: { force: "true" },
    writing: true,
    fine: [404],
  });
  return whole.kind === "ok" ? { kind: "ok", value: null } : whole;
}

const statusOf: Partial<Record<OutgoingAct["action"], string>> = { hide: "hold", unhide: "approved", report: "spam" };

export async function act(
  blog: Blog,
  _access: ChannelAccess,
  { action, externalId, text }: OutgoingAct,
): Promise<Outcome<Acted>> {
  const done = (outcome: Outcome<unknown>): Outcome<Acted> =>
    outcome.kind === "ok" ? { kind: "ok", value: { externalId: null } } : outcome;
  if (action === "removeTheirs") return done(await throwAway(blog, externalId));
  const status = statusOf[action];
  if (!status && action !== "edit") return { kind: "refused", reason: "A blog has no such action." };
  const body = status ? { status } : { content: asHtml(text ?? "") };
  return done(await blog.call(`/comments/${externalId}`, { body, writing: true }));
}
