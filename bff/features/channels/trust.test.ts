import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { BackfillPage, Outcome } from "#bff/connectors/connector.ts";
import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { rereadAfterUpdate, rereadAside } from "#bff/features/channels/aside-commands.ts";
import { ensureSyncJobs, pauseChannel, resumeChannel, syncNow } from "#bff/features/channels/commands.ts";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { readHistory, stopHistory } from "#bff/features/channels/history-commands.ts";
import { listChannels } from "#bff/features/channels/queries.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { comment, page, WrittenNetwork } from "#bff/test/written-network.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

let test: TestApp;
let network: WrittenNetwork & Partial<import("#bff/connectors/connector.ts").Connector>;
afterEach(() => test.remove());

async function start(engine: "sqlite" | "postgres"): Promise<void> {
  network = new WrittenNetwork();
  network.account = "brand-account";
  test = await testApp(engine, { connector: network, env: { KONAK_ALLOW_ADDRESSES: "127.0.0.1" } });
}
const health = async () => channelHealth(await test.as("lead"), test.channelId);
const channelRow = () => test.app.db.write.selectFrom("channel").selectAll().executeTakeFirstOrThrow();
const messages = async () =>
  (await test.app.db.read.selectFrom("message").select("externalId").orderBy("seq").execute()).map(
    (row) => row.externalId,
  );
const poll = async () => {
  await ensureSyncJobs(test.app);
  await doDueJobs(test, ["channel.sync"]);
};
const past = (cursor: string, more: boolean, ...ids: string[]): Outcome<BackfillPage> => ({
  kind: "ok",
  value: { items: ids.map(comment), cursor, more, reachedTo: "2026-08-01T00:00:00.000Z" },
});
const mails = () => {
  const folder = join(test.app.config.data, "mail");
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
};

eachEngine("a channel one can trust", (engine) => {
  it("stops at a page that repeats its cursor for ever, says so, and keeps what it had", async () => {
    await start(engine);
    network.answers = [
      page("one", true, comment("a")),
      page("two", true, comment("b")),
      page("one", true, comment("c")),
    ];
    await poll();
    expect(await messages()).toEqual(["a", "b"]);
    const { streams } = await health();
    expect(streams.find((way) => way.stream === "poll")?.error).toMatch(/same page again and again/);
    expect(network.asked).toHaveLength(3);
    network.answers = [page("three", false, comment("c"))];
    test.clock.advance(600_000);
    await poll();
    expect(await messages()).toEqual(["a", "b", "c"]);
    expect((await channelRow()).health).toBe("ok");
  });

  it("says how many things came with a moment still to come, and that none of them is unreadable", async () => {
    await start(engine);
    network.answers = [
      page("one", false, { ...(comment("a") as IncomingMessage), sentAt: "2031-01-01T00:00:00.000Z" }, comment("b")),
    ];
    await poll();
    expect(await health()).toMatchObject({ ahead: 1, asideCount: 0 });
    expect(await listChannels(await test.as("lead"), null)).toMatchObject([{ setAside: 0 }]);
  });

  it("keeps the network's limits: answers go out of what reading must leave", async () => {
    await start(engine);
    network.limits = [
      { name: "units", limit: 10, seconds: 3600, per: "channel", cost: { sync: 3, send: 1 }, keptForPeople: 0.3 },
    ];
    network.answers = [page("one", true), page("two", true), page("three", false)];
    await poll();
    expect(network.asked).toHaveLength(2);
    const { budgets, streams } = await health();
    expect(budgets).toEqual([
      {
        name: "units",
        remaining: 4,
        limit: 10,
        resetAt: "2026-11-18T10:00:00.000Z",
        keptForPeople: 0.3,
        shared: false,
      },
    ]);
    expect(streams.find((way) => way.stream === "poll")?.nextAt).toBe("2026-11-18T10:00:00.000Z");
    test.clock.advance(3_600_000);
    await doDueJobs(test, ["channel.sync"]);
    expect(network.asked).toHaveLength(3);
    expect((await health()).budgets[0]?.remaining).toBe(7);
  });

  it("believes the network's own headers over its reckoning", async () => {
    await start(engine);
    const resetAt = "2026-11-18T09:15:00.000Z";
    const told = { budget: [{ name: "requests", remaining: 1, limit: 100, resetAt }] };
    network.answers = [{ ...page("one", true), ...told }, page("two", false)];
    await poll();
    expect(network.asked).toHaveLength(1);
    test.clock.advance(15 * 60_000);
    await doDueJobs(test, ["channel.sync"]);
    expect(network.asked).toHaveLength(2);
  });

  it("asks a network again that says a limit is used up, and not until when", async () => {
    await start(engine);
    const told = { budget: [{ name: "percent", remaining: 0, limit: 100, resetAt: null }] };
    network.answers = [{ ...page("one", true), ...told }, page("two", false)];
    await poll();
    expect(network.asked).toHaveLength(1);
    expect((await health()).streams.find((way) => way.stream === "poll")?.nextAt).toBe("2026-11-18T09:15:00.000Z");
    test.clock.advance(15 * 60_000);
    await doDueJobs(test, ["channel.sync"]);
    expect(network.asked).toHaveLength(2);
  });

  it("tells owner and leads of a dead key, by mail, once until it works again", async () => {
    await start(engine);
    const [lead] = [
      await test.as("lead"),
      await test.as("owner"),
      await test.as("manager"),
      await test.as("lead", ["other"]),
    ];
    for (let turn = 0; turn < 3; turn++) {
      network.answers = [{ kind: "reconnect", reason: "Token expired" }];
      await poll();
      await doDueJobs(test, ["channel.tell", "channel.mail"]);
      test.clock.advance(3_600_000);
    }
    expect(mails()).toHaveLength(2);
    expect(mails()[0]).toMatch(/has to be reconnected/);
    expect(mails()[0]).toContain(`/channels?connect=3D${test.channelId}`);
    await reconnectChannel(lead, {
      channelId: test.channelId,
      fields: { service: "http://127.0.0.1:9", appPassword: "right" },
    });
    network.answers = [{ kind: "reconnect", reason: "Token expired again" }];
    await doDueJobs(test, ["channel.sync", "channel.tell", "channel.mail"]);
    expect(mails()).toHaveLength(4);
  });

  it("goes on reading with a narrowed key, says what is missing, and is tried again by a person", async () => {
    await start(engine);
    network.answers = [{ kind: "narrowed", reason: "No access", scope: "read:notifications" }];
    await poll();
    expect(await channelRow()).toMatchObject({ health: "narrowed", healthReason: "No access (read:notifications)" });
    network.answers = [page("one", false, comment("a"))];
    test.clock.advance(120_000);
    await doDueJobs(test, ["channel.sync"]);
    expect(await messages()).toEqual(["a"]);
    expect((await channelRow()).health).toBe("narrowed");
    await resumeChannel(await test.as("lead"), test.channelId);
    expect(await channelRow()).toMatchObject({ health: "ok", healthReason: null, toldAt: null });
  });

  it("reads nothing while it is paused, also not when asked to, and goes on where it was", async () => {
    await start(engine);
    network.answers = [page("one", false, comment("a"))];
    await poll();
    const lead = await test.as("lead");
    await pauseChannel(lead, test.channelId);
    test.clock.advance(3_600_000);
    await poll();
    await expect(syncNow(lead, test.channelId)).rejects.toMatchObject({ code: "conflict" });
    expect(network.asked).toHaveLength(1);
    expect((await health()).pausedBy).toBe("lead person");
    await resumeChannel(lead, test.channelId);
    await doDueJobs(test, ["channel.sync"]);
    expect(network.asked[1]?.cursor).toBe("one");
  });

  it("reads the past page by page, with progress, and stops when it is told to", async () => {
    await start(engine);
    const asked: (string | null)[] = [];
    const pages = [past("p1", true, "old-1", "old-2"), past("p2", true, "old-2", "old-3"), past("p3", false, "old-4")];
    network.backfill = async (_access, _until, cursor) => {
      asked.push(cursor);
      if (asked.length === 2) await stopHistory(await test.as("lead"), test.channelId);
      return pages.shift() ?? past("end", false);
    };
    const lead = await test.as("lead");
    const until = "2026-05-01T00:00:00.000Z";
    await readHistory(lead, { channelId: test.channelId, until });
    await doDueJobs(test, ["channel.history"]);
    expect(await messages()).toEqual(["old-1", "old-2"]);
    expect((await health()).history).toMatchObject({ state: "stopped", items: 2, added: 2 });
    await readHistory(lead, { channelId: test.channelId, until });
    await doDueJobs(test, ["channel.history"]);
    expect(asked).toEqual([null, "p1", "p1"]);
    expect(await messages()).toEqual(["old-1", "old-2", "old-4"]);
    expect((await health()).history).toMatchObject({ state: "done", items: 3, added: 3, share: 1 });
    expect((await channelRow()).cursor).toBeNull();
  });

  it("lets the past wait for a limit, and says until when and why", async () => {
    await start(engine);
    const until = "2026-11-18T09:20:00.000Z";
    const answers: Outcome<BackfillPage>[] = [past("p1", true, "old-1"), { kind: "wait", until, reason: "429" }];
    network.backfill = async () => answers.shift() ?? past("p2", false, "old-2");
    await readHistory(await test.as("lead"), { channelId: test.channelId, until: "2026-05-01T00:00:00.000Z" });
    await doDueJobs(test, ["channel.history"]);
    const seen = await health();
    expect(seen.history).toMatchObject({ state: "waiting", reason: "429", reachedTo: "2026-08-01T00:00:00.000Z" });
    expect(seen.streams.find((way) => way.stream === "history")?.nextAt).toBe(until);
    test.clock.advance(20 * 60_000);
    await doDueJobs(test, ["channel.history"]);
    expect(await messages()).toEqual(["old-1", "old-2"]);
  });

  it("finds what push and poll both missed by looking a second time, and says how many", async () => {
    await start(engine);
    network.backfill = async () => past("end", false, "seen", "missed-1", "missed-2");
    network.answers = [page("one", false, comment("seen"))];
    await poll();
    test.clock.advance(2 * 3_600_000);
    await doDueJobs(test, ["channel.reconcile"]);
    expect((await health()).reconciled).toEqual([
      { at: test.clock.iso(), since: "2026-11-15T11:00:00.000Z", read: 3, found: 2 },
    ]);
    expect(await messages()).toEqual(["seen", "missed-1", "missed-2"]);
  });

  it("undoes nothing by looking a second time that was read meanwhile", async () => {
    await start(engine);
    const blue = { ...comment("b"), text: "First blue" } as IncomingItem;
    network.answers = [page("one", false, comment("a"), blue)];
    network.backfill = async () => {
      const at = test.clock.iso();
      // The page is on its way with what was there before; what was edited and deleted since is read in between.
      const red = { ...blue, text: "Now red", editedAt: at } as IncomingItem;
      network.answers = [page("two", false, red, { type: "deletion", externalId: "a", at })];
      await doDueJobs(test, ["channel.sync"]);
      const old = [comment("a"), blue, comment("c")];
      return { kind: "ok", value: { items: old, cursor: "end", more: false, reachedTo: null } };
    };
    await poll();
    test.clock.advance(2 * 3_600_000);
    await doDueJobs(test, ["channel.reconcile"]);
    const rows = await test.app.db.read.selectFrom("message").selectAll().orderBy("seq").execute();
    const seen = rows.map(({ externalId, text, deletedAt }) => [externalId, text, deletedAt]);
    expect(seen).toEqual([
      ["a", "Hello a", test.clock.iso()],
      ["b", "Now red", null],
      ["c", "Hello c", null],
    ]);
  });

  it("tries what it could not read again after an update, and whenever a person asks", async () => {
    await start(engine);
    const unreadable = (raw: string) => ({
      type: "unreadable" as const,
      externalId: null,
      raw,
      error: "not this version",
    });
    network.answers = [
      { kind: "ok", value: { items: [unreadable('"a"'), unreadable("{")], cursor: "1", more: false } },
    ];
    await poll();
    network.reread = (raw) => [comment(JSON.parse(raw) as string)];
    await rereadAfterUpdate(test.app);
    expect(await messages()).toEqual([]);
    await test.app.db.write.updateTable("set_aside").set({ triedWith: "0.0.1" }).execute();
    await rereadAfterUpdate(test.app);
    expect(await messages()).toEqual(["a"]);
    expect(await rereadAside(await test.as("manager"), test.channelId)).toEqual({ read: 0, left: 1 });
    expect((await health()).asideCount).toBe(1);
  });

  it("tells nobody a key: not in the database, the audit log, the health, or an error", async () => {
    await start(engine);
    network.capabilities = capabilitiesOf({ brings: { comments: true } });
    const lead = await test.as("lead");
    const fields = { service: "http://127.0.0.1:9", appPassword: "right" };
    await reconnectChannel(lead, { channelId: test.channelId, fields });
    const wrong = { ...fields, appPassword: "sesame-open-up" };
    const refused = await reconnectChannel(lead, { channelId: test.channelId, fields: wrong }).catch((error) => error);
    const tables = await Promise.all([
      test.app.db.read.selectFrom("audit").selectAll().execute(),
      test.app.db.read.selectFrom("channel").selectAll().execute(),
    ]);
    const said = JSON.stringify([tables, await health(), refused.message, refused.details]);
    expect(said).not.toContain("sesame-open-up");
    expect(said).not.toContain('appPassword":"right');
    expect(test.app.vault.open((await channelRow()).credentials ?? "")).toMatchObject({ appPassword: "right" });
  });
});
