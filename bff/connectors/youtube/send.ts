import type { Acted, Outcome, OutgoingAct, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { graphemeLength } from "#shared/text.ts";
import { longestComment } from "./about.ts";
import { Comment } from "./api.ts";
import { commentsAt, repliesBelow } from "./read.ts";
import { commentUrl, isOurs, iso, textOf } from "./told.ts";
import type { Tube } from "./tube.ts";

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

const sentOf = (comment: Comment, video: string | null): SentReply => ({
  externalId: comment.id,
  url: commentUrl(comment.snippet.videoId ?? video, comment.id),
  sentAt: iso(comment.snippet.publishedAt),
});

/**
 * Threads are flat, so an answer to an answer names the person, as YouTube's own page does; null when what is answered
 * is no longer there. The names also keep the same words to two people in one thread apart (see `send`).
 */
async function wordsOf(
  tube: Tube,
  { text, parentExternalId, threadExternalId }: OutgoingReply,
): Promise<string | null> {
  if (parentExternalId === threadExternalId) return text;
  const parent = must(await one(tube, parentExternalId));
  if (!parent) return null;
  const name = parent.snippet.authorDisplayName ?? "";
  const named = text.toLowerCase().includes(name.toLowerCase());
  return isOurs(parent, tube.channel) || !name.startsWith("@") || named ? text : `${name} ${text}`;
}

const one = (tube: Tube, id: string): Promise<Outcome<Comment | null>> =>
  whole(async () => {
    const { there, unsaid } = await commentsAt(tube, [id]);
    if (unsaid.has(id)) must({ kind: "refused", reason: "YouTube does not show this comment to the channel." });
    return there.get(id) ?? null;
  });

/** `named`: whom it answers is not known any more, so that any name may stand before the words. */
async function lookUp(tube: Tube, reply: OutgoingReply, words: string, named = false): Promise<SentReply | null> {
  const below = await repliesBelow(tube, reply.threadExternalId);
  const bare = (text: string) => plain(named ? text.replace(/^@\S+\s+/, "") : text);
  const said = below.filter((comment) => isOurs(comment, tube.channel));
  const found = said.find((comment) => bare(textOf(comment)) === bare(words));
  return found ? sentOf(found, reply.postExternalId) : null;
}

/**
 * YouTube knows no key that makes two requests one, so each attempt looks first (one unit of 51) whether the same words
 * of ours stand in the thread already, and takes them for this answer.
 */
export const send = (tube: Tube, reply: OutgoingReply): Promise<Outcome<SentReply>> =>
  whole(async () => {
    const words = must(await sendable(tube, reply));
    const before = await lookUp(tube, reply, words);
    if (before) return before;
    const answer = must(
      await tube.write((api) =>
        api.comments.insert({
          part: ["snippet"],
          requestBody: { snippet: { parentId: reply.threadExternalId, textOriginal: words } },
        }),
      ),
    );
    const made = Comment.safeParse(answer.body);
    const unclear = { kind: "unknown" as const, reason: "YouTube answered in a form that is not known." };
    return sentOf(must(made.success ? { kind: "ok", value: made.data } : unclear), reply.postExternalId);
  });

async function sendable(tube: Tube, reply: OutgoingReply): Promise<Outcome<string>> {
  const words = await wordsOf(tube, reply);
  if (words === null) return { kind: "refused", reason: "What this answers is no longer there." };
  if (graphemeLength(words) <= longestComment) return { kind: "ok", value: words };
  return { kind: "refused", reason: "YouTube takes 10,000 characters, the name of the person included." };
}

export const findSent = (tube: Tube, reply: OutgoingReply): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    const words = await wordsOf(tube, reply);
    return lookUp(tube, reply, words ?? reply.text, words === null);
  });

export const remove = (tube: Tube, externalId: string): Promise<Outcome<null>> =>
  whole(async () => {
    const there = must(await one(tube, externalId));
    if (!there) return null;
    if (!isOurs(there, tube.channel)) must({ kind: "refused", reason: "Only own comments can be taken back." });
    must(await tube.write((api) => api.comments.delete({ id: externalId }), [404]));
    return null;
  });

const statuses = { hide: "heldForReview", unhide: "published", removeTheirs: "rejected" } as const;

export const act = (tube: Tube, { action, externalId, text }: OutgoingAct): Promise<Outcome<Acted>> =>
  whole(async () => {
    if (action === "edit") {
      const requestBody = { id: externalId, snippet: { textOriginal: text ?? "" } };
      must(await tube.write((api) => api.comments.update({ part: ["snippet"], requestBody })));
    } else if (action === "hide" || action === "unhide" || action === "removeTheirs") {
      const moderationStatus = statuses[action];
      must(await tube.write((api) => api.comments.setModerationStatus({ id: [externalId], moderationStatus })));
    } else must({ kind: "refused", reason: "YouTube has no such action." });
    return { externalId: null };
  });
