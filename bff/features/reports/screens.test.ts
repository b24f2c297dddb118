import { afterEach, beforeEach, expect, it } from "vitest";
import { setKind, tagPost } from "#bff/features/reports/campaign-commands.ts";
import { getPostMarks } from "#bff/features/reports/campaign-queries.ts";
import { getCompare } from "#bff/features/reports/compare.ts";
import { getMix } from "#bff/features/reports/mix.ts";
import { getOverview } from "#bff/features/reports/overview.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { getTeam } from "#bff/features/reports/team-queries.ts";
import { getTeamRows } from "#bff/features/reports/team-row-queries.ts";
import { getTimePosts, getTimes } from "#bff/features/reports/times.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const filter = { brand: "lumi", from: "2026-11-09", to: "2026-11-18" };
const counts = (likes: number) => ({
  ...{ likes, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
});
const followers = (at: string, count: number) => ({ type: "followers" as const, at, count });

/** Four posts of three kinds at two hours of the week, followers with a hole, one thread answered. */
async function story(test: TestApp): Promise<void> {
  await bring(test, [
    followers("2026-11-08T05:00:00.000Z", 900),
    followers("2026-11-09T05:00:00.000Z", 1000),
    followers("2026-11-10T05:00:00.000Z", 990),
    followers("2026-11-12T05:00:00.000Z", 2000),
    post("a", { publishedAt: "2026-11-09T06:00:00.000Z", text: "Which handle?", counts: counts(7) }),
    post("b", { publishedAt: "2026-11-09T06:20:00.000Z", text: "Rain, and a second cup.", counts: counts(17) }),
    post("c", { publishedAt: "2026-11-09T06:40:00.000Z", text: "20% off until Sunday.", counts: counts(2) }),
    post("d", { publishedAt: "2026-11-12T15:00:00.000Z", text: "Rain again.", counts: counts(1) }),
    post("young", { publishedAt: "2026-11-17T21:30:00.000Z", text: "Rain, rain.", counts: counts(97) }),
    comment("t1", { sentAt: "2026-11-10T08:00:00.000Z" }),
    ours("t1-answer", "t1", { sentAt: "2026-11-10T08:10:00.000Z" }),
    ours("t1-more", "t1", { sentAt: "2026-11-10T09:00:00.000Z" }),
    comment("t2", { sentAt: "2026-11-11T08:00:00.000Z" }),
  ]);
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "went through",
    (error) => error.code,
  );

eachEngine("the further report screens", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  let lead: Ctx;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    ctx = await test.as("viewer");
    lead = await test.as("lead");
    await story(test);
  });
  afterEach(() => test.remove());

  const postId = async (externalId: string) =>
    (
      await test.app.db.read
        .selectFrom("post")
        .select("id")
        .where("externalId", "=", externalId)
        .executeTakeFirstOrThrow()
    ).id;
  async function anotherBrand(more: object = {}): Promise<string> {
    const id = newId();
    const own = await test.app.db.read
      .selectFrom("brand")
      .selectAll()
      .where("slug", "=", "lumi")
      .executeTakeFirstOrThrow();
    await test.app.db.write
      .insertInto("brand")
      .values({ ...own, id, slug: "villa", name: "Villa", ...more })
      .execute();
    return id;
  }

  it("set all brands side by side with the figures of each brand's own report, by its own house formula", async () => {
    await anotherBrand({ houseFormula: "reach", houseAggregate: "ratio-of-sums" });
    const { rows } = await getOverview(ctx, filter);
    expect(rows.map((row) => [row.slug, row.formula, row.aggregate])).toEqual([
      ["lumi", "followers", "median-of-posts"],
      ["villa", "reach", "ratio-of-sums"],
    ]);
    for (const row of rows) {
      const report = await getReport(ctx, { ...filter, brand: row.slug });
      const figure = (id: string) => report.figures.find((one) => one.id === id);
      expect(row.followers).toEqual(figure("followers"));
      expect(row.rate).toEqual(figure(row.slug === "lumi" ? "rate-median" : "rate-sum"));
      expect([row.posts, row.interactions]).toEqual([figure("posts"), figure("interactions")]);
      expect([row.response, row.firstAnswer]).toEqual([figure("response-rate"), figure("first-answer")]);
      expect(row.days.map((day) => day.value)).toEqual(report.days.map((day) => day.interactions));
    }
    expect(rows[0]).toMatchObject({ growth: 1100, growthShare: 1100 / 900 });
    expect(rows[1]).toMatchObject({ growth: null, growthShare: null });
  });

  it("show a person only their own brands", async () => {
    const villa = await anotherBrand();
    const { rows } = await getOverview(await test.as("viewer", [villa]), filter);
    expect(rows.map((row) => row.slug)).toEqual(["villa"]);
    const stranger = await test.as("lead", [villa]);
    for (const ask of [getTimes, getMix, getTeam, getCompare])
      expect(await codeOf(ask(stranger, filter))).toBe("not_found");
    expect(await codeOf(getCompare(stranger, { ...filter, brand: "villa", with: "lumi" }))).toBe("not_found");
    expect(await codeOf(tagPost(stranger, { postId: await postId("a"), name: "x", on: true }))).toBe("not_found");
    expect(await codeOf(setKind(stranger, { postId: await postId("a"), kind: "talk" }))).toBe("not_found");
  });

  it("refuse a period that has not been, runs backwards or is too long", async () => {
    const periods = [
      { from: "2026-11-19", to: "2026-11-20" },
      { from: "2026-11-18", to: "2026-11-09" },
      { from: "2024-11-18", to: "2026-11-09" },
    ];
    for (const period of periods)
      for (const ask of [getTimes, getMix, getTeam, getCompare])
        expect(await codeOf(ask(ctx, { ...filter, ...period }))).toBe("invalid_input");
    expect(await codeOf(getOverview(ctx, { from: "2026-11-20", to: "2026-11-21" }))).toBe("invalid_input");
  });

  it("lay posts on the hours of the brand's week and open an hour to its posts", async () => {
    const times = await getTimes(ctx, filter);
    expect(times.cells).toEqual([
      { weekday: 0, hour: 9, count: 3, median: 0.01, q1: expect.closeTo(0.0075, 12), q3: expect.closeTo(0.015, 12) },
      { weekday: 3, hour: 18, count: 1, median: 0.002, q1: 0.002, q3: 0.002 },
    ]);
    expect(times).toMatchObject({ posts: 5, rated: 4, chance: null, dataFrom: "2026-11-08" });
    const { items } = await getTimePosts(ctx, { ...filter, weekday: 0, hour: 9 });
    expect(items.map((item) => [item.title, item.rate])).toEqual([
      ["20% off until Sunday.", 0.005],
      ["Rain, and a second cup.", 0.02],
      ["Which handle?", 0.01],
    ]);
    expect((await getTimePosts(ctx, { ...filter, weekday: 2, hour: 0 })).items).toHaveLength(1);
  });

  it("tell growth over a hole and the mix by the kinds the posts seem to be of", async () => {
    const mix = await getMix(ctx, filter);
    expect(mix.grown).toMatchObject({ net: 1100, fromDay: "2026-11-08", toDay: "2026-11-12", gains: 100, losses: -10 });
    expect(mix.growth.find((point) => point.day === "2026-11-11")).toMatchObject({ followers: null, change: null });
    expect(mix.parts.map((part) => [part.kind, part.posts, part.rated])).toEqual([
      ["talk", 3, 2],
      ["question", 1, 1],
      ["product", 0, 0],
      ["offer", 1, 1],
    ]);
    expect(mix.shift).toBeNull();
  });

  it("let a person say the kind, keep who said it, and take it back", async () => {
    const id = await postId("b");
    await setKind(lead, { postId: id, kind: "product" });
    await setKind(lead, { postId: id, kind: "offer" });
    expect((await getMix(ctx, filter)).parts.map((part) => part.posts)).toEqual([2, 1, 0, 2]);
    expect(await getPostMarks(ctx, id)).toMatchObject({ kind: "offer", corrected: true, because: null });
    await setKind(lead, { postId: id, kind: null });
    expect(await getPostMarks(ctx, id)).toMatchObject({ kind: "talk", corrected: false });
    const audits = await test.app.db.read
      .selectFrom("audit")
      .select("detail")
      .where("action", "=", "post.kind")
      .orderBy("id")
      .execute();
    expect(audits.map((row) => JSON.parse(row.detail))).toMatchObject([
      { kind: "product", before: null },
      { kind: "offer", before: "product" },
      { kind: null, before: "offer" },
    ]);
    expect(await codeOf(setKind(ctx, { postId: id, kind: "talk" }))).toBe("not_allowed");
  });

  it("narrow every screen to a campaign, whose name is one whatever its letters' case, and end it with its last post", async () => {
    const [a, d] = [await postId("a"), await postId("d")];
    await tagPost(lead, { postId: a, name: "Kışa hazır", on: true });
    await tagPost(lead, { postId: d, name: "KIŞA HAZIR", on: true });
    await tagPost(lead, { postId: d, name: "Kışa hazır", on: true });
    const times = await getTimes(ctx, { ...filter, campaign: "Kışa hazır" });
    expect(times).toMatchObject({ posts: 2, campaigns: ["Kışa hazır"] });
    expect((await getMix(ctx, { ...filter, campaign: "Kışa hazır" })).posts.map((line) => line.id)).toEqual([d, a]);
    await tagPost(lead, { postId: a, name: "kışa hazır", on: false });
    await tagPost(lead, { postId: d, name: "kışa hazır", on: false });
    expect((await getTimes(ctx, filter)).campaigns).toEqual([]);
    expect(await codeOf(getTimes(ctx, { ...filter, campaign: "Kışa hazır" }))).toBe("not_found");
  });

  it("count answers for whoever wrote them, first answers once, and those from outside as such", async () => {
    const { userId } = lead.actor;
    await test.app.db.write.updateTable("message").set({ userId }).where("externalId", "=", "t1-answer").execute();
    const looked = await test.app.db.read
      .selectFrom("message")
      .select(["id", "threadId"])
      .where("externalId", "=", "t1-answer")
      .executeTakeFirstOrThrow();
    await test.app.db.write
      .insertInto("reply_look")
      .values({
        ...{ messageId: looked.id, brandId: test.brandId, userId, threadId: looked.threadId, day: "2026-11-10" },
        ...{
          sentAt: "2026-11-10T08:10:00.000Z",
          similarity: 0.7,
          nearestId: null,
          takesUp: 1,
          answers: 1,
          language: 1,
        },
      })
      .execute();
    const team = await getTeam(ctx, filter);
    expect(team.people).toMatchObject([
      { userId, name: "lead person", answers: 1, threads: 1, firstAnswers: 1, median: 600, compared: 1, near: 1 },
      { userId: null, answers: 1, threads: 1, firstAnswers: 0, median: null, compared: 0 },
    ]);
    expect(team.all).toMatchObject({ answers: 2, threads: 1, firstAnswers: 1 });
    const rows = await getTeamRows(ctx, { ...filter, userId });
    expect(rows.items).toMatchObject([{ seconds: 600, similarity: 0.7, at: "2026-11-10T08:10:00.000Z" }]);
    expect((await getTeamRows(ctx, { ...filter, userId: null })).items).toHaveLength(1);
  });

  it("count only service hours when the brand has them", async () => {
    const hours = JSON.stringify(Array(7).fill({ from: "11:05", to: "18:00" }));
    await test.app.db.write.updateTable("brand").set({ serviceHours: hours }).where("slug", "=", "lumi").execute();
    const team = await getTeam(ctx, filter);
    expect(team).toMatchObject({ serviceHours: true, all: { firstAnswers: 1, median: 300 } });
  });

  it("compare two periods and two brands, and refuse to where the formulas differ", async () => {
    const same = await getCompare(ctx, { ...filter, from: "2026-11-12", to: "2026-11-14" });
    expect([same.a.from, same.a.to]).toEqual(["2026-11-09", "2026-11-11"]);
    expect(same.rows.find((row) => row.id === "posts")).toMatchObject({
      a: { value: 3 },
      b: { value: 1 },
      difference: -2,
    });
    await anotherBrand({ houseFormula: "reach" });
    const other = await getCompare(ctx, { ...filter, with: "villa" });
    expect([other.a.from, other.a.to]).toEqual([filter.from, filter.to]);
    expect(other.rows.find((row) => row.id === "rate-median")?.why).toContain("bottom");
    const asked = await getCompare(ctx, { ...filter, with: "villa", formula: "followers" });
    expect(asked.rows.find((row) => row.id === "rate-median")?.why).toEqual(["missing"]);
  });
});
