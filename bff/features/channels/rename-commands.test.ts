import { afterEach, expect, it } from "vitest";
import { renameInIds } from "#bff/features/channels/rename-commands.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
afterEach(() => test.remove());

const ids = async (table: "message" | "thread" | "post") =>
  (await test.app.db.write.selectFrom(table).select("externalId").orderBy("externalId").execute()).map(
    (row) => row.externalId,
  );

eachEngine("ids that hold the address of a source that moved", (engine) => {
  it("are written with its new one wherever they stand, and what is there under the new one already stays", async () => {
    test = await testApp(engine);
    const [was, is] = ["https://old.example/", "https://new.example/"];
    await bring(test, [
      post(`${was}p`),
      comment(`${was}a`, { postExternalId: `${was}p` }),
      ours(`${was}b`, `${was}a`),
      comment(`${was}c`),
      comment(`${is}c`),
      comment("plain"),
    ]);
    const rename = () => inTransaction(test.app, (trx) => renameInIds(trx, test.channelId, { from: was, to: is }));
    await rename();
    const after = [`${is}a`, `${is}b`, `${is}c`, `${was}c`, "plain"];
    expect(await ids("message")).toEqual(after);
    expect(await ids("thread")).toEqual(after.filter((id) => id !== `${is}b`));
    expect(await ids("post")).toEqual([`${is}p`]);
    await rename();
    expect(await ids("message")).toEqual(after);
    await bring(test, [ours(`${is}d`, `${is}a`)]);
    expect(await ids("thread")).toHaveLength(4);
  });

  it("are written once where the new address begins like the old one", async () => {
    test = await testApp(engine);
    await bring(test, [comment("x/a"), comment("x/forum/b")]);
    for (let time = 0; time < 2; time++)
      await inTransaction(test.app, (trx) => renameInIds(trx, test.channelId, { from: "x/", to: "x/forum/" }));
    expect(await ids("message")).toEqual(["x/forum/a", "x/forum/b"]);
  });

  it("leave the ids of other channels alone", async () => {
    test = await testApp(engine);
    await bring(test, [comment("https://old.example/a")]);
    await inTransaction(test.app, (trx) => renameInIds(trx, "another", { from: "old", to: "new" }));
    expect(await ids("message")).toEqual(["https://old.example/a"]);
  });
});
