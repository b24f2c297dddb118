import { afterAll, afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess, ConnectorParts } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { instagram } from "#bff/test/start-meta.ts";
import { createInstagram } from "./connector.ts";

let world: Awaited<ReturnType<typeof instagram.start>>;
let network: (typeof world)["network"];
let access: ChannelAccess;

beforeEach(async () => {
  world = await instagram.start();
  ({ network } = world);
  access = await world.connected({ ads: "yes" });
});
afterEach(() => network.stop());
afterAll(() => expect(instagram.problems()).toEqual([]));

const newsOf = () => {
  const { headers, body } = network.state.outbox.at(-1)!;
  return world.connector.hook!.read({ method: "POST", query: {}, headers, body }, access)[0]!;
};
const noticeOf = () => newsOf().lookUp![0]!;
const lookUp = async (notice = noticeOf()) => valueIn(await world.connector.hook!.lookUp!(access, notice));
const read = async (...posts: string[]) => valueIn(await world.connector.counts!.read(access, posts));

function underAd(text = "Does it come in red?") {
  const { state } = network;
  const post = state.publish("The new kettle");
  const ad = state.advertise("The new kettle", post.id);
  return { state, post, ad, comment: state.say(state.follower, ad.id, text) };
}

it("asks for one more permission only when the person says so, and says when it was not given", async () => {
  expect(access).toMatchObject({ settings: { ads: true }, missingScopes: [] });
  const asked = (fields: Record<string, string>) => world.leave(fields).asked.scope!.split(",");
  expect(asked({ ads: "yes" })).toContain("ads_read");
  expect(asked({})).not.toContain("ads_read");
  const without = asked({});
  expect(await world.connected({ ads: "yes" }, without)).toMatchObject({
    settings: { ads: false },
    missingScopes: ["ads_read"],
  });
});

it("looks a comment under an ad up at once, and tells it under the ad's own post, which no list has", async () => {
  const { state, post, ad, comment } = underAd();
  const answer = state.say(state.follower, comment.id, "Or in orange?");
  const items = valueIn(await world.connector.sync(access, null)).items;
  expect(items.flatMap((item) => (item.type === "post" ? [item.externalId] : []))).toEqual([post.id]);
  expect(items.some((item) => item.type === "message")).toBe(false);
  expect(newsOf()).toEqual({
    account: state.account.id,
    items: [],
    poll: false,
    lookUp: [JSON.stringify({ post: ad.id, comment: answer.id, top: false, ad: { id: ad.ad.id, title: ad.ad.title } })],
  });
  const about = newsOf()?.lookUp?.map((notice) => world.connector.hook!.aboutAlone!(notice));
  expect(about).toEqual([answer.id]);
  const [told, ...messages] = await lookUp();
  expect(told).toMatchObject({
    ...{ type: "post", externalId: ad.id, text: "The new kettle", paid: "paid" },
    ad: { externalId: ad.ad.id, name: "Campaign for The new kettle" },
  });
  expect(told).toHaveProperty("counts.comments", 2);
  expect(told).not.toHaveProperty("counts.part");
  expect(messages).toMatchObject([
    { externalId: comment.id, threadExternalId: comment.id, postExternalId: ad.id, kind: "comment" },
    { externalId: answer.id, threadExternalId: comment.id, parentExternalId: comment.id, postExternalId: ad.id },
  ]);
});

it("knows an ad that Instagram puts together for each person, and so has no id", async () => {
  const { state, ad, comment } = underAd();
  const media = { id: ad.id, media_product_type: "AD" };
  state.push({ id: comment.id, media }, "comments", state.account.id, "instagram");
  const [told, message] = await lookUp();
  expect(told).toMatchObject({ externalId: ad.id, paid: "paid" });
  expect(told).not.toHaveProperty("ad");
  expect(message).toMatchObject({ externalId: comment.id, postExternalId: ad.id });
});

it("answers, hides and deletes under an ad, and writes in private from there", async () => {
  const { state, ad, comment } = underAd();
  const { connector } = world;
  const at = { threadExternalId: comment.id, postExternalId: ad.id };
  const reply = { ...at, idempotencyKey: "k", text: "Soon", lang: null, parentExternalId: comment.id };
  const sent = valueIn(await connector.send(access, reply));
  expect(valueIn(await connector.send(access, reply)).externalId).toBe(sent.externalId);
  expect(state.saidAt(sent.externalId)).toMatchObject({ media: ad.id, parent: comment.id, by: state.account });
  const of = { ...at, idempotencyKey: "k", authorExternalId: null, externalId: comment.id };
  valueIn(await connector.act!(access, { ...of, action: "hide", text: null }));
  expect(state.saidAt(comment.id)?.hidden).toBe(true);
  valueIn(await connector.act!(access, { ...of, action: "privateReply", text: "Hello" }));
  expect(state.privateReplies).toEqual([{ to: comment.id, text: "Hello" }]);
  valueIn(await connector.remove(access, sent.externalId, comment.id));
  valueIn(await connector.act!(access, { ...of, action: "removeTheirs", text: null }));
  expect(state.said).toEqual([]);
});

it("reads under a known ad again where its counts are read, also what no webhook told of", async () => {
  const { state, post, ad, comment } = underAd();
  network.clock.advance(1000);
  for (let n = 0; n < 120; n++) state.say(state.follower, ad.id, `Me ${n}`);
  const answer = state.say(state.account, comment.id, "Soon");
  comment.hidden = true;
  const before = network.requests.length;
  const items = await read(post.id, ad.id);
  expect(network.requests.length - before).toBe(7);
  const messages = items.filter((item) => item.type === "message");
  expect(messages).toHaveLength(122);
  expect(messages).toContainEqual(expect.objectContaining({ externalId: comment.id, hidden: true }));
  expect(messages).toContainEqual(expect.objectContaining({ externalId: answer.id, byBrand: true }));
  expect(items).toContainEqual(expect.objectContaining({ type: "post", externalId: ad.id, paid: "paid" }));
  const metrics = items.flatMap((item) => (item.type === "metric" ? [item.postExternalId] : []));
  expect(new Set(metrics)).toEqual(new Set([post.id]));
});

it("keeps what it is not shown, with the way to it, and tells it when that was gone", async () => {
  access = await world.connected();
  const { comment } = underAd();
  const notice = noticeOf();
  const [kept] = await lookUp(notice);
  expect(kept).toMatchObject({ type: "unreadable", externalId: comment.id, raw: notice });
  expect(kept).toHaveProperty("error", expect.stringContaining("write yes at “Comments under ads”"));
  access = await world.connected({ ads: "yes" });
  expect(await lookUp(notice)).toMatchObject([{ type: "post" }, { externalId: comment.id }]);
  network.state.unsay(comment.id);
  expect(await lookUp(notice)).toEqual([]);
});

/** An Instagram that answers so where a request is about it. */
const answers = (about: RegExp, message: string, more: { code: number; error_subcode?: number }) => {
  const fetch: ConnectorParts["fetch"] = async (url, init) =>
    about.test(url) ? Response.json({ error: { message, ...more } }, { status: 400 }) : world.parts.fetch(url, init);
  return createInstagram({ ...world.parts, fetch }, `${network.url}/v25.0`);
};

it("tells a comment whose ad is not shown, rather than nothing", async () => {
  const { ad, comment } = underAd();
  const { hook } = answers(new RegExp(`/${ad.id}\\?`), "Object does not exist", { code: 100, error_subcode: 33 });
  expect(valueIn(await hook!.lookUp!(access, noticeOf()))).toMatchObject([
    { type: "message", externalId: comment.id, postExternalId: ad.id, url: null },
  ]);
});

it("goes on where the permission for ads was withdrawn: no dead key, and no ad that is gone", async () => {
  const { post, ad, comment } = underAd();
  const says = "(#200) Requires ads_read permission to manage the object";
  const without = answers(new RegExp(`/(${ad.id}|${comment.id})\\?`), says, { code: 200 });
  expect(await without.hook!.lookUp!(access, noticeOf())).toMatchObject({ kind: "refused" });
  const items = valueIn(await without.counts!.read(access, [ad.id, post.id]));
  expect(items.flatMap((item) => (item.type === "metric" ? [] : [item]))).toMatchObject([
    { type: "post", externalId: post.id },
  ]);
});
