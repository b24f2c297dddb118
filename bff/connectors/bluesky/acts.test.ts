import { beforeEach, expect, it } from "vitest";
import type { ChannelAccess, OutgoingAct } from "#bff/connectors/connector.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { createBluesky } from "./connector.ts";

const ours = "did:plc:lumi";
const post = "at://did:plc:aino/app.bsky.feed.post/3kxyz";
const cid = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";
const credentials = {
  ...{ service: "https://pds.example", did: ours, handle: "lumi.test", appPassword: "app-password", pdsUrl: null },
  session: { accessJwt: "access", refreshJwt: "refresh", did: ours, handle: "lumi.test" },
};
const access: ChannelAccess = {
  ...{ channelId: "channel-1", externalId: ours, handle: "lumi.test", credentials, settings: {} },
};

type Asked = { call: string; body: Record<string, unknown> };
let asked: Asked[];
let likes: Map<string, unknown>;
/** where the network says the post was liked by us; null: not at all, undefined: there is no such post */
let liked: string | null | undefined;
let refuse: { status: number; error: string } | null;

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

/** A server that keeps likes in their places, as a personal data server does, and remembers what it was asked. */
async function server(url: string, init?: RequestInit): Promise<Response> {
  const call = new URL(url).pathname.replace("/xrpc/", "");
  const text = init?.body ? Buffer.from(init.body as ArrayBuffer).toString() : "{}";
  const body = JSON.parse(text) as Record<string, unknown>;
  asked.push({ call, body });
  if (call === "app.bsky.feed.getPosts") {
    const view = { uri: post, cid, author: { did: "did:plc:aino", handle: "aino.test" }, record: {} };
    return json({ posts: liked === undefined ? [] : [{ ...view, viewer: liked ? { like: liked } : {} }] });
  }
  if (refuse) return json({ error: refuse.error, message: "no" }, refuse.status);
  const rkey = String(body.rkey);
  if (call === "com.atproto.repo.putRecord") {
    if (likes.has(rkey)) return json({ error: "InvalidSwap", message: "Record was at bafy" }, 400);
    likes.set(rkey, body.record);
    return json({ uri: `at://${ours}/app.bsky.feed.like/${rkey}`, cid });
  }
  if (call === "com.atproto.repo.deleteRecord") likes.delete(rkey);
  if (!call.endsWith("createReport")) return json({});
  const at = "2026-11-22T09:00:00.000Z";
  return json({ id: 1, reasonType: body.reasonType, subject: body.subject, reportedBy: ours, createdAt: at });
}

const act = (action: OutgoingAct["action"], more: Partial<OutgoingAct> = {}): OutgoingAct => ({
  action,
  idempotencyKey: `key-${asked.length}`,
  externalId: post,
  authorExternalId: "did:plc:aino",
  threadExternalId: post,
  postExternalId: null,
  text: null,
  ...more,
});
const perform = (one: OutgoingAct) =>
  createBluesky({ fetch: server, clock: standingClock("2026-11-22T09:00:00.000Z") }).act!(access, one);

beforeEach(() => {
  asked = [];
  likes = new Map();
  liked = null;
  refuse = null;
});

it("likes in one place, so that two attempts with two keys are one like", async () => {
  expect(await perform(act("like"))).toMatchObject({ kind: "ok" });
  expect(await perform(act("like"))).toMatchObject({ kind: "ok" });
  expect([...likes.values()]).toMatchObject([{ subject: { uri: post, cid } }]);
});

it("does not like a second time what was liked in the network's own app, and takes that like back too", async () => {
  liked = `at://${ours}/app.bsky.feed.like/3kownplace22`;
  likes.set("3kownplace22", {});
  expect(await perform(act("like"))).toMatchObject({ kind: "ok" });
  expect(likes.size).toBe(1);
  expect(await perform(act("unlike"))).toMatchObject({ kind: "ok" });
  expect(likes.size).toBe(0);
  liked = null;
  expect(await perform(act("unlike"))).toMatchObject({ kind: "ok" });
});

it("reports a message with the person's words, and mutes its author", async () => {
  expect(await perform(act("report", { text: "It threatens another guest." }))).toMatchObject({ kind: "ok" });
  expect(asked.at(-1)).toMatchObject({
    call: "com.atproto.moderation.createReport",
    body: { reason: "It threatens another guest.", subject: { uri: post, cid } },
  });
  expect(await perform(act("mute"))).toMatchObject({ kind: "ok" });
  expect(asked.at(-1)).toEqual({ call: "app.bsky.graph.muteActor", body: { actor: "did:plc:aino" } });
  expect(await perform(act("unmute"))).toMatchObject({ kind: "ok" });
  expect(asked.at(-1)?.call).toBe("app.bsky.graph.unmuteActor");
});

it("does not know what became of a report whose answer was lost, and waits where none was taken", async () => {
  refuse = { status: 502, error: "UpstreamFailure" };
  expect(await perform(act("report"))).toMatchObject({
    kind: "unknown",
    reason: expect.stringMatching(/nobody knows/),
  });
  expect(asked.filter(({ call }) => call.endsWith("createReport"))).toHaveLength(1);
  // A like lies in one place and may be given again.
  expect(await perform(act("like"))).toMatchObject({ kind: "wait" });
  refuse = { status: 503, error: "NotAvailable" };
  expect(await perform(act("report"))).toMatchObject({ kind: "wait" });
});

it("says in words what cannot be done", async () => {
  expect(await perform(act("mute", { authorExternalId: null }))).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/who wrote/),
  });
  liked = undefined;
  expect(await perform(act("like"))).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/no longer on Bluesky/),
  });
  expect(await perform(act("report"))).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/no longer on Bluesky/),
  });
  liked = null;
  refuse = { status: 429, error: "RateLimitExceeded" };
  expect(await perform(act("like"))).toMatchObject({ kind: "wait" });
  refuse = { status: 400, error: "AccountTakedown" };
  expect(await perform(act("like"))).toMatchObject({ kind: "reconnect" });
});
