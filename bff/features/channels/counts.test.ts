import { afterEach, expect, it } from "vitest";
import type { Connector, Outcome } from "#bff/connectors/connector.ts";
import type { Counts, IncomingItem } from "#bff/connectors/incoming.ts";
import { disconnectChannel, ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { WrittenNetwork } from "#bff/test/written-network.ts";

let test: TestApp;
let network: WrittenNetwork & Partial<Connector>;
let asked: string[][];
let answer: (posts: string[]) => Outcome<IncomingItem[]>;
afterEach(() => test.remove());

const hour = 3_600_000;
const counts = (likes: number): Counts => ({
  ...{ likes, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
  call: "GET /posts",
});
const told = (id: string, likes: number, publishedAt = "2026-11-17T06:30:00.000Z") =>
  post(id, { publishedAt, counts: counts(likes) });
const ok = (value: IncomingItem[]): Outcome<IncomingItem[]> => ({ kind: "ok", value });
const due = () => doDueJobs(test, ["channel.counts"]);
const jobAt = async () =>
  (await test.app.db.read.selectFrom("job").select("runAt").where("kind", "=", "channel.counts").executeTakeFirst())
    ?.runAt;
const readings = async (id: string) =>
  await test.app.db.read
    .selectFrom("post_reading")
    .innerJoin("post", "post.id", "post_reading.postId")
    .select(["at", "likes", "source", "call"])
    .where("post.externalId", "=", id)
    .orderBy("at")
    .execute();

async function start(engine: "sqlite" | "postgres"): Promise<void> {
  network = new WrittenNetwork();
  asked = [];
  answer = (posts) => ok(posts.map((id) => told(id, 30)));
  network.counts = {
    most: 2,
    pace: "usual",
    read: async (_access, posts) => {
      asked.push(posts);
      return answer(posts);
    },
  };
  test = await testApp(engine, { connector: network });
  await ensureSyncJobs(test.app);
}

eachEngine("the counts of older posts", (engine) => {
  it("are read by the age of the post, with the time and the call that gave them", async () => {
    await start(engine);
    await bring(test, [told("old", 10, "2026-09-01T09:00:00.000Z"), told("young", 10, "2026-11-18T08:30:00.000Z")]);
    test.clock.advance(60_000);
    await due();
    expect(asked).toEqual([]);
    expect(await jobAt()).toBe("2026-11-18T09:30:00.000Z");
    test.clock.advance(30 * 60_000);
    await due();
    expect(asked).toEqual([["young"]]);
    expect(await readings("young")).toMatchObject([
      { at: "2026-11-18T09:00:00.000Z", likes: 10, source: "network" },
      { at: "2026-11-18T09:31:00.000Z", likes: 30, source: "network", call: "GET /posts" },
    ]);
    // 78 days old: the step that began after 72 days ends after 79.
    test.clock.advance(24 * hour);
    answer = (posts) => ok(posts.map((id) => told(id, 11, "2026-09-01T09:00:00.000Z")));
    await due();
    expect(asked.at(-1)).toContain("old");
    expect((await readings("old")).at(-1)).toMatchObject({ likes: 11, call: "GET /posts" });
    const again = await test.app.db.read
      .selectFrom("post")
      .select("countsDueAt")
      .where("externalId", "=", "old")
      .execute();
    expect(again).toEqual([{ countsDueAt: "2026-11-26T09:00:00.000Z" }]);
  });

  it("catch up after a long absence once for each post, a few calls at a time, the youngest first", async () => {
    await start(engine);
    const ids = Array.from({ length: 11 }, (_, n) => `p${String(n).padStart(2, "0")}`);
    await bring(
      test,
      ids.map((id, n) => told(id, 10, new Date(Date.parse("2026-11-18T08:00:00.000Z") - n * hour).toISOString())),
    );
    test.clock.advance(9 * 24 * hour);
    await ensureSyncJobs(test.app);
    test.clock.advance(60_000);
    await due();
    expect(asked).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4, 6), ids.slice(6, 8)]);
    expect(await jobAt()).toBe(new Date(test.clock.now().getTime() + 60_000).toISOString());
    test.clock.advance(60_000);
    await due();
    expect(asked.flat()).toEqual(ids);
    test.clock.advance(60_000);
    await due();
    expect(asked.flat()).toHaveLength(11);
  });

  it("forget a post the network calls gone, and ask for one it says nothing about at its next turn only", async () => {
    await start(engine);
    await bring(test, [told("gone", 10), told("silent", 10)]);
    test.clock.advance(2 * hour);
    answer = () => ok([{ type: "deletion", externalId: "gone", at: test.clock.iso() }]);
    await due();
    await due();
    expect(asked).toEqual([["gone", "silent"]]);
    test.clock.advance(hour);
    await due();
    expect(asked.at(-1)).toEqual(["silent"]);
    const rows = await test.app.db.read
      .selectFrom("post")
      .select(["externalId", "deletedAt"])
      .orderBy("externalId")
      .execute();
    expect(rows).toEqual([
      { externalId: "gone", deletedAt: "2026-11-18T11:00:00.000Z" },
      { externalId: "silent", deletedAt: null },
    ]);
  });

  it("bring comments that no list has to open pages, where the network tells of them beside the counts", async () => {
    await start(engine);
    await bring(test, [told("ad", 10)]);
    test.clock.advance(2 * hour);
    answer = () => ok([told("ad", 10), comment("c1", { postExternalId: "ad" })]);
    const stop = new AbortController();
    const heard: unknown[] = [];
    const { workspaceId } = test;
    const listening = (async () => {
      for await (const hint of test.app.live.listen(workspaceId, stop.signal)) heard.push(hint);
    })().catch(() => undefined);
    await due();
    stop.abort();
    await listening;
    expect(heard).toContainEqual({ workspaceId, slice: "inbox" });
    const here = await test.app.db.read.selectFrom("message").select("externalId").execute();
    expect(here).toEqual([{ externalId: "c1" }]);
  });

  it("wait for a limit of the network, and leave what is kept for people and news alone", async () => {
    await start(engine);
    await bring(test, [told("a", 10)]);
    test.clock.advance(2 * hour);
    network.limits = [
      { name: "calls", limit: 10, seconds: 3600, per: "channel", cost: { counts: 1 }, keptForPeople: 0.2 },
    ];
    answer = () => ({ kind: "wait", until: "2026-11-18T11:20:00.000Z", reason: "429", spent: { calls: 5 } });
    await due();
    const way = (await channelHealth(await test.as("lead"), test.channelId)).streams.find(
      (one) => one.stream === "counts",
    );
    expect(way).toMatchObject({ error: "429", nextAt: "2026-11-18T11:20:00.000Z" });
    // Five calls are left of ten: half of them is for answers and news.
    test.clock.advance(20 * 60_000);
    await due();
    expect(asked).toHaveLength(1);
    test.clock.advance(hour);
    answer = () => ok([told("a", 12)]);
    await due();
    expect((await readings("a")).at(-1)).toMatchObject({ likes: 12 });
  });

  it("do not hold up one another when the network will not answer", async () => {
    await start(engine);
    await bring(test, [told("a", 10), told("b", 10), told("c", 10)]);
    test.clock.advance(2 * hour);
    answer = (posts) => (posts.includes("c") ? ok([told("c", 12)]) : { kind: "refused", reason: "no such field" });
    await due();
    expect(asked).toEqual([["a", "b"], ["a"], ["b"], ["c"]]);
    expect((await readings("c")).at(-1)).toMatchObject({ likes: 12 });
  });

  it("are asked for singly, once, when one post makes the network refuse the call for all of them", async () => {
    await start(engine);
    await bring(test, [told("a", 10), told("bad", 10)]);
    test.clock.advance(2 * hour);
    answer = (posts) =>
      posts.includes("bad") ? { kind: "refused", reason: "no such post" } : ok(posts.map((id) => told(id, 12)));
    await due();
    expect(asked).toEqual([["a", "bad"], ["a"], ["bad"]]);
    expect((await readings("a")).at(-1)).toMatchObject({ likes: 12 });
    // Its turn is over, until its next step.
    await due();
    expect(asked).toHaveLength(3);
  });

  it("wait a day at the latest, whatever time the network names", async () => {
    await start(engine);
    await bring(test, [told("a", 10)]);
    test.clock.advance(2 * hour);
    answer = () => ({ kind: "wait", until: "2099-01-01T00:00:00.000Z", reason: "429" });
    await due();
    expect(await jobAt()).toBe(new Date(test.clock.now().getTime() + 24 * hour).toISOString());
  });

  it("are not asked for with a dead key, of a file's posts, or after the channel was let go", async () => {
    await start(engine);
    await bring(test, [told("mine", 10)]);
    await bring(test, [told("from-a-file", 10)], { source: "file" });
    test.clock.advance(2 * hour);
    answer = () => ({ kind: "reconnect", reason: "Invalid key" });
    await due();
    expect(asked).toEqual([["mine"]]);
    expect((await channelHealth(await test.as("lead"), test.channelId)).health).toBe("reconnect");
    test.clock.advance(2 * hour);
    await due();
    expect(asked).toHaveLength(1);
    await disconnectChannel(await test.as("lead"), test.channelId);
    expect(await jobAt()).toBeUndefined();
  });
});
