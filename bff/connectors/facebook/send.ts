import { z } from "zod";
import type { Acted, Outcome, OutgoingAct, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import type { Graph } from "#bff/connectors/meta/graph.ts";
import { iso, pagesOf, Time } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { replyLimits } from "#shared/channel.ts";
import { graphemeLength } from "#shared/text.ts";
import { Comment, commentFields } from "./page.ts";

const Made = z.object({ id: z.string(), created_time: Time.optional(), permalink_url: z.string().nullish() });

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
const sentOf = ({ id, created_time: at, permalink_url: url }: Comment): SentReply => ({
  externalId: id,
  url: url ?? null,
  sentAt: iso(at),
});

const mostPages = 10;

type Place = {
  /** it may have arrived already, so that not finding it in what was looked through says nothing */
  inDoubt: boolean;
  id: string /** answers to answers as well */;
  deep?: boolean /** nothing older is looked at */;
  since?: string;
};

/** Our newest comment at a place that says these words; null where there is none. */
async function oursAt(page: Graph, text: string, { id, inDoubt, deep, since = "" }: Place): Promise<Comment | null> {
  const query = {
    order: "reverse_chronological",
    limit: "100",
    fields: commentFields,
    ...(deep && { filter: "stream" }),
  };
  let pages = 0;
  for await (const { data } of pagesOf(page, `${id}/comments`, query)) {
    const comments = data.flatMap((raw) => Comment.safeParse(raw).data ?? []);
    const young = comments.filter((one) => iso(one.created_time) >= since);
    const found = young.find((one) => one.from?.id === page.id && plain(one.message) === plain(text));
    if (found) return found;
    if (young.length < comments.length) break;
    // Among more than that nobody knows; who has not sent yet is not kept from it.
    if (++pages >= mostPages)
      return inDoubt ? must<null>({ kind: "unknown", reason: "There is too much to look for the answer in." }) : null;
  }
  return null;
}

const Answered = Comment.pick({ created_time: true, parent: true }).partial();

/**
 * Whether one of our comments says the same at the same place. Facebook hangs an answer to an answer under the first
 * comment above it, so that is where it is looked for as well, among what is younger than the one answered. Where that
 * one went meanwhile, an attempt `inDoubt` did arrive when the same words stand anywhere in the thread.
 */
const lookUp = (page: Graph, reply: OutgoingReply, inDoubt: boolean): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    const { parentExternalId: parent, threadExternalId: root, text } = reply;
    // A post of a visitor hangs under nothing, and Facebook refuses the question.
    const fields = parent === root ? "id" : "created_time,parent{id}";
    const answered = must(await page.find(parent, { fields }));
    if (answered === null) return await leftBehind(page, reply, inDoubt);
    const { created_time: at, parent: above } = Answered.safeParse(answered).data ?? {};
    const direct = await oursAt(page, text, { id: parent, inDoubt });
    const found =
      direct ?? (above ? await oursAt(page, text, { id: above.id, inDoubt, since: at ? iso(at) : "" }) : null);
    return found && sentOf(found);
  });

/** Our answer that stands in the thread though what it answered is gone. */
async function leftBehind(
  page: Graph,
  { text, parentExternalId: parent, threadExternalId: root }: OutgoingReply,
  inDoubt: boolean,
) {
  if (!inDoubt || parent === root || must(await page.find(root, { fields: "id" })) === null) return null;
  const found = await oursAt(page, text, { id: root, inDoubt, deep: true });
  return found && sentOf(found);
}

export const findSent = (page: Graph, reply: OutgoingReply) => lookUp(page, reply, true);

/** Facebook has no key against sending twice, so every sending looks first whether the answer is already there. */
export const send = (page: Graph, reply: OutgoingReply, now: Date): Promise<Outcome<SentReply>> =>
  whole(async () => {
    if (graphemeLength(reply.text) > replyLimits.facebook)
      return must<SentReply>({ kind: "refused", reason: `Facebook takes ${replyLimits.facebook} characters.` });
    const before = must(await lookUp(page, reply, false));
    if (before) return before;
    const query = { fields: "id,created_time,permalink_url" };
    const answer = must(
      await page.change("POST", `${reply.parentExternalId}/comments`, query, { message: reply.text }),
    );
    const made = Made.safeParse(answer);
    if (!made.success)
      return must<SentReply>({ kind: "unknown", reason: "Facebook answered in a form that is not known." });
    const { id, created_time: at = now.toISOString(), permalink_url: url = null } = made.data;
    return { externalId: id, url, sentAt: iso(at) };
  });

export const remove = (page: Graph, id: string): Promise<Outcome<null>> =>
  whole(async () => {
    const there = must(await page.find(id, { fields: "from{id}" })) as { from?: { id?: string } } | null;
    if (there === null) return null;
    if (there.from?.id !== page.id)
      return must<null>({ kind: "refused", reason: "Only the Page's own comments can be taken back." });
    must(await page.change("DELETE", id));
    return null;
  });

const MessageSent = z.object({ message_id: z.string().optional() });

export const act = (page: Graph, done: OutgoingAct): Promise<Outcome<Acted>> =>
  whole(async () => {
    const { action, externalId: id, text } = done;
    if (action === "privateReply") return privateReply(page, done);
    if (action === "like") must(await page.change("POST", `${id}/likes`));
    else if (action === "unlike") must(await page.change("DELETE", `${id}/likes`));
    else if (action === "hide" || action === "unhide")
      must(await page.change("POST", id, {}, { is_hidden: action === "hide" }));
    else if (action === "edit") must(await page.change("POST", id, {}, { message: text ?? "" }));
    else if (action === "removeTheirs") {
      if (must(await page.find(id, { fields: "id" })) !== null) must(await page.change("DELETE", id));
    } else return must<Acted>({ kind: "refused", reason: "Facebook has no such action for Pages." });
    return { externalId: null };
  });

/** A message to whoever wrote a comment or a post on the Page: Facebook allows one, within seven days. */
async function privateReply(page: Graph, { externalId, threadExternalId, postExternalId, text }: OutgoingAct) {
  const isPost = postExternalId === null && externalId === threadExternalId;
  const recipient = isPost ? { post_id: externalId } : { comment_id: externalId };
  const body = { recipient, message: { text: text ?? "" } };
  const answer = must(await page.change("POST", `${page.id}/messages`, {}, body));
  return { externalId: MessageSent.safeParse(answer).data?.message_id ?? null };
}
