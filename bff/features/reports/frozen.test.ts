import { afterEach, beforeEach, expect, it } from "vitest";
import { dropFrozen, freezeReport } from "#bff/features/reports/frozen-commands.ts";
import { getFrozen, listFrozen } from "#bff/features/reports/frozen-queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const filter = { brand: "lumi", from: "2026-11-09", to: "2026-11-15" };
const counts = (likes: number) => ({
  ...{ likes, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
});

eachEngine("a frozen report", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  beforeEach(async () => {
    test = await testApp(engine);
    ctx = await test.as("manager");
    await bring(test, [
      { type: "followers", at: "2026-11-10T05:00:00.000Z", count: 1000 },
      post("one", { publishedAt: "2026-11-10T09:00:00.000Z", counts: counts(7) }),
      post("two", { publishedAt: "2026-11-11T09:00:00.000Z", counts: counts(17) }),
      comment("c1", { sentAt: "2026-11-10T10:00:00.000Z" }),
      comment("c2", { sentAt: "2026-11-10T11:00:00.000Z", author: { ...comment("x").author, externalId: "other" } }),
      ours("a1", "c1", { sentAt: "2026-11-10T10:10:00.000Z" }),
    ]);
  });
  afterEach(() => test.remove());

  it("stays as it was, to the last digit, and says what the network and people changed since", async () => {
    const then = await getReport(ctx, filter);
    const { id } = await freezeReport(ctx, { name: "Week 46", filter });
    expect((await getFrozen(ctx, id)).changes).toEqual({
      ...{ figures: [], posts: [], threadsAdded: 0, threadsGone: 0, answersSince: 0 },
    });
    test.clock.advance(3 * 3_600_000);
    await bring(test, [
      post("one", { publishedAt: "2026-11-10T09:00:00.000Z", counts: counts(3) }),
      post("three", { publishedAt: "2026-11-12T09:00:00.000Z", counts: counts(1) }),
      { type: "deletion", externalId: "two", at: "2026-11-18T10:00:00.000Z" },
      { type: "deletion", externalId: "c1", at: "2026-11-18T10:00:00.000Z" },
      { type: "deletion", externalId: "a1", at: "2026-11-18T10:00:00.000Z" },
      ours("a2", "c2", { sentAt: "2026-11-18T10:10:00.000Z" }),
      comment("late", { sentAt: "2026-11-13T10:00:00.000Z" }),
    ]);
    const { report, changes, name, by } = await getFrozen(ctx, id);
    expect(report).toEqual({ ...then, asOf: report.asOf });
    expect({ name, by }).toEqual({ name: "Week 46", by: "manager person" });
    expect(changes.figures).toContainEqual({ id: "posts", was: 2, now: 3 });
    expect(changes.figures).toContainEqual({ id: "rate-median", was: 0.015, now: 0.006 });
    // 10 + 20 were 30, and 6 + 20 + 4 are 30 again: what moved beneath it stands with the posts
    expect(changes.figures.map((figure) => figure.id)).not.toContain("interactions");
    expect(changes.posts.map(({ what, was: old, now }) => [what, old, now])).toEqual([
      ["deleted", 0, 1],
      ["counts", 10, 6],
      ["added", null, 4],
    ]);
    expect(changes).toMatchObject({ threadsAdded: 1, threadsGone: 1, answersSince: 1 });
  });

  it("is listed newest first, and nobody sees one of another brand", async () => {
    await freezeReport(ctx, { name: "first", filter });
    test.clock.advance(1000);
    const { id } = await freezeReport(ctx, { name: "second", filter: { ...filter, formula: "per-1000" } });
    const list = await listFrozen(ctx, "lumi");
    expect(list.items.map((item) => [item.name, item.formula])).toEqual([
      ["second", "per-1000"],
      ["first", "followers"],
    ]);
    const outsider = await test.as("lead", []);
    await expect(getFrozen(outsider, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(dropFrozen(outsider, id)).rejects.toMatchObject({ code: "not_found" });
    await dropFrozen(await test.as("lead"), id);
    expect((await listFrozen(ctx, "lumi")).items).toHaveLength(1);
  });
});
