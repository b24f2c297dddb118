import { afterEach, beforeEach, expect, it } from "vitest";
import { getAhead } from "#bff/features/reports/ahead.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { similarPosts } from "#bff/features/reports/similar-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { addDays } from "#shared/time.ts";

const today = "2026-11-18";
const none = { shares: null, quotes: null, reach: null, impressions: null, views: null };

eachEngine("looking ahead", (engine) => {
  let test: TestApp;
  let viewer: Ctx;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    viewer = await test.as("viewer");
  });
  afterEach(() => test.remove());

  /** `days` days up to today: a reading and a post each, more comments on Mondays. */
  const bringDays = async (days: number) => {
    const all = Array.from({ length: days }, (_, at) => addDays(today, at - days + 1));
    await bring(
      test,
      all.flatMap((day, at) => [
        { type: "followers" as const, at: `${day}T05:00:00.000Z`, count: 1000 + at * 10 },
        post(`p${at}`, {
          publishedAt: `${day}T06:00:00.000Z`,
          text: at % 2 ? "Which colour should the next kettle have?" : "A quiet morning at the workshop.",
          counts: { likes: 5 + (at % 7), comments: at % 2 ? 9 : 1, ...none },
        }),
        ...Array.from({ length: 2 + ((at * 5) % 6) }, (_, one) =>
          comment(`c${at}-${one}`, { sentAt: `${day}T08:0${one}:00.000Z` }),
        ),
      ]),
    );
  };

  it("is made from the days of the report, ends with whole and settled days, and goes on where they end", async () => {
    await bringDays(60);
    const { forecasts } = await getAhead(viewer, "lumi");
    const [followers, interactions, received] = forecasts;
    const report = await getReport(viewer, { brand: "lumi", from: addDays(today, -59), to: today });
    const days = report.days.filter(({ day }) => day < today);
    expect(followers?.history).toEqual(days.map(({ day, followers: value }) => ({ day, value })));
    expect(received?.history).toEqual(days.map(({ day, received: value }) => ({ day, value })));
    expect(interactions?.history.at(-1)).toEqual({ day: "2026-11-15", value: days.at(-3)?.interactions });
    expect(received?.ahead[0]?.day).toBe(today);
    expect(interactions?.ahead[0]?.day).toBe("2026-11-16");
    expect(followers).toMatchObject({ method: "drift", known: 59 });
    expect(followers?.ahead[6]?.value).toBeCloseTo(1000 + 65 * 10, 0);
  });

  it("waits for three weeks of days", async () => {
    await bringDays(21);
    const { forecasts } = await getAhead(viewer, "lumi");
    expect(forecasts.map(({ missing, known, ahead }) => [missing, known, ahead.length])).toEqual([
      ["too_short", 20, 0],
      ["too_short", 18, 0],
      ["too_short", 20, 0],
    ]);
  });

  it("finds own posts like a draft with what they got, in the report's numbers", async () => {
    await bringDays(40);
    const draft = {
      brand: "lumi",
      text: "Which colour should the kettle for tea have?",
      network: "sandbox",
      at: null,
    } as const;
    const found = await similarPosts(viewer, draft);
    const report = await getReport(viewer, { brand: "lumi", from: addDays(today, -364), to: today });
    expect(found.kind).toBe("question");
    expect(found.posts.length).toBeGreaterThanOrEqual(5);
    for (const like of found.posts) {
      expect(like.title).toContain("Which colour");
      expect(report.posts.find(({ id }) => id === like.id)).toMatchObject({
        interactions: like.interactions,
        rate: like.rate,
      });
    }
    expect(found.interactions?.q1).toBeGreaterThanOrEqual(14);
    expect(found.atToday?.followers).toBe(1390);
    expect(found.atToday?.median).toBeCloseTo((found.rate?.median ?? 0) * 1390, 6);
    expect(found.allInteractions?.n).toBe(report.posts.filter(({ settled }) => settled).length);
  });

  it("gives no range for fewer than five, and nobody a brand that is not theirs", async () => {
    await bringDays(8);
    const draft = { brand: "lumi", text: "Which colour should the next kettle have?", network: null, at: null };
    expect(await similarPosts(viewer, draft)).toMatchObject({ interactions: null, rate: null, atToday: null });
    const outsider = await test.as("lead", []);
    await expect(similarPosts(outsider, draft)).rejects.toMatchObject({ code: "not_found" });
    await expect(getAhead(outsider, "lumi")).rejects.toMatchObject({ code: "not_found" });
  });
});
