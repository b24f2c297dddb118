import { afterEach, beforeEach, expect, it } from "vitest";
import { tagPost } from "#bff/features/reports/campaign-commands.ts";
import { reportFile } from "#bff/features/reports/command-line.ts";
import { getCompare } from "#bff/features/reports/compare.ts";
import { freezeReport } from "#bff/features/reports/frozen-commands.ts";
import { getFrozen } from "#bff/features/reports/frozen-queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { rollUp } from "#bff/features/reports/roll-commands.ts";
import { figureRows } from "#bff/features/reports/row-queries.ts";
import { getTeam } from "#bff/features/reports/team-queries.ts";
import { getTeamRows } from "#bff/features/reports/team-row-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { FigureId, Report } from "#shared/reports/schema.ts";

const week = { brand: "lumi", from: "2026-11-09", to: "2026-11-15" };
const winter = { ...week, campaign: "Winter" };
const figure = (report: Report, id: FigureId) => report.figures.find((one) => one.id === id);
const at = (day: number, hour: string) => `2026-11-${day}T${hour}:00.000Z`;
const person = (name: string) => ({ externalId: name, handle: name, displayName: name, url: null });

eachEngine("a report of one campaign", (engine) => {
  let test: TestApp;
  let lead: Ctx;
  beforeEach(async () => {
    test = await testApp(engine);
    lead = await test.as("lead");
    await bring(test, [
      { type: "followers", at: at(10, "05:00"), count: 1000 },
      post("one", { publishedAt: at(10, "06:00") }),
      post("two", { publishedAt: at(10, "07:00") }),
      comment("a", { postExternalId: "one", author: person("hannah"), sentAt: at(11, "08:00") }),
      ours("a-answer", "a", { sentAt: at(11, "08:10") }),
      comment("b", { postExternalId: "two", author: person("ilkka"), sentAt: at(11, "08:00") }),
      comment("c", { author: person("zofia"), sentAt: at(11, "09:00") }),
    ]);
    await tagPost(lead, { postId: await postId("one"), name: "Winter", on: true });
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

  it("holds its posts and the threads under them, rolled up or not, and the followers of the channels", async () => {
    for (const state of ["fresh", "rolled up"]) {
      if (state === "rolled up") await rollUp(test.app);
      const report = await getReport(lead, winter);
      expect(report.posts, state).toHaveLength(1);
      expect(figure(report, "interactions")).toMatchObject({ value: 13, counted: 1 });
      expect(figure(report, "rate-sum")).toMatchObject({ numerator: 13, denominator: 1000 });
      expect(figure(report, "followers")).toMatchObject({ value: 1000 });
      expect(figure(report, "response-rate")).toMatchObject({ numerator: 1, denominator: 1 });
      expect(figure(report, "first-answer")).toMatchObject({ value: 600, counted: 1 });
      expect(report.days.map((day) => day.received)).toEqual([0, 0, 1, 0, 0, 0, 0]);
      expect(figure(await getReport(lead, week), "response-rate")).toMatchObject({ numerator: 1, denominator: 3 });
    }
  });

  it("opens down to as many rows as its numbers say", async () => {
    for (const [id, count] of [
      ["interactions", 1],
      ["posts", 1],
      ["rate-mean", 1],
      ["response-rate", 1],
      ["first-answer", 1],
    ] as const)
      expect((await figureRows(lead, { ...winter, figure: id })).items, id).toHaveLength(count);
  });

  it("has the team's answers under its posts alone, and opens them", async () => {
    const answer = await test.app.db.read
      .selectFrom("message")
      .select(["id", "threadId"])
      .where("externalId", "=", "a-answer")
      .executeTakeFirstOrThrow();
    const look = {
      ...{ messageId: answer.id, threadId: answer.threadId, brandId: test.brandId, userId: null },
      day: "2026-11-11",
    };
    const alike = { similarity: 0.7, nearestId: null, takesUp: 1, answers: 1, language: 1 };
    await test.app.db.write
      .insertInto("reply_look")
      .values({ ...look, ...alike, sentAt: at(11, "08:10") })
      .execute();
    await bring(test, [ours("b-answer", "b", { sentAt: at(11, "08:30") })]);
    const every = await getTeam(lead, week);
    const under = await getTeam(lead, winter);
    expect(every.all).toMatchObject({ answers: 2, threads: 2, firstAnswers: 2, compared: 1 });
    expect(under.all).toMatchObject({ answers: 1, threads: 1, firstAnswers: 1, median: 600, compared: 1, near: 1 });
    await tagPost(lead, { postId: await postId("two"), name: "Spring", on: true });
    expect((await getTeam(lead, { ...week, campaign: "Spring" })).all).toMatchObject({ median: 1800, compared: 0 });
    const rows = await getTeamRows(lead, { ...winter, userId: null });
    expect(rows.items.map((row) => row.seconds)).toEqual([600]);
    await expect(getTeam(lead, { ...week, campaign: "Summer" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is frozen, compared and exported as it is", async () => {
    const { id } = await freezeReport(lead, { name: "Winter so far", filter: winter });
    const kept = await getFrozen(lead, id);
    expect(kept.report).toMatchObject({ campaign: "Winter", posts: [{ interactions: 13 }] });
    expect(kept.changes).toMatchObject({ figures: [], posts: [], threadsAdded: 0, threadsGone: 0 });
    const { a, b, rows } = await getCompare(lead, { ...winter, withFrom: week.from, withTo: week.to });
    expect([a.campaign, b.campaign]).toEqual(["Winter", "Winter"]);
    expect(rows.find((row) => row.id === "posts")).toMatchObject({ a: { value: 1 }, b: { value: 1 } });
    const json = JSON.parse(String(await reportFile(test.app, { ...winter, from: at(10, "").slice(0, 10) })));
    expect(json).toMatchObject({ campaign: "Winter", posts: [{ title: expect.any(String) }] });
    const csv = String(await reportFile(test.app, { ...winter, from: "2026-11-10", format: "csv" }));
    expect(csv).toMatch(/^campaign,Winter\r?$/m);
  });

  it("is refused in one sentence when the brand has no such campaign", async () => {
    const sentence = 'There is no campaign "Summer" at Lumi Kettle.';
    await expect(getReport(lead, { ...week, campaign: "Summer" })).rejects.toMatchObject({ message: sentence });
    await expect(reportFile(test.app, { ...winter, campaign: "Summer" })).rejects.toMatchObject({ message: sentence });
  });
});

eachEngine("a thread whose first message is gone", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
    await bring(test, [
      comment("a", { author: person("hannah"), sentAt: at(10, "08:00") }),
      ours("a-1", "a", { sentAt: at(10, "08:10") }),
      comment("a-2", { threadExternalId: "a", author: person("hannah"), sentAt: at(10, "10:00") }),
      ours("a-3", "a", { sentAt: at(10, "10:20") }),
      comment("b", { author: person("ilkka"), sentAt: at(10, "08:00") }),
      ours("b-1", "b", { sentAt: at(10, "08:05") }),
    ]);
    await bring(
      test,
      ["a", "b"].map((externalId) => ({
        type: "deletion" as const,
        externalId,
        at: at(12, "08:00"),
      })),
    );
  });
  afterEach(() => test.remove());

  it("begins with the next words of theirs, and not at all when only ours are left", async () => {
    for (const state of ["fresh", "rolled up"]) {
      if (state === "rolled up") await rollUp(test.app);
      const lead = await test.as("lead");
      const report = await getReport(lead, week);
      expect(figure(report, "response-rate"), state).toMatchObject({ numerator: 1, denominator: 1 });
      expect(figure(report, "first-answer")).toMatchObject({ value: 1200, counted: 1 });
      expect((await figureRows(lead, { ...week, figure: "response-rate" })).items).toHaveLength(1);
    }
  });
});
