import { afterAll, expect, it } from "vitest";
import type { BackfillPage, ChannelAccess, SyncPage } from "#bff/connectors/connector.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import { problems, startYoutube, stopAll } from "#bff/test/start-youtube.ts";
import { quota, scopeAsked } from "./about.ts";

const hour = 3_600_000;
const day = 24 * hour;

afterAll(async () => {
  await stopAll();
  // Tests of answers nobody expects are not the documentation's.
  expect(problems().filter((one) => !/commentThreads answered/.test(one))).toEqual([]);
});

async function begun() {
  const world = await startYoutube();
  const access = await world.connected();
  const { state, clock } = world.network;
  const sync = async (cursor: string | null, with_ = access): Promise<SyncPage> => {
    const page = valueIn(await world.connector.sync(with_, cursor));
    if (!page.more) return page;
    const rest = await sync(page.cursor, with_);
    return { ...rest, items: [...page.items, ...rest.items] };
  };
  return { ...world, access, state, clock, sync };
}

const replyTo = (parent: string, thread: string, post: string, text: string) => ({
  idempotencyKey: `key-${text}`,
  text,
  lang: "en",
  parentExternalId: parent,
  threadExternalId: thread,
  postExternalId: post,
});

it("asks Google for the one scope, for a key that lasts, with a challenge", async () => {
  const { leave, connected, access } = await begun();
  const { asked } = leave();
  expect(asked).toMatchObject({
    access_type: "offline",
    prompt: "consent",
    scope: scopeAsked,
    code_challenge_method: "S256",
  });
  expect(access).toMatchObject({
    externalId: "UCbrandbrandbrandbrand00",
    handle: "@lumi",
    settings: { uploads: "UUbrandbrandbrandbrand00" },
  });
  const narrow = await connected({}, "https://www.googleapis.com/auth/youtube.readonly");
  expect(narrow).toMatchObject({ missingScopes: [scopeAsked] });
  const { ask, code, verifier, exchange } = leave();
  const wrong = { ...ask, app: { ...ask.app, clientSecret: "another-secret" } };
  const refused = await exchange(wrong, code, verifier);
  expect(refused).toMatchObject({ kind: "reconnect", reason: expect.stringContaining("client secret") });
});

it("gets a new key when the hour is over or the key is refused, and says so once", async () => {
  const { connector, access, clock, state, sync } = await begun();
  await sync(null);
  expect(connector.refreshed!(access)).toBeUndefined();
  clock.advance(hour);
  await sync(null);
  const renewed = connector.refreshed!(access) as { token: string };
  expect(renewed.token).not.toBe((access.credentials as { token: string }).token);
  const stored: ChannelAccess = { ...access, credentials: renewed };
  state.tokens = state.tokens.map((one) => ({ ...one, until: "2000-01-01T00:00:00.000Z" }));
  await sync(null, stored);
  expect(connector.refreshed!(stored)).not.toEqual(renewed);
  for (const token of state.tokens) token.withdrawn = true;
  const later: ChannelAccess = { ...stored };
  expect(await connector.sync(later, null)).toMatchObject({
    kind: "reconnect",
    reason: expect.stringContaining("withdrawn"),
  });
});

it("counts its units as Google does, and waits for midnight in Los Angeles when they are used up", async () => {
  const { connector, access, state, network, sync } = await begun();
  const film = state.post("The kettle");
  const said = state.say(state.hannah, film.id, "Nice");
  const { cursor } = await sync(null);
  const before = state.quota.used;
  const idle = await connector.sync(access, cursor);
  expect(idle.spent).toEqual({ [quota.name]: state.quota.used - before });
  expect(idle.spent?.[quota.name], "what is planned for a pass is what a quiet one costs").toBeLessThanOrEqual(
    quota.cost.sync!,
  );
  const reply = replyTo(said.id, said.id, film.id, "Thank you");
  const sent = await connector.send(access, reply);
  expect(sent.spent?.[quota.name]).toBeLessThanOrEqual(quota.cost.send!);
  state.quota.of = state.quota.used;
  const over = await connector.sync(access, cursor);
  expect(over).toMatchObject({ kind: "wait", budget: [{ name: "units", remaining: 0, limit: 10_000 }] });
  const until = over.kind === "wait" ? over.until : "";
  const there = new Intl.DateTimeFormat("en-GB", { timeZone: "America/Los_Angeles", timeStyle: "medium" });
  expect(there.format(new Date(until))).toMatch(/^(00|24):00:00$/);
  expect(over).toMatchObject({ budget: [{ resetAt: until }] });
  expect(Date.parse(until) - network.clock.now().getTime()).toBeLessThanOrEqual(25 * hour);
});

it("refuses to answer where comments are turned off, and reads on", async () => {
  const { connector, access, state, sync } = await begun();
  const film = state.post("No comment");
  const said = state.say(state.hannah, film.id, "First");
  const { cursor } = await sync(null);
  state.commentsOff.add(film.id);
  const reply = replyTo(said.id, said.id, film.id, "Hello");
  expect(await connector.send(access, reply)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("turned off"),
  });
  const { items } = await sync(cursor);
  expect(items).toContainEqual(
    expect.objectContaining({ type: "post", counts: expect.objectContaining({ comments: null, views: 10 }) }),
  );
});

it("names the person when an answer is answered, so that the same words to two people are two answers", async () => {
  const { connector, access, state } = await begun();
  const film = state.post("The kettle");
  const top = state.say(state.hannah, film.id, "Is it loud?");
  const paul = { id: "UCpaul", handle: "@paul", title: "Paul" };
  const below = state.say(paul, top.id, "I wonder as well");
  const first = valueIn(await connector.send(access, replyTo(top.id, top.id, film.id, "Not at all")));
  const second = valueIn(await connector.send(access, replyTo(below.id, top.id, film.id, "Not at all")));
  const typed = replyTo(below.id, top.id, film.id, "@paul You will hear nothing");
  const third = valueIn(await connector.send(access, typed));
  expect(second.externalId).not.toBe(first.externalId);
  expect(state.said.slice(-3)).toMatchObject([
    { parent: top.id, text: "Not at all" },
    { parent: top.id, text: "@paul Not at all" },
    { parent: top.id, text: typed.text },
  ]);
  expect(valueIn(await connector.findSent(access, replyTo(below.id, top.id, film.id, "Not at all")))?.externalId).toBe(
    second.externalId,
  );
  state.remove(below.id);
  const inDoubt = replyTo(below.id, top.id, film.id, "Not at all");
  expect(valueIn(await connector.findSent(access, inDoubt))).not.toBeNull();
  expect(valueIn(await connector.findSent(access, typed))?.externalId).toBe(third.externalId);
  expect(valueIn(await connector.findSent(access, { ...inDoubt, text: "Still quiet" }))).toBeNull();
  expect(await connector.send(access, replyTo(below.id, top.id, film.id, "Still quiet"))).toMatchObject({
    kind: "refused",
  });
});

it("finds an answer in an old thread by the video's count, and all answers where a page shows five", async () => {
  const { clock, state, sync } = await begun();
  const film = state.post("The kettle", new Date(clock.now().getTime() - 60 * day));
  const old = state.say(state.hannah, film.id, "Back then", new Date(clock.now().getTime() - 50 * day));
  const threads = Array.from({ length: 130 }, (_, n) =>
    state.say(state.hannah, film.id, `Number ${n}`, new Date(clock.now().getTime() - (200 - n) * 60_000)),
  );
  const first = await sync(null);
  expect(first.items[0]).toMatchObject({ type: "post", externalId: film.id });
  expect(first.items.filter((item) => item.type === "message")).toHaveLength(130);
  expect((await sync(first.cursor)).items).toEqual([]);
  const answers = Array.from({ length: 8 }, (_, n) => state.say(state.hannah, threads[0]!.id, `Answer ${n}`));
  const late = state.say(state.hannah, old.id, "Still true");
  const { items, cursor } = await sync(first.cursor);
  for (const { id } of [...answers, late, old]) expect(messageIn(items, id)).toBeDefined();
  expect(messageIn(items, late.id)).toMatchObject({ threadExternalId: old.id, parentExternalId: old.id });
  expect((await sync(cursor)).items).toEqual([]);
});

it.each([false, true])(
  "notices in turn that any of many known comments went away (404 for all: %s)",
  async (strict) => {
    const { clock, state, sync } = await begun();
    state.strictIds = strict;
    const film = state.post("The kettle");
    const all = Array.from({ length: 320 }, (_, n) =>
      state.say(state.hannah, film.id, `Number ${n}`, new Date(clock.now().getTime() - (400 - n) * 60_000)),
    );
    let { cursor } = await sync(null);
    state.remove(all[7]!.id);
    const gone: unknown[] = [];
    for (let pass = 0; pass < 4; pass++) {
      const page = await sync(cursor);
      gone.push(...page.items.filter((item) => item.type === "deletion"));
      ({ cursor } = page);
    }
    expect(gone).toEqual([expect.objectContaining({ externalId: all[7]!.id })]);
  },
);

it("finds an answer that came as another one went", async () => {
  const { state, sync } = await begun();
  const film = state.post("The new kettle");
  const top = state.say(state.hannah, film.id, "Which colours?");
  const gone = state.say(state.hannah, top.id, "Red?");
  const first = await sync(null);
  state.remove(gone.id);
  const fresh = state.say(state.hannah, top.id, "Or blue?");
  const second = await sync(first.cursor);
  const third = await sync(second.cursor);
  const items = [...second.items, ...third.items];
  expect(items).toContainEqual(expect.objectContaining({ type: "deletion", externalId: gone.id }));
  expect(items.filter((item) => item.type === "message").map((item) => item.externalId)).toEqual([fresh.id]);
});

it("takes a comment without author, and keeps one it cannot read until it can", async () => {
  const { connector, access, state, sync } = await begun();
  const film = state.post("The kettle");
  const nobody = state.say(null, film.id, "From a closed account");
  const strange = state.say(state.hannah, film.id, "Strange");
  state.odd.set(strange.id, { id: strange.id, snippet: { videoId: film.id, topLevelComment: "later" } });
  const { items, cursor } = await sync(null);
  expect(messageIn(items, nobody.id)?.author).toEqual({ externalId: "", handle: "", displayName: null, url: null });
  const unreadable = items.filter((item) => item.type === "unreadable");
  expect(unreadable).toMatchObject([{ externalId: strange.id, error: expect.stringContaining("topLevelComment") }]);
  expect((await sync(cursor)).items).toEqual([]);
  expect(() => connector.reread!(unreadable[0]!.raw, access)).toThrow();
  state.odd.delete(strange.id);
  expect(messageIn((await sync(cursor)).items, strange.id)?.text).toBe("Strange");
});

it("ends where pages repeat for ever, in a sync and in history", async () => {
  const { connector, access, clock, state, sync, network } = await begun();
  const film = state.post("The kettle");
  for (let n = 0; n < 150; n++)
    state.say(state.hannah, film.id, `Number ${n}`, new Date(clock.now().getTime() - (200 - n) * 60_000));
  state.repeats = true;
  const { items } = await sync(null);
  expect(items.filter((item) => item.type === "message")).toHaveLength(100);
  let cursor: string | null = null;
  for (let more = true, pages = 0; more; pages++) {
    expect(pages).toBeLessThan(6);
    const page: BackfillPage = valueIn(await connector.backfill!(access, "2000-01-01T00:00:00.000Z", cursor));
    ({ cursor, more } = page);
  }
  expect(network.requests.length).toBeLessThan(40);
});

it("tells followers rounded as YouTube does, and a hidden number as not given", async () => {
  const { clock, state, sync } = await begun();
  const first = await sync(null);
  expect(first.items).toContainEqual(
    expect.objectContaining({ type: "followers", count: 1230, call: "channels.list" }),
  );
  state.subscribersHidden = true;
  clock.advance(2 * hour);
  expect((await sync(first.cursor)).items).toContainEqual(
    expect.objectContaining({ type: "metric", metric: "followers", value: null, postExternalId: null }),
  );
});

it("tells what YouTube holds for review or takes for spam as hidden", async () => {
  const { state, sync } = await begun();
  const film = state.post("The kettle");
  const top = state.say(state.hannah, film.id, "Fine");
  const spam = state.say(state.hannah, film.id, "Cheap kettles here");
  const held = state.say(state.hannah, top.id, "Also cheap");
  spam.status = "likelySpam";
  held.status = "heldForReview";
  const { items, cursor } = await sync(null);
  expect(messageIn(items, top.id)).toMatchObject({ hidden: false });
  for (const { id } of [spam, held]) expect(messageIn(items, id)).toMatchObject({ hidden: true });
  expect((await sync(cursor)).items).toEqual([]);
});
