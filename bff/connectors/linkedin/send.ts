import type { Acted, Outcome, OutgoingAct, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { replyLimits } from "#shared/channel.ts";
import { Comment } from "./api.ts";
import { allOf } from "./lists.ts";
import type { Page } from "./page.ts";
import { linkTo } from "./told.ts";
import { commentUrn, enc, listPath, partsOf, pathOf } from "./urns.ts";

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

const sentOf = ({ thread, id, at }: Pick<Comment, "thread" | "id" | "at">): SentReply => ({
  externalId: commentUrn(thread, id),
  url: linkTo(thread, id),
  sentAt: at,
});

type Placed = { thread: string; id: string };
const placeOf = (urn: string): Placed =>
  partsOf(urn) ?? must<Placed>({ kind: "refused", reason: "This is no comment of LinkedIn." });

async function commentAt(page: Page, path: string): Promise<Comment | null> {
  const answer = must(await page.find(path));
  if (answer === null) return null;
  const comment = Comment.safeParse(answer);
  const unclear = { kind: "refused" as const, reason: "LinkedIn answered in a form that is not known." };
  return must(comment.success ? { kind: "ok", value: comment.data } : unclear);
}

/** Where an answer is put: below a post or a first comment. `isDirect`: it answers that itself, not what stands below. */
type Below = { above: string; object: string; first: string | null; isDirect: boolean };

/**
 * LinkedIn hangs an answer to an answer under the first comment. The thread of a mention is somebody else's post, where
 * the first comments are ours. Null where that comment is gone.
 */
async function belowWhat(page: Page, { parentExternalId: parent, threadExternalId: root }: OutgoingReply) {
  const comment = partsOf(root);
  if (!comment) page.toElsewhere();
  const direct = { isDirect: parent === root };
  if (comment) return { ...direct, above: root, object: comment.thread, first: root } satisfies Below;
  if (direct.isDirect) return { ...direct, above: root, object: root, first: null } satisfies Below;
  const { thread, id } = placeOf(parent);
  const above = await aboveOf(page, root, id);
  if (!above) return null;
  const first = above === root ? commentUrn(thread, id) : above;
  return { above: first, object: thread, first, isDirect: above === root } satisfies Below;
}

/** What a comment stands below in the thread of a mention: the post, or one of our comments there; null where it is gone. */
async function aboveOf(page: Page, post: string, id: string): Promise<string | null> {
  if (await commentAt(page, pathOf(post, id))) return post;
  const list = await allOf(page, listPath(post));
  const ours = (list?.data ?? []).flatMap((raw) => Comment.safeParse(raw).data ?? []);
  for (const one of ours.filter(({ by }) => by === page.urn)) {
    const urn = commentUrn(one.thread, one.id);
    if (await commentAt(page, pathOf(urn, id))) return urn;
  }
  return null;
}

/**
 * Whether one of our answers in the thread says the same. Only what is younger than the answer answered counts. Where
 * that one went meanwhile, an attempt `inDoubt` did arrive when the same words stand there.
 */
async function lookUp(page: Page, reply: OutgoingReply, { above, isDirect }: Below, inDoubt: boolean) {
  const list = await allOf(page, listPath(above));
  const answers = (list?.data ?? []).flatMap((raw) => Comment.safeParse(raw).data ?? []);
  const same = answers.filter(({ by, text: words }) => by === page.urn && plain(words) === plain(reply.text));
  if (same.length === 0 || isDirect) return same[0] ? sentOf(same[0]) : null;
  const answered = answers.find(({ id }) => id === placeOf(reply.parentExternalId).id);
  const later = same.find(({ at }) => (answered ? at >= answered.at : inDoubt));
  return later ? sentOf(later) : null;
}

export const findSent = (page: Page, reply: OutgoingReply): Promise<Outcome<SentReply | null>> =>
  whole(async () => {
    const below = await belowWhat(page, reply);
    return below && lookUp(page, reply, below, true);
  });

/** LinkedIn has no key against sending twice, so every sending looks first whether the answer is already there. */
export const send = (page: Page, reply: OutgoingReply, now: Date): Promise<Outcome<SentReply>> =>
  whole(async () => {
    const { text } = reply;
    // LinkedIn counts as JavaScript does, so an emoji may be several.
    if (text.length > replyLimits.linkedin)
      must({
        kind: "refused",
        reason: `LinkedIn takes ${replyLimits.linkedin} characters; an emoji may count as several.`,
      });
    const isGone = { kind: "refused" as const, reason: "What this is about is no longer there." };
    const found = await belowWhat(page, reply);
    const below = must<Below>(found ? { kind: "ok", value: found } : isGone);
    const before = await lookUp(page, reply, below, false);
    if (before) return before;
    const { above, object, first } = below;
    const body = { actor: page.urn, object, ...(first && { parentComment: first }), message: { text } };
    const { body: made, headers } = must(await page.change("POST", listPath(above), { body }));
    const comment = Comment.safeParse(made).data;
    if (comment) return sentOf(comment);
    // The number alone comes in a header, however the rest of the answer looks.
    const id = headers.get("x-restli-id") ?? headers.get("x-linkedin-id");
    const unclear = { kind: "unknown" as const, reason: "LinkedIn answered in a form that is not known." };
    const number = must(id ? { kind: "ok", value: partsOf(id)?.id ?? id } : unclear);
    // Below a post of somebody else only the comment itself says which thread it is in.
    const named = first ? null : await commentAt(page, pathOf(above, number));
    return sentOf(named ?? { thread: object, id: number, at: now.toISOString() });
  });

const asPage = (page: Page): string => `?actor=${enc(page.urn)}`;

/** An answer stands below the first comment of its thread. It counts as gone only where neither place has it. */
export const remove = (page: Page, externalId: string, root: string): Promise<Outcome<null>> =>
  whole(async () => {
    if (!partsOf(root)) page.toElsewhere();
    const { thread, id } = placeOf(externalId);
    const places = partsOf(root) ? [root, thread] : [await aboveOf(page, root, id)];
    for (const above of root === externalId ? [thread] : places) {
      if (!above) continue;
      const there = await commentAt(page, pathOf(above, id));
      if (!there) continue;
      if (there.by !== page.urn) must({ kind: "refused", reason: "Only the page's own comments can be taken back." });
      must(await page.change("DELETE", `${pathOf(above, id)}${asPage(page)}`, { fine: [404] }));
      return null;
    }
    return null;
  });

export const act = (page: Page, done: OutgoingAct): Promise<Outcome<Acted>> =>
  whole(async () => {
    const { action, externalId } = done;
    if (!partsOf(done.threadExternalId)) page.toElsewhere();
    if (action === "like") {
      const body = { root: externalId, reactionType: "LIKE" };
      must(await page.change("POST", `/rest/reactions${asPage(page)}`, { body, fine: [409] }));
    } else if (action === "unlike") {
      const key = `(actor:${enc(page.urn)},entity:${enc(externalId)})`;
      must(await page.change("DELETE", `/rest/reactions/${key}`, { fine: [404] }));
    } else if (action === "edit") await edit(page, done);
    else must({ kind: "refused", reason: "LinkedIn has no such action for pages." });
    return { externalId: null };
  });

async function edit(page: Page, { externalId, threadExternalId: root, text }: OutgoingAct): Promise<void> {
  if ((text ?? "").length > replyLimits.linkedin)
    must({
      kind: "refused",
      reason: `LinkedIn takes ${replyLimits.linkedin} characters; an emoji may count as several.`,
    });
  const { thread, id } = placeOf(externalId);
  const above = partsOf(root) ? root : ((await aboveOf(page, root, id)) ?? root);
  const path = pathOf(externalId === root ? thread : above, id);
  const body = { patch: { message: { $set: { text: text ?? "" } } } };
  const headers = { "x-restli-method": "PARTIAL_UPDATE" };
  must(await page.change("POST", `${path}${asPage(page)}`, { body, headers }));
}
