import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, inject, it } from "vitest";
import { checkGround } from "#bff/features/replies/check-ground.ts";
import { earlierWindowOf } from "#bff/features/replies/earlier-index.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { type Db, type Engine, openPostgres, openSqlite } from "#bff/platform/db/open.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const spring = "The spring of that lid wears out early, and a new one leaves our house for you today.";

eachEngine("the window of earlier replies", (engine) => {
  let test: TestApp;
  let here: Ctx;
  let there: Ctx;
  let other: Db;
  beforeEach(async () => {
    test = await testApp(engine);
    here = await test.as("manager");
    other = await secondOpening(test, engine);
    there = { ...here, db: other };
    await bring(test, [comment("c0"), ours("r0", "c0", { text: "Sorry to hear that, Hannah." })]);
  });
  afterEach(async () => {
    await other.close();
    await test.remove();
  });

  /** The same database as a second Konak would hold it, with nothing in memory that is shared. */
  async function secondOpening({ app }: TestApp, on: Engine): Promise<Db> {
    if (on === "sqlite") return openSqlite(join(app.config.data, "konak.db"));
    const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(app.db.write);
    const url = new URL(inject("postgresUrl"));
    url.pathname = rows[0]?.name ?? "";
    return openPostgres(url.href, { max: 2 });
  }

  const nearestTo = async (ctx: Ctx, text: string) =>
    (await earlierWindowOf(ctx, test.brandId, [])).nearest(text)?.similarity ?? 0;

  it("of two Konaks on one database both know what either stored, without reading all of it again", async () => {
    expect([await nearestTo(here, spring), await nearestTo(there, spring)].every((one) => one < 0.5)).toBe(true);
    const [mine, theirs] = [
      await earlierWindowOf(here, test.brandId, []),
      await earlierWindowOf(there, test.brandId, []),
    ];
    await bring(test, [comment("c1"), ours("r1", "c1", { text: spring })]);
    expect([await nearestTo(here, spring), await nearestTo(there, spring)]).toEqual([1, 1]);
    const before = [test.app.db, other];
    await bring({ ...test, app: { ...test.app, db: before[1]! } }, [
      comment("c2"),
      ours("r2", "c2", { text: "Filters are back in May, in every shop." }),
    ]);
    expect(await nearestTo(here, "Filters are back in May, in every shop.")).toBe(1);
    expect(await earlierWindowOf(here, test.brandId, [])).toBe(mine);
    expect(await earlierWindowOf(there, test.brandId, [])).toBe(theirs);
    expect(mine.size).toBe(3);
  });

  it("forgets a reply that was deleted, within half a minute, and the page is told", async () => {
    await bring(test, [comment("c1"), ours("r1", "c1", { text: spring })]);
    expect([await nearestTo(here, spring), await nearestTo(there, spring)]).toEqual([1, 1]);
    const row = await test.app.db.read
      .selectFrom("message")
      .select(["id", "threadId", "seq"])
      .where("text", "=", spring)
      .executeTakeFirstOrThrow();
    await test.app.db.write
      .updateTable("message")
      .set({ deletedAt: test.clock.iso() })
      .where("id", "=", row.id)
      .execute();
    test.clock.advance(31_000);
    expect((await nearestTo(here, spring)) < 0.5).toBe(true);
    expect((await nearestTo(there, spring)) < 0.5).toBe(true);
    const { gone, whole } = await checkGround(here, { threadId: row.threadId, cursor: row.seq });
    expect({ gone, whole }).toEqual({ gone: [row.id], whole: false });
  });

  it("leaves out legal passages, and is made anew when they change", async () => {
    const notice = "Returns are accepted within thirty days under the general terms of sale of Lumi Kettle Oy.";
    await bring(test, [comment("c1"), ours("r1", "c1", { text: `Hannah, call us. ${notice}` })]);
    const other = `The lid is on its way. ${notice}`;
    expect((await earlierWindowOf(here, test.brandId, [])).nearest(other)?.similarity ?? 0).toBeGreaterThan(0.5);
    const window = await earlierWindowOf(here, test.brandId, [`[[legal]]${notice}[[/legal]]`]);
    expect(window.nearest("The lid is on its way.")?.similarity ?? 0).toBeLessThan(0.3);
    expect(window.nearest("Hannah, call us.")?.similarity).toBe(1);
  });

  it("takes in a reply whose number was given earlier but that was committed later", async () => {
    await bring(test, [comment("c1"), ours("r1", "c1", { text: spring })]);
    await earlierWindowOf(there, test.brandId, []);
    const seq = (
      await test.app.db.read.selectFrom("message").select("seq").orderBy("seq", "desc").executeTakeFirstOrThrow()
    ).seq;
    await test.app.db.write
      .updateTable("message")
      .set({ seq: seq + 5 })
      .where("externalId", "=", "r1")
      .execute();
    await earlierWindowOf(here, test.brandId, []);
    await bring(test, [comment("c2"), ours("r2", "c2", { text: "Filters are back in May, in every shop." })]);
    await test.app.db.write
      .updateTable("message")
      .set({ seq: seq + 2 })
      .where("externalId", "=", "r2")
      .execute();
    expect(await nearestTo(here, "Filters are back in May, in every shop.")).toBe(1);
  });

  it("reads an import of old replies by the time they were sent, not by the time they came", async () => {
    await earlierWindowOf(here, test.brandId, []);
    const old = Array.from({ length: 505 }, (_, nth) => [
      comment(`o${nth}`, { sentAt: "2020-01-01T08:00:00.000Z" }),
      ours(`a${nth}`, `o${nth}`, { text: `Old answer ${nth} of that year`, sentAt: "2020-01-01T09:00:00.000Z" }),
    ]);
    await bring(test, old.flat());
    const window = await earlierWindowOf(here, test.brandId, []);
    expect(window.size).toBe(506);
    expect(window.newest(1)[0]?.text).toBe("Sorry to hear that, Hannah.");
  });

  it("gives the page only what came since, and the whole window after an import", async () => {
    const [row] = await here.db.read.selectFrom("thread").select("id").execute();
    const threadId = row?.id ?? "";
    const first = await checkGround(here, { threadId, cursor: null });
    expect([first.whole, first.earlier.length]).toEqual([true, 1]);
    await bring(test, [comment("c1"), ours("r1", "c1", { text: spring })]);
    const second = await checkGround(there, { threadId, cursor: first.cursor });
    expect(second.whole).toBe(false);
    expect(second.earlier.map((one) => one.text)).toContain(spring);
    const many = Array.from({ length: 510 }, (_, nth) => [
      comment(`o${nth}`),
      ours(`a${nth}`, `o${nth}`, { text: `Answer ${nth}` }),
    ]);
    await bring(test, many.flat());
    const third = await checkGround(here, { threadId, cursor: second.cursor });
    expect([third.whole, third.earlier.length]).toEqual([true, 512]);
  });
});
