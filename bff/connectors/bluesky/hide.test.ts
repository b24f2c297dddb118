import { beforeEach, expect, it } from "vitest";
import type { ChannelAccess, OutgoingAct } from "#bff/connectors/connector.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { createBluesky } from "./connector.ts";
import { readCursor } from "./cursor.ts";
import { openReader } from "./reader.ts";
import { openTold } from "./told.ts";

const ours = "did:plc:lumi";
const at = "2026-11-22T09:00:00.000Z";
const post = `at://${ours}/app.bsky.feed.post/3kroot`;
const spam = "at://did:plc:aino/app.bsky.feed.post/3kspam";
const cid = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a";
const cidOf = (n: number) => `${cid.slice(0, 20)}${"abcdefgh"[n]}${cid.slice(21)}`;
const credentials = {
  ...{ service: "https://pds.example", did: ours, handle: "lumi.test", appPassword: "app-password", pdsUrl: null },
  session: { accessJwt: "access", refreshJwt: "refresh", did: ours, handle: "lumi.test" },
};
const access: ChannelAccess = {
  ...{ channelId: "channel-1", externalId: ours, handle: "lumi.test", credentials, settings: {} },
};

type Gate = { cid: string; value: Record<string, unknown> };
let gate: Gate | null;
let rootUri: string | null;
let writes: number;
/** what somebody else does between our reading and our writing, once */
let meanwhile: (() => void) | null;

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

const viewOf = (uri: string, reply: unknown, more = {}) => ({
  ...{ uri, cid, author: { did: uri.split("/")[2], handle: "aino.test" }, indexedAt: at },
  record: { $type: "app.bsky.feed.post", text: "Buy followers", createdAt: at, ...(reply ? { reply } : {}) },
  ...more,
});
const under = (uri: string) => ({ root: { uri, cid }, parent: { uri, cid } });

/** A server that holds one record of who may answer, and takes a new one only in the place of the one that was read. */
async function server(url: string, init?: RequestInit): Promise<Response> {
  const call = new URL(url).pathname.replace("/xrpc/", "");
  if (call === "app.bsky.feed.getPosts") return json({ posts: [viewOf(spam, rootUri && under(rootUri))] });
  const uri = `at://${ours}/app.bsky.feed.threadgate/3kroot`;
  if (call === "com.atproto.repo.getRecord")
    return gate ? json({ uri, ...gate }) : json({ error: "RecordNotFound", message: "Could not locate record" }, 400);
  const body = JSON.parse(Buffer.from(init?.body as ArrayBuffer).toString());
  expect(body).toMatchObject({ repo: ours, collection: "app.bsky.feed.threadgate", rkey: "3kroot" });
  meanwhile?.();
  meanwhile = null;
  if (body.swapRecord !== (gate?.cid ?? null)) return json({ error: "InvalidSwap", message: "Record was at x" }, 400);
  writes += 1;
  gate = { cid: cidOf(writes), value: body.record };
  return json({ uri, cid: gate.cid });
}

const perform = (action: "hide" | "unhide") => {
  const to = { externalId: spam, authorExternalId: null, threadExternalId: spam, postExternalId: post, text: null };
  const act: OutgoingAct = { ...to, action, idempotencyKey: "key" };
  return createBluesky({ fetch: server, clock: standingClock(at) }).act!(access, act);
};

beforeEach(() => {
  gate = null;
  rootUri = post;
  writes = 0;
  meanwhile = null;
});

it("hides an answer below a post of ours without narrowing who may answer, once, and shows it again", async () => {
  expect(await perform("unhide")).toMatchObject({ kind: "ok" });
  expect(writes).toBe(0);
  expect(await perform("hide")).toMatchObject({ kind: "ok" });
  expect(await perform("hide")).toMatchObject({ kind: "ok" });
  expect(writes).toBe(1);
  expect(gate?.value).toEqual({
    ...{ $type: "app.bsky.feed.threadgate", post, createdAt: at, hiddenReplies: [spam] },
  });
  expect(await perform("unhide")).toMatchObject({ kind: "ok" });
  expect(gate?.value.hiddenReplies).toEqual([]);
});

it("keeps who may answer and what is hidden already, also where it changes as we write", async () => {
  const allow = [{ $type: "app.bsky.feed.threadgate#followerRule" }];
  gate = { cid, value: { $type: "app.bsky.feed.threadgate", post, createdAt: "2026-01-01T00:00:00.000Z", allow } };
  const other = "at://did:plc:timo/app.bsky.feed.post/3kother";
  meanwhile = () => {
    gate = { cid: cidOf(7), value: { ...gate!.value, hiddenReplies: [other] } };
  };
  expect(await perform("hide")).toMatchObject({ kind: "ok" });
  expect(gate?.value).toMatchObject({ allow, createdAt: "2026-01-01T00:00:00.000Z", hiddenReplies: [other, spam] });
  expect(await perform("unhide")).toMatchObject({ kind: "ok" });
  expect(gate?.value).toMatchObject({ allow, hiddenReplies: [other] });
});

it("says in words what cannot be hidden: elsewhere, and more than Bluesky keeps", async () => {
  for (const root of [null, "at://did:plc:aino/app.bsky.feed.post/3kother"]) {
    rootUri = root;
    expect(await perform("hide")).toMatchObject({ kind: "refused", reason: expect.stringMatching(/began itself/) });
  }
  rootUri = post;
  const hiddenReplies = Array.from({ length: 300 }, (_, n) => `at://did:plc:timo/app.bsky.feed.post/${n}`);
  gate = { cid, value: { $type: "app.bsky.feed.threadgate", post, createdAt: at, hiddenReplies } };
  expect(await perform("hide")).toMatchObject({ kind: "refused", reason: expect.stringMatching(/300 hidden/) });
  expect(writes).toBe(0);
});

it("tells that an answer was hidden and shown again elsewhere, and one that is hidden as it comes", async () => {
  const now = new Date(at);
  const cursor = readCursor(null, now);
  const gated = (hiddenReplies: string[]) => ({ threadgate: { record: { hiddenReplies } } });
  const told = async (...views: unknown[]) => {
    const reader = openReader({} as never);
    const page = openTold(cursor, reader, ours, now);
    await page.notes(views.flatMap(reader.take));
    return page.items;
  };
  await told(viewOf(post, null, gated([])));
  expect(await told(viewOf(post, null, gated([spam])), viewOf(spam, under(post)))).toEqual([
    { type: "visibility", externalId: spam, hidden: true, at },
    expect.objectContaining({ type: "message", externalId: spam, hidden: true }),
  ]);
  expect(await told(viewOf(post, null, gated([spam])))).toEqual([]);
  const shown = { type: "visibility", externalId: spam, hidden: false, at };
  expect(await told(viewOf(post, null))).toEqual([shown]);
});
