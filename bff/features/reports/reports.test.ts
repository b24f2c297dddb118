import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { figureRows } from "#bff/features/reports/row-queries.ts";
import { openAuth } from "#bff/platform/auth.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const filter = { brand: "lumi", from: "2026-11-10", to: "2026-11-17" };

eachEngine("the report", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
    const counts = { likes: 10, comments: 2, shares: 3, quotes: null, reach: 500, impressions: null, views: null };
    await bring(test, [
      { type: "followers", at: "2026-11-11T05:00:00.000Z", count: 1000 },
      { type: "followers", at: "2026-11-13T05:00:00.000Z", count: 1500 },
      post("p1", { publishedAt: "2026-11-11T08:00:00.000Z", counts }),
      post("p2", { publishedAt: "2026-11-13T08:00:00.000Z", counts: { ...counts, likes: 40 } }),
      post("p3", { publishedAt: "2026-11-13T21:30:00.000Z", counts: null }),
      post("p4", { publishedAt: "2026-11-17T08:00:00.000Z", counts }),
      comment("c1", { postExternalId: "p1", sentAt: "2026-11-11T09:00:00.000Z" }),
      ours("r1", "c1", { sentAt: "2026-11-11T09:30:00.000Z" }),
      comment("c2", { postExternalId: "p1", sentAt: "2026-11-12T09:00:00.000Z" }),
      comment("c3", { sentAt: "2026-11-09T22:30:00.000Z" }),
    ]);
  });
  afterEach(() => test.remove());
  const report = async () => getReport(await test.as("viewer"), filter);
  const figure = async (id: string) => (await report()).figures.find((one) => one.id === id);

  it("computes every figure from the rows, by hand the same", async () => {
    expect(await figure("followers")).toMatchObject({ value: 1500, counted: 1 });
    expect(await figure("posts")).toMatchObject({ value: 4 });
    expect(await figure("interactions")).toMatchObject({
      value: 15 + 45 + 15,
      counted: 3,
      leftOut: [{ why: "no_counts", count: 1 }],
    });
    expect(await figure("rate-median")).toMatchObject({ value: (0.015 + 0.03) / 2, counted: 2 });
    expect(await figure("rate-sum")).toMatchObject({ value: 60 / 2500, numerator: 60, denominator: 2500 });
    expect(await figure("response-rate")).toMatchObject({ value: 1 / 3, numerator: 1, denominator: 3 });
    expect(await figure("first-answer")).toMatchObject({ value: 1800, counted: 1 });
  });

  it("lays days in the brand's time zone and keeps a day without a reading empty", async () => {
    const { days, daysWithoutReading } = await report();
    expect(days.map((day) => day.day).at(0)).toBe("2026-11-10");
    expect(days.find((day) => day.day === "2026-11-10")?.received).toBe(1);
    expect(days.find((day) => day.day === "2026-11-12")?.followers).toBeNull();
    expect(days.find((day) => day.day === "2026-11-14")).toMatchObject({ interactions: null, posts: 1 });
    expect(daysWithoutReading[0]?.days).toEqual(["2026-11-12", "2026-11-14", "2026-11-15", "2026-11-16", "2026-11-17"]);
  });

  it("opens each figure to the rows it was made of", async () => {
    const ctx = await test.as("viewer");
    const rows = async (id: "rate-sum" | "response-rate" | "first-answer" | "followers" | "posts") =>
      (await figureRows(ctx, { ...filter, figure: id })).items;
    expect((await rows("rate-sum")).map((row) => row.value)).toEqual([0.03, 0.015]);
    expect(await rows("response-rate")).toHaveLength(3);
    expect((await rows("first-answer")).map((row) => row.value)).toEqual([1800]);
    expect((await rows("followers")).map((row) => row.value)).toEqual([1500, 1000]);
    expect(await rows("posts")).toHaveLength(4);
  });

  it("exports the figures of the screen, to signed-in people only", async () => {
    const viewer = await test.as("viewer");
    const address = `http://localhost:4700/api/reports.csv?${new URLSearchParams(filter)}`;
    const app = createApp(test.app);
    expect((await app.request(address)).status).toBe(401);
    const cookie = (await openAuth(test.app).createSession(viewer.actor.userId ?? "")).split(";")[0] ?? "";
    const answer = await app.request(address, { headers: { cookie } });
    const rows: string[][] = parse(await answer.text(), {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
    });
    for (const shown of (await report()).figures) {
      const row = rows.find((cells) => cells[0] === shown.id);
      expect(row?.[2], shown.id).toBe(shown.value === null ? "" : String(shown.value));
    }
    expect(rows.filter((cells) => cells[1] === "sandbox")).toHaveLength(4);
  });

  it("refuses a period that ends before it begins, and a brand that is not there", async () => {
    const ctx = await test.as("viewer");
    await expect(getReport(ctx, { ...filter, to: "2026-11-01" })).rejects.toMatchObject({ code: "invalid_input" });
    await expect(getReport(ctx, { ...filter, brand: "nobody" })).rejects.toMatchObject({ code: "not_found" });
  });
});
