import { afterAll, expect, it } from "vitest";
import type { BackfillPage, ChannelAccess } from "#bff/connectors/connector.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import { problems, startX, stopAll } from "#bff/test/start-x.ts";
import { longestPost, scopesAsked } from "./about.ts";
import { weightedLength } from "./weighted.ts";

afterAll(async () => {
  await stopAll();
  // Tests of answers nobody expects are not the documentation's.
  expect(problems().filter((one) => !/answered 4\d\d|mentions answered/.test(one))).toEqual([]);
});

async function begun() {
  const world = await startX();
  const access = await world.connected();
  const sync = async (cursor: string | null, by: ChannelAccess = access) =>
    valueIn(await world.connector.sync(by, cursor));
  return { ...world, access, sync, state: world.network.state, clock: world.network.clock };
}

const replyTo = (parent: string, text: string) => ({
  idempotencyKey: `key-${text}`,
  text,
  lang: "en",
  parentExternalId: parent,
  threadExternalId: parent,
  postExternalId: null,
});

it("asks for the least that works, and says what was not given", async () => {
  const { leave, connected, access } = await begun();
  const { asked, ask, code, verifier, exchange } = leave();
  expect(asked).toMatchObject({ scope: scopesAsked.join(" "), code_challenge_method: "S256", response_type: "code" });
  expect(access).toMatchObject({ externalId: "1001", handle: "@lumi" });
  const narrow = await connected({}, "tweet.read users.read offline.access tweet.write");
  expect(narrow).toMatchObject({ missingScopes: ["tweet.moderate.write", "mute.write"] });
  const wrong = { ...ask, app: { ...ask.app, clientSecret: "the-api-secret" } };
  const refused = await exchange(wrong, code, verifier);
  expect(refused).toMatchObject({ kind: "reconnect", reason: expect.stringContaining("client secret") });
});

it("says which scope an action lacks", async () => {
  const { connector, connected, state, sync } = await begun();
  const access = await connected({}, "tweet.read users.read offline.access tweet.write mute.write");
  const said = state.say(state.hannah, "@lumi hello");
  await sync(null);
  const one = {
    idempotencyKey: "k",
    externalId: said.id,
    authorExternalId: "1002",
    threadExternalId: said.id,
    postExternalId: null,
    text: null,
  };
  expect(await connector.act!(access, { ...one, action: "hide" })).toMatchObject({
    kind: "narrowed",
    scope: "tweet.moderate.write",
  });
  expect(await connector.act!(access, { ...one, action: "mute" })).toMatchObject({ kind: "ok" });
  const narrower = await connected({}, "tweet.read users.read offline.access tweet.write");
  expect(await connector.act!(narrower, { ...one, action: "mute" })).toMatchObject({
    kind: "narrowed",
    scope: "mute.write",
  });
});

it("tells the last words of what a mention answers, also from the past", async () => {
  const { connector, access, state } = await begun();
  const above = state.say(state.hannah, "my kettle is blue");
  const mention = state.say(state.hannah, "@lumi look", { parent: above.id });
  state.edit(above.id, "my kettle is red");
  const until = new Date(Date.now() - 86_400_000).toISOString();
  // Own posts come first, what mentions the account after them.
  const { cursor } = valueIn(await connector.backfill!(access, until, null)) as BackfillPage;
  const past = valueIn(await connector.backfill!(access, until, cursor));
  expect(messageIn(past.items, mention.id)).toMatchObject({ parentExternalId: above.id });
  expect(messageIn(past.items, above.id)).toMatchObject({ text: "my kettle is red", editedAt: expect.any(String) });
});

it("finds an answer in doubt behind everything that was answered since", async () => {
  const { connector, access, state } = await begun();
  const said = state.say(state.hannah, "@lumi is it safe?");
  const reply = replyTo(said.id, "It is.");
  const { externalId } = valueIn(await connector.send(access, reply));
  for (let n = 0; n < 120; n++) state.say(state.brand, `number ${n}`, { parent: said.id });
  expect(valueIn(await connector.findSent(access, reply))).toMatchObject({ externalId });
});

it("hands out the new key, because a refresh token works once", async () => {
  const { connector, access, clock, sync } = await begun();
  await sync(null);
  expect(connector.refreshed!(access)).toBeUndefined();
  clock.advance(7_200_000);
  await sync(null);
  const renewed = connector.refreshed!(access) as { refresh: string };
  expect(renewed.refresh).not.toBe((access.credentials as { refresh: string }).refresh);
  await sync(null);
  clock.advance(7_200_000);
  await sync(null, { ...access, credentials: renewed });
  expect(await connector.sync({ ...access }, null), "the old one").toMatchObject({ kind: "reconnect" });
});

it("keeps each endpoint's limit apart, and waits until the headers say and no longer", async () => {
  const { connector, access, state, sync, clock } = await begun();
  const said = state.say(state.hannah, "@lumi hello");
  const { cursor } = await sync(null);
  const outcome = await connector.sync(access, cursor);
  expect(outcome.budget?.map(({ name }) => name)).toEqual(expect.arrayContaining(["timeline", "mentions"]));
  expect(outcome.budget?.[0]).toMatchObject({ limit: 300, remaining: 298 });
  state.left.set("POST /2/tweets", 0);
  const limited = await connector.send(access, replyTo(said.id, "Hello"));
  expect(limited).toMatchObject({ kind: "wait", budget: [{ name: "post", remaining: 0 }] });
  const until = limited.kind === "wait" ? Date.parse(limited.until) : 0;
  expect(until - clock.now().getTime()).toBeGreaterThan(800_000);
  await sync(cursor);
  clock.advance(until - clock.now().getTime());
  expect(await connector.send(access, replyTo(said.id, "Hello"))).toMatchObject({ kind: "ok" });
});

it("takes a refused duplicate for its own answer only where it stands", async () => {
  const { connector, access, state } = await begun();
  const first = state.say(state.hannah, "@lumi first");
  const second = state.say(state.hannah, "@lumi second");
  const sent = valueIn(await connector.send(access, replyTo(first.id, "Thank you & see https://example.com/a?b=1")));
  const again = valueIn(await connector.send(access, replyTo(first.id, "Thank you & see https://example.com/a?b=1")));
  expect(again.externalId).toBe(sent.externalId);
  const elsewhere = await connector.send(access, replyTo(second.id, "Thank you & see https://example.com/a?b=1"));
  expect(elsewhere).toMatchObject({ kind: "refused", reason: expect.stringContaining("Change them") });
});

it("knows an edited post by its first id, and what answers its last version", async () => {
  const { state, sync, clock } = await begun();
  const said = state.say(state.hannah, "@lumi it is lound");
  const first = await sync(null);
  clock.advance(60_000);
  state.edit(said.id, "@lumi it is loud");
  const edited = await sync(first.cursor);
  const messages = edited.items.filter((item) => item.type === "message");
  expect(messages).toMatchObject([{ externalId: said.id, text: "@lumi it is loud", editedAt: expect.any(String) }]);
  expect(messages[0]?.sentAt).toBe(said.versions[0]?.at);
  const answer = state.say(state.brand, "We know", { parent: said.versions[1]?.id });
  const answered = await sync(edited.cursor);
  expect(messageIn(answered.items, answer.id)).toMatchObject({ threadExternalId: said.id, parentExternalId: said.id });
});

it("looks whether what it knows still stands without paying for its author or for versions it knows", async () => {
  const { state, sync, clock, network } = await begun();
  const said = state.say(state.hannah, "@lumi it is lound");
  const first = await sync(null);
  clock.advance(60_000);
  state.edit(said.id, "@lumi it is loud");
  const edited = await sync(first.cursor);
  const before = network.requests.length;
  const third = await sync(edited.cursor);
  const looked = network.requests.slice(before).filter(({ path }) => path === "/2/tweets");
  expect(looked.map(({ query }) => [query.ids, query.expansions])).toEqual([[said.id, "edit_history_post_ids"]]);
  state.remove(said.id);
  expect((await sync(third.cursor)).items).toMatchObject([{ type: "deletion", externalId: said.id }]);
});

it("takes a post without author, keeps one it cannot read, and tells neither twice", async () => {
  const { connector, access, state, sync } = await begun();
  const nobody = state.say(state.hannah, "@lumi from nobody");
  const strange = state.say(state.hannah, "@lumi strange");
  state.odd.set(nobody.id, { id: nobody.id, text: "@lumi from nobody", created_at: nobody.versions[0]?.at });
  state.odd.set(strange.id, { id: strange.id, text: { later: true } });
  const { items, cursor } = await sync(null);
  expect(messageIn(items, nobody.id)?.author.externalId).toBe("");
  const unreadable = items.filter((item) => item.type === "unreadable");
  expect(unreadable).toMatchObject([{ externalId: strange.id, error: expect.stringContaining("text") }]);
  expect(() => connector.reread!(unreadable[0]!.raw, access)).toThrow();
  const whole = JSON.stringify({ id: "5", text: "later", created_at: "2026-11-22T00:00:00Z" });
  expect(connector.reread!(whole, access)).toMatchObject([{ externalId: "5", threadExternalId: "5" }]);
  state.odd.delete(nobody.id);
  expect((await sync(cursor)).items).toEqual([]);
});

it("ends where pages repeat for ever, in a sync and in history", async () => {
  const { connector, access, state, sync, network } = await begun();
  for (let n = 0; n < 150; n++) state.say(state.hannah, `@lumi number ${n}`);
  state.repeats = true;
  const { items } = await sync(null);
  expect(items.filter((item) => item.type === "message")).toHaveLength(100);
  let cursor: string | null = null;
  for (let more = true, pages = 0; more; pages++) {
    expect(pages).toBeLessThan(6);
    const outcome = valueIn(await connector.backfill!(access, "2020-01-01T00:00:00.000Z", cursor)) as {
      cursor: string;
      more: boolean;
    };
    ({ cursor, more } = outcome);
  }
  expect(network.requests.length).toBeLessThan(30);
});

it.each([
  ["plain words", 11],
  ["日本語", 6],
  ["한국", 4],
  ["👨‍👩‍👧‍👦!", 3],
  ["🇫🇮", 2],
  ["see https://example.com/a/very/long/path/indeed?with=more now", 31],
  ["Ünïcödé", 7],
  ["Привет", 6],
])("counts %s as X does", (text, length) => {
  expect(weightedLength(text)).toBe(length);
});

it("refuses what is too long by weight before asking X", async () => {
  const { connector, access, state, network } = await begun();
  const said = state.say(state.hannah, "@lumi hello");
  const before = network.requests.length;
  const long = await connector.send(access, replyTo(said.id, "語".repeat(longestPost / 2 + 1)));
  expect(long).toMatchObject({ kind: "refused", reason: expect.stringContaining("280") });
  expect(network.requests.length).toBe(before);
});
