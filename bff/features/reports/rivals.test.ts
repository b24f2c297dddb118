import { afterEach, beforeEach, expect, it } from "vitest";
import { tagPost } from "#bff/features/reports/campaign-commands.ts";
import { getCompare } from "#bff/features/reports/compare.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { getRivalReadings, getRivals } from "#bff/features/reports/rivals.ts";
import { importRivals, removeRival, saveRival } from "#bff/features/reports/rivals-commands.ts";
import { figureRows } from "#bff/features/reports/row-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { townNow } from "#fixtures/clock.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";

const filter = { brand: "lumi", from: "2026-11-09", to: "2026-11-15" };
const counts = (likes: number) => ({
  ...{ likes, comments: 0, shares: 0, quotes: null, reach: null, impressions: null, views: null },
});
const file = (...lines: string[]) => ({
  brand: "lumi",
  file: "rivals.csv",
  text: ["name,network,from,to,followers,posts,interactions", ...lines].join("\n"),
});
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "went through",
    (error) => error.code,
  );

eachEngine("competitors", (engine) => {
  let test: TestApp;
  let lead: Ctx;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    lead = await test.as("lead");
    await test.app.db.write.updateTable("channel").set({ network: "instagram" }).execute();
    const days = ["09", "10", "11", "12", "13", "14", "15"];
    await bring(test, [
      ...days.map((day) => ({ type: "followers" as const, at: `2026-11-${day}T05:00:00.000Z`, count: 2000 })),
      post("one", { publishedAt: "2026-11-10T06:00:00.000Z", counts: counts(30) }),
      post("two", { publishedAt: "2026-11-12T06:00:00.000Z", counts: counts(10) }),
    ]);
  });
  afterEach(() => test.remove());

  it("stand beside the brand by the same public formula, ranked, with its share of voice", async () => {
    await importRivals(
      lead,
      file(
        "Anka,instagram,2026-11-09,2026-11-15,1000,2,60",
        'Boilworks,Instagram,2026-11-09,2026-11-15,"50,000",4,100',
      ),
    );
    const rivals = await getRivals(await test.as("viewer"), filter);
    expect(rivals.lines.map((line) => [line.name, line.rate, line.ranks.rate, line.whole])).toEqual([
      ["Lumi Kettle", 0.01, 2, true],
      ["Anka", 0.03, 1, true],
      ["Boilworks", 0.0005, 3, true],
    ]);
    expect(rivals.voice).toEqual({ value: 0.2, numerator: 40, denominator: 200, unknown: [] });
    const anka = rivals.lines[1]?.id ?? "";
    const { items } = await getRivalReadings(lead, { ...filter, rivalId: anka });
    expect(items).toMatchObject([{ followers: 1000, posts: 2, interactions: 60, source: "file", by: "lead person" }]);
  });

  it("are in the brand's report as its share of voice, the number of this screen, open to everybody's line", async () => {
    const voiceIn = async () => (await getReport(lead, filter)).figures.find((one) => one.id === "share-of-voice");
    expect(await voiceIn()).toBeUndefined();
    await importRivals(
      lead,
      file("Anka,instagram,2026-11-09,2026-11-15,1000,2,60", "Boilworks,instagram,2026-11-02,2026-11-15,500,4,100"),
    );
    expect(await voiceIn()).toMatchObject({ value: null, missing: "competitor_unread" });
    await importRivals(lead, file("Çay,instagram,2026-11-09,2026-11-15,900,4,100"));
    const { lines } = await getRivals(lead, filter);
    await removeRival(lead, { brand: "lumi", rivalId: lines.find((line) => line.name === "Boilworks")?.id ?? "" });
    expect(await voiceIn()).toMatchObject({ value: 0.2, numerator: 40, denominator: 200, counted: 3 });
    const { items } = await figureRows(lead, { ...filter, figure: "share-of-voice" });
    expect(items.map((row) => [row.title, row.value])).toEqual([
      ["Çay", 100],
      ["Anka", 60],
      ["Lumi Kettle", 40],
    ]);
    const { rows } = await getCompare(lead, filter);
    expect(rows.at(-1)).toMatchObject({ id: "share-of-voice", a: { value: null }, why: ["missing"] });
  });

  it("compare with one campaign by its rate a post, never by its sums or a share of voice", async () => {
    await importRivals(lead, file("Anka,instagram,2026-11-09,2026-11-15,1000,2,60"));
    const { id: postId } = await test.app.db.read
      .selectFrom("post")
      .select("id")
      .where("externalId", "=", "one")
      .executeTakeFirstOrThrow();
    await tagPost(lead, { postId, name: "Winter", on: true });
    const { lines, voice, campaign } = await getRivals(lead, { ...filter, campaign: "Winter" });
    expect(campaign).toBe("Winter");
    expect(lines[0]).toMatchObject({ posts: 1, interactions: 30, rate: 0.015, ranks: { rate: 2, interactions: null } });
    expect(lines[1]).toMatchObject({ posts: 2, interactions: 60, ranks: { rate: 1, interactions: 1 } });
    expect(voice).toEqual({ value: null, numerator: 30, denominator: null, unknown: [] });
    const report = await getReport(lead, { ...filter, campaign: "Winter" });
    expect(report.figures.map((one) => one.id)).not.toContain("share-of-voice");
    await expect(getReport(lead, { ...filter, campaign: "Winter", formula: "share-of-voice" })).rejects.toMatchObject({
      message: "Share of voice is of a whole brand; ask for it without a campaign.",
    });
  });

  it("leave the share of voice empty when one of them is not known on every day, and name it", async () => {
    await importRivals(
      lead,
      file("Anka,instagram,2026-11-09,2026-11-15,1000,2,60", "Boilworks,instagram,2026-11-09,2026-11-12,500,4,100"),
    );
    const { voice, lines } = await getRivals(lead, filter);
    expect(voice).toMatchObject({ value: null, unknown: ["Boilworks"] });
    expect(lines[2]).toMatchObject({ whole: false, networks: [{ network: "instagram", days: 4 }] });
  });

  it("leave out a reading that reaches beyond the period, which cannot be cut", async () => {
    await importRivals(lead, file("Anka,instagram,2026-11-01,2026-11-15,1000,2,60"));
    expect((await getRivals(lead, filter)).lines[1]).toMatchObject({ posts: null, rate: null, leftOut: 1 });
  });

  it("come from a file once, change with newer numbers, and refuse days that would count twice", async () => {
    const first = file("Anka,instagram,2026-11-09,2026-11-15,1000,2,60", "ANKA,facebook,2026-11-09,2026-11-15,10,1,1");
    expect(await importRivals(lead, first)).toMatchObject({ added: 2, changed: 0, same: 0, rivals: 1, rejected: [] });
    expect(await importRivals(lead, first)).toMatchObject({ added: 0, changed: 0, same: 2 });
    const newer = await importRivals(
      lead,
      file(
        "Anka,instagram,2026-11-09,2026-11-15,1000,2,55",
        "Anka,instagram,2026-11-15,2026-11-17,1000,2,55",
        "Anka,instagram,2026-11-18,2026-11-30,1000,2,55",
        "Anka,instagram,2026-11-16,2026-11-16,1000,-2,55",
      ),
    );
    expect(newer).toMatchObject({ added: 0, changed: 1, same: 0 });
    expect(newer.rejected.map((row) => row.line)).toEqual([3, 4, 5]);
    expect(newer.rejected.map((row) => row.reason).join(" ")).toMatch(
      /already known from 2026-11-09.*not over yet.*whole numbers/,
    );
    expect((await getRivals(lead, filter)).lines[1]).toMatchObject({ interactions: 56 });
  });

  it("come from a sheet with semicolons and a byte order mark, and a file that is no table is refused whole", async () => {
    const text = "\uFEFFCompetitor;Platform;Month;Fans;Posts;Engagement\r\nÇay Evi;Instagram;2026-10;41.200;12;900\r\n";
    expect(await importRivals(lead, { brand: "lumi", file: "oct.csv", text })).toMatchObject({
      added: 1,
      rejected: [],
    });
    const october = { ...filter, from: "2026-10-01", to: "2026-10-31" };
    expect((await getRivals(lead, october)).lines[1]).toMatchObject({ name: "Çay Evi", followers: 41_200 });
    for (const broken of ["", "nothing", 'a,b\n"open'])
      expect(await codeOf(importRivals(lead, { brand: "lumi", file: "x", text: broken }))).toBe("invalid_input");
  });

  it("are typed in by hand, taken out by a lead, and belong to one brand", async () => {
    const typed = {
      network: "instagram" as const,
      from: "2026-11-09",
      to: "2026-11-15",
      followers: 500,
      posts: 1,
      interactions: 9,
    };
    await saveRival(lead, { brand: "lumi", name: "Kuuma", counts: typed });
    expect(
      await codeOf(saveRival(lead, { brand: "lumi", name: "kuuma", counts: { ...typed, from: "2026-11-10" } })),
    ).toBe("conflict");
    expect(await codeOf(saveRival(lead, { brand: "lumi", name: "x", counts: { ...typed, to: "2026-11-01" } }))).toBe(
      "invalid_input",
    );
    const stranger = await test.as("lead", ["elsewhere"]);
    expect(await codeOf(getRivals(stranger, filter))).toBe("not_found");
    expect(await codeOf(importRivals(stranger, file()))).toBe("not_found");
    expect(await codeOf(saveRival(stranger, { brand: "lumi", name: "y", counts: typed }))).toBe("not_found");
    const rivalId = (await getRivals(lead, filter)).lines[1]?.id ?? "";
    await removeRival(lead, { brand: "lumi", rivalId });
    expect((await getRivals(lead, filter)).lines).toHaveLength(1);
    expect(await codeOf(removeRival(lead, { brand: "lumi", rivalId }))).toBe("not_found");
  });

  it("have published rates beside them only where the denominator is the same", async () => {
    const byFollowers = await getRivals(lead, filter);
    expect(byFollowers.published).toMatchObject([
      { network: "instagram", counted: 2, benchmarks: [{ source: "Rival IQ", year: 2023 }] },
    ]);
    const per1000 = await getRivals(lead, { ...filter, formula: "per-1000" });
    expect(per1000.published[0]?.benchmarks).toEqual([]);
    const byImpressions = await getRivals(lead, { ...filter, formula: "impressions" });
    expect(byImpressions.published[0]).toMatchObject({ value: null, benchmarks: [{ source: "Buffer" }] });
  });

  it("make the brand of the story 3rd most engaged of 14", async () => {
    const town = buildTown({ now: townNow });
    await loadTown(test.app.db, town);
    test.clock.advance(Date.parse(townNow) - test.clock.now().getTime());
    const actor = { ...lead.actor, workspaceId: town.workspace.id };
    const period = { from: "2026-10-25", to: "2026-11-21" };
    const { lines, voice } = await getRivals({ ...lead, actor }, { brand: "lumi-kettle", ...period });
    expect(lines).toHaveLength(14);
    expect(lines.find((line) => line.id === null)?.ranks.rate).toBe(3);
    expect(voice.unknown).toEqual([]);
  });
});
