import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import type { ChannelAccess, Outcome } from "#bff/connectors/connector.ts";
import type { HookNews, Said } from "#bff/connectors/inbound.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { rereadAside } from "#bff/features/channels/aside-commands.ts";
import { disconnectChannel, pauseChannel, resumeChannel } from "#bff/features/channels/commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { newId } from "#bff/platform/ids.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("what a webhook only names", (engine) => {
  let test: TestApp;
  let answers: Outcome<IncomingItem[]>[];
  let asked: { notice: string; access: ChannelAccess }[];
  let network: ReturnType<typeof scriptedNetwork>;
  beforeEach(async () => {
    answers = [];
    asked = [];
    network = scriptedNetwork();
    network.hook = {
      verify: () => ({ ok: true, id: null, at: null }),
      read: ({ body }) => {
        const { account = null, ...news } = JSON.parse(body.toString()) as Partial<HookNews>;
        return [{ account, items: [], poll: false, ...news }];
      },
      async lookUp(access, notice) {
        asked.push({ notice, access });
        return answers.shift() ?? { kind: "ok", value: [comment(notice)] };
      },
    };
    test = await testApp(engine, { connector: network });
    await keep(test.channelId, { hookSecret: test.app.vault.seal("secret") });
  });
  afterEach(() => test.remove());

  const keep = (id: string, values: object) =>
    test.app.db.write.updateTable("channel").set(values).where("id", "=", id).execute();
  const knock = (...bodies: object[]) =>
    Promise.all(
      bodies.map((body) =>
        createApp(test.app).request(`/hooks/${test.channelId}`, { method: "POST", body: JSON.stringify(body) }),
      ),
    );
  const work = () => doDueJobs(test, ["channel.hook", "channel.lookUp"]);
  const messages = async () =>
    (
      await test.app.db.read.selectFrom("message").select(["externalId", "channelId"]).orderBy("externalId").execute()
    ).map(({ externalId }) => externalId);
  const health = async () => channelHealth(await test.as("lead"), test.channelId);

  it("is looked up by a job and kept once, however often it is named", async () => {
    await knock({ lookUp: ["a", "b"] }, { lookUp: ["b"], again: 1 });
    expect((await health()).hooksWaiting).toBe(2);
    await doDueJobs(test, ["channel.hook"]);
    expect([(await health()).hooksWaiting, await messages()]).toEqual([2, []]);
    await work();
    await knock({ lookUp: ["a"], again: 2 });
    await work();
    expect([(await health()).hooksWaiting, await messages()]).toEqual([0, ["a", "b"]]);
  });

  it("waits as long as the network asks for, says until when, and is not forgotten", async () => {
    const until = new Date(test.clock.now().getTime() + 600_000).toISOString();
    answers = [{ kind: "wait", until, reason: "Too many requests." }];
    await knock({ lookUp: ["a"] });
    await work();
    const way = (await health()).streams.find(({ stream }) => stream === "hook");
    expect(way).toMatchObject({ error: "Too many requests.", nextAt: until });
    expect([asked.length, await messages()]).toEqual([1, []]);
    test.clock.advance(600_000);
    await work();
    expect(await messages()).toEqual(["a"]);
    expect((await health()).streams.find(({ stream }) => stream === "hook")).toMatchObject({
      error: null,
      nextAt: null,
    });
  });

  it("asks nothing while the limit is used up", async () => {
    const resetAt = new Date(test.clock.now().getTime() + 60_000).toISOString();
    const budget = { key: test.channelId, name: "calls", remaining: 0, limit: 100, resetAt, at: test.clock.iso() };
    await test.app.db.write.insertInto("channel_budget").values(budget).execute();
    await knock({ lookUp: ["a"] });
    await work();
    expect(asked).toEqual([]);
    test.clock.advance(60_000);
    await work();
    expect(await messages()).toEqual(["a"]);
  });

  it("outlives a dead key, a pause, and silence", async () => {
    const lead = await test.as("lead");
    answers = [
      { kind: "reconnect", reason: "The key was withdrawn." },
      { kind: "unknown", reason: "No answer in time." },
    ];
    await knock({ lookUp: ["a"] });
    await work();
    expect(await health()).toMatchObject({ health: "reconnect", hooksWaiting: 1 });
    test.clock.advance(3_600_000);
    await work();
    expect(asked).toHaveLength(1);
    await keep(test.channelId, { health: "ok" });
    await pauseChannel(lead, test.channelId);
    await knock({ lookUp: ["b"] });
    test.clock.advance(3_600_000);
    await work();
    expect(asked).toHaveLength(1);
    await resumeChannel(lead, test.channelId);
    await work();
    test.clock.advance(900_000);
    await work();
    expect(await messages()).toEqual(["a", "b"]);
  });

  it("is kept raw and shown where the network refuses to tell, and asked for again when a person says so", async () => {
    answers = [{ kind: "refused", reason: "Comments are disabled there." }];
    await knock({ lookUp: ["a"] });
    await work();
    expect(await health()).toMatchObject({
      aside: [{ raw: '{"lookUp":"a"}', error: "Comments are disabled there." }],
      hooksWaiting: 0,
    });
    answers = [{ kind: "refused", reason: "Still disabled." }];
    for (const error of ["Still disabled.", null]) {
      await rereadAside(await test.as("lead"), test.channelId);
      await work();
      expect((await health()).aside.map((one) => one.error)).toEqual(error === null ? [] : [error]);
    }
    expect(await messages()).toEqual(["a"]);
  });

  it("brings back what was deleted and is there when asked, unless the channel had news meanwhile", async () => {
    const gone = { type: "deletion" as const, externalId: "a", at: test.clock.iso() };
    const deletedOf = async () =>
      (await test.app.db.read.selectFrom("message").select("deletedAt").executeTakeFirstOrThrow()).deletedAt;
    await bring(test, [comment("a")]);
    answers = [{ kind: "ok", value: [gone] }];
    await knock({ lookUp: ["a"] });
    await work();
    expect(await deletedOf()).toBe(gone.at);
    await knock({ lookUp: ["a"], again: 1 });
    await work();
    expect(await deletedOf()).toBeNull();
    const { lookUp } = network.hook!;
    network.hook!.lookUp = async (access, notice) => {
      const answer = await lookUp!(access, notice);
      await bring(test, [gone]);
      return answer;
    };
    await knock({ lookUp: ["a"], again: 2 });
    await work();
    expect(await deletedOf()).toBe(gone.at);
  });

  const said = (is: Said["is"], ...ids: string[]) => ({
    unlessRead: ids.map((externalId) => ({ notice: externalId, said: { externalId, is } })),
  });
  const readThrough = () => keep(test.channelId, { lastSyncAt: test.clock.iso() });

  it("is not asked for where polling brings it, and asked for after that where it does not", async () => {
    await knock({ poll: true, ...said("here", "a", "b") });
    await work();
    expect([asked, (await health()).hooksWaiting]).toEqual([[], 0]);
    test.clock.advance(60_000);
    await bring(test, [comment("a")]);
    await work();
    expect([asked, await messages()]).toEqual([[], ["a"]]);
    // This reading may have begun before the webhook came.
    await readThrough();
    test.clock.advance(30_000);
    await work();
    expect(asked).toEqual([]);
    await readThrough();
    test.clock.advance(30_000);
    await work();
    expect([asked.map(({ notice }) => notice), await messages()]).toEqual([["b"], ["a", "b"]]);
  });

  it("leaves to polling what stands beside it and polling has yet to read", async () => {
    await knock(said("here", "b"));
    await work();
    const old = { ...comment("old"), sentAt: "2026-11-18T08:00:00.000Z" };
    test.clock.advance(120_000);
    await readThrough();
    const young = { ...comment("young"), sentAt: test.clock.iso() };
    answers = [{ kind: "ok", value: [old, young, { ...comment("b"), sentAt: test.clock.iso() }] }];
    await work();
    expect(await messages()).toEqual(["b", "old"]);
  });

  it("is asked for after ten minutes though no reading came to an end", async () => {
    await knock(said("here", "a"));
    for (let waited = 0; waited < 9; waited++) {
      test.clock.advance(60_000);
      await work();
    }
    expect(asked).toEqual([]);
    test.clock.advance(120_000);
    await work();
    expect(await messages()).toEqual(["a"]);
  });

  it("is not asked for where it was edited, hidden or deleted here already, or never was here", async () => {
    await bring(
      test,
      ["e", "h", "g"].map((id) => comment(id)),
    );
    await knock(said("edited", "e"), said("hidden", "h", "x"), said("shown", "g"), said("gone", "g", "x"));
    await doDueJobs(test, ["channel.hook"]);
    const at = test.clock.iso();
    await bring(test, [
      { ...comment("e"), text: "In other words", editedAt: at },
      { type: "visibility", externalId: "h", hidden: true, at },
      { type: "deletion", externalId: "g", at },
    ]);
    await readThrough();
    test.clock.advance(60_000);
    await work();
    expect([asked, (await health()).hooksWaiting]).toEqual([[], 0]);
    answers = ["e", "h", "a"].map((id) => ({ kind: "ok", value: [comment(id)] }));
    await knock({ again: 1, ...said("edited", "e", "a") }, said("shown", "h"));
    await doDueJobs(test, ["channel.hook"]);
    test.clock.advance(61_000);
    await readThrough();
    await work();
    expect(asked.map(({ notice }) => notice).sort()).toEqual(["a", "e", "h"]);
  });

  it("is no notice where nothing is looked up: what only looks like one stays on the shelf", async () => {
    delete network.hook;
    await bring(test, [{ type: "unreadable", externalId: null, raw: '{"lookUp":"x"}', error: "It has no id." }]);
    expect(await rereadAside(await test.as("lead"), test.channelId)).toEqual({ read: 0, left: 1 });
    await work();
    expect((await health()).aside).toMatchObject([{ raw: '{"lookUp":"x"}' }]);
  });

  it("is asked for by the account it is about, and by nobody once that is gone", async () => {
    const other = newId();
    const row = await test.app.db.read.selectFrom("channel").selectAll().executeTakeFirstOrThrow();
    await test.app.db.write
      .insertInto("channel")
      .values({ ...row, id: other, externalId: "second" })
      .execute();
    await knock({ account: "second", lookUp: ["a"] }, { account: "third", lookUp: ["b"] });
    await work();
    expect(asked.map(({ notice, access }) => [notice, access.externalId])).toEqual([["a", "second"]]);
    answers = [{ kind: "wait", until: test.clock.iso(), reason: "Later." }];
    await knock({ lookUp: ["c"] });
    await work();
    await disconnectChannel(await test.as("lead"), test.channelId);
    test.clock.advance(3_600_000);
    await work();
    expect(await messages()).toEqual(["a"]);
  });
});
