import { type AtpAgent, AtUri, XRPCError } from "@atproto/api";
import type { Acted, Outcome, OutgoingAct } from "#bff/connectors/connector.ts";
import { setHidden } from "./hide.ts";
import { isKeyProblem, outcomeOf } from "./outcomes.ts";
import { lenient } from "./reader.ts";
import { recordKeyOf } from "./record-key.ts";

const collection = "app.bsky.feed.like";
const done: Outcome<Acted> = { kind: "ok", value: { externalId: null } };
const gone: Outcome<Acted> = { kind: "refused", reason: "The message is no longer on Bluesky." };
const handedOn: Outcome<Acted> = {
  kind: "unknown",
  reason: "Bluesky's server broke off, so nobody knows whether its moderators have the report.",
};
const nobody: Outcome<Acted> = { kind: "refused", reason: "Bluesky does not say who wrote this." };

/** A like has one place for each message, so that liking twice is liking once. */
const likeKeyOf = (uri: string): string => recordKeyOf(`like ${uri}`);

type View = { cid: string; like: string | null };

async function viewOf(agent: AtpAgent, uri: string): Promise<View | null> {
  const { posts } = await lenient(agent.getPosts({ uris: [uri] }), "posts");
  const [post] = posts;
  return post ? { cid: post.cid, like: post.viewer?.like ?? null } : null;
}

async function like(agent: AtpAgent, uri: string, now: Date): Promise<Outcome<Acted>> {
  const view = await viewOf(agent, uri);
  if (!view) return gone;
  // Liked in the network's own app, where it lies in a place of its own.
  if (view.like) return done;
  const record = { $type: collection, subject: { uri, cid: view.cid }, createdAt: now.toISOString() };
  const place = { repo: agent.assertDid, collection, rkey: likeKeyOf(uri) };
  try {
    await agent.com.atproto.repo.putRecord({ ...place, record, swapRecord: null });
  } catch (error) {
    if (!(error instanceof XRPCError && error.error === "InvalidSwap")) throw error;
  }
  return done;
}

/** Takes the like away wherever it was given; a record that is not there counts as taken away. */
async function unlike(agent: AtpAgent, uri: string): Promise<Outcome<Acted>> {
  const there = (await viewOf(agent, uri))?.like;
  const keys = new Set([likeKeyOf(uri), ...(there ? [new AtUri(there).rkey] : [])]);
  for (const rkey of keys) await agent.com.atproto.repo.deleteRecord({ repo: agent.assertDid, collection, rkey });
  return done;
}

async function report(agent: AtpAgent, { externalId: uri, text }: OutgoingAct): Promise<Outcome<Acted>> {
  const view = await viewOf(agent, uri);
  if (!view) return gone;
  try {
    await agent.createModerationReport({
      reasonType: "com.atproto.moderation.defs#reasonOther",
      subject: { $type: "com.atproto.repo.strongRef", uri, cid: view.cid },
      ...(text && { reason: text }),
    });
    return done;
  } catch (error) {
    // The server hands reports on to the moderators, who may have it although the way back was cut.
    if (error instanceof XRPCError && error.status >= 500 && error.status !== 503) return handedOn;
    throw error;
  }
}

async function carryOut(agent: AtpAgent, act: OutgoingAct, now: Date): Promise<Outcome<Acted>> {
  const { action, externalId, authorExternalId: author } = act;
  if (action === "like") return like(agent, externalId, now);
  if (action === "unlike") return unlike(agent, externalId);
  if (action === "hide" || action === "unhide") return setHidden(agent, externalId, action === "hide", now);
  if (action === "report") return report(agent, act);
  if (action !== "mute" && action !== "unmute") return { kind: "refused", reason: "Bluesky has no such action." };
  if (!author) return nobody;
  await (action === "mute" ? agent.mute(author) : agent.unmute(author));
  return done;
}

/** Something done to what somebody wrote, or to hearing from them. */
export async function actOn(agent: AtpAgent, act: OutgoingAct, now: Date): Promise<Outcome<Acted>> {
  try {
    return await carryOut(agent, act, now);
  } catch (error) {
    if (isKeyProblem(error)) throw error;
    return outcomeOf(error, now, true);
  }
}
