import { expect, it } from "vitest";
import type { BackfillPage, Connector, Outcome } from "#bff/connectors/connector.ts";
import { ensureSyncJobs, pauseChannel, resumeChannel } from "#bff/features/channels/commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { readHistory, stopHistory } from "#bff/features/channels/history-commands.ts";
import { messages, network, start, test } from "#bff/features/channels/test/reading.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { comment, page } from "#bff/test/written-network.ts";

const day = 86_400_000;
const health = async () => channelHealth(await test.as("lead"), test.channelId);
const wayOf = async (stream: string) => (await health()).streams.find((way) => way.stream === stream);
const past = (cursor: string, more: boolean, id: string): Outcome<BackfillPage> => ({
  kind: "ok",
  value: { items: [comment(id)], cursor, more, reachedTo: "2026-08-01T00:00:00.000Z" },
});
const waits = (until: string): Outcome<BackfillPage> => ({ kind: "wait", until, reason: "Too many requests" });
const inAnHour = () => new Date(test.clock.now().getTime() + day / 24).toISOString();
const until = "2026-05-01T00:00:00.000Z";
const ask = async () => readHistory(await test.as("lead"), { channelId: test.channelId, until });
const gives = (give: () => Outcome<BackfillPage>) =>
  Object.assign(network, { backfill: async () => give() } satisfies Partial<Connector>);
const goOn = async (days: number) => {
  test.clock.advance(days * day);
  await doDueJobs(test, ["channel.history"]);
};

eachEngine("the past of a channel", (engine) => {
  it.each([
    ["asks to wait", () => waits(inAnHour())],
    [
      "lacks a permission",
      (): Outcome<BackfillPage> => ({ kind: "narrowed", scope: "history", reason: "Too many requests" }),
    ],
  ])("is given up when the network %s for a week, says so, and begins again when asked", async (_why, refusal) => {
    await start(engine);
    let asked = 0;
    gives(() => (asked++ === 0 ? past("p1", true, "a") : refusal()));
    await ask();
    await goOn(0);
    for (let days = 0; days < 6; days++) await goOn(1);
    expect((await health()).history).toMatchObject({ state: "waiting", reason: "Too many requests" });
    await goOn(1);
    const reason = expect.stringMatching(/^For a week nothing .* asked for again\. The last reason was: Too many/);
    expect(await health()).toMatchObject({ history: { state: "failed", reason, items: 1 } });
    expect(await wayOf("history")).toMatchObject({ error: reason, nextAt: null });
    const before = asked;
    await goOn(30);
    expect(asked).toBe(before);
    await ask();
    await goOn(0);
    expect((await health()).history).toMatchObject({ state: "waiting" });
    gives(() => past("p2", false, "b"));
    await goOn(1);
    expect((await health()).history).toMatchObject({ state: "done", reason: null });
  });

  it("goes on where it was when what was given up is asked for again; what was refused begins anew", async () => {
    await start(engine);
    const asked: (string | null)[] = [];
    let answers: Outcome<BackfillPage>[] = [past("p1", true, "a")];
    const backfill: Connector["backfill"] = async (_access, _until, cursor) => {
      asked.push(cursor);
      return answers.shift() ?? waits(inAnHour());
    };
    Object.assign(network, { backfill });
    await ask();
    await goOn(0);
    for (let days = 0; days < 8; days++) await goOn(1);
    expect((await health()).history).toMatchObject({ state: "failed", items: 1 });
    answers = [past("p2", true, "b"), { kind: "refused", reason: "No such page" }];
    asked.length = 0;
    await ask();
    await goOn(0);
    expect((await health()).history).toMatchObject({ state: "failed", reason: "No such page", items: 2 });
    answers = [past("p3", false, "c")];
    await ask();
    await goOn(0);
    expect(asked).toEqual(["p1", "p2", null]);
    expect((await health()).history).toMatchObject({ state: "done", items: 1 });
  });

  it("is not given up for the days on which Konak was off", async () => {
    await start(engine);
    gives(() => waits(inAnHour()));
    await ask();
    await goOn(0);
    await goOn(1);
    await goOn(8);
    expect((await health()).history).toMatchObject({ state: "waiting" });
    for (let days = 0; days < 6; days++) await goOn(1);
    expect((await health()).history).toMatchObject({ state: "waiting" });
    await goOn(1);
    expect((await health()).history).toMatchObject({ state: "failed" });
  });

  it("waits on in vain while polling goes round in circles", async () => {
    await start(engine);
    gives(() => waits(inAnHour()));
    await ask();
    await goOn(0);
    for (let days = 0; days < 8; days++) {
      network.answers = [page(`one${days}`, true), page(`two${days}`, true), page(`one${days}`, true)];
      await ensureSyncJobs(test.app);
      await doDueJobs(test, ["channel.sync"]);
      expect(await wayOf("poll")).toMatchObject({ error: expect.stringMatching(/same page again/) });
      await goOn(1);
    }
    expect((await health()).history).toMatchObject({ state: "failed" });
  });

  it("counts only what is in vain: neither pages that came between, nor a pause", async () => {
    await start(engine);
    let page = 0;
    gives(() => (page++ % 2 === 0 ? past(`p${page}`, true, `a${page}`) : waits(inAnHour())));
    await ask();
    for (let days = 0; days < 10; days++) await goOn(1);
    expect((await health()).history).toMatchObject({ state: "waiting", reason: "Too many requests", items: 10 });
    await pauseChannel(await test.as("lead"), test.channelId);
    for (let days = 0; days < 10; days++) await goOn(1);
    await resumeChannel(await test.as("lead"), test.channelId);
    gives(() => waits(inAnHour()));
    await goOn(1);
    expect((await health()).history).toMatchObject({ state: "waiting" });
  });

  it.each(["paused", "reconnect"])("is no failure while the channel is %s and nobody is asked", async (is) => {
    await start(engine);
    gives(() => past("p1", true, "a"));
    await ask();
    const channel = test.app.db.write.updateTable("channel").where("id", "=", test.channelId);
    await channel.set({ health: is }).execute();
    const over = new AbortController();
    const hints: string[] = [];
    const heard = (async () => {
      for await (const hint of test.app.live.listen(test.workspaceId, over.signal))
        if ("slice" in hint) hints.push(hint.slice);
    })().catch(() => {});
    for (let minutes = 0; minutes < 3; minutes++) await goOn(1 / 1440);
    over.abort();
    await heard;
    expect((await health()).history).toMatchObject({ state: "waiting", reason: `channel_${is}` });
    expect(await wayOf("history")).toBeUndefined();
    expect(hints, "said once, not every minute").toEqual(["channels"]);
    await channel.set({ health: "ok" }).execute();
    gives(() => past("p2", false, "b"));
    await goOn(1 / 1440);
    expect((await health()).history).toMatchObject({ state: "done", reason: null });
    expect(await wayOf("history")).toMatchObject({ failures: 0, error: null });
  });

  it("keeps how often the network itself refused before a pause, with no next attempt", async () => {
    await start(engine);
    gives(() => waits(inAnHour()));
    await ask();
    await goOn(0);
    await goOn(1);
    await pauseChannel(await test.as("lead"), test.channelId);
    await goOn(1);
    await goOn(1);
    expect(await wayOf("history")).toMatchObject({ failures: 2, error: "Too many requests", nextAt: null });
  });

  it("has no next attempt once it is stopped, also by a hand that came while the network was asked", async () => {
    await start(engine);
    gives(() => waits(inAnHour()));
    await ask();
    await goOn(0);
    expect(await wayOf("history")).toMatchObject({ nextAt: inAnHour() });
    await stopHistory(await test.as("lead"), test.channelId);
    expect(await wayOf("history")).toMatchObject({ nextAt: null });
    expect((await health()).history).toMatchObject({ state: "stopped", reason: null });
    await ask();
    const backfill = async () => {
      await stopHistory(await test.as("lead"), test.channelId);
      return waits(inAnHour());
    };
    Object.assign(network, { backfill } satisfies Partial<Connector>);
    await goOn(0);
    expect(await wayOf("history")).toMatchObject({ nextAt: null });
    expect((await health()).history).toMatchObject({ state: "stopped", reason: null });
  });

  it.each(["9999-12-31T00:00:00.000Z", "soon"])(
    "is asked for again within a day, whatever time the network names (%s)",
    async (named) => {
      await start(engine);
      gives(() => waits(named));
      await ask();
      await goOn(0);
      const { nextAt } = (await wayOf("history"))!;
      expect(Date.parse(nextAt!) - test.clock.now().getTime()).toBeLessThanOrEqual(day);
      gives(() => past("p1", false, "a"));
      await goOn(1);
      expect((await health()).history).toMatchObject({ state: "done" });
      expect(await wayOf("history"), "nothing is asked for any more").toMatchObject({ error: null, nextAt: null });
    },
  );

  it("leaves to polling what polling could not have read when the last days are looked at again", async () => {
    await start(engine);
    const young = { ...comment("young"), sentAt: new Date(test.clock.now().getTime() - 60_000).toISOString() };
    const items = [comment("missed"), young as ReturnType<typeof comment>];
    gives(() => ({ kind: "ok", value: { items, cursor: "end", more: false, reachedTo: null } }));
    await ensureSyncJobs(test.app);
    await doDueJobs(test, ["channel.sync"]);
    test.clock.advance(day / 12);
    await doDueJobs(test, ["channel.reconcile"]);
    expect((await messages()).map(({ externalId }) => externalId)).toEqual(["missed"]);
    expect((await health()).reconciled).toMatchObject([{ read: 1, found: 1 }]);
  });

  it("says when a second look at the last days could not be finished", async () => {
    await start(engine);
    gives(() => waits("9999-12-31T00:00:00.000Z"));
    await ensureSyncJobs(test.app);
    await doDueJobs(test, ["channel.sync"]);
    test.clock.advance(day / 12);
    await doDueJobs(test, ["channel.reconcile"]);
    const nextAt = new Date(test.clock.now().getTime() + day).toISOString();
    expect(await wayOf("reconcile")).toMatchObject({ error: "Too many requests", nextAt });
    gives(() => ({ kind: "ok", value: { items: [], cursor: "end", more: false, reachedTo: null } }));
    test.clock.advance(day);
    await doDueJobs(test, ["channel.reconcile"]);
    const next = new Date(test.clock.now().getTime() + day).toISOString();
    expect(await wayOf("reconcile")).toMatchObject({ error: null, nextAt: next });
  });
});
