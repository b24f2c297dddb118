import { afterEach, beforeEach, expect, it } from "vitest";
import { settleByPerson } from "#bff/features/channels/act-commands.ts";
import { type DepartingAct, departAct, recordAct } from "#bff/features/channels/act-delivery-commands.ts";
import { threadActs } from "#bff/features/channels/act-queries.ts";
import { pauseChannel, resumeChannel } from "#bff/features/channels/commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { channelToSync } from "#bff/features/channels/queries.ts";
import { type Acting, acting } from "#bff/features/channels/test/acting.ts";
import { eachEngine } from "#bff/test/each-engine.ts";

eachEngine("what is done to a message and has to wait", (engine) => {
  let on: Acting;
  beforeEach(async () => {
    on = await acting(engine);
  });
  afterEach(() => on.test.remove());

  it("waits where the network asks for patience, tries again where silence does no harm", async () => {
    on.answers = [
      { kind: "wait", until: "2026-11-18T09:02:00.000Z", reason: "429" },
      { kind: "unknown", reason: "no answer" },
    ];
    await on.act("hide");
    await on.deliver();
    expect(await on.statuses()).toEqual([["hide", "waiting", "429"]]);
    const waitsUntil = async () => (await threadActs(on.ctx, await on.threadId())).acts[0]?.waitsUntil;
    expect(await waitsUntil()).toBe("2026-11-18T09:02:00.000Z");
    const { waiting } = await channelHealth(on.ctx, on.test.channelId);
    expect(waiting).toEqual({ replies: 0, acts: 1, until: "2026-11-18T09:02:00.000Z" });
    on.test.clock.advance(120_000);
    await on.deliver();
    expect(await on.statuses()).toEqual([["hide", "waiting", "no answer"]]);
    expect(await waitsUntil()).toBe("2026-11-18T09:02:30.000Z");
    on.test.clock.advance(30_000);
    await on.deliver();
    expect(await on.statuses()).toEqual([["hide", "done", null]]);
  });

  it("never puts older words over newer ones that were done while it waited", async () => {
    on.answers = [{ kind: "wait", until: "2026-11-18T09:02:00.000Z", reason: "429" }];
    await on.act("edit", "r1", "The lids come on Monday.");
    await on.deliver();
    await on.act("edit", "r1", "The lids come on Tuesday.");
    on.test.clock.advance(120_000);
    await on.deliver();
    expect(on.did.map((one) => one.text)).toEqual(["The lids come on Monday.", "The lids come on Tuesday."]);
    expect(await on.statuses()).toEqual([["edit", "done", null]]);
  });

  it("does not hide again in doubt what was shown again meanwhile", async () => {
    on.answers = [{ kind: "unknown", reason: "no answer" }];
    const hide = await on.act("hide");
    const leaving = (await departAct(on.test.app, hide.id)) as DepartingAct;
    // Asked for while the first is on its way.
    await on.act("unhide");
    const channel = await channelToSync(on.test.app, on.test.channelId);
    await recordAct(on.test.app, leaving, channel!, { kind: "unknown", reason: "no answer" });
    on.answers = [];
    await on.deliver();
    on.test.clock.advance(30_000);
    await on.deliver();
    expect(on.did.map((one) => one.action)).toEqual(["unhide"]);
    expect(await on.statuses()).toEqual([["unhide", "done", null]]);
    expect(await on.problem()).toBeNull();
  });

  it("does again what a person asks for again, although its opposite was done since", async () => {
    on.answers = [{ kind: "refused", reason: "not now" }];
    const { id } = await on.act("hide");
    await on.deliver();
    on.test.clock.advance(1000);
    await on.act("unhide");
    await on.deliver();
    on.test.clock.advance(1000);
    on.answers = [{ kind: "wait", until: "", reason: "429" }];
    await settleByPerson(on.ctx, { actId: id, as: "again" });
    await on.deliver();
    on.test.clock.advance(60_000);
    await on.deliver();
    expect(on.did.map((one) => one.action)).toEqual(["hide", "unhide", "hide", "hide"]);
  });

  it("hides anew when that is asked for last, although an older hiding still waits", async () => {
    const hide = await on.act("hide");
    const leaving = (await departAct(on.test.app, hide.id)) as DepartingAct;
    on.test.clock.advance(1000);
    await on.act("unhide");
    const channel = await channelToSync(on.test.app, on.test.channelId);
    await recordAct(on.test.app, leaving, channel!, { kind: "wait", until: "", reason: "429" });
    await on.deliver();
    on.test.clock.advance(1000);
    expect((await on.act("hide")).id).not.toBe(hide.id);
    await on.deliver();
    expect(on.did.map((one) => one.action)).toEqual(["unhide", "hide"]);
  });

  it("gives way to what was done since also when its channel sets all that waits on its way", async () => {
    const hide = await on.act("hide");
    const leaving = (await departAct(on.test.app, hide.id)) as DepartingAct;
    on.test.clock.advance(1000);
    await on.act("unhide");
    const channel = await channelToSync(on.test.app, on.test.channelId);
    await recordAct(on.test.app, leaving, channel!, { kind: "wait", until: "2026-11-18T12:00:00.000Z", reason: "429" });
    await on.deliver();
    const lead = await on.test.as("lead");
    await pauseChannel(lead, on.test.channelId);
    await resumeChannel(lead, on.test.channelId);
    await on.deliver();
    expect(on.did.map((one) => one.action)).toEqual(["unhide"]);
  });

  it("waits a day at most, whatever the network names, and counts silence alone against doing it again", async () => {
    const limit = { kind: "wait" as const, until: "9999-01-01T00:00:00.000Z", reason: "429" };
    on.answers = [...Array.from({ length: 25 }, () => limit), { kind: "unknown", reason: "no answer" }];
    await on.act("hide");
    await on.deliver();
    expect((await threadActs(on.ctx, await on.threadId())).acts[0]?.waitsUntil).toBe("2026-11-19T09:00:00.000Z");
    for (let turn = 0; turn < 27; turn++) {
      on.test.clock.advance(86_400_000);
      await on.deliver();
    }
    expect(await on.statuses()).toEqual([["hide", "done", null]]);
  });

  it.each(["privateReply", "report"] as const)(
    "puts a %s without an answer before a person instead of sending it twice",
    async (action) => {
      on.answers = [{ kind: "unknown", reason: "no answer" }];
      const { id } = await on.act(action, "c1", "In these words.");
      await on.deliver();
      on.test.clock.advance(3_600_000);
      await on.deliver();
      expect(on.did).toHaveLength(1);
      expect(await on.statuses()).toEqual([[action, "unknown", "no answer"]]);
      expect(await on.problem()).toBe("unknown");
      await settleByPerson(on.ctx, { actId: id, as: "dropped" });
      expect(await on.problem()).toBeNull();
      expect(await on.statuses()).toEqual([]);
    },
  );

  it("does not report again what was on its way when Konak stopped, and hides again what was", async () => {
    const report = await on.act("report", "c1", "It threatens another guest.");
    expect(await departAct(on.test.app, report.id)).toMatchObject({ attempts: 0 });
    await on.deliver();
    expect(on.did).toEqual([]);
    expect(await on.statuses()).toEqual([["report", "unknown", expect.stringMatching(/Konak stopped/)]]);
    expect(await on.problem()).toBe("unknown");
    await settleByPerson(on.ctx, { actId: report.id, as: "again" });
    await on.deliver();
    const hide = await on.act("hide");
    await departAct(on.test.app, hide.id);
    await on.deliver();
    expect(on.did.map((one) => one.action)).toEqual(["report", "hide"]);
  });

  it("stops doing again what never gets an answer, and asks a person", async () => {
    on.answers = Array.from({ length: 30 }, () => ({ kind: "unknown", reason: "no answer" }));
    await on.act("hide");
    for (let turn = 0; turn < 30; turn++) {
      await on.deliver();
      on.test.clock.advance(30_000);
    }
    expect(on.did).toHaveLength(21);
    expect(await on.statuses()).toEqual([["hide", "unknown", "no answer"]]);
  });

  it("waits on a dead, narrowed or paused channel without asking the network, and goes on with a new start", async () => {
    on.answers = [{ kind: "narrowed", reason: "No access", scope: "pages_manage_engagement" }];
    await on.act("hide");
    await on.deliver();
    expect(await on.statuses()).toEqual([["hide", "waiting", "channel_narrowed"]]);
    expect((await threadActs(on.ctx, await on.threadId())).acts[0]?.waitsUntil).toBeNull();
    await on.act("removeTheirs");
    await on.deliver();
    expect(on.did).toHaveLength(1);
    const lead = await on.test.as("lead");
    await pauseChannel(lead, on.test.channelId);
    await resumeChannel(lead, on.test.channelId);
    await on.deliver();
    expect(await on.statuses()).toEqual([
      ["hide", "done", null],
      ["removeTheirs", "done", null],
    ]);
    expect(
      await on.test.app.db.read.selectFrom("message").select("externalId").where("deletedAt", "is not", null).execute(),
    ).toEqual([{ externalId: "c1" }]);
  });
});
