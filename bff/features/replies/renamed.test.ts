import { expect, it } from "vitest";
import { removeReply } from "#bff/features/replies/commands.ts";
import { answering, becomes, ctx, deliver, network, send, test } from "#bff/features/replies/test/answering.ts";
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
});
