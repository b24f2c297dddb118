import { z } from "zod";
import type { Acted, Outcome, OutgoingAct, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { afterOf, iso, List, pageAt, Time } from "#bff/connectors/meta/lists.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { replyLimits } from "#shared/channel.ts";
import { graphemeLength } from "#shared/text.ts";
import { answerAt, answerMention, mentionAt } from "./answer-mention.ts";
import { type Account, Comment, isOurs, plainFields } from "./media.ts";

const Made = z.object({ id: z.string(), timestamp: Time.optional() });

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

const mostPages = 10;

/** Our answers under a comment, as many as a thousand are looked through; none where it is gone. */
async function oursUnder(account: Account, id: string): Promise<{ ours: Comment[]; whole: boolean }> {
  const query = { fields: plainFields, limit: "100" };
  const first = List.safeParse(must(await account.find(`${id}/replies`, query))).data;
  const all = [...(first?.data ?? [])];
  let after = first ? afterOf(first) : null;
  for (let page = 1; after !== null && page < mostPages; page++) {
    const more = await pageAt(account, `${id}/replies`, query, after);
    all.push(...more.data);
    after = more.after;
  }
  const ours = all.flatMap((raw) => Comment.safeParse(raw).data ?? []).filter((comment) => isOurs(comment, account));
  return { ours, whole: after === null };
}

/**
 * Whether one of our answers in the thread says the same. Instagram hangs every answer under the first comment; where an
 * answer was answered, only what is younger than that can be it. Where that went meanwhile, an attempt `inDoubt` did
 * arrive when the same words stand there.
 */
const lookUp = (account: Account, reply: OutgoingReply, inDoubt: boolean): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    const { parentExternalId: parent, threadExternalId: root, text } = reply;
    const mention = await mentionAt(account, reply);
    if (mention) return must(await answerAt(account, mention, (one) => plain(one) === plain(text)));
    let since = "";
    if (parent !== root) {
      const answered = Made.safeParse(must(await account.find(parent, { fields: "timestamp" }))).data;
      if (!answered?.timestamp && !inDoubt) return null;
      since = answered?.timestamp ? iso(answered.timestamp) : "";
    }
    const { ours, whole: all } = await oursUnder(account, root);
    const found = ours.find((one) => plain(one.text) === plain(text) && iso(one.timestamp) >= since);
    // Among more than that nobody knows; who has not sent yet is not kept from it.
    if (!found && !all && inDoubt) must({ kind: "unknown", reason: "There is too much to look for the answer in." });
    return found ? { externalId: found.id, url: null, sentAt: iso(found.timestamp) } : null;
  });

export const findSent = (account: Account, reply: OutgoingReply) => lookUp(account, reply, true);

/** Instagram has no key against sending twice, so every sending looks first whether the answer is already there. */
export const send = (account: Account, reply: OutgoingReply, now: Date): Promise<Outcome<SentReply>> =>
  whole(async () => {
    if (graphemeLength(reply.text) > replyLimits.instagram)
      return must<SentReply>({ kind: "refused", reason: `Instagram takes ${replyLimits.instagram} characters.` });
    const mention = await mentionAt(account, reply);
    const alike = (text: string) => plain(text) === plain(reply.text);
    if (mention) return answerMention(account, mention, reply.text, { now, alike });
    const before = must(await lookUp(account, reply, false));
    if (before) return before;
    const path = `${reply.parentExternalId}/replies`;
    const made = Made.safeParse(must(await account.change("POST", path, {}, { message: reply.text }))).data;
    if (!made) return must<SentReply>({ kind: "unknown", reason: "Instagram answered in a form that is not known." });
    return { externalId: made.id, url: null, sentAt: iso(made.timestamp ?? now.toISOString()) };
  });

export const remove = (account: Account, id: string): Promise<Outcome<null>> =>
  whole(async () => {
    const there = Comment.partial().safeParse(must(await account.find(id, { fields: "from,username" }))).data;
    if (!there) return null;
    if (!isOurs(there, account))
      return must<null>({ kind: "refused", reason: "Only the account's own comments can be taken back." });
    must(await account.change("DELETE", id));
    return null;
  });

const MessageSent = z.object({ message_id: z.string().optional() });

export const act = (account: Account, { action, externalId: id, text }: OutgoingAct): Promise<Outcome<Acted>> =>
  whole(async () => {
    if (action === "hide" || action === "unhide")
      must(await account.change("POST", id, {}, { hide: action === "hide" }));
    else if (action === "removeTheirs") {
      if (must(await account.find(id, { fields: "id" })) !== null) must(await account.change("DELETE", id));
    } else if (action === "privateReply") {
      const body = { recipient: { comment_id: id }, message: { text: text ?? "" } };
      const sent = must(await account.change("POST", `${account.pageId}/messages`, {}, body));
      return { externalId: MessageSent.safeParse(sent).data?.message_id ?? null };
    } else return must<Acted>({ kind: "refused", reason: "Instagram has no such action for apps." });
    return { externalId: null };
  });
