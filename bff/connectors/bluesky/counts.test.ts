import { expect, it } from "vitest";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { createBluesky } from "./connector.ts";

const ours = "did:plc:lumi";
const uris = ["3kone", "3ktwo"].map((key) => `at://${ours}/app.bsky.feed.post/${key}`);
const session = { accessJwt: "access", refreshJwt: "refresh", did: ours, handle: "lumi.test" };
const account = { service: "https://pds.example", did: ours, handle: "lumi.test", appPassword: "app", pdsUrl: null };
const access: ChannelAccess = {
  ...{ channelId: "channel-1", externalId: ours, handle: "lumi.test", settings: {} },
  credentials: { ...account, session },
};

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

/** A network that shows no post at all, with an account that is there, or one that was closed. */
const network =
  (isClosed: boolean) =>
  async (url: string): Promise<Response> => {
    const call = new URL(url).pathname.replace("/xrpc/", "");
    if (call === "app.bsky.feed.getPosts") return json({ posts: [] });
    if (call === "app.bsky.feed.getPostThread") return json({ error: "NotFound", message: "Post not found" }, 400);
    if (call === "app.bsky.actor.getProfile" && !isClosed) return json({ did: ours, handle: "lumi.test" });
    return json({ error: "AccountTakedown", message: "Account has been suspended" }, 400);
  };

const read = (isClosed: boolean) =>
  createBluesky({ fetch: network(isClosed), clock: standingClock("2026-11-22T09:00:00.000Z") }).counts!.read(
    access,
    uris,
  );

it("calls posts gone that the network does not have any more", async () => {
  expect(await read(false)).toMatchObject({
    kind: "ok",
    value: uris.map((externalId) => ({ type: "deletion", externalId })),
  });
});

it("calls no post gone while the account itself is closed", async () => {
  expect(await read(true)).toMatchObject({ kind: "reconnect" });
});
