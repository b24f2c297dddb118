import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { saveLook } from "#bff/features/reports/look-commands.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { blankless, pdfWords, xlsxSheets } from "#bff/features/reports/test/read-back.ts";
import { bringStory, dangerous, tenDays, wide } from "#bff/features/reports/test/story.ts";
import { openAuth } from "#bff/platform/auth.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { mailLanguages } from "#shared/reports/mail-languages.ts";
import { figureName, sayDay, sayNumber } from "#shared/reports/say-figure.ts";
import type { Report } from "#shared/reports/schema.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

eachEngine("a report as a file", (engine) => {
  let test: TestApp;
  let viewer: Ctx;
  let report: Report;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    viewer = await test.as("viewer");
    await bringStory(test);
    report = await getReport(viewer, tenDays);
  });
  afterEach(() => test.remove());

  /** As a browser gets it: through the whole app, with the person's own session. */
  const get = async (kind: string, who: Ctx | null = viewer, more: Record<string, string> = {}) => {
    const session = who && (await openAuth(test.app).createSession(who.actor.userId ?? ""));
    const headers = new Headers(session ? { cookie: session.split(";")[0] ?? "" } : {});
    const query = new URLSearchParams({ ...tenDays, ...more });
    return await createApp(test.app).request(`http://localhost:4700/api/reports.${kind}?${query}`, { headers });
  };
  const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

  it("carries every figure of the screen to the last digit as a spreadsheet", async () => {
    const answer = await get("xlsx");
    expect(answer.headers.get("content-disposition")).toContain('"lumi-2026-11-09-2026-11-18.xlsx"');
    const { sheets } = xlsxSheets(await bytes(answer));
    const table = (name: string) => {
      const [head = [], ...rows] = sheets[name] ?? [];
      return rows.map(
        (row) => (column: string) => row[head.findIndex((title) => String(title).startsWith(column))] ?? null,
      );
    };
    expect(
      table("Figures").map((cell) => [
        cell("figure"),
        cell("value"),
        cell("numerator"),
        cell("denominator"),
        cell("counted"),
      ]),
    ).toEqual(report.figures.map((one) => [one.id, one.value, one.numerator, one.denominator, one.counted]));
    expect(
      table("Posts").map((cell) => [cell("interactions"), cell("rate ("), cell("followers then"), cell("settled")]),
    ).toEqual(
      report.posts.map((post) => [
        post.interactions,
        post.rate,
        post.followers?.count ?? null,
        post.settled ? "yes" : "no",
      ]),
    );
    expect(
      table("Days").map((cell) => [cell("day"), cell("interactions"), cell("followers"), cell("messages")]),
    ).toEqual(report.days.map((day) => [day.day, day.interactions, day.followers, day.received]));
    const formulas = table("Formulas").map((cell) => cell("definition"));
    expect(formulas).toContain("interactions of a post / followers of its channel when it was published");
    expect(table("Figures").every((cell) => cell("value") !== 0 || cell("figure") === "posts")).toBe(true);
  });

  it("keeps a text a text, whatever a spreadsheet would make of it", async () => {
    const { sheets, xml } = xlsxSheets(await bytes(await get("xlsx")));
    expect(sheets.Posts?.map((row) => row[0])).toContain(dangerous);
    expect(sheets.Posts?.map((row) => row[0])).toContain(wide);
    expect(xml).not.toMatch(/<f[ >]/);
    const lines: string[][] = parse(await (await get("posts.csv")).text(), { bom: true });
    expect(lines.map((line) => line[0])).toContain(`'${dangerous}`);
    expect(lines.slice(1).every(([title = ""]) => !/^[=+\-@]/.test(title))).toBe(true);
  });

  it("has one row a post and one a day as CSV, with the figures of the screen", async () => {
    const said = (value: number | null) => (value === null ? "" : String(value));
    const rows = async (kind: string) =>
      parse<Record<string, string>>(await (await get(kind)).text(), { bom: true, columns: true });
    expect((await rows("posts.csv")).map((row) => [row.interactions, row["rate (followers)"]])).toEqual(
      report.posts.map((post) => [said(post.interactions), said(post.rate)]),
    );
    expect(
      (await rows("days.csv")).map((row) => [row["day (Europe/Istanbul)"], row.followers, row["messages received"]]),
    ).toEqual(report.days.map((day) => [day.day, said(day.followers), said(day.received)]));
  });

  it.each(mailLanguages)("prints every figure and post in %s, as its readers write numbers", async (lang) => {
    const answer = await get("pdf", viewer, { lang });
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    const pages = pdfWords(await bytes(answer));
    expect(pages.length).toBeGreaterThanOrEqual(3);
    const words = pages.join("");
    const texts = outTexts[lang];
    for (const figure of report.figures) {
      const name = blankless(figureName(figure, report, texts));
      const from = words.indexOf(name);
      expect(from, name).toBeGreaterThan(-1);
      expect(words.slice(from)).toContain(blankless(sayNumber(figure.value, figure.unit, texts)));
      if (figure.missing) expect(words).toContain(blankless(texts.missing[figure.missing]));
    }
    for (const post of report.posts) {
      const row = [sayDay(post.day, texts.locale), sayNumber(post.interactions, "count", texts)]
        .map(blankless)
        .join("");
      expect(words).toContain(row);
      expect(words).toContain(blankless(sayNumber(post.rate, "share", texts)));
    }
    expect(words).toContain(blankless(dangerous));
    expect(words).toContain(blankless("Çay saati […] & <b>zaman</b>"));
    expect(words).toContain(blankless(texts.page.title));
    expect(words).not.toContain("\uFFFD");
  });

  it("prints the logo a lead chose, and refuses what is no picture", async () => {
    const lead = await test.as("lead");
    const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    const plain = (await bytes(await get("pdf"))).toString("latin1");
    await saveLook(lead, { brand: "lumi", color: "#FFD000", logo: `data:image/png;base64,${pixel}` });
    const printed = (await bytes(await get("pdf"))).toString("latin1");
    expect(plain).not.toContain("/Subtype /Image");
    expect(printed).toContain("/Subtype /Image");
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString(
      "base64",
    );
    for (const logo of [`data:image/png;base64,${svg}`, "data:text/html,hello", "https://evil.example/logo.png"])
      await expect(saveLook(lead, { brand: "lumi", color: "#123456", logo })).rejects.toMatchObject({
        code: "invalid_input",
      });
    const large = Buffer.concat([Buffer.from(pixel, "base64"), Buffer.alloc(200_001)]).toString("base64");
    await expect(
      saveLook(lead, { brand: "lumi", color: "#123456", logo: `data:image/png;base64,${large}` }),
    ).rejects.toMatchObject({ message: "A logo may have 200 kB at most." });
  });

  it("is refused to strangers, and says what is wrong with an address", async () => {
    for (const kind of ["csv", "posts.csv", "days.csv", "xlsx", "pdf"]) {
      expect((await get(kind, null)).status).toBe(401);
      expect((await get(kind, await test.as("manager", []))).status).toBe(404);
      const addresses: Record<string, string>[] = [
        { formula: "mood" },
        { from: "2026-02-31" },
        { to: "2026-11-01" },
        { from: "2027-01-01", to: "2027-01-31" },
      ];
      for (const wrong of addresses) {
        const answer = await get(kind, viewer, wrong);
        expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(/^[A-Z].*\.$/)]);
      }
    }
    expect((await get("pdf", viewer, { lang: "xx" })).status).toBe(400);
    expect((await get("exe")).status).toBe(404);
  });
});
