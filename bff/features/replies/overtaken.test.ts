import { sql } from "kysely";
import { afterEach, expect, it } from "vitest";
import type { Connector } from "#bff/connectors/connector.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { storeCounts } from "#bff/features/channels/counts-commands.ts";
import { storeAgain } from "#bff/features/channels/history-commands.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { markRemoved } from "#bff/features/replies/delivery-commands.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { WrittenNetwork } from "#bff/test/written-network.ts";

let test: TestApp;
afterEach(() => test.remove());

const start = async (engine: "sqlite" | "postgres"): Promise<void> => {
  test = await testApp(engine, { connector: new WrittenNetwork() as Connector });
};
const channel = () => test.app.db.write.selectFrom("channel").selectAll().executeTakeFirstOrThrow();
const pageOf = (...items: IncomingItem[]) => ({ items, cursor: "end", more: false, reachedTo: null });
const gone = (externalId: string): IncomingItem => ({ type: "deletion", externalId, at: test.clock.iso() });
const stands = async () =>
  (
    await test.app.db.write
      .selectFrom("message")
      .select(["externalId", "deletedAt", "hiddenAt"])
      .orderBy("externalId")
      .execute()
  ).map((row) => [row.externalId, row.deletedAt ? "gone" : row.hiddenAt ? "hidden" : "there"]);

eachEngine("an older page that was overtaken on its way", (engine) => {
  it("brings back nothing that a webhook or a person took away, and shows nothing that was hidden", async () => {
    await start(engine);
    const items = [comment("a"), comment("b", { hidden: false }), ours("c", "a"), comment("d")];
    await bring(test, items);
    const asked = await channel();
    await bring(test, [{ type: "visibility", externalId: "b", hidden: true, at: test.clock.iso() }]);
    await bring(test, [gone("d")], { pushed: true });
    await markRemoved(test.app, { channelId: test.channelId, externalId: "c" });
    expect(await storeAgain(test.app, asked, pageOf(...items, comment("e")))).toBe(1);
    expect(await stands()).toEqual([
      ["a", "there"],
      ["b", "hidden"],
      ["c", "gone"],
      ["d", "gone"],
      ["e", "there"],
    ]);
  });

  it("still brings back and shows what the network has, when nothing came meanwhile", async () => {
    await start(engine);
    await bring(test, [comment("a"), comment("b", { hidden: true })]);
    await bring(test, [gone("a")]);
    await storeAgain(test.app, await channel(), pageOf(comment("a"), comment("b", { hidden: false })));
    // A page of the past is no news: the next one is not held for late because of it.
    await storeAgain(test.app, await channel(), pageOf(comment("c")));
    expect(await stands()).toEqual([
      ["a", "there"],
      ["b", "there"],
      ["c", "there"],
    ]);
  });

  it("keeps the counts of a post that was deleted meanwhile, and leaves it deleted", async () => {
    await start(engine);
    await bring(test, [post("p")]);
    const asked = await channel();
    await bring(test, [gone("p")], { pushed: true });
    await storeCounts(test.app, asked, [], "usual", { items: [post("p", { text: "Old words" })] });
    const row = await test.app.db.read.selectFrom("post").selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ deletedAt: test.clock.iso(), text: post("p").text });
  });

  // SQLite has one writer; there the page waits before it begins.
  if (engine === "postgres")
    it("sees what another transaction takes away while it waits for it", async () => {
      await start(engine);
      await bring(test, [comment("a")]);
      const asked = await channel();
      let late: Promise<unknown> | undefined;
      await test.app.db.write.transaction().execute(async (trx) => {
        await storeItems(test.app, trx, asked, [gone("a")]);
        late = storeAgain(test.app, asked, pageOf(comment("a")));
        // It has begun, and read what it can, once it waits for this one.
        for (let waiting = 0; waiting === 0; ) {
          const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`.execute(test.app.db.write);
          waiting = rows.length;
        }
      });
      await late;
      expect(await stands()).toEqual([["a", "gone"]]);
    });
});
