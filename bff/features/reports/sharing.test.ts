import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { saveLook } from "#bff/features/reports/look-commands.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { reportsRouter } from "#bff/features/reports/router.ts";
import { shareToken } from "#bff/features/reports/share-token.ts";
import { blankless, pdfWords } from "#bff/features/reports/test/read-back.ts";
import { bringStory, tenDays } from "#bff/features/reports/test/story.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { sayNumber } from "#shared/reports/say-figure.ts";
import type { ShareInput } from "#shared/reports/sharing-schema.ts";
import { outTexts } from "#shared/reports/texts/out-texts.ts";

const day = 86_400_000;

eachEngine("a shared report", (engine) => {
  let test: TestApp;
  let manager: Ctx;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    manager = await test.as("manager");
    await bringStory(test);
  });
  afterEach(() => test.remove());

  const as = (ctx: Ctx | null) =>
    reportsRouter.createCaller({
      ...test.app,
      actor: ctx?.actor ?? null,
      request: new Request("http://localhost:4700/"),
      headers: () => new Headers(),
      setHeader: () => {},
    } as never);
  const share = async (more: Partial<ShareInput> = {}) => {
    const { id, url } = await as(manager).share({ filter: tenDays, live: false, days: 14, password: null, ...more });
    return { id, url, token: url.split("/r/")[1] ?? "" };
  };
  const open = (token: string, password: string | null = null) => as(null).openShare({ token, password });
  /** The network counts one more post of the period. */
  const onceMore = async () => {
    test.clock.advance(3_600_000);
    await bring(test, [post("late", { publishedAt: "2026-11-10T06:00:00.000Z" })]);
  };

  it("shows whoever has the link the figures of the screen, and keeps only the link's hash", async () => {
    const report = await getReport(manager, tenDays);
    const { id, url, token } = await share();
    expect(await open(token)).toMatchObject({
      state: "open",
      live: false,
      report: { figures: report.figures, days: report.days },
    });
    expect(url).toBe(`http://localhost:4700/r/${shareToken(test.app, id)}`);
    const row = await test.app.db.read.selectFrom("report_share").selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it("is also the PDF of what it shows, for whoever may see it, and not made all day", async () => {
    const pdf = (body: object) =>
      createApp(test.app).request("http://localhost:4700/api/reports/shared.pdf", {
        method: "POST",
        body: JSON.stringify(body),
      });
    const password = "kettle on the stove";
    const { token } = await share({ password });
    const answer = await pdf({ token, password, lang: "tr" });
    expect(answer.headers.get("content-disposition")).toContain('"lumi-2026-11-09-2026-11-18.pdf"');
    const words = pdfWords(Buffer.from(await answer.arrayBuffer())).join("");
    const report = await getReport(manager, tenDays);
    const followers = report.figures.find((one) => one.id === "followers");
    expect(words).toContain(blankless(sayNumber(followers?.value ?? null, "count", outTexts.tr)));
    expect(words).toContain(blankless(outTexts.tr.page.title));
    expect((await as(manager).shares({ brand: "lumi" }))[0]?.opened).toBe(0);
    for (const [body, status] of [
      [{ token, password: null }, 403],
      [{ token, password: "not the password" }, 403],
      [{ token: "guessed", password: null }, 404],
      [{ token, password, lang: "xx" }, 400],
      [{}, 400],
    ] as const)
      expect((await pdf(body)).status).toBe(status);
    // The bare link uses up nothing of those who have the password.
    for (let n = 0; n < 7; n++) await pdf({ token, password: null });
    for (let n = 0; n < 5; n++) expect((await pdf({ token, password })).status).toBe(200);
    test.clock.advance(20_000);
    const often = await pdf({ token, password });
    expect([often.status, often.headers.get("retry-after")]).toEqual([429, "40"]);
    expect(await often.text()).toMatch(/^This link was tried too often/);
    expect(outTexts.en.link.tooOften(1)).toContain("wait a minute and");
    const { id, token: over } = await share();
    await as(manager).revokeShare({ id });
    expect((await pdf({ token: over, password: null })).status).toBe(410);
  });

  it("stays as it was when frozen, and follows the counts when live", async () => {
    const [frozen, live] = [await share(), await share({ live: true })];
    await onceMore();
    const posts = async (token: string) => {
      const page = await open(token);
      return page.state === "open" ? page.report.figures.find((one) => one.id === "posts")?.value : page.state;
    };
    expect([await posts(frozen.token), await posts(live.token)]).toEqual([4, 5]);
  });

  it("ends by itself, ends at once when revoked, and says which; a guessed link says nothing of any brand", async () => {
    const [short, revoked] = [await share({ days: 2 }), await share()];
    await as(manager).revokeShare({ id: revoked.id });
    expect(await open(revoked.token)).toMatchObject({ state: "revoked", brandName: "Lumi Kettle" });
    test.clock.advance(2 * day - 1000);
    expect(await open(short.token)).toMatchObject({ state: "open" });
    test.clock.advance(1000);
    expect(await open(short.token)).toEqual({
      ...{ state: "expired", brandName: "Lumi Kettle", timeZone: "Europe/Istanbul" },
      at: "2026-11-20T09:00:00.000Z",
    });
    for (const guess of ["x", `${short.token}x`, short.id]) expect(await open(guess)).toEqual({ state: "unknown" });
  });

  it("opens with its password only, which is kept as a hash and cannot be tried for long", async () => {
    const { token } = await share({ password: "kettle on the stove" });
    expect(await open(token)).toEqual({ state: "password", wrong: false });
    expect(await open(token, "kettle on the stove ")).toEqual({ state: "password", wrong: true });
    for (let reader = 0; reader < 12; reader++)
      expect(await open(token, "kettle on the stove")).toMatchObject({ state: "open" });
    const row = await test.app.db.read.selectFrom("report_share").select("passwordHash").executeTakeFirstOrThrow();
    expect(row.passwordHash).not.toContain("kettle");
    for (let tries = 2; tries < 11; tries++) expect(await open(token, `guess ${tries}`)).toMatchObject({ wrong: true });
    const tooOften = { cause: { code: "rate_limited", details: { seconds: 15 * 60 } } };
    await expect(open(token, "kettle on the stove")).rejects.toMatchObject(tooOften);
    test.clock.advance(15 * 60_000);
    expect(await open(token, "kettle on the stove")).toMatchObject({ state: "open" });
  });

  it("tells the brand's people which links there are, who made them and whether they were opened", async () => {
    const { id, url, token } = await share({ password: "kettle on the stove", live: true });
    await open(token);
    await open(token, "kettle on the stove");
    expect(await as(manager).shares({ brand: "lumi" })).toEqual([
      {
        ...{ id, url, from: tenDays.from, to: tenDays.to, live: true, hasPassword: true, state: "open", opened: 1 },
        ...{ createdBy: "manager person", createdAt: "2026-11-18T09:00:00.000Z" },
        ...{ expiresAt: "2026-12-02T09:00:00.000Z", lastOpenedAt: "2026-11-18T09:00:00.000Z" },
      },
    ]);
  });

  it("is nobody's who may not see the brand, and shares no report that cannot be shown", async () => {
    const { id } = await share();
    const outsider = as(await test.as("lead", []));
    const missing = { cause: { code: "not_found" } };
    await expect(outsider.shares({ brand: "lumi" })).rejects.toMatchObject(missing);
    await expect(outsider.revokeShare({ id })).rejects.toMatchObject(missing);
    await expect(outsider.share({ filter: tenDays, live: true, days: 1, password: null })).rejects.toMatchObject(
      missing,
    );
    await expect(share({ filter: { ...tenDays, from: "2027-01-01", to: "2027-01-31" } })).rejects.toMatchObject({
      cause: { code: "invalid_input", message: expect.stringContaining("2027-01-01") },
    });
    expect(await as(manager).shares({ brand: "lumi" })).toHaveLength(1);
  });

  it("carries the brand's look", async () => {
    await saveLook(await test.as("owner"), { brand: "lumi", color: "#AB1234", logo: null });
    const { token } = await share();
    expect(await open(token)).toMatchObject({ look: { color: "#ab1234", logo: null } });
  });
});
