import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { figureRows } from "#bff/features/reports/row-queries.ts";
import { openAuth } from "#bff/platform/auth.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { Figure, FigureId, FigureRow, Report } from "#shared/reports/schema.ts";

/** The ten days up to the day the test app's clock stands on, 18 November in Istanbul. */
const filter = { brand: "lumi", from: "2026-11-09", to: "2026-11-18" };
const counts = (likes: number, more = {}) => ({
  ...{ likes, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
  ...more,
});
const followers = (at: string, count: number) => ({ type: "followers" as const, at, count });
const person = (name: string) => ({ externalId: name, handle: name, displayName: name, url: null });

/** Three settled posts (1 %, 0.2 %, n/a), one of last night, three threads of which two were answered. */
async function story(test: TestApp): Promise<void> {
  await bring(test, [
    followers("2026-11-09T05:00:00.000Z", 1000),
    followers("2026-11-12T05:00:00.000Z", 2000),
    followers("2026-11-18T05:00:00.000Z", 2100),
    post("one", { publishedAt: "2026-11-09T06:00:00.000Z", text: "Which handle?\nA or B", counts: counts(7) }),
    post("two", { publishedAt: "2026-11-12T06:00:00.000Z", counts: counts(1, { reach: 400 }) }),
    post("unread", { publishedAt: "2026-11-13T06:00:00.000Z", counts: null }),
    post("young", { publishedAt: "2026-11-17T21:30:00.000Z", counts: counts(97) }),
    comment("a", { author: person("hannah"), sentAt: "2026-11-10T08:00:00.000Z" }),
    ours("a-answer", "a", { sentAt: "2026-11-10T08:10:00.000Z" }),
    comment("b", { author: person("ilkka"), sentAt: "2026-11-11T08:00:00.000Z" }),
    ours("b-answer", "b", { sentAt: "2026-11-11T08:30:00.000Z" }),
    comment("c", { author: person("zofia"), sentAt: "2026-11-12T22:30:00.000Z" }),
  ]);
}

const figureOf = (report: Report, id: FigureId): Figure => report.figures.find((one) => one.id === id) as Figure;

eachEngine("the report", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    ctx = await test.as("viewer");
  });
  afterEach(() => test.remove());

  it("has the figures one gets by hand", async () => {
    await story(test);
    const report = await getReport(ctx, filter);
    const figure = (id: FigureId) => figureOf(report, id);
    expect(figure("followers")).toMatchObject({ value: 2100, counted: 1 });
    expect(figure("posts").value).toBe(4);
    expect(figure("interactions")).toMatchObject({ value: 114, counted: 3, leftOut: [{ why: "no_counts", count: 1 }] });
    expect(figure("rate-median").value).toBeCloseTo((10 / 1000 + 4 / 2000) / 2, 12);
    expect(figure("rate-sum")).toMatchObject({ numerator: 14, denominator: 3000, counted: 2 });
    expect(figure("rate-sum").leftOut).toEqual([
      { why: "settling", count: 1 },
      { why: "no_counts", count: 1 },
    ]);
    expect(figure("response-rate")).toMatchObject({ numerator: 2, denominator: 3, value: 2 / 3 });
    expect(figure("first-answer")).toMatchObject({ value: 20 * 60, counted: 2 });
  });

  it("lays posts on the brand's days, and leaves days and rates without a reading empty", async () => {
    await story(test);
    const report = await getReport(ctx, filter);
    const day = (name: string) => report.days.find((one) => one.day === name);
    expect(day("2026-11-18")).toMatchObject({ posts: 1, interactions: 100, followers: 2100 });
    expect(day("2026-11-17")).toMatchObject({ posts: 0, interactions: null, followers: null });
    expect(day("2026-11-13")).toMatchObject({ posts: 1, interactions: null });
    expect(day("2026-11-13")?.received).toBe(1);
    expect(day("2026-11-12")?.received).toBe(0);
    const [young, unread, two, one] = report.posts;
    expect(young).toMatchObject({ settled: false, followers: { count: 2095, how: "interpolated" } });
    expect(unread).toMatchObject({ rate: null, missing: "no_counts", rateByReach: null });
    expect(two).toMatchObject({ rate: 4 / 2000, rateByReach: 4 / 400 });
    expect(one).toMatchObject({ title: "Which handle?", rate: 10 / 1000, followers: { how: "reading" } });
    expect(report.daysWithoutReading).toEqual([
      {
        channelName: "Sandbox",
        network: "sandbox",
        days: ["2026-11-10", "2026-11-11", "2026-11-13", "2026-11-14", "2026-11-15", "2026-11-16", "2026-11-17"],
      },
    ]);
  });

  it("sets the period before beside it, whose numbers are those of its own report", async () => {
    await story(test);
    const later = { brand: "lumi", from: "2026-11-14", to: "2026-11-18" };
    const report = await getReport(ctx, later);
    expect(report.before).toEqual({ from: "2026-11-09", to: "2026-11-13" });
    const own = await getReport(ctx, { brand: "lumi", ...report.before });
    expect(report.figuresBefore).toEqual(own.figures);
    expect(report.days.map((day) => day.followersBefore)).toEqual(own.days.map((day) => day.followers));
  });

  it("says n/a and why where there is nothing, and 0 only of posts", async () => {
    const report = await getReport(ctx, filter);
    expect(report.figures.map(({ id, value, missing }) => [id, value, missing])).toEqual([
      ["followers", null, "no_followers"],
      ["posts", 0, null],
      ["interactions", null, "no_posts"],
      ["rate-median", null, "no_posts"],
      ["rate-mean", null, "no_posts"],
      ["rate-sum", null, "no_posts"],
      ["response-rate", null, "no_threads"],
      ["first-answer", null, "no_answers"],
      ["first-answer-p90", null, "no_answers"],
    ]);
  });

  it("takes the newest counts of a post, and keeps a deleted one in the sums", async () => {
    await story(test);
    test.clock.advance(3_600_000);
    await bring(test, [post("one", { publishedAt: "2026-11-09T06:00:00.000Z", counts: counts(17) })]);
    await bring(test, [{ type: "deletion", externalId: "one", at: "2026-11-18T09:30:00.000Z" }]);
    const report = await getReport(ctx, filter);
    expect(figureOf(report, "interactions")).toMatchObject({ value: 124, deletedIncluded: 1 });
    expect(report.posts.find((one) => one.interactions === 20)).toMatchObject({ deleted: true, rate: 0.02 });
  });

  it("waits for no follower number of a channel that was disconnected or only imported", async () => {
    await story(test);
    ctx.connectorFor = (network) => (network === "sandbox" ? scriptedNetwork() : null);
    const { write, read } = test.app.db;
    const base = await read.selectFrom("channel").selectAll().executeTakeFirstOrThrow();
    const gone = { ...base, id: "gone", externalId: "gone", removedAt: "2026-11-10T09:00:00.000Z" };
    const imported = { ...base, id: "imported", externalId: "imported", network: "facebook" };
    await write.insertInto("channel").values([gone, imported]).execute();
    const reading = { day: "2026-11-09", at: "2026-11-09T05:00:00.000Z", source: "network" };
    await write
      .insertInto("follower_reading")
      .values([
        { ...reading, id: "gone-1", channelId: "gone", count: 50 },
        { ...reading, id: "imported-1", channelId: "imported", count: 7 },
      ])
      .execute();
    const report = await getReport(ctx, filter);
    expect(figureOf(report, "followers")).toMatchObject({ value: 2100, counted: 1 });
    expect(report.days[0]).toMatchObject({ day: "2026-11-09", followers: 1057 });
    expect(report.daysWithoutReading).toHaveLength(1);
  });

  describe("the rows behind a number", () => {
    const rowsOf = async (figure: FigureId): Promise<FigureRow[]> => {
      const rows: FigureRow[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await figureRows(ctx, { ...filter, figure, ...(cursor && { cursor }) });
        rows.push(...page.items);
        if (!page.next) return rows;
        cursor = page.next;
      }
    };

    it("are as many as the number says, and give it again", async () => {
      await story(test);
      const report = await getReport(ctx, filter);
      const sum = (rows: FigureRow[]) => rows.reduce((total, row) => total + (row.value ?? 0), 0);
      expect(await rowsOf("posts")).toHaveLength(figureOf(report, "posts").counted);
      expect(sum(await rowsOf("interactions"))).toBe(figureOf(report, "interactions").value);
      const rates = (await rowsOf("rate-median")).map((row) => row.value);
      expect(rates).toEqual([4 / 2000, 10 / 1000]);
      const threads = await rowsOf("response-rate");
      expect(threads).toHaveLength(3);
      expect(threads.filter((row) => row.value !== null)).toHaveLength(2);
      expect((await rowsOf("first-answer")).map((row) => row.value)).toEqual([1800, 600]);
      expect((await rowsOf("followers")).map((row) => row.value)).toEqual([2100, 2000, 1000]);
    });

    it("come in pages, each row once, newest first, also when another thread begins in between", async () => {
      const sentAt = (at: number) => new Date(Date.parse("2026-11-10T08:00:00.000Z") + (at >> 1) * 1000).toISOString();
      await bring(
        test,
        Array.from({ length: 120 }, (_, at) => comment(`t${at}`, { author: person(`p${at}`), sentAt: sentAt(at) })),
      );
      const first = await figureRows(ctx, { ...filter, figure: "response-rate" });
      await bring(test, [comment("late", { author: person("late"), sentAt: "2026-11-18T08:59:00.000Z" })]);
      const second = await figureRows(ctx, { ...filter, figure: "response-rate", cursor: first.next ?? "" });
      const rows = await rowsOf("response-rate");
      expect(new Set(rows.map((row) => row.id)).size).toBe(121);
      expect([...first.items, ...second.items].map((row) => row.id)).toEqual(rows.slice(1, 101).map((row) => row.id));
      const times = rows.map((row) => row.at);
      expect(times).toEqual([...times].sort().reverse());
    });
  });

  describe("the export", () => {
    /** As a browser gets it: through the whole app, with the person's own session. */
    const get = async (who: Ctx | null, query: Record<string, string>): Promise<Response> => {
      const session = who && (await openAuth(test.app).createSession(who.actor.userId ?? ""));
      const headers = new Headers(session ? { cookie: session.split(";")[0] ?? "" } : {});
      const address = `http://localhost:4700/api/reports.csv?${new URLSearchParams(query)}`;
      return await createApp(test.app).request(address, { headers });
    };

    it("has the figures of the screen, digit for digit", async () => {
      await story(test);
      const report = await getReport(ctx, filter);
      const answer = await get(ctx, filter);
      expect(answer.headers.get("content-disposition")).toContain('"lumi-2026-11-09-2026-11-18.csv"');
      const lines: string[][] = parse(await answer.text(), { bom: true, relax_column_count: true });
      const said = (value: number | null) => (value === null ? "" : String(value));
      for (const figure of report.figures) {
        const line = lines.find((one) => one[0] === figure.id) ?? [];
        const parts = [figure.value, figure.numerator, figure.denominator, figure.counted].map(said);
        expect(line.slice(2, 7)).toEqual([...parts, figure.missing ?? ""]);
      }
      const head = lines.findIndex((line) => line[0] === "post");
      const [rate, interactions] = ["rate (followers)", "interactions"].map((name) => lines[head]?.indexOf(name) ?? -1);
      const posts = lines.slice(head + 1);
      expect(posts.map((line) => [line[rate ?? 0], line[interactions ?? 0]])).toEqual(
        report.posts.map((one) => [said(one.rate), said(one.interactions)]),
      );
      expect(posts).toHaveLength(4);
    });

    it("is refused to who is signed out, keeps to itself other brands, and names what is wrong with an address", async () => {
      expect((await get(null, filter)).status).toBe(401);
      expect((await get(await test.as("viewer", []), filter)).status).toBe(404);
      expect((await get(ctx, { ...filter, brand: "nobody" })).status).toBe(404);
      for (const wrong of [
        { from: "yesterday" },
        { from: "2026-02-31" },
        { to: "2026-11-01" },
        { from: "2020-01-01" },
      ]) {
        const answer = await get(ctx, { ...filter, ...wrong });
        expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(/^[A-Z].*\.$/)]);
      }
    });
  });

  it("shows nobody a brand that is not theirs", async () => {
    await story(test);
    const outsider = await test.as("lead", []);
    await expect(getReport(outsider, filter)).rejects.toMatchObject({ code: "not_found" });
    const rows = figureRows(outsider, { ...filter, figure: "posts" });
    await expect(rows).rejects.toMatchObject({ code: "not_found" });
  });
});
