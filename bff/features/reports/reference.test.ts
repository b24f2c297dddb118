import { sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { App } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { townNow } from "#fixtures/clock.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";
import { makeCommunity } from "../../../bench/reports/community.ts";
import { hold } from "../../../bench/reports/hold.ts";
import type { Query } from "../../../bench/reports/plain-rows.ts";

/** Seeds of communities in which, among them, every reason to leave a post out and every odd day comes up. */
const seeds = Array.from({ length: 10 }, (_, n) => n + 1);
const plainSql =
  ({ db }: App): Query =>
  async (text) =>
    (await sql.raw(text).execute(db.write)).rows as never[];

eachEngine("reports and the plain recalculation of their figures", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  it("agree to the last digit over invented communities", async () => {
    const query = plainSql(test.app);
    for (const seed of engine === "sqlite" ? seeds : seeds.map((one) => one + 100)) {
      const community = await makeCommunity(test.app, seed);
      const { numbers, differences } = await hold(test.app, query, community, false);
      expect(differences).toEqual([]);
      expect(numbers).toBeGreaterThan(100);
    }
  });

  it("agree over the story, whose average post engagement rate of its six months is 0.57 %", async () => {
    await loadTown(test.app.db, buildTown({ now: townNow }));
    const query = plainSql(test.app);
    const brand = await test.app.db.read
      .selectFrom("brand")
      .select(["id", "workspaceId", "slug"])
      .where("slug", "=", "lumi-kettle")
      .executeTakeFirstOrThrow();
    const period = { from: "2026-05-24", to: "2026-11-22" };
    const asks = (["followers", "reach"] as const).map((formula) => ({ ...period, formula }));
    const { slug, id: brandId, workspaceId } = brand;
    expect(
      (await hold(test.app, query, { slug, brandId, workspaceId, now: townNow, asks }, false)).differences,
    ).toEqual([]);
  });
});
