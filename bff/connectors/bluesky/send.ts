import { type AppBskyFeedPost, type AtpAgent, AtUri, RichText, XRPCError } from "@atproto/api";
import type { Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { replyLimits } from "#shared/channel.ts";
import { isKeyProblem, outcomeOf } from "./outcomes.ts";
import { lenient } from "./reader.ts";
import { recordKeyOf } from "./record-key.ts";
import { authorOfUri, readNote, urlOf } from "./records.ts";

const collection = "app.bsky.feed.post";

/** The record this reply became, or null when there surely is none. */
export async function readSent(agent: AtpAgent, idempotencyKey: string): Promise<SentReply | null> {
  const repo = agent.assertDid;
  const rkey = recordKeyOf(idempotencyKey);
  try {
    const { uri, value } = await lenient(agent.com.atproto.repo.getRecord({ repo, collection, rkey }));
    return { externalId: uri, url: urlOf(uri, agent.session?.handle ?? repo), sentAt: String(value.createdAt) };
  } catch (error) {
    if (error instanceof XRPCError && error.error === "RecordNotFound") return null;
    // A server that closed the account answers this public question as if it were about a stranger. Asked about the
    // session, it says what is the matter.
    if (error instanceof XRPCError && error.status === 400) await agent.com.atproto.server.getSession();
    throw error;
  }
}

async function placeUnder(agent: AtpAgent, parentUri: string): Promise<AppBskyFeedPost.ReplyRef | null> {
  const { posts } = await lenient(agent.getPosts({ uris: [parentUri] }), "posts");
  const note = readNote(posts[0]);
  if ("type" in note) return null;
  const parent = { uri: note.uri, cid: note.cid };
  return { root: note.record.reply?.root ?? parent, parent };
}

async function recordOf(agent: AtpAgent, reply: OutgoingReply, under: AppBskyFeedPost.ReplyRef, createdAt: string) {
  const text = new RichText({ text: reply.text });
  await text.detectFacets(agent);
  // A handle that leads nowhere leaves an empty id behind, which the network would refuse the whole reply for.
  const facets = text.facets?.filter((facet) => facet.features.every((feature) => !("did" in feature) || feature.did));
  const record: AppBskyFeedPost.Record = { $type: collection, text: text.text, reply: under, createdAt };
  if (facets?.length) record.facets = facets;
  if (reply.lang) record.langs = [reply.lang];
  return record;
}

/**
 * Writes the reply to the place its idempotency key names, and only when nothing stands there: an attempt whose
 * answer was lost is found instead of repeated.
 */
export async function sendReply(agent: AtpAgent, reply: OutgoingReply, now: Date): Promise<Outcome<SentReply>> {
  const length = new RichText({ text: reply.text }).graphemeLength;
  if (length > replyLimits.bluesky) {
    return { kind: "refused", reason: `Bluesky takes ${replyLimits.bluesky} characters; this reply has ${length}.` };
  }
  const under = await placeUnder(agent, reply.parentExternalId);
  if (!under) {
    const earlier = await readSent(agent, reply.idempotencyKey);
    if (earlier) return { kind: "ok", value: earlier };
    return { kind: "refused", reason: "The message this reply answers is no longer on Bluesky." };
  }
  const record = await recordOf(agent, reply, under, now.toISOString());
  try {
    const repo = agent.assertDid;
    const rkey = recordKeyOf(reply.idempotencyKey);
    const { data } = await agent.com.atproto.repo.putRecord({ repo, collection, rkey, record, swapRecord: null });
    const url = urlOf(data.uri, agent.session?.handle ?? repo);
    return { kind: "ok", value: { externalId: data.uri, url, sentAt: record.createdAt } };
  } catch (error) {
    const sent = isSwapProblem(error) ? await readSent(agent, reply.idempotencyKey) : null;
    if (sent) return { kind: "ok", value: sent };
    if (isKeyProblem(error)) throw error;
    return outcomeOf(error, now, true);
  }
}

const isSwapProblem = (error: unknown): boolean => error instanceof XRPCError && error.error === "InvalidSwap";

/** Deletes one of our own records; one that is gone already counts as deleted. */
export async function removeRecord(agent: AtpAgent, externalId: string, now: Date): Promise<Outcome<null>> {
  if (authorOfUri(externalId) !== agent.assertDid) {
    return { kind: "refused", reason: "Only messages of this account can be deleted." };
  }
  const { rkey } = new AtUri(externalId);
  try {
    await agent.com.atproto.repo.deleteRecord({ repo: agent.assertDid, collection, rkey });
    return { kind: "ok", value: null };
  } catch (error) {
    if (isKeyProblem(error)) throw error;
    return outcomeOf(error, now, true);
  }
}
