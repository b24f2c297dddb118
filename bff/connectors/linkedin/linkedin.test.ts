import { afterAll, expect, it } from "vitest";
import type { BackfillPage, ChannelAccess } from "#bff/connectors/connector.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { problems, standardTier, startLinkedin, stopAll } from "#bff/test/start-linkedin.ts";
import { urnOf } from "#fixtures/wire/linkedin/state.ts";
import { scopeOf } from "./about.ts";
import { readable } from "./little-text.ts";
import { enc } from "./urns.ts";

const day = 86_400_000;

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});

async function begun() {
  const world = await startLinkedin();
  const { network, connector } = world;
  const access = await world.connected(standardTier);
  const sync = async (cursor: string | null, by: ChannelAccess = access) => {
    const items: IncomingItem[] = [];
    for (let more = true, pages = 0; more; pages++) {
      expect(pages, "a sync has to end").toBeLessThan(50);
      const page = valueIn(await connector.sync(by, cursor));
      items.push(...page.items);
      ({ cursor, more } = page);
    }
    return { items, cursor };
  };
  return { ...world, access, sync, state: network.state, clock: network.clock };
}

const replyTo = (parent: string, root: string, post: string, text: string) => ({
  idempotencyKey: `key-${text}`,
  text,
  lang: "en",
  parentExternalId: parent,
  threadExternalId: root,
  postExternalId: post,
});

const messages = (items: IncomingItem[]) => items.filter((item) => item.type === "message");

it("hangs an answer to an answer under the first comment, and tells two people apart who got the same words", async () => {
  const { connector, access, state, sync, clock } = await begun();
  const post = state.post("The kettle");
  const root = state.say(state.hannah, post.urn, "Is it loud?");
  const below = state.say("urn:li:person:PauL", urnOf(root), "I wonder as well");
  const { items } = await sync(null);
  expect(messageIn(items, urnOf(below))).toMatchObject({
    threadExternalId: urnOf(root),
    parentExternalId: urnOf(root),
    author: { externalId: "urn:li:person:PauL", handle: "member PauL", displayName: null },
  });
  clock.advance(1000);
  const first = replyTo(urnOf(root), urnOf(root), post.urn, "Not at all");
  const sent = valueIn(await connector.send(access, first));
  clock.advance(1000);
  const third = state.say(state.hannah, urnOf(root), "Really?");
  const second = replyTo(urnOf(third), urnOf(root), post.urn, "Not at all");
  expect(valueIn(await connector.findSent(access, second)), "the older one answers somebody else").toBeNull();
  clock.advance(1000);
  const again = valueIn(await connector.send(access, second));
  expect(again.externalId).not.toBe(sent.externalId);
  expect(valueIn(await connector.send(access, second)).externalId).toBe(again.externalId);
  expect(state.comments.filter(({ by }) => by === state.page.urn).map(({ parent }) => parent)).toEqual([
    root.id,
    root.id,
  ]);
});

it("knows a comment by its number, however LinkedIn names its thread", async () => {
  const { state, sync } = await begun();
  const post = state.post("The kettle");
  const said = state.say(state.hannah, post.urn, "Nice");
  const first = await sync(null);
  const inOldForm = { $URN: `urn:li:comment:(urn:li:ugcPost:1,${said.id})`, id: said.id, object: "urn:li:ugcPost:1" };
  const words = { message: { text: "Nicer" }, actor: state.hannah, created: { time: said.at } };
  state.odd.set(said.id, { ...inOldForm, ...words, lastModified: { time: said.at + 5000 } });
  state.edit(said.id, "Nicer");
  const { items } = await sync(first.cursor);
  expect(messages(items)).toMatchObject([
    { externalId: urnOf(said), text: "Nicer", editedAt: new Date(said.at + 5000).toISOString() },
  ]);
});

it("reads a post with hundreds of comments whole, each once, and then only what happened to it", async () => {
  const { state, sync, network } = await begun();
  const post = state.post("Who wants one?");
  const all = Array.from({ length: 230 }, (_, n) => state.say(state.hannah, post.urn, `Me ${n}`));
  const first = await sync(null);
  expect(new Set(messages(first.items).map(({ externalId }) => externalId)).size).toBe(230);
  expect(messages(first.items)).toHaveLength(230);
  network.requests.length = 0;
  const fresh = state.say(state.hannah, post.urn, "Me too");
  const below = state.say(state.page.urn, urnOf(all[3]!), "You get one");
  state.remove(urnOf(all[5]!));
  const { items, cursor } = await sync(first.cursor);
  expect(messageIn(items, urnOf(fresh))).toMatchObject({ threadExternalId: urnOf(fresh) });
  expect(messageIn(items, urnOf(below))).toMatchObject({ threadExternalId: urnOf(all[3]!), byBrand: true });
  expect(items).toContainEqual(expect.objectContaining({ type: "deletion", externalId: urnOf(all[5]!) }));
  expect(messages(items)).toHaveLength(2);
  expect(messages((await sync(cursor)).items)).toEqual([]);
});

it("finds answers where LinkedIn does not say how many there are", async () => {
  const { state, sync } = await begun();
  state.summaries = false;
  const root = state.say(state.hannah, state.post("The kettle").urn, "Is it loud?");
  const early = state.say("urn:li:person:PauL", urnOf(root), "I wonder as well");
  const first = await sync(null);
  expect(messageIn(first.items, urnOf(early))).toBeDefined();
  const late = state.say("urn:li:person:PauL", urnOf(root), "Still");
  const { items, cursor } = await sync(first.cursor);
  expect(messageIn(items, urnOf(late))).toMatchObject({ threadExternalId: urnOf(root) });
  state.edit(urnOf(early), "I wondered as well");
  expect(messageIn((await sync(cursor)).items, urnOf(early))?.text).toBe("I wondered as well");
});

it("tells an old post and an old comment only when something happens there", async () => {
  const { state, sync, clock, network } = await begun();
  const past = new Date(clock.now().getTime() - 90 * day);
  const post = state.post("Long ago", { at: past });
  const root = state.say(state.hannah, post.urn, "Back then", { at: past });
  const other = state.say(state.hannah, post.urn, "Me too", { at: past });
  for (let n = 0; n < 20; n++)
    state.say(state.page.urn, urnOf(state.say(state.hannah, post.urn, `${n}`, { at: past })), "Yes", { at: past });
  const first = await sync(null);
  expect(messages(first.items)).toEqual([]);
  const late = state.say("urn:li:person:PauL", urnOf(root), "Is it still made?");
  network.requests.length = 0;
  const { items, cursor } = await sync(first.cursor);
  expect(network.requests.length, "the past is not read over and over").toBeLessThan(9);
  const order = items.flatMap((item) => ("externalId" in item ? (item.externalId ?? []) : []));
  expect(order).toEqual([post.urn, urnOf(root), urnOf(late)]);
  expect(messageIn(items, urnOf(other))).toBeUndefined();
  expect((await sync(cursor)).items).toEqual([]);
});

it("looks at every post in its turn where notifications and numbers are not allowed", async () => {
  const { state, sync } = await begun();
  for (const token of state.tokens) token.scopes = [scopeOf.posts, scopeOf.comments, scopeOf.write].join(",");
  const posts = Array.from({ length: 12 }, (_, n) => state.post(`News ${n}`));
  const first = await sync(null);
  expect(first.items.filter((item) => item.type === "post")).toHaveLength(12);
  expect(first.items).toContainEqual(expect.objectContaining({ type: "post", counts: null }));
  const said = state.say(state.hannah, posts[7]!.urn, "Nobody told you of me");
  const { items } = await sync(first.cursor);
  expect(messageIn(items, urnOf(said))).toBeDefined();
});

it("takes a comment without author, and keeps one it cannot read until it can", async () => {
  const { connector, access, state, sync } = await begun();
  const post = state.post("The kettle");
  const nobody = state.say(null, post.urn, "From nobody");
  const strange = state.say(state.hannah, post.urn, "Strange");
  const picture = state.say(state.hannah, post.urn, "", { image: "https://media.licdn.com/a.png" });
  const odd = { id: strange.id, commentUrn: urnOf(strange), message: "later", created: { time: strange.at } };
  state.odd.set(strange.id, odd);
  const { items, cursor } = await sync(null);
  expect(messageIn(items, urnOf(nobody))?.author).toMatchObject({ externalId: "", handle: "" });
  expect(messageIn(items, urnOf(picture))?.attachments).toMatchObject([{ kind: "picture", url: expect.any(String) }]);
  const unreadable = items.filter((item) => item.type === "unreadable");
  expect(unreadable).toMatchObject([{ externalId: urnOf(strange), error: expect.stringContaining("message") }]);
  const raw = unreadable[0]?.raw ?? "";
  expect(() => connector.reread!(raw, access)).toThrow();
  const whole = JSON.stringify({ post: post.urn, raw: { ...odd, message: { text: "now" } } });
  const read = { externalId: urnOf(strange), postExternalId: post.urn, text: "now" };
  expect(connector.reread!(whole, access)).toMatchObject([read]);
  state.odd.delete(strange.id);
  state.edit(strange.id, "Strange");
  expect(messageIn((await sync(cursor)).items, urnOf(strange))?.text).toBe("Strange");
});

it("ends where pages repeat for ever, in a sync and in history", async () => {
  const { connector, access, state, sync, network } = await begun();
  const post = state.post("The kettle");
  for (let n = 0; n < 150; n++) state.say(state.hannah, post.urn, `Number ${n}`);
  state.repeats = true;
  const { items } = await sync(null);
  expect(messages(items)).toHaveLength(100);
  let cursor: string | null = null;
  for (let more = true, pages = 0; more; pages++) {
    expect(pages).toBeLessThan(6);
    const page: BackfillPage = valueIn(await connector.backfill!(access, "2000-01-01T00:00:00.000Z", cursor));
    ({ cursor, more } = page);
  }
  expect(network.requests.length).toBeLessThan(40);
});

it("tells everything under a deleted post as deleted", async () => {
  const { state, sync } = await begun();
  const post = state.post("A mistake");
  const root = state.say(state.hannah, post.urn, "Oh");
  const below = state.say(state.page.urn, urnOf(root), "Yes");
  const { cursor } = await sync(null);
  state.remove(post.urn);
  const gone = (await sync(cursor)).items.flatMap((item) => (item.type === "deletion" ? [item.externalId] : []));
  expect(gone.sort()).toEqual([urnOf(root), urnOf(below), post.urn].sort());
});

it("calls nothing deleted because a list leaves it out", async () => {
  const { state, sync } = await begun();
  const post = state.post("The kettle");
  const root = state.say(state.hannah, post.urn, "Nice");
  const below = state.say(state.page.urn, urnOf(root), "Thank you");
  const quiet = state.post("Another one");
  const { cursor } = await sync(null);
  for (const id of [root.id, below.id, quiet.urn]) state.leftOut.add(id);
  state.say(state.hannah, post.urn, "Nice again");
  const { items } = await sync(cursor);
  expect(messages(items)).toHaveLength(1);
  expect(items.filter((item) => item.type === "deletion")).toEqual([]);
});

it("finds a deleted post behind many that a list leaves out, and asks for none that no list would hold", async () => {
  const { state, sync, network, clock } = await begun();
  const old = state.post("Long ago", { at: new Date(clock.now().getTime() - 90 * day) });
  const ad = state.post("Buy one", { sponsored: true });
  const quiet = Array.from({ length: 12 }, (_, n) => state.post(`Quiet ${n}`));
  const late = state.post("A mistake");
  let { cursor } = await sync(null);
  state.say(state.hannah, ad.urn, "How much?");
  ({ cursor } = await sync(cursor));
  for (const { urn } of quiet) state.leftOut.add(urn);
  state.remove(late.urn);
  const gone: string[] = [];
  network.requests.length = 0;
  for (let round = 0; round < 2; round++) {
    const read = await sync(cursor);
    gone.push(...read.items.flatMap((item) => (item.type === "deletion" ? item.externalId : [])));
    ({ cursor } = read);
  }
  expect(gone).toEqual([late.urn]);
  const asked = (urn: string) => network.requests.filter(({ path }) => path === `/rest/posts/${enc(urn)}`);
  expect(asked(ad.urn)).toEqual([]);
  expect(asked(quiet[0]!.urn)).not.toEqual([]);
  // As many as a list has: what is older than they are is not missing there, whatever happened to an old one.
  for (let n = 0; n < 60; n++) state.post(`News ${n}`, { at: new Date(clock.now().getTime() + 1000 + n) });
  clock.advance(60_000);
  state.tell("LIKE", old, null);
  network.requests.length = 0;
  await sync(cursor);
  expect(asked(quiet[0]!.urn)).toEqual([]);
});

it("tells a post's numbers as organic ones, clicks apart, and what is below nothing as not given", async () => {
  const { state, sync } = await begun();
  const post = state.post("Numbers @Lumi #tea (50%)");
  Object.assign(post, { likes: 7, shares: -1, impressions: 300, clicks: 12 });
  const { items, cursor } = await sync(null);
  expect(items).toContainEqual(
    expect.objectContaining({
      externalId: post.urn,
      text: "Numbers @Lumi #tea (50%)",
      paid: "unknown",
      counts: expect.objectContaining({ likes: 7, shares: null, impressions: 300, reach: 150, part: "organic" }),
    }),
  );
  expect(items).toContainEqual(expect.objectContaining({ metric: "clicks", part: "organic", value: 12 }));
  expect(items).toContainEqual(expect.objectContaining({ type: "followers", count: 4600 }));
  post.likes = 8;
  state.tell("LIKE", post, null);
  const told = (await sync(cursor)).items.find((item) => item.type === "post");
  expect(told).toMatchObject({ counts: { likes: 8 } });
});

it("does not call numbers of the last twelve months those of an older post", async () => {
  const { connector, access, state, clock, sync } = await begun();
  const old = state.post("Years ago", { at: new Date(clock.now().getTime() - 400 * day) });
  old.likes = 12;
  expect(valueIn(await connector.counts!.read(access, [old.urn]))).toEqual([]);
  const { cursor } = await sync(null);
  state.tell("LIKE", old, null);
  const { items } = await sync(cursor);
  const past = valueIn(await connector.backfill!(access, "2000-01-01T00:00:00.000Z", null)).items;
  for (const told of [items, past]) {
    expect(told).toContainEqual(expect.objectContaining({ type: "post", externalId: old.urn, counts: null }));
    expect(told.filter((item) => item.type === "metric")).toEqual([]);
  }
});

it("reads LinkedIn's own marks as people do", () => {
  expect(readable("{hashtag|\\#|tea} with @[Lumi Kettle](urn:li:organization:1) \\(50\\%\\) a\\_b \\@[no](yes)")).toBe(
    "#tea with @Lumi Kettle (50\\%) a_b @[no](yes)",
  );
});
