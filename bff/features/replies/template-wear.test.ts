import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { listTemplates } from "#bff/features/replies/queries.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import { saveTemplate } from "#bff/features/replies/template-commands.ts";
import { templateWear } from "#bff/features/replies/template-wear-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { isWearing } from "#shared/replies/template-wear.ts";

const body =
  "Hi {{member.firstName}}, we are sorry for the inconvenience. The service desk in Leeds will call you back. Thank you for your patience.";

eachEngine("a template that is wearing out", (engine) => {
  let test: TestApp;
  let ctx: Ctx;
  let templateId: string;
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    ctx = await test.as("manager");
    const variants = [{ lang: "en", body }];
    templateId = (await saveTemplate(ctx, { id: null, name: "Sorry", brandId: null, variants })).id;
  });
  afterEach(() => test.remove());

  let nth = 0;
  const answer = async (name: string, text: string) => {
    const author = { externalId: name, handle: name, displayName: `${name} Mill`, url: null };
    await bring(test, [comment(`c${++nth}`, { author, text: `My kettle number ${nth} broke` })]);
    const row = (await listThreads(ctx, { status: "all" })).items.find((one) => one.memberName.startsWith(name));
    const reply = { threadId: row?.id ?? "", text, templateId, lang: "en", parentExternalId: null, seenVersion: 0 };
    const rest = { overrideReason: "meant", thenDone: true, confirm: true, idempotencyKey: `key-of-reply-${nth}` };
    await sendReply(ctx, { ...reply, ...rest });
  };
  const as = (name: string, first = "we are sorry for the inconvenience.", last = "Thank you for your patience.") =>
    `Hi ${name}, ${first} The service desk in Leeds will call you back. ${last}`;
  const wear = () => templateWear(ctx, { templateId, lang: "en" });

  it("says how often and how alike it was sent, to whom twice, and what people changed", async () => {
    await answer("Anna", as("Anna"));
    await answer("Beth", as("Beth", "that must have been a cold cup of tea."));
    await answer("Anna", as("Anna", "that must have been a cold cup of tea."));
    const own =
      "Hi Carl, call Mehmet at the shop on Park Row: he has three of your filters and keeps one for you until Friday.";
    await answer("Carl", own);
    const { sent, bands, twice, edits, median } = await wear();
    expect([sent, bands]).toEqual([4, { verbatim: 1, light: 0, some: 2, much: 1 }]);
    expect(twice).toMatchObject([{ memberName: "Anna Mill", count: 2 }]);
    expect(edits).toMatchObject([{ after: "that must have been a cold cup of tea", count: 2 }]);
    expect(edits[0]?.body).toContain("Hi {{member.firstName}}, that must have been a cold cup of tea. The service");
    expect(median).toBeGreaterThan(0.3);
  });

  it("is told in the list by what the check said, and not after a month", async () => {
    for (const name of ["Anna", "Beth", "Carl", "Dora", "Emil"]) await answer(name, as(name));
    const [listed] = await listTemplates(ctx, undefined);
    expect(listed).toMatchObject({ sent: 5, kept: 5, uses: 5 });
    expect(isWearing(listed!)).toBe(true);
    test.clock.advance(40 * 86_400_000);
    const [later] = await listTemplates(ctx, undefined);
    expect(later).toMatchObject({ sent: 0, kept: 0, uses: 5 });
    expect((await wear()).sent).toBe(0);
  });

  it("compares each reply with the text the template had when it was sent", async () => {
    await answer("Anna", as("Anna"));
    const variants = [{ lang: "en", body: "Hello, write to us whenever the kettle is cold again and we look at it." }];
    await saveTemplate(ctx, { id: templateId, name: "Sorry", brandId: null, variants });
    expect((await wear()).bands).toMatchObject({ verbatim: 1 });
  });

  it("is none of another brand's people", async () => {
    await answer("Anna", as("Anna"));
    const stranger = await test.as("manager", ["another"]);
    expect((await templateWear(stranger, { templateId, lang: "en" })).sent).toBe(0);
    await expect(templateWear(ctx, { templateId, lang: "fi" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("is not saved with a broken slot, and the place is named", async () => {
    const variants = [{ lang: "en", body: "Hi {{member.firstNam}}, all is well {{" }];
    const save = saveTemplate(ctx, { id: null, name: "Broken", brandId: null, variants });
    await expect(save).rejects.toMatchObject({
      code: "invalid_input",
      details: { problems: [{ lang: "en", from: 3 }, {}] },
    });
    expect((await listTemplates(ctx, undefined)).map((one) => one.name)).toEqual(["Sorry"]);
  });
});
