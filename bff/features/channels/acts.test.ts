import { afterEach, beforeEach, expect, it } from "vitest";
import type { Outcome, OutgoingAct } from "#bff/connectors/connector.ts";
import { actOnMessage, settleByPerson } from "#bff/features/channels/act-commands.ts";
import { type DepartingAct, departAct, holdAct, recordAct } from "#bff/features/channels/act-delivery-commands.ts";
import { threadActs } from "#bff/features/channels/act-queries.ts";
import { pauseChannel, resumeChannel } from "#bff/features/channels/commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { channelToSync } from "#bff/features/channels/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { ActTable } from "#bff/platform/db/tables-channels.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type ScriptedNetwork, scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { MessageAction } from "#shared/channels/acts.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

eachEngine("what can be done to a message beside answering it", (engine) => {
  let test: TestApp;
  let network: ScriptedNetwork;
  let ctx: Ctx;
  let did: OutgoingAct[];
  let answers: Outcome<{ externalId: string | null }>[];
  beforeEach(async () => {
    network = scriptedNetwork();
    did = [];
    answers = [];
    network.capabilities = capabilitiesOf({
      actions: {
        reply: true,
        removeOurs: true,
        hide: true,
        unhide: true,
        edit: true,
        removeTheirs: true,
        privateReply: "once a comment",
        report: true,
      },
      brings: {},
    });
    network.act = async (_access, act) => {
      did.push(act);
      return answers.shift() ?? { kind: "ok", value: { externalId: null } };
    };
    test = await testApp(engine, { connector: network });
    ctx = await test.as("manager");
    await bring(test, [comment("c1"), ours("r1", "c1")]);
  });
  afterEach(() => test.remove());

  const idOf = async (externalId: string) =>
    (
      await test.app.db.read
        .selectFrom("message")
        .select("id")
        .where("externalId", "=", externalId)
        .executeTakeFirstOrThrow()
    ).id;
  const threadId = async () =>
    (await test.app.db.read.selectFrom("thread").select("id").where("externalId", "=", "c1").executeTakeFirstOrThrow())
      .id;
  const act = async (action: MessageAction, on = "c1", text: string | null = null) =>
    actOnMessage(ctx, { messageId: await idOf(on), action, text });
  const problem = async () =>
    (await test.app.db.read.selectFrom("thread").select("problem").executeTakeFirstOrThrow()).problem;
  const deliver = () => doDueJobs(test, ["act.deliver"]);
  const statuses = async () =>
    (await threadActs(ctx, await threadId())).acts.map((one) => [one.action, one.status, one.reason]);
  const hidden = async () =>
    (
      await test.app.db.read
        .selectFrom("message")
        .select("hiddenAt")
        .where("externalId", "=", "c1")
        .executeTakeFirstOrThrow()
    ).hiddenAt;

  it("goes on by itself when its channel was resumed at the very moment it was held back", async () => {
    const paused = { health: "paused", credentials: null };
    await act("hide");
    const { act: going } = (await departAct(test.app, (await threadActs(ctx, await threadId())).acts[0]?.id ?? "")) as {
      act: ActTable;
    };
    expect(await holdAct(test.app, going, "channel_paused", paused)).toBe(false);
    expect(await statuses()).toEqual([["hide", "queued", null]]);
    await pauseChannel(await test.as("lead"), test.channelId);
    const seen = await channelToSync(test.app, test.channelId);
    expect(await holdAct(test.app, going, "channel_paused", seen)).toBe(true);
    expect(await statuses()).toEqual([["hide", "waiting", "channel_paused"]]);
  });

  it("offers what the network has, for our messages and for others', and nobody a dead button", async () => {
    const offered = await threadActs(ctx, await threadId());
    expect(offered).toMatchObject({
      theirs: ["hide", "unhide", "removeTheirs", "report", "privateReply"],
      ours: ["removeOurs", "edit"],
    });
    expect(offered.only).toEqual({ privateReply: "once a comment" });
    expect((await threadActs(await test.as("viewer"), await threadId())).theirs).toEqual([]);
    await expect(act("like")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(act("hide", "r1")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(act("privateReply")).rejects.toMatchObject({ details: { reason: "It needs words." } });
    expect(did).toEqual([]);
  });

  it.each(["mention", "quote"] as const)(
    "offers on a %s only what the network has outside our own posts, and refuses the rest in words",
    async (kind) => {
      network.capabilities = capabilitiesOf({
        actions: { reply: true, like: true, removeOurs: true, hide: true, privateReply: "once a comment" },
        underOwnPosts: ["removeOurs", "hide", "privateReply"],
        brings: {},
      });
      await bring(test, [comment("m1", { kind }), ours("r2", "m1", { kind })]);
      const { threadId: elsewhere } = await test.app.db.read
        .selectFrom("message")
        .select("threadId")
        .where("externalId", "=", "m1")
        .executeTakeFirstOrThrow();
      expect(await threadActs(ctx, elsewhere)).toMatchObject({ theirs: ["like"], ours: [] });
      expect(await threadActs(ctx, await threadId())).toMatchObject({
        theirs: ["like", "hide", "privateReply"],
        ours: ["removeOurs"],
      });
      const refused = {
        code: "invalid_input",
        details: { reason: expect.stringMatching(/only under posts of our own/) },
      };
      await expect(act("hide", "m1")).rejects.toMatchObject(refused);
      await expect(act("privateReply", "m1", "Hello")).rejects.toMatchObject(refused);
      await expect(act("removeOurs", "r2")).rejects.toMatchObject(refused);
      await act("like", "m1");
      await deliver();
      expect(did.map((one) => one.action)).toEqual(["like"]);
    },
  );

  it("goes out by the outbox, once, and shows at once", async () => {
    const [first, second] = [await act("hide"), await act("hide")];
    expect(second.id).toBe(first.id);
    await deliver();
    expect(did).toMatchObject([
      { action: "hide", externalId: "c1", authorExternalId: "hannah", threadExternalId: "c1" },
    ]);
    expect(await hidden()).toBe(test.clock.iso());
    await act("unhide");
    await deliver();
    expect(await hidden()).toBeNull();
    expect(await statuses()).toEqual([
      ["hide", "done", null],
      ["unhide", "done", null],
    ]);
  });

  it("keeps the order it was asked for, whichever job comes first", async () => {
    await act("hide");
    await act("unhide");
    await test.app.db.write
      .updateTable("job")
      .set({ runAt: "2026-11-18T08:59:00.000Z" })
      .where("payload", "like", "%")
      .execute();
    const rows = await test.app.db.write
      .selectFrom("job")
      .select(["id", "payload"])
      .where("kind", "=", "act.deliver")
      .execute();
    const unhide = rows.at(-1);
    await test.app.db.write
      .updateTable("job")
      .set({ runAt: "2026-11-18T08:00:00.000Z" })
      .where("id", "=", unhide?.id ?? "")
      .execute();
    await deliver();
    test.clock.advance(1000);
    await deliver();
    expect(did.map((one) => one.action)).toEqual(["hide", "unhide"]);
  });

  it("waits where the network asks for patience, tries again where silence does no harm", async () => {
    answers = [
      { kind: "wait", until: "2026-11-18T09:02:00.000Z", reason: "429" },
      { kind: "unknown", reason: "no answer" },
    ];
    await act("hide");
    await deliver();
    expect(await statuses()).toEqual([["hide", "waiting", "429"]]);
    const waitsUntil = async () => (await threadActs(ctx, await threadId())).acts[0]?.waitsUntil;
    expect(await waitsUntil()).toBe("2026-11-18T09:02:00.000Z");
    const { waiting } = await channelHealth(ctx, test.channelId);
    expect(waiting).toEqual({ replies: 0, acts: 1, until: "2026-11-18T09:02:00.000Z" });
    test.clock.advance(120_000);
    await deliver();
    expect(await statuses()).toEqual([["hide", "waiting", "no answer"]]);
    expect(await waitsUntil()).toBe("2026-11-18T09:02:30.000Z");
    test.clock.advance(30_000);
    await deliver();
    expect(await statuses()).toEqual([["hide", "done", null]]);
  });

  it("never puts older words over newer ones that were done while it waited", async () => {
    answers = [{ kind: "wait", until: "2026-11-18T09:02:00.000Z", reason: "429" }];
    await act("edit", "r1", "The lids come on Monday.");
    await deliver();
    await act("edit", "r1", "The lids come on Tuesday.");
    test.clock.advance(120_000);
    await deliver();
    expect(did.map((one) => one.text)).toEqual(["The lids come on Monday.", "The lids come on Tuesday."]);
    expect(await statuses()).toEqual([["edit", "done", null]]);
  });

  it("does not hide again in doubt what was shown again meanwhile", async () => {
    answers = [{ kind: "unknown", reason: "no answer" }];
    const hide = await act("hide");
    const leaving = (await departAct(test.app, hide.id)) as DepartingAct;
    // Asked for while the first is on its way.
    await act("unhide");
    const channel = await channelToSync(test.app, test.channelId);
    await recordAct(test.app, leaving, channel!, { kind: "unknown", reason: "no answer" });
    answers = [];
    await deliver();
    test.clock.advance(30_000);
    await deliver();
    expect(did.map((one) => one.action)).toEqual(["unhide"]);
    expect(await statuses()).toEqual([["unhide", "done", null]]);
    expect(await problem()).toBeNull();
  });

  it("waits a day at most, whatever the network names, and counts silence alone against doing it again", async () => {
    const limit = { kind: "wait" as const, until: "9999-01-01T00:00:00.000Z", reason: "429" };
    answers = [...Array.from({ length: 25 }, () => limit), { kind: "unknown", reason: "no answer" }];
    await act("hide");
    await deliver();
    expect((await threadActs(ctx, await threadId())).acts[0]?.waitsUntil).toBe("2026-11-19T09:00:00.000Z");
    for (let turn = 0; turn < 27; turn++) {
      test.clock.advance(86_400_000);
      await deliver();
    }
    expect(await statuses()).toEqual([["hide", "done", null]]);
  });

  it.each(["privateReply", "report"] as const)(
    "puts a %s without an answer before a person instead of sending it twice",
    async (action) => {
      answers = [{ kind: "unknown", reason: "no answer" }];
      const { id } = await act(action, "c1", "In these words.");
      await deliver();
      test.clock.advance(3_600_000);
      await deliver();
      expect(did).toHaveLength(1);
      expect(await statuses()).toEqual([[action, "unknown", "no answer"]]);
      expect(await problem()).toBe("unknown");
      await settleByPerson(ctx, { actId: id, as: "dropped" });
      expect(await problem()).toBeNull();
      expect(await statuses()).toEqual([]);
    },
  );

  it("does not report again what was on its way when Konak stopped, and hides again what was", async () => {
    const report = await act("report", "c1", "It threatens another guest.");
    expect(await departAct(test.app, report.id)).toMatchObject({ attempts: 0 });
    await deliver();
    expect(did).toEqual([]);
    expect(await statuses()).toEqual([["report", "unknown", expect.stringMatching(/Konak stopped/)]]);
    expect(await problem()).toBe("unknown");
    await settleByPerson(ctx, { actId: report.id, as: "again" });
    await deliver();
    const hide = await act("hide");
    await departAct(test.app, hide.id);
    await deliver();
    expect(did.map((one) => one.action)).toEqual(["report", "hide"]);
  });

  it("stops doing again what never gets an answer, and asks a person", async () => {
    answers = Array.from({ length: 30 }, () => ({ kind: "unknown", reason: "no answer" }));
    await act("hide");
    for (let turn = 0; turn < 30; turn++) {
      await deliver();
      test.clock.advance(30_000);
    }
    expect(did).toHaveLength(21);
    expect(await statuses()).toEqual([["hide", "unknown", "no answer"]]);
  });

  it("waits on a dead, narrowed or paused channel without asking the network, and goes on with a new start", async () => {
    answers = [{ kind: "narrowed", reason: "No access", scope: "pages_manage_engagement" }];
    await act("hide");
    await deliver();
    expect(await statuses()).toEqual([["hide", "waiting", "channel_narrowed"]]);
    expect((await threadActs(ctx, await threadId())).acts[0]?.waitsUntil).toBeNull();
    await act("removeTheirs");
    await deliver();
    expect(did).toHaveLength(1);
    const lead = await test.as("lead");
    await pauseChannel(lead, test.channelId);
    await resumeChannel(lead, test.channelId);
    await deliver();
    expect(await statuses()).toEqual([
      ["hide", "done", null],
      ["removeTheirs", "done", null],
    ]);
    expect(
      await test.app.db.read.selectFrom("message").select("externalId").where("deletedAt", "is not", null).execute(),
    ).toEqual([{ externalId: "c1" }]);
  });

  it("leaves a row in the audit log with what was done, and none of its words", async () => {
    await act("privateReply", "c1", "Secret words");
    const row = await test.app.db.read.selectFrom("audit").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ action: "message.act", userId: ctx.actor.userId });
    expect(row.detail).toContain("privateReply");
    expect(row.detail).not.toContain("Secret words");
  });
});
