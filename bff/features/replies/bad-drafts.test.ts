import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { checkGround } from "#bff/features/replies/check-ground.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { appRouter } from "#bff/router.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const drafts: [string, string][] = [
  ["only emoji", "😀🎉👩‍👩‍👧‍👦"],
  ["only a link", "https://lumi.example/help?utm_source=x"],
  ["10,000 characters", "so it goes on and on ".repeat(500).trim()],
  ["10,000 characters without a space", "ä".repeat(10_000)],
  ["mixed languages", "Hi Hannah, kapak yarın yola çıkıyor, ja kiitos paljon, do usłyszenia."],
  ["right to left", "مرحبا هانا، الغطاء الجديد في الطريق إليك \u202Eabc"],
  ["zero-width characters between letters", "H\u200Bi H\u200Ca\u200Dn\uFEFFnah, the l\u2060id goes out today."],
  ["half an emoji", "Hi Hannah \uD83D, the lid goes out today."],
  ["a name with an apostrophe of its own", "Hi O'Brien, D'Angelo and Hannah’s lid goes out today."],
  ["slots of every broken kind", "Hi {{member.name, {{}} {{{x}}} }} {{a|b|c}} [[legal]] today."],
  ["only punctuation", "?!… — «»"],
  ["lines without end", `${"\n".repeat(3000)}Hi`],
];

eachEngine("a draft of a strange kind", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  let threadId: string;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    ctx = await test.as("manager");
    await bring(test, [comment("c1", { text: "Does the lid of my kettle lock again? I ordered it in May." })]);
    threadId = (await listThreads(ctx, { status: "all" })).items[0]?.id ?? "";
  });
  afterEach(() => test.remove());

  const sending = (text: string, idempotencyKey = "key-of-first-draft") =>
    appRouter.createCaller({ ...ctx, headers: () => new Headers(), setHeader: () => {} }).replies.send({
      threadId,
      text,
      templateId: null,
      lang: "en",
      seenVersion: 0,
      overrideReason: null,
      thenDone: false,
      confirm: true,
      idempotencyKey,
    });

  it("is judged and never crashes", async () => {
    for (const [nth, [kind, text]] of drafts.entries()) {
      const input = { threadId, text, templateId: null, lang: "en", draftBegan: null, limit: 300 };
      const { warnings } = await checkDraft(ctx, input);
      for (const { code, spans } of warnings)
        for (const { from, to } of spans)
          expect(from >= 0 && from < to && to <= text.length, `${kind} ${code}`).toBe(true);
      const sent = await sending(text, `key-of-draft-${nth}`).catch((error) => (error.cause ?? error).code);
      expect([expect.objectContaining({ status: "queued" }), "needs_confirmation", "too_long"], kind).toContainEqual(
        sent,
      );
    }
  });

  it("is refused when nothing stands in it", async () => {
    for (const text of ["", "   ", "\n\u2003\n"]) await expect(sending(text)).rejects.toThrow();
    expect(await test.app.db.read.selectFrom("reply").select("id").execute()).toEqual([]);
  });

  it("is refused when it is longer than the network takes, whatever reason is given", async () => {
    const text = "so it goes on and on ".repeat(500).trim();
    const reply = { threadId, text, templateId: null, lang: "en", parentExternalId: null, seenVersion: 0 };
    const rest = { overrideReason: "meant", thenDone: false, confirm: true, idempotencyKey: "key-of-first-draft" };
    await expect(sendReply(ctx, { ...reply, ...rest })).rejects.toMatchObject({ code: "too_long" });
  });

  it("never carries a raw slot to the network without a person's word for it", async () => {
    await expect(sending("Hi {{member.firstName}}, the lid goes out today.")).rejects.toMatchObject({
      cause: { code: "needs_confirmation" },
    });
    expect(await test.app.db.read.selectFrom("outbox").select("id").execute()).toEqual([]);
  });

  it("finds no ground in a thread that is not there or not theirs", async () => {
    await expect(checkGround(ctx, { threadId: "nothing", cursor: null })).rejects.toMatchObject({ code: "not_found" });
    const stranger = await test.as("manager", ["another"]);
    await expect(checkGround(stranger, { threadId, cursor: null })).rejects.toMatchObject({ code: "not_found" });
  });
});
