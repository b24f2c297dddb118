import { z } from "zod";
import type { Acted, Outcome, OutgoingAct, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { longestPost } from "./about.ts";
import type { Post, X } from "./api.ts";
import { allOf, postsAt } from "./read.ts";
import { iso, saysTheSame } from "./told.ts";
import { weightedLength } from "./weighted.ts";

const Made = z.object({ data: z.object({ id: z.string() }) });

const sentOf = (post: Post): SentReply => ({
  externalId: post.id,
  url: `https://x.com/i/status/${post.version}`,
  sentAt: iso(post.at),
});

const uninvited = /not been mentioned or otherwise engaged|where you are mentioned/i;
const onlyInvited =
  "X lets apps answer only people who name the account or quote its post, and this person did neither. Answer on X itself.";

/** X refuses the same words twice, which is how a second attempt learns that the first arrived. */
export const send = (x: X, reply: OutgoingReply, now: Date): Promise<Outcome<SentReply>> =>
  whole(async () => {
    if (weightedLength(reply.text) > longestPost)
      must({
        kind: "refused",
        reason: "X takes 280 characters; links count 23, Chinese, Japanese, Korean and emoji two each.",
      });
    const body = {
      text: reply.text,
      reply: { in_reply_to_tweet_id: reply.parentExternalId },
    };
    const outcome = await x.change("POST", "/2/tweets", { body });
    if (outcome.kind === "refused" && /duplicate/i.test(outcome.reason)) {
      const before = must(await findSent(x, reply));
      if (before) return before;
      must({
        kind: "refused",
        reason:
          "X refuses words it saw a moment ago, and they do not stand under this message. Look there on X first. Change them a little if they are really missing.",
      });
    }
    if (outcome.kind === "refused" && uninvited.test(outcome.reason)) must({ kind: "refused", reason: onlyInvited });
    const made = Made.safeParse(must(outcome).body);
    const unclear = { kind: "unknown" as const, reason: "X answered in a form that is not known." };
    const id = must(made.success ? { kind: "ok", value: made.data.data.id } : unclear);
    return { externalId: id, url: `https://x.com/i/status/${id}`, sentAt: now.toISOString() };
  });

/**
 * Whether one of our answers under the same post, in whichever of its versions, says the same. All that are younger
 * than it are looked through.
 */
export const findSent = (x: X, reply: OutgoingReply): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    const { posts } = await allOf(x, `/2/users/${x.id}/tweets`, { since_id: reply.parentExternalId });
    const above = (await postsAt(x, [reply.parentExternalId])).posts.flatMap(({ versions }) => versions);
    const under = posts.filter(({ parent }) => parent !== null && [reply.parentExternalId, ...above].includes(parent));
    const found = under.find((post) => saysTheSame(post, reply.text));
    return found ? sentOf(found) : null;
  });

export const remove = (x: X, externalId: string): Promise<Outcome<null>> =>
  whole(async () => {
    const [there] = (await postsAt(x, [externalId])).posts;
    if (!there) return null;
    if (there.author !== x.id) must({ kind: "refused", reason: "Only own posts can be taken away." });
    must(await x.change("DELETE", `/2/tweets/${there.version}`, { fine: [404] }));
    return null;
  });

export const act = (x: X, { action, externalId, authorExternalId: person }: OutgoingAct): Promise<Outcome<Acted>> =>
  whole(async () => {
    const own = `/2/users/${x.id}`;
    const hidden = `/2/tweets/${externalId}/hidden`;
    const calls: Partial<Record<OutgoingAct["action"], [string, string, object?]>> = {
      hide: ["PUT", hidden, { hidden: true }],
      unhide: ["PUT", hidden, { hidden: false }],
      mute: ["POST", `${own}/muting`, { target_user_id: person ?? "" }],
      unmute: ["DELETE", `${own}/muting/${person}`],
    };
    const call = calls[action];
    const [method, path, body] = must(
      call ? { kind: "ok", value: call } : { kind: "refused", reason: "X has no such action." },
    );
    must(await x.change(method, path, body && { body }));
    return { externalId: null };
  });
