import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { undoReply } from "#bff/features/replies/commands.ts";
import { keepFared, restoreWarning } from "#bff/features/replies/learning-commands.ts";
import { demotedCodes, warningRecords } from "#bff/features/replies/learning-queries.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { Fared, Outcome } from "#shared/replies/learning.ts";

eachEngine("what the check learns", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  let threadId: string;
  let nth = 0;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    ctx = await test.as("lead");
    await bring(test, [comment("c1")]);
    threadId = (await listThreads(ctx, { status: "all" })).items[0]?.id ?? "";
  });
  afterEach(() => test.remove());

  const send = (more: Partial<Parameters<typeof sendReply>[1]> = {}) =>
    sendReply(ctx, {
      threadId,
      text: "Hi Hannah, the lid that stopped locking is known to us; a new one is on its way.",
      templateId: null,
      lang: "en",
      parentExternalId: null,
      overrideReason: null,
      thenDone: false,
      confirm: true,
      idempotencyKey: `key-of-reply-${nth++}`,
      seenVersion: 0,
      ...more,
    });
  const today = { from: "2026-11-18", to: "2026-11-18" };
  const records = () => warningRecords(ctx, test.brandId, today);
  const blank = "Hi Hannah, the lid that stopped locking goes to {{city}} today.";
  const wrong = "Hi Peter, the lid that stopped locking is known to us; a new one is on its way.";

  it("is which reasons were heeded, and which were overridden for what reason", async () => {
    await send({ fired: [{ code: "PLACEHOLDER", strength: "ask", edited: true }] });
    await send({ text: blank, overrideReason: "It is a quotation" });
    const found = (await records()).find((one) => one.code === "PLACEHOLDER");
    expect(found).toMatchObject({ fired: 2, heeded: 1, overridden: 1, edited: 1 });
    expect(found?.reasons).toEqual([{ reason: "It is a quotation", count: 1 }]);
  });

  it("is nothing from a reply that was taken back", async () => {
    const reply = await send({ fired: [{ code: "PLACEHOLDER", strength: "ask", edited: true }] });
    await undoReply(ctx, reply.id);
    expect(await records()).toEqual([]);
  });

  const fare = async (outcome: Outcome, times: number, code: Fared["code"] = "WRONG_NAME") => {
    const row = await test.app.db.read.selectFrom("reply").selectAll().executeTakeFirst();
    const reply = row ?? { ...(await send()), brandId: test.brandId, userId: "", overrideReason: null };
    const fared: Fared = { code, strength: "ask", edited: false, outcome };
    const checked = { id: reply.id, brandId: test.brandId, userId: "", overrideReason: null };
    await test.app.db.write.transaction().execute(async (trx) => {
      for (let at = 0; at < times; at++) {
        test.clock.advance(1000);
        await keepFared(trx, { ...checked, createdAt: test.clock.iso() }, [fared]);
      }
    });
  };

  it("makes a reason a hint of that brand after fifty firings of which fewer than half were heeded", async () => {
    await fare("heeded", 24);
    await fare("overridden", 25);
    expect(await demotedCodes(ctx, test.brandId)).toEqual([]);
    await fare("overridden", 1);
    expect(await demotedCodes(ctx, test.brandId)).toEqual(["WRONG_NAME"]);
    const draft = { threadId, text: wrong, templateId: null, lang: "en", draftBegan: null, limit: 300 };
    const warning = (await checkDraft(ctx, draft)).warnings.find((one) => one.code === "WRONG_NAME");
    expect(warning).toMatchObject({ strength: "hint", demoted: true });
    // What only hints does not ask before sending.
    await expect(send({ text: wrong })).resolves.toMatchObject({ status: "queued" });
  });

  it("lets a lead put a reason back, and counts it anew from then on", async () => {
    await fare("kept", 50);
    expect((await records()).find((one) => one.code === "WRONG_NAME")?.demotedAt).not.toBeNull();
    await restoreWarning(ctx, { brandId: test.brandId, code: "WRONG_NAME" });
    expect(await demotedCodes(ctx, test.brandId)).toEqual([]);
    await fare("kept", 49);
    expect(await demotedCodes(ctx, test.brandId)).toEqual([]);
    await fare("kept", 1);
    expect(await demotedCodes(ctx, test.brandId)).toEqual(["WRONG_NAME"]);
  });

  it("refuses to put back what is no hint, or what is another brand's", async () => {
    const nothing = { brandId: test.brandId, code: "SAME_OPENING" as const };
    await expect(restoreWarning(ctx, nothing)).rejects.toMatchObject({ code: "not_found" });
    await fare("kept", 50);
    const stranger = await test.as("lead", ["another"]);
    const theirs = { brandId: test.brandId, code: "WRONG_NAME" as const };
    await expect(restoreWarning(stranger, theirs)).rejects.toMatchObject({ code: "not_found" });
    const manager = await test.as("manager");
    await expect(restoreWarning(manager, theirs)).rejects.toMatchObject({ code: "not_allowed" });
  });
});
