import { afterAll, expect, it } from "vitest";
import type { SyncPage } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { problems, standardTier, startLinkedin, stopAll } from "#bff/test/start-linkedin.ts";
import { type LinkedinComment, urnOf } from "#fixtures/wire/linkedin/state.ts";

const hour = 3_600_000;
const day = 24 * hour;

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});

/** Reads with a page's cursor, and keeps what stands here as Konak would. */
async function begun(fields: Record<string, string> = standardTier) {
  const world = await startLinkedin();
  const access = await world.connected(fields);
  const { state } = world.network;
  const here = new Map<string, string>();
  let cursor: string | null = null;
  const page = async (): Promise<SyncPage | null> => {
    const outcome = await world.connector.sync(access, cursor);
    if (outcome.kind === "wait") return null;
    const read = valueIn(outcome);
    ({ cursor } = read);
    for (const item of read.items) if (item.type === "message") here.set(item.externalId, item.text);
    for (const item of read.items) if (item.type === "deletion") here.delete(item.externalId);
    return read;
  };
  const sync = async (): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    for (let pages = 0; ; pages++) {
      expect(pages, "it has to end").toBeLessThan(100);
      const read = await page();
      items.push(...(read?.items ?? []));
      if (read && !read.more) return items;
    }
  };
  const there = () => new Map(state.comments.map((one) => [urnOf(one), one.text]));
  return { ...world, access, state, clock: world.network.clock, here, there, page, sync };
}

const paul = "urn:li:person:PauL";

it("reads a post with a hundred answered comments in pages of few calls, over days where the day's calls run out", async () => {
  const { state, clock, page, here, there } = await begun({});
  const post = state.post("Who wants one?");
  for (let n = 0; n < 100; n++) state.say(paul, urnOf(state.say(state.hannah, post.urn, `Me ${n}`)), `Me too ${n}`);
  const quiet = state.post("Another");
  let waited = 0;
  for (let pages = 0, more = true; more; pages++) {
    expect(pages, "it has to end").toBeLessThan(40);
    state.calls = { allowed: Math.max(state.calls.allowed, 100), made: state.calls.made };
    if (waited === 0) state.calls.allowed = 100;
    const before = state.calls.made;
    const read = await page();
    if (!read) {
      waited += 1;
      clock.advance(day);
      state.calls.allowed = state.calls.made + 100;
      // What is said meanwhile comes first.
      if (waited === 1) state.say(state.hannah, quiet.urn, "Hello?");
      continue;
    }
    if (waited === 1) expect([...here.values()]).toContain("Hello?");
    expect(state.calls.made - before, "a tenth of the day, and what a round begins with").toBeLessThanOrEqual(16);
    ({ more } = read);
  }
  expect(waited).toBe(1);
  expect(here).toEqual(there());
});

it("goes on in the midst of many things that happened to an old post, and asks for each once", async () => {
  const { state, clock, sync, page, here, network } = await begun({});
  const past = new Date(clock.now().getTime() - 90 * day);
  const post = state.post("Long ago", { at: past });
  await sync();
  for (let n = 0; n < 30; n++) state.say(state.hannah, post.urn, `Late ${n}`);
  network.requests.length = 0;
  for (let more = true, pages = 0; more; pages++) {
    expect(pages, "it has to end").toBeLessThan(10);
    const before = state.calls.made;
    more = (await page())?.more ?? false;
    expect(state.calls.made - before, "a tenth of the day").toBeLessThanOrEqual(10);
  }
  expect(here.size).toBe(30);
  const asked = network.requests.map(({ path }) => path).filter((path) => /comments\/\d+$/.test(path));
  expect(new Set(asked).size).toBe(asked.length);
});

it("ends its search for an answer that was deleted before it was read, and does not begin again for ever", async () => {
  const { state, clock, page, sync, here, there } = await begun({});
  state.summaries = false;
  const post = state.post("Who wants one?");
  const roots = Array.from({ length: 25 }, (_, n) => state.say(state.hannah, post.urn, `Me ${n}`));
  await sync();
  clock.advance(60_000);
  state.remove(urnOf(state.say(paul, urnOf(roots[3]!), "Never mind")));
  state.calls = { allowed: 1000, made: 0 };
  for (let more = true, pages = 0; more; pages++) {
    expect(pages, "it has to end").toBeLessThan(8);
    more = (await page())?.more ?? false;
  }
  expect(here).toEqual(there());
});

it("ends where more answers were deleted under an old post than it asks for in a page", async () => {
  const { state, clock, page, sync, here, there } = await begun({});
  const post = state.post("Long ago", { at: new Date(clock.now().getTime() - 90 * day) });
  await sync();
  const root = state.say(state.hannah, post.urn, "Late");
  await sync();
  for (let n = 0; n < 15; n++) state.remove(urnOf(state.say(paul, urnOf(root), `Never mind ${n}`)));
  const stays = state.say(paul, urnOf(root), "This stays");
  for (let more = true, pages = 0; more; pages++) {
    expect(pages, "it has to end").toBeLessThan(8);
    more = (await page())?.more ?? false;
  }
  expect(here.get(urnOf(stays))).toBe("This stays");
  expect(here).toEqual(there());
});

it("reads below a comment it had passed what happened there in the midst of a long look", async () => {
  const { state, clock, page, sync, here, there } = await begun({});
  state.summaries = false;
  const post = state.post("Who wants one?");
  const roots = Array.from({ length: 25 }, (_, n) => state.say(state.hannah, post.urn, `Me ${n}`));
  const early = state.say(paul, urnOf(roots[0]!), "Me too");
  await sync();
  clock.advance(60_000);
  state.remove(urnOf(state.say(paul, urnOf(roots[3]!), "Never mind")));
  expect((await page())?.more).toBe(true);
  clock.advance(2 * hour);
  state.edit(urnOf(early), "Me as well");
  state.say(paul, urnOf(roots[1]!), "And me");
  await sync();
  expect(here).toEqual(there());
});

it("keeps what happened on a post that was already waiting for its turn", async () => {
  const { state, clock, page, sync, here, there } = await begun();
  const long = state.post("Who wants one?");
  const roots = Array.from({ length: 60 }, (_, n) => state.say(state.hannah, long.urn, `Me ${n}`));
  const root = state.say(state.hannah, state.post("The kettle").urn, "Is it loud?");
  const edited = state.say(paul, urnOf(root), "I wonder");
  const removed = state.say(paul, urnOf(root), "So do I");
  await sync();
  clock.advance(60_000);
  for (const one of roots) state.say(paul, urnOf(one), "Me too");
  expect((await page())?.more).toBe(true);
  clock.advance(2 * hour);
  state.edit(urnOf(edited), "I wonder as well");
  state.remove(urnOf(removed));
  state.say(paul, urnOf(root), "And I");
  await sync();
  expect(here).toEqual(there());
});

it("finds a new answer under an old comment by its threads, because by the post nobody gets an answer", async () => {
  const { state, clock, sync, here, network } = await begun();
  const past = new Date(clock.now().getTime() - 90 * day);
  const post = state.post("Long ago", { at: past });
  const roots = [0, 1, 2].map((n) => state.say(state.hannah, post.urn, `Then ${n}`, { at: past }));
  for (const root of roots) state.say(state.page.urn, urnOf(root), "Yes", { at: past });
  await sync();
  const late = state.say(paul, urnOf(roots[1]!), "Still?");
  network.requests.length = 0;
  await sync();
  expect([...here.keys()]).toEqual([urnOf(roots[1]!), urnOf(late)]);
  state.edit(urnOf(late), "Still so?");
  network.requests.length = 0;
  await sync();
  expect(here.get(urnOf(late))).toBe("Still so?");
  const paths = network.requests.map(({ path }) => decodeURIComponent(path));
  const standsAt = `/rest/socialActions/${urnOf(roots[1]!)}/comments/${late.id}`;
  expect(paths.filter((path) => path.endsWith(`/${late.id}`))).toEqual([standsAt]);
});

it("notices an answer that came as another one went", async () => {
  const { state, sync, here, there } = await begun();
  const root = state.say(state.hannah, state.post("The kettle").urn, "Is it loud?");
  const first = state.say(paul, urnOf(root), "I wonder as well");
  await sync();
  state.remove(urnOf(first));
  state.say(paul, urnOf(root), "Me again");
  await sync();
  expect(here).toEqual(there());
});

it("says that what hangs below a comment goes with it, our answer of this minute included", async () => {
  const { state, connector, access, sync } = await begun();
  const post = state.post("The kettle");
  const root = state.say(state.hannah, post.urn, "Is it loud?");
  const below = state.say(paul, urnOf(root), "I wonder");
  await sync();
  const to = { parentExternalId: urnOf(root), threadExternalId: urnOf(root), postExternalId: post.urn };
  const sent = valueIn(await connector.send(access, { ...to, idempotencyKey: "k", text: "Not at all", lang: "en" }));
  state.remove(urnOf(below));
  const [one] = (await sync()).filter((item) => item.type === "deletion");
  expect(one, "an answer takes nothing away with it").toMatchObject({ externalId: urnOf(below), below: false });
  const unread = valueIn(await connector.send(access, { ...to, idempotencyKey: "l", text: "Truly", lang: "en" }));
  state.remove(urnOf(root));
  const gone = (await sync()).filter((item) => item.type === "deletion");
  expect(gone).toContainEqual(expect.objectContaining({ externalId: urnOf(root), below: true }));
  expect(gone.map(({ externalId }) => externalId)).toContain(sent.externalId);
  expect(
    gone.map(({ externalId }) => externalId),
    "never read, so it goes by its comment",
  ).not.toContain(unread.externalId);
});

it("finds an answer in doubt although what it answers was deleted meanwhile", async () => {
  const { state, connector, access, sync } = await begun();
  const post = state.post("The kettle");
  const root = state.say(state.hannah, post.urn, "Is it loud?");
  const asked = state.say(paul, urnOf(root), "I wonder as well");
  await sync();
  const parent = { parentExternalId: urnOf(asked), threadExternalId: urnOf(root), postExternalId: post.urn };
  const reply = { ...parent, idempotencyKey: "k", text: "Not at all", lang: "en" };
  const sent = valueIn(await connector.send(access, reply));
  state.remove(urnOf(asked));
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(sent.externalId);
  state.remove(urnOf(root));
  expect(valueIn(await connector.findSent(access, reply))).toBeNull();
});

it("holds in the end what stands there, whatever people do between and during its readings", async () => {
  const { state, clock, page, sync, here, there, network } = await begun();
  let seed = 7;
  const roll = (most: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % most;
  };
  const posts = [0, 1, 2].map((n) => state.post(`News ${n}`));
  const pick = (): LinkedinComment | undefined => state.comments[roll(Math.max(state.comments.length, 1))];
  const happen = () => {
    const one = pick();
    const what = roll(10);
    if (!one || what < 4) state.say(state.hannah, posts[roll(3)]!.urn, `said ${seed}`);
    else if (what < 7) state.say(roll(2) ? paul : state.page.urn, urnOf(one), `answer ${seed}`);
    else if (what < 8) state.edit(urnOf(one), `edited ${seed}`);
    else state.remove(urnOf(one));
  };
  const random = () => roll(1000) / 1000;
  network.faults.chance({ 500: 0.03, html: 0.03, cutBefore: 0.03 }, random);
  for (let round = 0; round < 60; round++) {
    const reading = page();
    for (let n = roll(4); n > 0; n--) {
      await new Promise((done) => setTimeout(done, roll(3)));
      happen();
    }
    await reading;
    clock.advance(30_000);
  }
  network.faults.clear();
  for (let n = 0; n < 3; n++) {
    clock.advance(30_000);
    await sync();
  }
  expect([...here].sort()).toEqual([...there()].sort());
});
