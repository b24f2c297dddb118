import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { instagram } from "#bff/test/start-meta.ts";

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

it("says in Instagram's words that a hidden comment cannot be answered", async () => {
  const { state } = network;
  const comment = state.say(state.follower, state.publish("News").id, "Buy followers");
  comment.hidden = true;
  const outcome = await connector.send(access, replyTo(comment.id, comment.id, "No, thank you"));
  expect(outcome).toMatchObject({ kind: "refused", reason: "You cannot reply to hidden comments" });
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
    fields: "comments",
    object: "instagram",
  });
  expect(network.state.subscribed.get(network.state.page.id)).toEqual(["feed"]);
  network.state.say(network.state.follower, network.state.publish("News").id, "First");
  const { headers, body } = network.state.outbox.at(-1)!;
  const news = connector.hook!.read({ method: "POST", query: {}, headers, body }, access);
  expect(news).toEqual([{ account: network.state.account.id, items: [], poll: true }]);
});
