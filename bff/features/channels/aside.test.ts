import { expect, it } from "vitest";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { rereadAfterUpdate, rereadAside } from "#bff/features/channels/aside-commands.ts";
import { network, start, test } from "#bff/features/channels/test/reading.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";

const unreadable = (externalId: string): IncomingItem => ({
  type: "unreadable",
  externalId,
  raw: JSON.stringify(externalId),
  error: "not this version",
});
const texts = async () =>
  (await test.app.db.read.selectFrom("message").select(["text", "deletedAt"]).orderBy("seq").execute()).flatMap(
    ({ text, deletedAt }) => (deletedAt ? [] : text),
  );
// What the next version of the connector reads from what was kept: the words as they were then.
const reads = () =>
  Object.assign(network, { reread: (raw: string) => [comment(JSON.parse(raw) as string, { text: "old words" })] });
const update = async () => {
  await test.app.db.write.updateTable("set_aside").set({ triedWith: "0.0.1" }).execute();
  await rereadAfterUpdate(test.app);
};

eachEngine("what could not be read, after an update", (engine) => {
  it("puts no old words in the place of newer ones, however those came", async () => {
    await start(engine);
    reads();
    await bring(test, [unreadable("c1"), unreadable("c2")]);
    await bring(test, [comment("c1", { text: "new words" })]);
    await bring(test, [comment("c2", { text: "new words" })], { pushed: true });
    await update();
    expect(await texts()).toEqual(["new words", "new words"]);
    expect(await rereadAside(await test.as("manager"), test.channelId)).toEqual({ read: 0, left: 0 });
  });

  it("brings back nothing that was deleted meanwhile", async () => {
    await start(engine);
    reads();
    await bring(test, [unreadable("c1"), unreadable("c2"), unreadable("c3")]);
    const deletion = (externalId: string): IncomingItem => ({ type: "deletion", externalId, at: test.clock.iso() });
    await bring(test, [deletion("c1")]);
    await bring(test, [deletion("c2")], { pushed: true });
    await update();
    expect(await texts()).toEqual(["old words"]);
  });
});
