import { afterEach, beforeEach, expect, it } from "vitest";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { setCrisis } from "#bff/features/team/crisis-commands.ts";
import { listAudit, readMe } from "#bff/features/team/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("the crisis mode of a brand", (engine) => {
  let test: TestApp;
  let lead: Ctx;
  beforeEach(async () => {
    test = await testApp(engine);
    lead = await test.as("lead");
    await bring(test, [comment("c1", { text: "Is the recalled kettle still in your shops?" })]);
  });
  afterEach(() => test.remove());

  const crisisSeenBy = async (ctx: Ctx) => (await readMe(ctx, ctx.actor)).brands[0]?.crisis;
  const toneOf = async (ctx: Ctx) => {
    const { id } = await test.app.db.read.selectFrom("thread").select("id").executeTakeFirstOrThrow();
    const text = "Awesome question! We are so excited to tell you soon 🎉🎉";
    const draft = { threadId: id, text, templateId: null, lang: "en", draftBegan: null, limit: 3000 };
    return (await checkDraft(ctx, draft)).warnings.find(({ code }) => code === "TONE_CHEERFUL")?.strength;
  };

  it("shows everybody since when, by whom and why, makes cheer ask, and ends by itself", async () => {
    const manager = await test.as("manager");
    expect([await crisisSeenBy(manager), await toneOf(manager)]).toEqual([null, undefined]);
    const since = test.clock.iso();
    const brand = await setCrisis(lead, { brandId: test.brandId, hours: 6, reason: "Recall of the lid" });
    const until = new Date(Date.parse(since) + 6 * 3_600_000).toISOString();
    expect(brand.crisis).toEqual({ since, until, by: "lead person", reason: "Recall of the lid" });
    expect([await crisisSeenBy(manager), await toneOf(manager)]).toEqual([brand.crisis, "ask"]);
    test.clock.advance(6 * 3_600_000);
    expect([await crisisSeenBy(manager), await toneOf(manager)]).toEqual([null, undefined]);
  });

  it("is prolonged without forgetting who began it, ended early, and all of it stands in the log", async () => {
    const owner = await test.as("owner");
    const first = await setCrisis(lead, { brandId: test.brandId, hours: 6, reason: "" });
    test.clock.advance(3_600_000);
    const longer = await setCrisis(owner, { brandId: test.brandId, hours: 24, reason: "It goes on" });
    expect(longer.crisis).toMatchObject({ since: first.crisis?.since, by: "lead person", reason: "It goes on" });
    expect(Date.parse(longer.crisis?.until ?? "")).toBeGreaterThan(Date.parse(first.crisis?.until ?? ""));
    expect((await setCrisis(owner, { brandId: test.brandId, hours: null, reason: "" })).crisis).toBeNull();
    const { items } = await listAudit(owner, null);
    expect(items.map(({ action, detail, person }) => [action, detail.on, person?.name])).toEqual([
      ["brand.crisis", false, "owner person"],
      ["brand.crisis", true, "owner person"],
      ["brand.crisis", true, "lead person"],
    ]);
  });

  it("keeps its end when only the reason changes, and has none to keep once it is over", async () => {
    const first = await setCrisis(lead, { brandId: test.brandId, hours: 168, reason: "" });
    test.clock.advance(3_600_000);
    const change = () => setCrisis(lead, { brandId: test.brandId, hours: "asItIs", reason: "Recall of the lid" });
    expect((await change()).crisis).toEqual({ ...first.crisis, reason: "Recall of the lid" });
    test.clock.advance(168 * 3_600_000);
    await expect(change()).rejects.toMatchObject({ code: "conflict" });
  });

  it("is for leads, and for brands of their own", async () => {
    const input = { brandId: test.brandId, hours: 6, reason: "" };
    await expect(setCrisis(await test.as("manager"), input)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(setCrisis(lead, { ...input, brandId: "another" })).rejects.toMatchObject({ code: "not_found" });
    const elsewhere = { ...lead, actor: { ...lead.actor, brandIds: ["another"] } };
    await expect(setCrisis(elsewhere, input)).rejects.toMatchObject({ code: "not_found" });
  });
});
