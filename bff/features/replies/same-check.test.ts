import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { checkGround } from "#bff/features/replies/check-ground.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import { saveTemplate } from "#bff/features/replies/template-commands.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { CheckResult } from "#shared/replies/schema.ts";
import { engine as page } from "#web/features/replies/check-engine.ts";
import { draftedThread, newestMessageAt } from "#web/features/replies/drafted-thread.ts";

const spring = "The spring of that lid wears out early, and a new one leaves our house for you today.";
const drafts = [
  `Hi Hannah, ${spring}`,
  `Hi Hannah, ${spring} Order number 12345678, mail me at somebody@example.com!`,
  "Hi Peter, we are sorry for the inconvenience. The service desk in Leeds will call you back. Thank you for your patience.",
  "Awesome!! Buy our new kettle with 20% off: https://lumi.example/?utm_source=x",
  "Merhaba Hannah, mesajınız için teşekkür ederiz, ekibimiz konuyla ilgileniyor.",
  "Hi {{member.firstName}}, your courier left the parcel in the rain, we look into it with Beth.",
  "We are sorry. Write us a DM.",
];

eachEngine("the check of the page and of the server", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  let thread: ThreadView;
  let templateId: string;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    ctx = await test.as("manager");
    const author = (name: string) => ({ externalId: name, handle: name, displayName: `${name} Mill`, url: null });
    await bring(test, [
      comment("c0", { author: author("Anna"), text: "My lid broke", sentAt: "2026-11-18T06:00:00.000Z" }),
      ours("r0", "c0", { text: `Hi Anna, ${spring}`, sentAt: "2026-11-18T06:30:00.000Z" }),
      comment("c2", { author: author("Beth"), text: "Your courier left my parcel in the rain, who pays for it?" }),
      comment("c1", { text: "The lid on mine stopped locking. Where do I get a new one? I wrote before." }),
    ]);
    const body =
      "Hi {{member.firstName}}, we are sorry for the inconvenience. The service desk in Leeds will call you back. Thank you for your patience.";
    const saved = await saveTemplate(ctx, { id: null, name: "Sorry", brandId: null, variants: [{ lang: "en", body }] });
    templateId = saved.id;
    const rows = (await listThreads(ctx, { status: "all" })).items;
    const beth = rows.find((row) => row.memberName.startsWith("Beth"))?.id ?? "";
    await sendReply(ctx, {
      threadId: beth,
      text: `Hi Beth, ${spring} We are sorry about the rain.`,
      templateId: null,
      lang: "en",
      parentExternalId: null,
      overrideReason: "meant",
      thenDone: false,
      confirm: true,
      idempotencyKey: "key-of-first-draft",
      seenVersion: 0,
    });
    const here = rows.find((row) => row.memberName.startsWith("Hannah"))?.id ?? "";
    thread = await getThread(ctx, here);
    await test.app.db.write
      .insertInto("warning_learned")
      .values({ brandId: test.brandId, code: "WRONG_NAME", demotedAt: test.clock.iso() })
      .execute();
  });
  afterEach(() => test.remove());

  /** What the composer does with what the server gives it. */
  async function checkOnPage(text: string, templateBody: string | null, draftBegan: string | null) {
    const { earlier, onTheirWay, gone: _, ...view } = await checkGround(ctx, { threadId: thread.id, cursor: null });
    const legal = page.legalPassages(view.templates);
    const window = await page.fill(null, earlier, legal);
    const input = page.checkInputOf({
      ground: view,
      earlier: page.withPending(window, page.buildEarlierIndex(onTheirWay, undefined, legal)),
      recent: [...onTheirWay, ...window.newest(10)].slice(0, 10).map((reply) => reply.text),
      thread: draftedThread(thread),
      templateBody,
      templateValues: page.slotValuesOf(thread, view.brandName, ctx.actor.name),
      draftBegan,
      crisis: false,
      detect: await page.loadDetector(),
    });
    return CheckResult.parse(page.checkReply({ ...input, draft: text }));
  }

  it("say the same about every draft, demoted reasons, templates and stale drafts included", async () => {
    const seen = new Set<string>();
    const template = (await checkGround(ctx, { threadId: thread.id, cursor: null })).templates[0] ?? null;
    for (const text of drafts)
      for (const withTemplate of [false, true])
        for (const draftBegan of [newestMessageAt(thread), "2026-11-18T05:00:00.000Z"]) {
          const limit = thread.replyLimit;
          const id = withTemplate ? templateId : null;
          const there = await checkDraft(ctx, {
            threadId: thread.id,
            text,
            templateId: id,
            lang: "en",
            draftBegan,
            limit,
          });
          expect(await checkOnPage(text, withTemplate ? template : null, draftBegan)).toEqual(there);
          for (const warning of there.warnings) seen.add(warning.demoted ? `${warning.code} demoted` : warning.code);
        }
    const expected = [
      "PLACEHOLDER",
      "WRONG_NAME demoted",
      "PRIVATE_PUBLIC",
      "REPEAT_RECENT",
      "STALE_DRAFT",
      "LANG_MISMATCH",
    ];
    expect([...seen]).toEqual(expect.arrayContaining([...expected, "TEMPLATE_VERBATIM"]));
  });
});
