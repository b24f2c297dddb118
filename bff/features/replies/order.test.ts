import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pauseChannel, requeueWaiting, resumeChannel } from "#bff/features/channels/commands.ts";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { queueReply, resolveReply } from "#bff/features/replies/commands.ts";
import { depart } from "#bff/features/replies/delivery-commands.ts";
import { resolveInTurn, takeBack } from "#bff/features/replies/taken-back.ts";
import { handOver } from "#bff/features/replies/turn-commands.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type ScriptedNetwork, scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("replies of one channel", (engine) => {
  let test: TestApp;
  let network: ScriptedNetwork;
  let ctx: Ctx;
  beforeEach(async () => {
    network = scriptedNetwork();
    test = await testApp(engine, { connector: network });
    ctx = await test.as("manager");
    await bring(test, [comment("c1"), comment("c2")]);
  });
  afterEach(() => test.remove());

  const write = async (thread: string, text: string) => {
    const row = await test.app.db.read
      .selectFrom("thread")
      .select("id")
      .where("externalId", "=", thread)
      .executeTakeFirstOrThrow();
    const input = {
      threadId: row.id,
      text,
      templateId: null,
      lang: "en",
      parentExternalId: null,
      overrideReason: null,
    };
    test.clock.advance(1);
    return queueReply(ctx, { ...input, thenDone: false, idempotencyKey: `key of ${text}` }, []);
  };
  const deliver = async (after = 11_000) => {
    test.clock.advance(after);
    for (let turn = 0; turn < 5; turn++) {
      await doDueJobs(test, ["reply.deliver", "reply.lookUp"]);
      test.clock.advance(400);
    }
  };
  const arrived = () => network.arrived.map((reply) => reply.text);
  const statuses = async () =>
    (await test.app.db.read.selectFrom("reply").select(["text", "status", "reason"]).orderBy("id").execute()).map(
      (row) => [row.text, row.status, row.reason],
    );

  it("leave in the order they were written, whichever job comes first", async () => {
    for (const text of ["one", "two", "three"]) await write(text === "two" ? "c2" : "c1", text);
    const jobs = await test.app.db.write.selectFrom("job").select("id").orderBy("id", "desc").execute();
    let second = 0;
    for (const { id } of jobs)
      await test.app.db.write
        .updateTable("job")
        .set({ runAt: `2026-11-18T09:00:0${second++}.000Z` })
        .where("id", "=", id)
        .execute();
    await deliver();
    expect(arrived()).toEqual(["one", "two", "three"]);
  });

  it("ask again the later the further back they stand, so that a long queue takes no turns from its first", async () => {
    for (const text of ["one", "two", "three", "four", "five"]) await write("c1", text);
    test.clock.advance(11_000);
    const last = await test.app.db.write
      .selectFrom("reply")
      .select("id")
      .where("text", "=", "five")
      .executeTakeFirstOrThrow();
    const jobs = test.app.db.write.updateTable("job").set({ runAt: "2026-11-19T09:00:00.000Z" });
    await jobs.where("kind", "=", "reply.deliver").where("uniqueKey", "not like", `%${last.id}`).execute();
    await doDueJobs(test, ["reply.deliver"]);
    const { runAt } = await test.app.db.write
      .selectFrom("job")
      .select("runAt")
      .where("uniqueKey", "=", `deliver:${last.id}`)
      .executeTakeFirstOrThrow();
    expect(Date.parse(runAt) - Date.parse(test.clock.iso())).toBe(4 * 5000);
    expect(arrived()).toEqual([]);
  });

  it("hand over to the next one, so that nobody waits for a time to pass", async () => {
    for (const text of ["one", "two", "three", "four"]) await write("c1", text);
    test.clock.advance(11_000);
    for (let turn = 0; turn < 5; turn++) await doDueJobs(test, ["reply.deliver"]);
    expect(arrived()).toEqual(["one", "two", "three", "four"]);
  });

  it("hand over before all that only ask, and are not queued again once they are on their way", async () => {
    for (const text of ["one", "two"]) await write("c1", text);
    const due = await test.app.db.read
      .selectFrom("outbox")
      .select(["subjectId", "nextAt"])
      .orderBy("subjectId")
      .execute();
    test.clock.advance(60_000);
    const job = () =>
      test.app.db.write.selectFrom("job").select("runAt").where("uniqueKey", "=", `deliver:${due[0]?.subjectId}`);
    await test.app.db.write.updateTable("job").set({ runAt: test.clock.iso() }).execute();
    await handOver(test.app, { channelId: test.channelId });
    expect((await job().executeTakeFirst())?.runAt).toBe(due[0]?.nextAt);
    await test.app.db.write.updateTable("reply").set({ status: "sending" }).execute();
    await test.app.db.write.updateTable("outbox").set({ state: "waiting" }).execute();
    await inTransaction(test.app, (trx) => requeueWaiting(trx, test.channelId, test.clock.iso()));
    expect((await statuses()).map(([, status]) => status)).toEqual(["sending", "sending"]);
  });

  it("never hand over to one that may still be taken back", async () => {
    await write("c1", "one");
    test.clock.advance(9000);
    await write("c2", "two");
    test.clock.advance(2000);
    for (let turn = 0; turn < 5; turn++) await doDueJobs(test, ["reply.deliver"]);
    expect(arrived()).toEqual(["one"]);
  });

  it("wait together where the network asks for patience, and none overtakes in its thread", async () => {
    network.next = [{ kind: "wait", until: "2026-11-18T09:05:00.000Z", reason: "429" }];
    await write("c1", "one");
    await write("c1", "two");
    await write("c2", "three");
    await deliver();
    expect(arrived()).toEqual([]);
    await deliver(61_000);
    expect(arrived()).toEqual(["three"]);
    await deliver(300_000);
    expect(arrived()).toEqual(["three", "one", "two"]);
  });

  it("go on soon behind one of their thread that waited and was taken back, or left before its time", async () => {
    network.next = [{ kind: "wait", until: "9999-01-01T00:00:00.000Z", reason: "429" }];
    const { id } = await write("c1", "one");
    await write("c1", "two");
    await deliver();
    await deliver(61_000);
    expect((await statuses()).map(([text, status]) => [text, status])).toEqual([
      ["one", "waiting"],
      ["two", "queued"],
    ]);
    await resolveReply(ctx, { replyId: id, as: "dropped" });
    await deliver(20_000);
    expect(arrived()).toEqual(["two"]);
  });

  it.each([
    ["dropped", (replyId: string) => resolveInTurn(ctx, { replyId, as: "dropped" })],
    ["said to have arrived", (replyId: string) => resolveInTurn(ctx, { replyId, as: "sent" })],
    ["taken back", (replyId: string) => takeBack(ctx, replyId)],
  ])("have their turn at once when the one they stand behind is %s", async (_how, settle) => {
    network.next = [{ kind: "wait", until: "2026-11-18T12:00:00.000Z", reason: "429" }];
    const { id } = await write("c1", "one");
    for (const text of ["two", "three"]) await write("c1", text);
    await deliver();
    await deliver(61_000);
    const held = await write("c1", "four");
    await settle(id);
    for (let turn = 0; turn < 5; turn++) await doDueJobs(test, ["reply.deliver"]);
    expect(arrived(), "four may still be taken back").toEqual(["two", "three"]);
    await deliver();
    expect(arrived()).toEqual(["two", "three", "four"]);
    expect(held.status).toBe("queued");
  });

  it("have their turn at once when one of another thread, which they stood behind, is taken back", async () => {
    const one = await write("c1", "one");
    await write("c2", "two");
    test.clock.advance(11_000);
    const jobs = test.app.db.write.updateTable("job").set({ runAt: "2026-11-19T09:00:00.000Z" });
    await jobs.where("kind", "=", "reply.deliver").where("uniqueKey", "like", `%${one.id}`).execute();
    await doDueJobs(test, ["reply.deliver"]);
    expect(arrived(), "two asks only").toEqual([]);
    await takeBack(ctx, one.id);
    await doDueJobs(test, ["reply.deliver"]);
    expect(arrived()).toEqual(["two"]);
  });

  it("stop at once at a dead key, without asking the network again, and go out with a new one", async () => {
    network.next = [{ kind: "reconnect", reason: "Token expired" }];
    await write("c1", "one");
    await write("c2", "two");
    await deliver();
    expect(await statuses()).toEqual([
      ["one", "waiting", "channel_reconnect"],
      ["two", "waiting", "channel_reconnect"],
    ]);
    network.connect = async () => ({
      kind: "ok",
      value: {
        externalId: "brand-account",
        handle: "lumikettle",
        name: "Lumi",
        url: null,
        credentials: { key: "new" },
      },
    });
    await reconnectChannel(await test.as("lead"), { channelId: test.channelId, fields: {} });
    await deliver(0);
    expect(arrived()).toEqual(["one", "two"]);
    expect(
      await test.app.db.read.selectFrom("thread").select("problem").where("problem", "is not", null).execute(),
    ).toEqual([]);
  });

  it("wait on a paused channel and go out when it is resumed", async () => {
    const lead = await test.as("lead");
    await pauseChannel(lead, test.channelId);
    await write("c1", "one");
    await deliver();
    expect(await statuses()).toEqual([["one", "waiting", "channel_paused"]]);
    await resumeChannel(lead, test.channelId);
    await deliver(0);
    expect(arrived()).toEqual(["one"]);
  });

  it("go out when the channel is resumed at the very moment they are held back", async () => {
    await pauseChannel(await test.as("lead"), test.channelId);
    await write("c1", "one");
    const { id } = await test.app.db.read.selectFrom("reply").select("id").executeTakeFirstOrThrow();
    let departure: ReturnType<typeof depart> | null = null;
    await inTransaction(test.app, async (trx) => {
      await trx.updateTable("channel").set({ health: "ok" }).where("id", "=", test.channelId).execute();
      // It has read that the channel is paused (PostgreSQL), or waits for us to end (SQLite).
      departure = depart(test.app, id);
      await pause(200);
      await requeueWaiting(trx, test.channelId, test.clock.iso());
    });
    expect(await departure).toSatisfy((result) => "after" in result || "reply" in result);
    expect((await statuses())[0]?.[1]).not.toBe("waiting");
    await deliver();
    expect(arrived()).toEqual(["one"]);
  });

  it("are found by looking again when the network answers late, and never sent twice", async () => {
    network.next = ["lost"];
    const { findSent } = network;
    let asked = 0;
    network.findSent = async (access, reply) => (++asked < 3 ? { kind: "ok", value: null } : findSent(access, reply));
    await write("c1", "one");
    await deliver();
    expect((await statuses())[0]?.[1]).toBe("unknown");
    await deliver(6000);
    await deliver(31_000);
    expect(await statuses()).toEqual([["one", "sent", null]]);
    expect(arrived()).toEqual(["one"]);
  });
});
