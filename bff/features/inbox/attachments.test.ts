import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { Attachment } from "#shared/inbox/attachment.ts";

const lid: Attachment = { kind: "picture", name: "the lid, open", url: "https://media.example/lid.jpeg" };
const sound: Attachment = { kind: "audio", name: null, url: null };

eachEngine("what hangs on a message", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  const kept = () =>
    test.app.db.read
      .selectFrom("attachment")
      .select(["kind", "name", "url"])
      .orderBy("messageId")
      .orderBy("place")
      .execute();

  it("is kept in its order, and once however often it is told", async () => {
    const told = comment("c1", { attachments: [lid, sound] });
    await bring(test, [told]);
    expect((await bring(test, [told])).updated).toBe(0);
    expect(await kept()).toEqual([lid, sound]);
  });

  it("changes with its message: another picture, none, and as it was where the network says nothing", async () => {
    await bring(test, [comment("c1", { attachments: [lid] })]);
    expect((await bring(test, [comment("c1", { attachments: [sound, lid] })])).updated).toBe(1);
    expect(await kept()).toEqual([sound, lid]);
    await bring(test, [comment("c1", { text: "It locks again.", editedAt: "2026-11-18T08:10:00.000Z" })]);
    expect(await kept()).toEqual([sound, lid]);
    await bring(test, [comment("c1", { text: "It locks again.", attachments: [] })]);
    expect(await kept()).toEqual([]);
  });

  it("stays the same picture when only its address is another one", async () => {
    const ids = () => test.app.db.read.selectFrom("attachment").select("id").orderBy("place").execute();
    await bring(test, [comment("c1", { attachments: [lid, sound] })]);
    const before = await ids();
    await bring(test, [
      comment("c1", { attachments: [{ ...lid, url: "https://media.example/lid.jpeg?sig=2" }, sound] }),
    ]);
    expect(await ids()).toEqual(before);
    expect((await kept())[0]?.url).toBe("https://media.example/lid.jpeg?sig=2");
  });

  it("leads nowhere but to the web, and holds nothing a database cannot keep", async () => {
    const odd = ["javascript:alert(1)", "data:text/html,x", "no address", `https://x.example/${"a".repeat(2000)}`];
    const attachments = odd.map((url): Attachment => ({ kind: "file", name: `a\0 \uD83D  b${"c".repeat(600)}`, url }));
    await bring(test, [comment("c1", { attachments })]);
    const rows = await kept();
    expect(rows.map(({ url }) => url)).toEqual([null, null, null, null]);
    expect(rows[0]?.name).toMatch(/^a \uFFFD? ?bc+$/u);
    expect(rows[0]?.name?.length).toBeLessThanOrEqual(500);
  });

  it("stands in its thread until the message is deleted over there", async () => {
    await bring(test, [comment("c1", { attachments: [lid, sound] })]);
    const ctx = await test.as("viewer");
    const shown = async () => {
      const [row] = (await listThreads(ctx, { status: "all" })).items;
      return (await getThread(ctx, row?.id ?? "")).entries.flatMap((one) => (one.type === "message" ? [one] : []));
    };
    expect((await shown())[0]?.attachments).toEqual([lid, sound]);
    await bring(test, [comment("c2", { threadExternalId: "c1", parentExternalId: "c1" })]);
    await bring(test, [{ type: "deletion", externalId: "c1", at: "2026-11-18T08:20:00.000Z" }]);
    expect((await shown()).map(({ attachments }) => attachments)).toEqual([[], []]);
  });

  it("is never more than twenty things", async () => {
    await bring(test, [comment("c1", { attachments: Array.from({ length: 50 }, () => lid) })]);
    expect(await kept()).toHaveLength(20);
  });
});
