import { afterEach, beforeEach, expect, it } from "vitest";
import { getReport } from "#bff/features/reports/report.ts";
import { rebuild, rollUp } from "#bff/features/reports/roll-commands.ts";
import { saveBrand } from "#bff/features/team/commands.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const filter = { brand: "lumi", from: "2026-11-02", to: "2026-11-15" };
const person = (externalId: string) => ({ author: { ...comment("x").author, externalId } });

eachEngine("the roll-up", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  beforeEach(async () => {
    test = await testApp(engine);
    ctx = await test.as("lead");
    await bring(test, [
      { type: "followers", at: "2026-11-02T05:00:00.000Z", count: 1000 },
      { type: "followers", at: "2026-11-12T05:00:00.000Z", count: 2000 },
      post("one", { publishedAt: "2026-11-07T05:00:00.000Z" }),
      comment("c1", { sentAt: "2026-11-07T17:30:00.000Z", ...person("a") }),
      comment("c2", { sentAt: "2026-11-08T10:00:00.000Z", ...person("b") }),
      ours("a1", "c1", { sentAt: "2026-11-09T06:10:00.000Z" }),
    ]);
  });
  afterEach(() => test.remove());

  const rolled = async () => {
    const tables = ["channel_day", "post_figure"] as const;
    return await Promise.all(tables.map((table) => test.app.db.read.selectFrom(table).selectAll().execute()));
  };
  const marks = async () => (await test.app.db.read.selectFrom("day_mark").select("day").execute()).length;

  it("says the same as the rows before it is written, when it is, and when it is written anew", async () => {
    const raw = await getReport(ctx, filter);
    expect(await rolled()).toEqual([[], []]);
    expect(await rollUp(test.app)).toBeGreaterThan(0);
    expect(await marks()).toBe(0);
    expect(await getReport(ctx, filter)).toEqual(raw);
    const written = await rolled();
    expect(await rollUp(test.app)).toBe(0);
    await rebuild(test.app);
    const sorted = (rows: object[][]) => rows.map((table) => table.map((row) => JSON.stringify(row)).sort());
    expect(sorted(await rolled())).toEqual(sorted(written));
    expect(await getReport(ctx, filter)).toEqual(raw);
  });

  it.each([
    ["a newer count", [post("one", { publishedAt: "2026-11-07T05:00:00.000Z", counts: null, text: "New words" })]],
    ["a post", [post("two", { publishedAt: "2026-11-03T05:00:00.000Z" })]],
    ["a post that is gone", [{ type: "deletion" as const, externalId: "one", at: "2026-11-18T08:00:00.000Z" }]],
    ["a comment", [comment("c3", { sentAt: "2026-11-14T10:00:00.000Z", ...person("c") })]],
    ["an answer", [ours("a2", "c2", { sentAt: "2026-11-08T10:05:00.000Z" })]],
    ["a thread that is gone", [{ type: "deletion" as const, externalId: "c2", at: "2026-11-18T08:00:00.000Z" }]],
    ["followers before a post", [{ type: "followers" as const, at: "2026-11-06T05:00:00.000Z", count: 1100 }]],
    ["followers after it", [{ type: "followers" as const, at: "2026-11-08T05:00:00.000Z", count: 1900 }]],
    [
      "the rest of a thread, which began earlier than was known",
      [comment("c0", { threadExternalId: "c2", sentAt: "2026-11-05T10:00:00.000Z", ...person("b") })],
    ],
  ])("lags behind %s by no report", async (_what, items) => {
    await rollUp(test.app);
    await bring(test, items);
    const report = await getReport(ctx, filter);
    await rebuild(test.app);
    expect(report).toEqual(await getReport(ctx, filter));
  });

  it("follows new counts, and a network that takes some back", async () => {
    await rollUp(test.app);
    const counts = { likes: 1, comments: 2, shares: 0, quotes: null, reach: 9, impressions: null, views: null };
    await bring(test, [post("one", { publishedAt: "2026-11-07T05:00:00.000Z", counts })]);
    expect((await getReport(ctx, filter)).posts[0]).toMatchObject({ interactions: 3, reach: 9, rateByReach: 1 / 3 });
    await rollUp(test.app);
    expect((await getReport(ctx, filter)).posts[0]).toMatchObject({ interactions: 3 });
  });

  it("keeps what advertising brought apart from the rest", async () => {
    const counts = { likes: 4, comments: 0, shares: 0, quotes: null, reach: null, impressions: null, views: null };
    const paid = post("one", { publishedAt: "2026-11-07T05:00:00.000Z", counts: { ...counts, part: "paid" as const } });
    await bring(test, [paid]);
    expect((await getReport(ctx, filter)).posts[0]).toMatchObject({ interactions: 13, paidInteractions: 4 });
  });

  it("counts first answers anew in service hours when a brand gets some", async () => {
    const first = async () => (await getReport(ctx, filter)).figures.find((one) => one.id === "first-answer")?.value;
    await rollUp(test.app);
    // Saturday 20:30 to Monday 09:10 in Istanbul
    expect(await first()).toBe(36 * 3600 + 40 * 60);
    const office = { from: "09:00", to: "18:00" };
    const serviceHours = [office, office, office, office, office, null, null];
    const voice = { id: test.brandId, name: "Lumi Kettle", timeZone: "Europe/Istanbul", languages: ["en"] };
    const rest = { color: "teal", signature: "", allowedContacts: [] };
    await saveBrand(ctx, { ...voice, ...rest, serviceHours, answerAim: 30, houseFormula: "per-1000" });
    expect(await first()).toBe(10 * 60);
    await rollUp(test.app);
    const report = await getReport(ctx, filter);
    expect(await first()).toBe(10 * 60);
    expect(report).toMatchObject({ formula: "per-1000", answerAim: 30, serviceHours });
    await saveBrand(ctx, { ...voice, ...rest });
    expect((await getReport(ctx, filter)).serviceHours).toEqual(serviceHours);
  });
});
