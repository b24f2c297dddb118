import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { facebook } from "#bff/test/start-meta.ts";
import { metaApp } from "#fixtures/wire/meta/state.ts";
import { facebookScopes } from "./about.ts";

const day = 86_400_000;
let world: Awaited<ReturnType<typeof facebook.start>>;
let network: (typeof world)["network"];
let connector: Connector;
let access: ChannelAccess;

beforeEach(async () => {
  world = await facebook.start();
  ({ network, connector } = world);
  access = await world.connected();
});
afterEach(() => network.stop());

async function sync(cursor: string | null = null): Promise<{ items: IncomingItem[]; cursor: string }> {
  return valueIn(await connector.sync(access, cursor));
}

const replyTo = (parent: string, root: string, post: string | null, text: string) => ({
  idempotencyKey: text,
  text,
  lang: null,
  parentExternalId: parent,
  threadExternalId: root,
  postExternalId: post,
});

it("asks for the least, and for the ads' permissions only when a person wants comments under ads", async () => {
  const scopes = (fields: Record<string, string>) => world.leave(fields).asked.scope;
  expect(scopes({})).not.toContain("ads");
  expect(scopes({ ads: "Yes " })?.split(",")).toEqual(facebookScopes.map(({ scope }) => scope));
});

it("offers every Page the person may act for, and says which permissions were not given", async () => {
  const { ask, code, verifier, exchange } = world.leave({}, ["pages_show_list", "pages_read_engagement"]);
  const pages = valueIn(await exchange(ask, code, verifier));
  expect(pages.map(({ handle }) => handle)).toEqual(["@lumikettle", "Lumi Tea"]);
  expect(pages[0]?.missingScopes).toContain("pages_manage_engagement");
  const nothing = world.leave({}, ["pages_show_list"]);
  network.state.pages = [];
  expect(await exchange(nothing.ask, nothing.code, nothing.verifier)).toMatchObject({ kind: "refused" });
});

it("proves every call with the app's secret, and forgives the blanks it was pasted with", async () => {
  const { ask, code, verifier, exchange } = world.leave({});
  const app = { clientId: ` ${metaApp.id}`, clientSecret: `${metaApp.secret} \n` };
  valueIn(await exchange({ ...ask, app }, code, verifier));
  expect((await connector.sync({ ...access, app }, null)).kind).toBe("ok");
  const calls = network.requests.filter(({ path }) => !path.includes("oauth"));
  expect(calls.length).toBeGreaterThan(3);
  for (const { query } of calls) expect(query.appsecret_proof).toMatch(/^[0-9a-f]{64}$/);
  for (const { query } of network.requests) expect(JSON.stringify(query)).not.toContain(metaApp.secret);
});

it("tells views and reach once a day, paid and organic apart, and an empty set as not given", async () => {
  const { state } = network;
  const post = state.post(state.brand, "Descaling made easy");
  const quiet = state.post(state.brand, "Good night");
  state.insights.set(post.id, { organic: 300, paid: 900, reach: 700 });
  const first = await sync();
  const numbers = (items: IncomingItem[], id: string) =>
    items.flatMap((item) =>
      item.type === "metric" && item.postExternalId === id ? [[item.metric, item.part, item.value]] : [],
    );
  expect(numbers(first.items, post.id)).toEqual([
    ["views", "all", 1200],
    ["reach", "all", 700],
    ["views", "organic", 300],
    ["views", "paid", 900],
  ]);
  expect(numbers(first.items, quiet.id)).toEqual([
    ["views", "all", null],
    ["reach", "all", null],
  ]);
  expect((await sync(first.cursor)).items).toEqual([]);
  network.clock.advance(1.1 * day);
  const third = await sync(first.cursor);
  expect(numbers(third.items, post.id)).toHaveLength(4);
});

it("reads comments though the numbers are not to be had", async () => {
  const { state } = network;
  access = await world.connected({}, ["pages_show_list", "pages_read_engagement"]);
  const post = state.post(state.brand, "Good morning");
  const comment = state.comment(state.hannah, post.id, "Morning");
  const { items } = await sync();
  expect(items.some((item) => item.type === "metric")).toBe(false);
  const told = items.find((item) => item.type === "message" && item.externalId === comment.id);
  // Without the permission to read who people are, Facebook leaves the author out.
  expect(told).toMatchObject({ text: "Morning", author: { externalId: "", handle: "" } });
});

const askedForNumbers = (): number => network.requests.filter(({ path }) => path.endsWith("/insights")).length;

it("asks for the numbers of a post once a day also where the permission for them is missing", async () => {
  const { state } = network;
  access = await world.connected({}, ["pages_show_list", "pages_read_engagement"]);
  for (const text of ["One", "Two", "Three"]) state.post(state.brand, text);
  const { cursor } = await sync();
  expect(askedForNumbers()).toBe(3);
  const second = await sync(cursor);
  expect(askedForNumbers()).toBe(3);
  network.clock.advance(1.1 * day);
  await sync(second.cursor);
  expect(askedForNumbers()).toBe(6);
});

it("asks for no more numbers where there is a limit, and for them all when it is over", async () => {
  const { state } = network;
  for (const text of ["One", "Two", "Three"]) state.post(state.brand, text);
  network.faults.next(429, 1, "/insights");
  const first = await sync();
  expect(first.items.filter(({ type }) => type === "post")).toHaveLength(3);
  expect(askedForNumbers()).toBe(1);
  const told = (items: IncomingItem[]) =>
    new Set(items.flatMap((item) => (item.type === "metric" ? [item.postExternalId] : []))).size;
  const second = await sync(first.cursor);
  expect(told(second.items)).toBe(2);
  network.clock.advance(2 * 3_600_000);
  expect(told((await sync(second.cursor)).items)).toBe(1);
});

it("hangs an answer to an answer where Facebook hangs it, and finds it there", async () => {
  const { state } = network;
  const post = state.post(state.brand, "Open day");
  const root = state.comment(state.hannah, post.id, "Is there parking?");
  state.comment(state.brand, root.id, "Yes");
  network.clock.advance(60_000);
  const asked = state.comment(state.hannah, root.id, "And for bicycles?");
  network.clock.advance(60_000);
  const reply = replyTo(asked.id, root.id, post.id, "Yes");
  expect(valueIn(await connector.findSent(access, reply))).toBeNull();
  const sent = valueIn(await connector.send(access, reply));
  expect(state.commentOf(sent.externalId)?.parent).toBe(root.id);
  expect(valueIn(await connector.send(access, reply)).externalId).toBe(sent.externalId);
  const { items } = await sync();
  const told = items.find((item) => "externalId" in item && item.externalId === sent.externalId);
  expect(told).toMatchObject({ threadExternalId: root.id, byBrand: true });
});

it("finds an answer to an answer under a visitor's post, where the whole post is one thread", async () => {
  const { state } = network;
  const visit = state.post(state.hannah, "My kettle sings");
  const first = state.comment(state.hannah, visit.id, "Here is a film of it");
  const other = state.comment(state.hannah, visit.id, "And a second one");
  const asked = state.comment(state.hannah, first.id, "Is that normal?");
  const reply = replyTo(asked.id, visit.id, null, "Yes, it is");
  network.faults.next("cutAfter", 1, "POST");
  expect(await connector.send(access, reply)).toMatchObject({ kind: "unknown" });
  const found = valueIn(await connector.findSent(access, reply));
  expect(state.commentOf(found?.externalId ?? "")).toMatchObject({ parent: first.id, text: "Yes, it is" });
  expect(valueIn(await connector.send(access, reply)).externalId).toBe(found?.externalId);
  expect(valueIn(await connector.findSent(access, { ...reply, parentExternalId: other.id }))).toBeNull();
  state.remove(asked.id);
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(found?.externalId);
  state.remove(visit.id);
  expect(valueIn(await connector.findSent(access, reply))).toBeNull();
});

it("looks past a hundred answers of its own for one that is in doubt", async () => {
  const { state } = network;
  const root = state.comment(state.hannah, state.post(state.brand, "Open day").id, "Is there parking?");
  const reply = replyTo(root.id, root.id, null, "Yes");
  const sent = valueIn(await connector.send(access, reply));
  network.clock.advance(60_000);
  for (let n = 0; n < 150; n++) state.comment(state.brand, root.id, `More ${n}`);
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(sent.externalId);
});

it("knows that an answer in doubt arrived, also when what it answers is deleted, and sends none to what is gone", async () => {
  const { state } = network;
  const post = state.post(state.brand, "Open day");
  const root = state.comment(state.hannah, post.id, "Is there parking?");
  const asked = state.comment(state.hannah, root.id, "And for bicycles?");
  const reply = replyTo(asked.id, root.id, post.id, "Yes");
  const sent = valueIn(await connector.send(access, reply));
  state.remove(asked.id);
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(sent.externalId);
  expect(valueIn(await connector.findSent(access, { ...reply, text: "No" }))).toBeNull();
  expect(await connector.send(access, reply)).toMatchObject({ kind: "refused" });
});

it("answers in private once, and says in Facebook's words why not", async () => {
  const { state } = network;
  const post = state.post(state.brand, "News");
  const comment = state.comment(state.hannah, post.id, "My order is late");
  const act = {
    action: "privateReply" as const,
    idempotencyKey: "k",
    externalId: comment.id,
    authorExternalId: state.hannah.id,
    threadExternalId: comment.id,
    postExternalId: post.id,
    text: "May I have your order number?",
  };
  expect(valueIn(await connector.act!(access, act)).externalId).toMatch(/^m_/);
  expect(await connector.act!(access, act)).toMatchObject({ kind: "refused", reason: "Activity already replied to" });
  const old = state.comment(state.hannah, post.id, "Hello?", { at: new Date(Date.now() - 8 * day).toISOString() });
  const late = await connector.act!(access, { ...act, externalId: old.id });
  expect(late).toMatchObject({ kind: "refused", reason: "This user can't reply to this activity" });
});

it("is refused what one person does not take or one comment does not allow, and keeps its key for all others", async () => {
  const { state } = network;
  const post = state.post(state.brand, "News").id;
  const comment = state.comment(state.hannah, post, "My order is late");
  const of = { idempotencyKey: "k", authorExternalId: null, threadExternalId: comment.id, postExternalId: post };
  const act = (action: "privateReply" | "edit") =>
    connector.act!(access, { ...of, action, externalId: comment.id, text: "Hello" });
  expect(await act("edit")).toMatchObject({ kind: "refused", reason: "You do not have sufficient permissions" });
  state.unreachable.set(state.hannah.id, { code: 200, subcode: 1545041, message: "(#200) Message Not Sent" });
  expect(await act("privateReply")).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(/take no messages/),
  });
  access = await world.connected({}, ["pages_show_list", "pages_read_engagement"]);
  expect(await act("privateReply")).toMatchObject({ kind: "narrowed", scope: "pages_messaging" });
});

it("tells everything under a deleted post as deleted", async () => {
  const { state } = network;
  const post = state.post(state.brand, "A mistake");
  const comment = state.comment(state.hannah, post.id, "Oh");
  const { cursor } = await sync();
  state.remove(post.id);
  const { items } = await sync(cursor);
  const gone = items.flatMap((item) => (item.type === "deletion" ? [item.externalId] : []));
  expect(gone.sort()).toEqual([comment.id, post.id].sort());
});

it("says that what hangs below a comment went with it, but not what answers an answer", async () => {
  const { state } = network;
  const post = state.post(state.brand, "A quiet kettle");
  const first = state.comment(state.hannah, post.id, "How quiet?");
  const answer = state.comment(state.hannah, first.id, "Or is it loud?");
  const { cursor } = await sync();
  state.remove(answer.id);
  const second = await sync(cursor);
  expect(second.items).toContainEqual(expect.objectContaining({ externalId: answer.id, below: false }));
  state.remove(first.id);
  const third = await sync(second.cursor);
  expect(third.items).toContainEqual(expect.objectContaining({ externalId: first.id, below: true }));
});

it("asks for a new connection where the kept keys cannot be opened any more", async () => {
  expect(await connector.sync({ ...access, credentials: null }, null)).toMatchObject({ kind: "reconnect" });
});

it("asks Facebook for webhooks, answers its challenge, and sorts a delivery by Page", async () => {
  const hook = connector.hook!;
  const callback = "https://konak.example/hooks/channel-1";
  const { until } = valueIn(await hook.subscribe!(access, callback, "our-secret"));
  expect(until && Date.parse(until)).toBeGreaterThan(Date.now() + day);
  expect(network.state.callback).toMatchObject({ url: callback, verify: "our-secret", object: "page" });
  expect(network.state.subscribed.get(access.externalId)).toEqual(["feed", "mention"]);
  const keys = { secret: "our-secret", app: { clientId: metaApp.id, clientSecret: ` ${metaApp.secret} ` } };
  const challenge = (token: string) =>
    hook.challenge!(
      {
        method: "GET",
        headers: {},
        query: { "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": "1158201444" },
        body: Buffer.alloc(0),
      },
      keys,
    );
  expect(challenge("our-secret")).toMatchObject({ status: 200, body: "1158201444" });
  expect(challenge("another")).toMatchObject({ status: 403 });
  const entry = [{ id: "1" }, { id: "2" }, { id: "1" }];
  const body = Buffer.from(JSON.stringify({ object: "page", entry }));
  const request = { method: "POST" as const, headers: {}, query: {}, body };
  expect(hook.read(request, access).map(({ account }) => account)).toEqual(["1", "2"]);
  network.state.push({ item: "comment" });
  const { headers, body: pushed } = network.state.outbox.at(-1)!;
  expect(hook.verify({ ...request, headers, body: pushed }, keys)).toEqual({ ok: true, id: null, at: null });
  expect(hook.verify({ ...request, headers, body: pushed }, { ...keys, app: null })).toMatchObject({ ok: false });
});
