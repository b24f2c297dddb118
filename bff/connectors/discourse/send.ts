import type { Acted, Outcome, OutgoingAct, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { replyLimits } from "#shared/channel.ts";
import { graphemeLength } from "#shared/text.ts";
import { type Forum, isGone, isOurs, Post, plain, postOf } from "./api.ts";
import { addressOf } from "./told.ts";

const writes = "Global";
const sentOf = (forum: Forum, post: Post): SentReply => ({
  externalId: String(post.id),
  url: addressOf(forum, post),
  sentAt: new Date(post.created_at).toISOString(),
});
const refused = (reason: string) => ({ kind: "refused", reason }) as const;

export async function send(forum: Forum, reply: OutgoingReply): Promise<Outcome<SentReply>> {
  if (graphemeLength(reply.text) > replyLimits.discourse) return refused("The forum takes no reply as long as this.");
  const parent = await postOf(forum, reply.parentExternalId);
  if (parent.kind !== "ok") return parent;
  if (isGone(parent.value) || !parent.value) return refused("The post this answers is no longer there.");
  const before = await under(forum, parent.value, reply.text);
  if (before.kind !== "ok" || before.value) return before as Outcome<SentReply>;
  const { topic_id, post_number } = parent.value;
  const body = { raw: reply.text, topic_id, reply_to_post_number: post_number };
  const answer = await forum.call("/posts.json", { body, writing: true, fine: [422], scope: writes });
  if (answer.kind !== "ok") return answer;
  // The forum refuses the same words twice within minutes: they may be there, from the attempt before.
  if (answer.value.status === 422) {
    const there = await under(forum, parent.value, reply.text);
    if (there.kind !== "ok" || there.value) return there as Outcome<SentReply>;
    return refused(firstError(answer.value.body));
  }
  const made = Post.safeParse(answer.value.body);
  if (made.success) return { kind: "ok", value: sentOf(forum, made.data) };
  const waits = (answer.value.body as { action?: unknown } | undefined)?.action === "enqueued";
  return {
    kind: "unknown",
    reason: waits
      ? "The forum keeps the reply until one of its moderators approves it."
      : "The forum answered in a form that is not known.",
  };
}

function firstError(body: unknown): string {
  const { errors } = (body ?? {}) as { errors?: unknown };
  return Array.isArray(errors) && typeof errors[0] === "string"
    ? errors[0].slice(0, 200)
    : "The forum refuses this text.";
}

export async function findSent(forum: Forum, reply: OutgoingReply): Promise<Outcome<SentReply | null>> {
  const parent = await postOf(forum, reply.parentExternalId);
  // A forum keeps the answers below a deleted post, and lists them no more to who may not see that post.
  if (parent.kind === "refused" || (parent.kind === "ok" && !parent.value))
    return { kind: "unknown", reason: "The post this answers cannot be seen any more." };
  if (parent.kind !== "ok" || !parent.value) return parent as Outcome<null>;
  return under(forum, parent.value, reply.text);
}

/** A forum keeps no key of ours; the same words of ours under the same post are the same reply. */
const under = (forum: Forum, parent: Post, text: string): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    for (let after = 1, pages = 0; pages < 50; pages++) {
      const answer = must(await forum.call(`/posts/${parent.id}/replies.json?after=${after}`, { fine: [404] }));
      const listed = Array.isArray(answer.body) ? answer.body.flatMap((one) => Post.safeParse(one).data ?? []) : [];
      for (const one of listed.filter((reply) => isOurs(forum, reply) && !isGone(reply))) {
        // Lists leave out the words as they were typed.
        const post = must(await postOf(forum, String(one.id)));
        if (post && !isGone(post) && plain(post.raw ?? "") === plain(text)) return sentOf(forum, post);
      }
      const reached = Math.max(0, ...listed.map(({ post_number }) => post_number));
      if (listed.length < 20 || reached <= after) return null;
      after = reached;
    }
    return null;
  });

export async function remove(forum: Forum, externalId: string): Promise<Outcome<null>> {
  const there = await postOf(forum, externalId);
  if (there.kind !== "ok") return there;
  if (!there.value || isGone(there.value)) return { kind: "ok", value: null };
  if (!isOurs(forum, there.value)) return refused("Only own posts are taken away like this.");
  return takeAway(forum, externalId);
}

async function takeAway(forum: Forum, id: string): Promise<Outcome<null>> {
  const question = { method: "DELETE", writing: true, fine: [404, 410], due: "text", scope: writes } as const;
  const answer = await forum.call(`/posts/${id}.json`, { ...question, fine: [404, 410] });
  return answer.kind === "ok" ? { kind: "ok", value: null } : answer;
}

const likes = 2;
const flags = [3, 4, 7, 8, 10];
const inappropriate = 4;
const toModerators = 7;

export async function act(forum: Forum, { action, externalId, text }: OutgoingAct): Promise<Outcome<Acted>> {
  const done = (outcome: Outcome<unknown>): Outcome<Acted> =>
    outcome.kind === "ok" ? { kind: "ok", value: { externalId: null } } : outcome;
  const there = await postOf(forum, externalId);
  if (there.kind !== "ok") return there;
  const gone = !there.value || isGone(there.value);
  if (action === "removeTheirs") return gone ? done(there) : done(await takeAway(forum, externalId));
  if (gone || !there.value) return refused("The post is no longer there.");
  const acted = there.value.actions_summary.filter((one) => one.acted).map(({ id }) => id);
  const id = Number(externalId);
  const change = (path: string, method: string, body?: unknown, due: "json" | "text" = "json") =>
    forum.call(path, { method, writing: true, due, scope: writes, ...(body !== undefined && { body }) });
  if (action === "like")
    return acted.includes(likes)
      ? done(there)
      : done(await change("/post_actions.json", "POST", { id, post_action_type_id: likes }));
  if (action === "unlike")
    return acted.includes(likes)
      ? done(await change(`/post_actions/${id}.json?post_action_type_id=${likes}`, "DELETE", undefined, "text"))
      : done(there);
  if (action === "report") {
    if (acted.some((one) => flags.includes(one))) return done(there);
    const flag = text ? { post_action_type_id: toModerators, message: text } : { post_action_type_id: inappropriate };
    return done(await change("/post_actions.json", "POST", { id, ...flag }));
  }
  if (action !== "edit") return refused("A forum has no such action.");
  if (!isOurs(forum, there.value)) return refused("Only own posts are edited.");
  if (there.value.raw === text) return done(there);
  return done(await change(`/posts/${id}.json`, "PUT", { post: { raw: text ?? "" } }));
}
