import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ReportArguments, reportFile } from "#bff/features/reports/command-line.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { importRivals } from "#bff/features/reports/rivals-commands.ts";
import { bring, comment, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const period = { from: "2026-11-09", to: "2026-11-15" };

describe("a report on the command line", () => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp("sqlite");
    await bring(test, [
      { type: "followers", at: "2026-11-09T05:00:00.000Z", count: 3000 },
      post("one", { publishedAt: "2026-11-09T06:00:00.000Z" }),
      post("two", { publishedAt: "2026-11-10T06:00:00.000Z", text: "=HYPERLINK(1) kettles" }),
      comment("c1", { sentAt: "2026-11-10T10:00:00.000Z" }),
    ]);
  });
  afterEach(() => test.remove());
  const ask = (more: ReportArguments) => reportFile(test.app, { brand: "lumi", ...period, ...more });

  it("carries name, value, numerator, denominator, n and method of every figure, with all digits", async () => {
    const json = JSON.parse(String(await ask({ formula: "per-1000", format: "json" })));
    const report = await getReport(await test.as("viewer"), { brand: "lumi", ...period, formula: "per-1000" });
    expect(json.figures).toHaveLength(report.figures.length);
    for (const [at, figure] of report.figures.entries()) {
      const { id: name, value, numerator, denominator, scale, counted: n } = figure;
      expect(json.figures[at]).toMatchObject({ name, value, numerator, denominator, scale, n });
      expect(json.figures[at].method).toMatch(/\w/);
      if (numerator !== null && denominator !== null) expect(value).toBe((numerator * scale) / denominator);
    }
    const mean = json.figures.find((one: { name: string }) => one.name === "rate-mean");
    expect(mean).toMatchObject({ value: 13_000 / 3000, formula: "per-1000", aggregate: "mean-of-posts" });
  });

  it("is a spreadsheet without formulas in its cells as CSV, and a file as XLSX and PDF", async () => {
    const csv = String(await ask({ format: "csv" }));
    expect(csv).toContain("'=HYPERLINK(1) kettles");
    expect(csv).not.toMatch(/(^|,)=/m);
    expect(
      Buffer.from(await ask({ format: "xlsx" }))
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    expect(
      Buffer.from(await ask({ format: "pdf" }))
        .subarray(0, 4)
        .toString(),
    ).toBe("%PDF");
  });

  it("has the figures of a formula that is no rate apart, in JSON and first in CSV", async () => {
    const { asked } = JSON.parse(String(await ask({ formula: "response-rate", format: "json" })));
    expect(asked).toMatchObject([{ name: "response-rate", value: 0, numerator: 0, denominator: 1, n: 1 }]);
    expect(asked[0].method).toMatch(/^response-rate: /);
    const answers = JSON.parse(String(await ask({ formula: "first-answer" }))).asked;
    expect(answers.map((one: { name: string }) => one.name)).toEqual(["first-answer", "first-answer-p90"]);
    const csv = String(await ask({ formula: "response-rate", format: "csv" })).split(/\r?\n/);
    expect(csv).toContain("asked for,response-rate");
    expect(csv[csv.findIndex((line) => line.startsWith("figure,")) + 1]).toMatch(/^response-rate,share,0,0,1,1,/);
    expect(JSON.parse(String(await ask({ formula: "reach" }))).asked).toBeUndefined();
  });

  it("names the formula of the posts' rates, which for a formula of days is that by followers", async () => {
    const columns = async (formula: string) =>
      String(await ask({ formula, format: "csv" }))
        .split("\r\n")
        .find((line) => line.startsWith("post,"));
    expect(await columns("reach")).toContain(",rate (reach),");
    expect(await columns("followers-day")).toContain(",rate (followers),");
  });

  it("has the share of voice against the brand's competitors where it is asked for", async () => {
    await test.app.db.write.updateTable("channel").set({ network: "instagram" }).execute();
    await expect(ask({ formula: "share-of-voice" })).rejects.toMatchObject({
      message: expect.stringMatching(/^Lumi Kettle has no competitors yet, .+import-rivals FILE --brand lumi"\.$/),
    });
    const text = "name,network,from,to,followers,posts,interactions\nAnka,instagram,2026-11-09,2026-11-15,900,2,74";
    await importRivals(await test.as("lead"), { brand: "lumi", file: "rivals.csv", text });
    const { asked } = JSON.parse(String(await ask({ formula: "share-of-voice" })));
    expect(asked).toMatchObject([{ name: "share-of-voice", value: 0.26, numerator: 26, denominator: 100, n: 2 }]);
  });

  it.each<[string, ReportArguments, RegExp]>([
    ["no brand", { brand: undefined }, /^--brand is missing: .+\.$/],
    ["a brand nobody has", { brand: "nobody" }, /^There is no brand "nobody"; there are lumi\.$/],
    ["an unknown formula", { formula: "magic" }, /^--formula is "magic", but has to be followers, .+\.$/],
    ["an unknown aggregate", { aggregate: "best" }, /^--aggregate is "best", but has to be median-of-posts, .+\.$/],
    ["an unknown format", { format: "doc" }, /^--format is "doc", but has to be csv, json, .+\.$/],
    ["no day", { from: "yesterday" }, /^--from is "yesterday", but has to be a day such as .+\.$/],
    ["a day that never was", { from: "2026-02-29" }, /^--from is "2026-02-29", but has to be a day .+\.$/],
    ["a period in the future", { to: "2026-11-19" }, /ends on 2026-11-19, after today \(2026-11-18\).*\.$/],
    ["a period all ahead", { from: "2027-01-01", to: "2027-01-02" }, /begins on 2027-01-01, after today .*\.$/],
    ["a period that runs backwards", { to: "2026-11-01" }, /^A period ends after it begins .*\.$/],
    ["a period longer than the data", { from: "2026-11-01" }, /the data of Lumi Kettle begin on 2026-11-09; .*\.$/],
  ])("refuses %s in one sentence", async (_what, wrong, sentence) => {
    await expect(ask(wrong)).rejects.toMatchObject({ name: "DomainError", message: expect.stringMatching(sentence) });
  });
});
