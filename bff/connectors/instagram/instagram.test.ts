import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { instagram } from "#bff/test/start-meta.ts";
import { instagramScopes } from "./about.ts";

let world: Awaited<ReturnType<typeof instagram.start>>;
let network: (typeof world)["network"];
let connector: Connector;
let access: ChannelAccess;

beforeEach(async () => {
  world = await instagram.start();
  ({ network, connector } = world);
  access = await world.connected();
});
afterEach(() => network.stop());

async function sync(cursor: string | null = null): Promise<{ items: IncomingItem[]; cursor: string }> {
  return valueIn(await connector.sync(access, cursor));
}

const idsOf = (items: IncomingItem[]): string[] =>
  items.flatMap((item) => (item.type === "message" ? [item.externalId] : []));

const replyTo = (parent: string, root: string, text: string) => ({
  idempotencyKey: text,
  text,
  lang: null,
  parentExternalId: parent,
  threadExternalId: root,
  postExternalId: null,
});

it("connects the accounts that are linked to a Page, and says what to do where none is", async () => {
  const { state } = network;
  const { ask, code, verifier, exchange } = world.leave();
  const accounts = valueIn(await exchange(ask, code, verifier));
  expect(accounts).toMatchObject([
    { externalId: state.account.id, handle: "@lumikettle", settings: { pageId: state.page.id }, missingScopes: [] },
  ]);
  state.pages = state.pages.filter(({ id }) => id !== state.page.id);
  const again = world.leave();
  const none = await exchange(again.ask, again.code, again.verifier);
  expect(none).toMatchObject({ kind: "refused", reason: expect.stringContaining("professional") });
});

it("tells organic numbers as organic, the views with ads as all, and what is not given as null", async () => {
  const { state } = network;
  const media = state.publish("The new kettle");
  const quiet = state.publish("Good night");
  state.numbers.set(media.id, { views: 300, reach: 200, saved: 4, total_views: 1200 });
  media.likes = null;
  const { items, cursor } = await sync();
  const numbers = (id: string) =>
    items.flatMap((item) =>
      item.type === "metric" && item.postExternalId === id ? [[item.metric, item.part, item.value]] : [],
    );
  expect(numbers(media.id)).toEqual([
    ["views", "organic", 300],
    ["reach", "organic", 200],
    ["saves", "organic", 4],
    ["shares", "organic", null],
    ["views", "all", 1200],
  ]);
  expect(numbers(quiet.id).every(([, , value]) => value === null)).toBe(true);
  const post = items.find((item) => item.type === "post" && item.externalId === media.id);
  expect(post).toMatchObject({ counts: { likes: null, comments: 0, part: "organic" } });
  expect((await sync(cursor)).items).toEqual([]);
});

it("hangs an answer to an answer under the first comment, as Instagram does, and finds it there", async () => {
  const { state } = network;
  const media = state.publish("Open day");
  const root = state.say(state.follower, media.id, "Is there parking?");
  state.say(state.account, root.id, "Yes");
  network.clock.advance(60_000);
  const asked = state.say(state.follower, root.id, "And for bicycles?");
  network.clock.advance(60_000);
  const reply = replyTo(asked.id, root.id, "Yes");
  expect(valueIn(await connector.findSent(access, reply))).toBeNull();
  const sent = valueIn(await connector.send(access, reply));
  expect(valueIn(await connector.send(access, reply)).externalId).toBe(sent.externalId);
  expect(state.saidAt(sent.externalId)?.parent).toBe(root.id);
});

it("looks past a hundred answers of its own for one that is in doubt", async () => {
  const { state } = network;
  const root = state.say(state.follower, state.publish("Open day").id, "Is there parking?");
  const reply = replyTo(root.id, root.id, "Yes");
  const sent = valueIn(await connector.send(access, reply));
  for (let n = 0; n < 150; n++) state.say(state.account, root.id, `After ${n}`);
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(sent.externalId);
});

it("knows that an answer in doubt arrived, also when what it answers is deleted", async () => {
  const { state } = network;
  const root = state.say(state.follower, state.publish("Open day").id, "Is there parking?");
  const asked = state.say(state.follower, root.id, "And for bicycles?");
  const reply = replyTo(asked.id, root.id, "Yes");
  const sent = valueIn(await connector.send(access, reply));
  state.unsay(asked.id);
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(sent.externalId);
  expect(await connector.send(access, reply)).toMatchObject({ kind: "refused" });
});

it("says in Instagram's words that a hidden comment cannot be answered", async () => {
  const { state } = network;
  const comment = state.say(state.follower, state.publish("News").id, "Buy followers");
  comment.hidden = true;
  const outcome = await connector.send(access, replyTo(comment.id, comment.id, "No, thank you"));
  expect(outcome).toMatchObject({ kind: "refused", reason: "You cannot reply to hidden comments" });
});

it("writes in private through the Page, and says which permission that lacks", async () => {
  const { state } = network;
  const comment = state.say(state.follower, state.publish("News").id, "My order is late");
  const of = { idempotencyKey: "k", authorExternalId: null, threadExternalId: comment.id, postExternalId: null };
  const write = async () =>
    connector.act!(access, { ...of, action: "privateReply", externalId: comment.id, text: "May I have its number?" });
  const given = instagramScopes.map(({ scope }) => scope).filter((scope) => scope !== "pages_messaging");
  access = await world.connected({}, given);
  expect(access).toMatchObject({ missingScopes: ["pages_messaging"] });
  expect(await write()).toMatchObject({ kind: "narrowed", scope: "pages_messaging" });
  access = await world.connected();
  const says = { code: 10, subcode: 2534022, message: "(#10) This message is sent outside of allowed window." };
  state.unreachable.set(state.follower.id, says);
  expect(await write()).toMatchObject({ kind: "refused", reason: expect.stringMatching(/time .* is over/) });
  state.unreachable.clear();
  expect(await write()).toMatchObject({ kind: "ok" });
});

it("reads a post with hundreds of comments and a long thread whole, each once, and then only what is new", async () => {
  const { state } = network;
  const start = network.clock.now().getTime() - 1_000_000;
  const media = state.publish("Who wants one?", new Date(start).toISOString());
  const at = (n: number) => new Date(start + n * 1000).toISOString();
  const first = state.say(state.follower, media.id, "Me first", at(1));
  for (let n = 0; n < 70; n++) state.say(state.follower, first.id, `Answer ${n}`, at(2 + n));
  for (let n = 0; n < 130; n++) state.say(state.follower, media.id, `Me ${n}`, at(100 + n));
  const told = await sync();
  expect(new Set(idsOf(told.items)).size).toBe(201);
  expect(idsOf(told.items)).toHaveLength(201);
  network.requests.length = 0;
  const last = state.say(state.follower, media.id, "Me too");
  const next = await sync(told.cursor);
  expect(idsOf(next.items)).toEqual([last.id]);
  expect(network.requests.length).toBeLessThan(4);
});

it("subscribes the app to comments, and the Page to the app", async () => {
  const callback = "https://konak.example/hooks/channel-1";
  valueIn(await connector.hook!.subscribe!(access, callback, "our-secret"));
  expect(network.state.callback).toEqual({
    url: callback,
    verify: "our-secret",
    fields: "comments,mentions",
    object: "instagram",
    values: true,
  });
  expect(network.state.subscribed.get(network.state.page.id)).toEqual(["feed"]);
  network.state.say(network.state.follower, network.state.publish("News").id, "First");
  const { headers, body } = network.state.outbox.at(-1)!;
  const news = connector.hook!.read({ method: "POST", query: {}, headers, body }, access);
  expect(news).toMatchObject([{ account: network.state.account.id, items: [], poll: true }]);
});

it("keeps a mention of which Instagram only said that there is one", async () => {
  const { state } = network;
  valueIn(await connector.hook!.subscribe!(access, "https://konak.example/hooks/channel-1", "our-secret"));
  state.callback!.values = false;
  state.postElsewhere(state.follower, "Breakfast with @lumikettle");
  const raw = expect.stringContaining("mentions");
  const error = expect.stringContaining("did not say where");
  expect(newsOf()).toMatchObject([{ items: [{ type: "unreadable", raw, error }] }]);
  state.say(state.follower, state.publish("News").id, "First");
  expect(newsOf()).toEqual([{ account: state.account.id, items: [], poll: true }]);
});

const lookUp = async (notice: string): Promise<IncomingItem[]> =>
  valueIn(await connector.hook!.lookUp!(access, notice));
const newsOf = () => {
  const { headers, body } = network.state.outbox.at(-1)!;
  return connector.hook!.read({ method: "POST", query: {}, headers, body }, access);
};

it("tells a post that mentions the account in its own words, and answers under it", async () => {
  const { state } = network;
  const post = state.postElsewhere(state.follower, "Breakfast with @lumikettle");
  const [news] = newsOf();
  expect(news).toEqual({ account: state.account.id, items: [], poll: false, lookUp: [expect.any(String)] });
  const told = await lookUp(news!.lookUp![0]!);
  expect(told).toMatchObject([
    { kind: "mention", externalId: post.id, text: "Breakfast with lumikettle", author: { handle: "@hannah.w" } },
  ]);
  const sent = valueIn(await connector.send(access, replyTo(post.id, post.id, "Enjoy")));
  expect(state.saidAt(sent.externalId)).toMatchObject({ media: post.id, parent: null, text: "Enjoy" });
});

it("keeps a mention that it is not shown, or that names nothing, instead of forgetting it", async () => {
  const { state } = network;
  const post = state.postElsewhere(state.follower, "Sunday");
  const comment = state.commentElsewhere(state.follower, post.id, "like @lumikettle");
  const [news] = newsOf();
  const notice = news!.lookUp![0]!;
  post.commentsOff = true;
  expect(await connector.hook!.lookUp!(access, notice)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("disabled"),
  });
  post.commentsOff = false;
  state.unsay(comment.id);
  const gone = { type: "unreadable", externalId: comment.id, raw: notice, error: expect.stringContaining("no longer") };
  expect(await lookUp(notice)).toEqual([gone]);
  state.push({ media_id: 17 }, "mentions", state.account.id, "instagram");
  expect(newsOf()).toMatchObject([{ items: [{ type: "unreadable", raw: expect.stringContaining("17") }], lookUp: [] }]);
});

it("asks only for what is documented where Instagram does not know the rest", async () => {
  const { state } = network;
  const post = state.postElsewhere(state.follower, "Sunday");
  state.commentElsewhere(state.follower, post.id, "like @lumikettle");
  const notice = newsOf()[0]!.lookUp![0]!;
  state.unknownFields = ["username", "permalink"];
  expect(await lookUp(notice)).toMatchObject([{ text: "like @lumikettle", author: { externalId: "", handle: "" } }]);
});

it("leaves a mention under an own post to the polling that tells it anyway", async () => {
  const { state } = network;
  const own = state.publish("Our kettle");
  const comment = state.say(state.follower, own.id, "well done @lumikettle");
  state.mentionedIn(comment.text, { media: own.id, comment: comment.id });
  expect(await lookUp(newsOf()[0]!.lookUp![0]!)).toEqual([]);
});

it("does not send a second answer where it cannot see whether the first arrived", async () => {
  const { state } = network;
  const post = state.postElsewhere(state.follower, "Sunday");
  const comment = state.commentElsewhere(state.follower, post.id, "like @lumikettle");
  state.unknownFields = ["replies"];
  const reply = replyTo(comment.id, comment.id, "Thank you");
  expect(await connector.findSent(access, reply)).toMatchObject({
    kind: "unknown",
    reason: expect.stringContaining("Look at the post"),
  });
  expect(await connector.send(access, reply)).toMatchObject({ kind: "ok" });
});

it("is refused what only the owner of a post may do to a mention there, as the capabilities say", async () => {
  const { state } = network;
  const post = state.postElsewhere(state.follower, "Sunday");
  const comment = state.commentElsewhere(state.follower, post.id, "like @lumikettle");
  const of = { idempotencyKey: "k", authorExternalId: null, threadExternalId: comment.id, postExternalId: null };
  const outcomes = (["hide", "unhide", "privateReply"] as const).map((action) =>
    connector.act!(access, { ...of, action, externalId: comment.id, text: "Hello" }),
  );
  const answer = valueIn(await connector.send(access, replyTo(comment.id, comment.id, "Thank you")));
  for (const outcome of [...outcomes, connector.remove(access, answer.externalId, answer.externalId)])
    expect(await outcome).toMatchObject({ kind: "refused" });
  expect(state.saidAt(answer.externalId)).toBeDefined();
  expect(connector.capabilities.underOwnPosts).toEqual(
    expect.arrayContaining(["hide", "unhide", "privateReply", "removeOurs", "removeTheirs"]),
  );
});
