import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { removeReply } from "#bff/features/replies/commands.ts";
import { answering, becomes, ctx, deliver, network, send, test } from "#bff/features/replies/test/answering.ts";
import type { Db } from "#bff/platform/db/open.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";

const renamed = comment("c9", { threadExternalId: "c9", formerIds: ["c1"] });
const replies = () =>
  test.app.db.read.selectFrom("reply").select(["status", "parentExternalId", "externalId"]).orderBy("id").execute();
const standing = async () =>
  (
    await test.app.db.read.selectFrom("message").selectAll().where("deletedAt", "is", null).orderBy("seq").execute()
  ).map(({ externalId }) => externalId);

eachEngine("a reply to what has another id over there by now", (engine) => {
  answering(engine);

  it("leaves for the new id, and is looked up there when its fate is unknown", async () => {
    await send();
    await bring(test, [renamed]);
    await deliver();
    expect(network.arrived).toMatchObject([{ parentExternalId: "c9", threadExternalId: "c9" }]);
    network.next = ["lost"];
    network.findSent = async () => ({ kind: "ok", value: null });
    await send({ idempotencyKey: "second", confirm: true });
    await deliver();
    expect(await replies()).toMatchObject([{ status: "sent" }, { status: "unknown", parentExternalId: "c9" }]);
    await bring(test, [comment("c10", { threadExternalId: "c10", formerIds: ["c1", "c9"] })]);
    await deliver(0);
    expect(await replies()).toMatchObject([{ parentExternalId: "c10" }, { parentExternalId: "c10" }]);
  });

  it("is taken away by its own new id", async () => {
    const { id } = await send();
    await deliver();
    const [reply] = await replies();
    await bring(test, [ours("r9", "c1", { formerIds: [reply?.externalId ?? ""] })]);
    await deliver(0);
    expect(await standing()).toEqual(["c1", "r9"]);
    await becomes("lead");
    await removeReply(ctx, id);
    await deliver(0);
    expect(network.removed).toEqual(["r9"]);
    expect(await standing()).toEqual(["c1"]);
  });

  it("goes out from where its source moved to, though one is written down as the source moves", async () => {
    await bring(test, [comment("old/c2")]);
    await send({ parentExternalId: "old/c2" });
    const account = { externalId: "there", handle: "there", name: "There", url: null, credentials: {}, settings: {} };
    network.connect = async () => ({ kind: "ok", value: account });
    network.move = {
      says: "",
      judge: async () => ({ kind: "ok", value: { ...account, ids: { from: "old/", to: "new/" } } }),
    };
    const { channelId, app } = test;
    await app.db.write
      .updateTable("channel")
      .set({ settings: '{"sandbox":true}' })
      .where("id", "=", channelId)
      .execute();
    await becomes("lead");
    let moving: Promise<void> = Promise.resolve();
    // What went out is written down first on its reply, then on its channel.
    await inTransaction(app, async (trx) => {
      await trx.updateTable("reply").set({ lang: "en" }).where("channelId", "=", channelId).execute();
      moving = reconnectChannel(ctx, { channelId, fields: {} });
      if (app.db.engine === "postgres") await waited(app.db.write);
      await trx.updateTable("channel").set({ handle: "here" }).where("id", "=", channelId).execute();
    });
    await moving;
    await deliver();
    expect(network.arrived).toMatchObject([{ parentExternalId: "new/c2", threadExternalId: "new/c2" }]);
  });
});

/** Somebody waits for a row that another transaction holds. */
async function waited(db: Db["write"]): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await sql`select 1 from pg_stat_activity where "wait_event_type" = 'Lock'
      and "datname" = current_database()`.execute(db);
    if (rows.length > 0) return;
    await pause(20);
  }
  throw new Error("Nobody waits.");
}
