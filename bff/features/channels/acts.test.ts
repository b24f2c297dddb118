import { afterEach, beforeEach, expect, it } from "vitest";
import { departAct, holdAct } from "#bff/features/channels/act-delivery-commands.ts";
import { threadActs } from "#bff/features/channels/act-queries.ts";
import { pauseChannel } from "#bff/features/channels/commands.ts";
import { channelToSync } from "#bff/features/channels/queries.ts";
import { type Acting, acting } from "#bff/features/channels/test/acting.ts";
import type { ActTable } from "#bff/platform/db/tables-channels.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

eachEngine("what can be done to a message beside answering it", (engine) => {
  let on: Acting;
  beforeEach(async () => {
    on = await acting(engine);
  });
  afterEach(() => on.test.remove());

  const hidden = async () =>
    (
      await on.test.app.db.read
        .selectFrom("message")
        .select("hiddenAt")
        .where("externalId", "=", "c1")
        .executeTakeFirstOrThrow()
    ).hiddenAt;

  it("goes on by itself when its channel was resumed at the very moment it was held back", async () => {
    const paused = { health: "paused", credentials: null };
    await on.act("hide");
    const { act: going } = (await departAct(
      on.test.app,
      (await threadActs(on.ctx, await on.threadId())).acts[0]?.id ?? "",
    )) as {
      act: ActTable;
    };
    expect(await holdAct(on.test.app, going, "channel_paused", paused)).toBe(false);
    expect(await on.statuses()).toEqual([["hide", "queued", null]]);
    await pauseChannel(await on.test.as("lead"), on.test.channelId);
    const seen = await channelToSync(on.test.app, on.test.channelId);
    expect(await holdAct(on.test.app, going, "channel_paused", seen)).toBe(true);
    expect(await on.statuses()).toEqual([["hide", "waiting", "channel_paused"]]);
  });

  it("offers what the network has, for our messages and for others', and nobody a dead button", async () => {
    const offered = await threadActs(on.ctx, await on.threadId());
    expect(offered).toMatchObject({
      theirs: ["hide", "unhide", "removeTheirs", "report", "privateReply"],
      ours: ["removeOurs", "edit"],
    });
    expect(offered.only).toEqual({ privateReply: "once a comment" });
    expect((await threadActs(await on.test.as("viewer"), await on.threadId())).theirs).toEqual([]);
    await expect(on.act("like")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(on.act("hide", "r1")).rejects.toMatchObject({ code: "invalid_input" });
    await expect(on.act("privateReply")).rejects.toMatchObject({ details: { reason: "It needs words." } });
    expect(on.did).toEqual([]);
  });

  it.each(["mention", "quote"] as const)(
    "offers on a %s only what the network has outside our own posts, and refuses the rest in words",
    async (kind) => {
      on.network.capabilities = capabilitiesOf({
        actions: { reply: true, like: true, removeOurs: true, hide: true, privateReply: "once a comment" },
        underOwnPosts: ["removeOurs", "hide", "privateReply"],
        brings: {},
      });
      await bring(on.test, [comment("m1", { kind }), ours("r2", "m1", { kind })]);
      const { threadId: elsewhere } = await on.test.app.db.read
        .selectFrom("message")
        .select("threadId")
        .where("externalId", "=", "m1")
        .executeTakeFirstOrThrow();
      expect(await threadActs(on.ctx, elsewhere)).toMatchObject({ theirs: ["like"], ours: [] });
      expect(await threadActs(on.ctx, await on.threadId())).toMatchObject({
        theirs: ["like", "hide", "privateReply"],
        ours: ["removeOurs"],
      });
      const refused = {
        code: "invalid_input",
        details: { reason: expect.stringMatching(/only under posts of our own/) },
      };
      await expect(on.act("hide", "m1")).rejects.toMatchObject(refused);
      await expect(on.act("privateReply", "m1", "Hello")).rejects.toMatchObject(refused);
      await expect(on.act("removeOurs", "r2")).rejects.toMatchObject(refused);
      await on.act("like", "m1");
      await on.deliver();
      expect(on.did.map((one) => one.action)).toEqual(["like"]);
    },
  );

  it("goes out by the outbox, once, and shows at once", async () => {
    const [first, second] = [await on.act("hide"), await on.act("hide")];
    expect(second.id).toBe(first.id);
    await on.deliver();
    expect(on.did).toMatchObject([
      { action: "hide", externalId: "c1", authorExternalId: "hannah", threadExternalId: "c1" },
    ]);
    expect(await hidden()).toBe(on.test.clock.iso());
    await on.act("unhide");
    await on.deliver();
    expect(await hidden()).toBeNull();
    expect(await on.statuses()).toEqual([
      ["hide", "done", null],
      ["unhide", "done", null],
    ]);
  });

  it("keeps the order it was asked for, whichever job comes first", async () => {
    await on.act("hide");
    await on.act("unhide");
    await on.test.app.db.write
      .updateTable("job")
      .set({ runAt: "2026-11-18T08:59:00.000Z" })
      .where("payload", "like", "%")
      .execute();
    const rows = await on.test.app.db.write
      .selectFrom("job")
      .select(["id", "payload"])
      .where("kind", "=", "act.deliver")
      .execute();
    const unhide = rows.at(-1);
    await on.test.app.db.write
      .updateTable("job")
      .set({ runAt: "2026-11-18T08:00:00.000Z" })
      .where("id", "=", unhide?.id ?? "")
      .execute();
    await on.deliver();
    on.test.clock.advance(1000);
    await on.deliver();
    expect(on.did.map((one) => one.action)).toEqual(["hide", "unhide"]);
  });

  it("leaves a row in the audit log with what was done, and none of its words", async () => {
    await on.act("privateReply", "c1", "Secret words");
    const row = await on.test.app.db.read.selectFrom("audit").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ action: "message.act", userId: on.ctx.actor.userId });
    expect(row.detail).toContain("privateReply");
    expect(row.detail).not.toContain("Secret words");
  });
});
