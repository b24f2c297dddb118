import { beforeEach, expect, it } from "vitest";
import { checkDraft } from "#bff/features/replies/check-draft.ts";
import { answering, ctx, deliver, send, test, threadNow } from "#bff/features/replies/test/answering.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import type { Audience } from "#shared/inbox/audience.ts";
import { draftedThread } from "#web/features/replies/drafted-thread.ts";

const secret = "Hi Hannah, your order 12345678 is on its way to somebody@mail.example.";

eachEngine("who reads an answer", (engine) => {
  answering(engine);
  beforeEach(async () => {
    const { write } = test.app.db;
    await write.updateTable("channel").set({ network: "mastodon" }).where("id", "=", test.channelId).execute();
  });

  it("a private detail is asked about where everybody reads it or followers do, not where only the person does", async () => {
    const codes = async (audience: Audience | undefined) => {
      await bring(test, [comment("c1", { audience, text: "Where is my order, and to whom did it go?" })]);
      const open = await threadNow();
      const draft = { threadId: open.id, text: secret, templateId: null, lang: "en", draftBegan: null, limit: 500 };
      const { warnings } = await checkDraft(ctx, draft);
      expect(draftedThread(open).audience).toBe(audience ?? null);
      return warnings.map(({ code }) => code);
    };
    expect(await codes(undefined)).toContain("PRIVATE_PUBLIC");
    expect(await codes("public")).toContain("PRIVATE_PUBLIC");
    expect(await codes("followers")).toContain("PRIVATE_PUBLIC");
    expect(await codes("private")).not.toContain("PRIVATE_PUBLIC");
  });

  it("is never wider than whoever wrote was told, however sure they are that it has to go", async () => {
    await bring(test, [comment("c1", { audience: "private" })]);
    const { version: seenVersion } = await threadNow();
    const later = { threadExternalId: "c1", audience: "public", sentAt: "2026-11-18T08:10:00.000Z" } as const;
    await bring(test, [comment("c2", later)]);
    const refused = { code: "conflict", details: { changed: true } };
    await expect(send({ audience: "private", confirm: true, seenVersion })).rejects.toMatchObject(refused);
    expect(await ctx.db.read.selectFrom("reply").select("id").execute()).toEqual([]);
    expect(await send({ audience: "public", confirm: true })).toMatchObject({ status: "queued" });
  });

  it("is kept with the answer itself, from what it answers", async () => {
    await bring(test, [comment("c1", { audience: "private" })]);
    await send({ audience: "private" });
    await deliver();
    const { entries } = await threadNow();
    expect(entries.filter((entry) => entry.type === "message")).toMatchObject([
      { author: "member", audience: "private" },
      { author: "brand", audience: "private" },
    ]);
  });
});
