import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("what a network brings", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  const only = async () => {
    const ctx = await test.as("manager");
    const { items } = await listThreads(ctx, { status: "all" });
    const [row] = items;
    if (!row || items.length !== 1) throw new Error(`${items.length} threads`);
    return { row, thread: await getThread(ctx, row.id) };
  };

  it("adds nothing the second time", async () => {
    const items = [post("p1"), comment("c1", { postExternalId: "p1" }), ours("r1", "c1")];
    expect(await bring(test, items)).toMatchObject({ added: 3, already: 0, updated: 0 });
    expect(await bring(test, items)).toMatchObject({ added: 0, already: 3, updated: 0 });
    expect(await bring(test, [...items, ...items])).toMatchObject({ added: 0, already: 6, updated: 0 });
  });

  it("counts a repeat inside one page as already there", async () => {
    expect(await bring(test, [comment("c1"), comment("c1")])).toMatchObject({ added: 1, already: 1, updated: 0 });
  });

  it("opens a thread nobody answered and finishes one whose last word is ours", async () => {
    await bring(test, [comment("c1"), comment("c2", { sentAt: "2026-11-18T07:00:00.000Z" }), ours("r2", "c2")]);
    const { items } = await listThreads(await test.as("manager"), { status: "all" });
    expect(items.map((row) => [row.status, row.waitingSince])).toEqual([
      ["done", null],
      ["open", "2026-11-18T08:00:00.000Z"],
    ]);
  });

  it("reopens a finished thread when the member writes again, and says so", async () => {
    await bring(test, [comment("c1"), ours("r1", "c1")]);
    await bring(test, [
      comment("c3", {
        threadExternalId: "c1",
        parentExternalId: "r1",
        sentAt: "2026-11-18T08:50:00.000Z",
        text: "Which order number?",
      }),
    ]);
    const { row, thread } = await only();
    expect(row).toMatchObject({ status: "open", preview: "Which order number?", hasQuestion: true, messageCount: 3 });
    expect(thread.entries.some((entry) => entry.type === "event" && entry.kind === "reopened")).toBe(true);
  });

  it("says whose the last words are when somebody else joined the thread", async () => {
    const bystander = { externalId: "u-zeynep", handle: "zeynep", displayName: "Zeynep Çağlar", url: null };
    const same = { threadExternalId: "c1", parentExternalId: "c1", author: bystander };
    await bring(test, [
      comment("c1"),
      comment("c2", { ...same, text: "Mine too.", sentAt: "2026-11-18T08:41:00.000Z" }),
    ]);
    expect((await only()).row.preview).toBe("Zeynep Çağlar: Mine too.");
    await bring(test, [comment("c3", { ...same, text: "And now?", sentAt: "2026-11-18T08:42:00.000Z" })]);
    expect((await only()).row.preview).toBe("Zeynep Çağlar: And now?");
  });

  it("closes a thread that was answered elsewhere", async () => {
    await bring(test, [comment("c1")]);
    await bring(test, [ours("r1", "c1")]);
    expect((await only()).row.status).toBe("done");
  });

  it("keeps the older page's order when an answer arrives before its question", async () => {
    await bring(test, [comment("c1"), ours("r2", "c1", { sentAt: "2026-11-18T08:40:00.000Z" })]);
    await bring(test, [comment("c9", { threadExternalId: "c1", sentAt: "2026-11-18T08:10:00.000Z" })]);
    const { row, thread } = await only();
    expect(row.waitingSince).toBeNull();
    expect(row.status).toBe("done");
    expect(thread.entries.filter((entry) => entry.type === "message").map((entry) => entry.at.slice(11, 16))).toEqual([
      "08:00",
      "08:10",
      "08:40",
    ]);
  });

  it("shows an edited comment with its new words, and finds it by them only", async () => {
    await bring(test, [comment("c1", { text: "kapak bozuldu" })]);
    expect(await bring(test, [comment("c1", { text: "kapak düzeldi" })])).toMatchObject({
      added: 0,
      already: 0,
      updated: 1,
    });
    const ctx = await test.as("manager");
    expect((await listThreads(ctx, { q: "duzeldi" })).items).toHaveLength(1);
    expect((await listThreads(ctx, { q: "bozuldu" })).items).toHaveLength(0);
  });

  it("hides the words of a deleted comment and lets a thread of only deleted ones go", async () => {
    await bring(test, [
      comment("c1"),
      comment("c2", { threadExternalId: "c1", text: "and the handle", sentAt: "2026-11-18T08:05:00.000Z" }),
    ]);
    await bring(test, [{ type: "deletion", externalId: "c2", at: "2026-11-18T08:55:00.000Z" }]);
    const { thread } = await only();
    expect(thread.messageCount).toBe(1);
    expect(JSON.stringify(thread.entries)).not.toContain('handle"');
    await bring(test, [{ type: "deletion", externalId: "c1", at: "2026-11-18T08:56:00.000Z" }]);
    expect((await listThreads(await test.as("manager"), { status: "all" })).items).toHaveLength(0);
  });

  it("tells a bystander in a thread from the member who began it", async () => {
    const author = { externalId: "zeynep", handle: "zeynep", displayName: "Zeynep Çağlar", url: null };
    await bring(test, [
      comment("c1"),
      comment("c2", { threadExternalId: "c1", author, sentAt: "2026-11-18T08:05:00.000Z" }),
    ]);
    const { thread } = await only();
    expect(
      thread.entries.flatMap((entry) => (entry.type === "message" ? [[entry.author, entry.authorName]] : [])),
    ).toEqual([
      ["member", "Hannah Whitfield"],
      ["other", "Zeynep Çağlar"],
    ]);
  });

  it("keeps dated readings, and not the same one twice", async () => {
    await bring(test, [post("p1")]);
    test.clock.advance(3_600_000);
    await bring(test, [post("p1")]);
    test.clock.advance(3_600_000);
    await bring(test, [
      post("p1", {
        counts: { likes: 12, comments: 2, shares: 1, quotes: null, reach: null, impressions: null, views: null },
      }),
    ]);
    const readings = await test.app.db.read
      .selectFrom("post_reading")
      .select(["likes", "reach"])
      .orderBy("at")
      .execute();
    expect(readings).toEqual([
      { likes: 10, reach: null },
      { likes: 12, reach: null },
    ]);
  });

  it("sets aside what cannot be read and stores the rest", async () => {
    await bring(test, [{ type: "unreadable", externalId: "x", raw: "{", error: "half a record" }, comment("c1")]);
    expect(await test.app.db.read.selectFrom("set_aside").select(["raw", "error"]).execute()).toEqual([
      { raw: "{", error: "half a record" },
    ]);
    expect((await only()).row.memberName).toBe("Hannah Whitfield");
  });

  it("keeps what a database would not take as it is: NULs anywhere, half an emoji where a preview ends", async () => {
    const author = { externalId: "m1", handle: "m\0one", displayName: "Maija\0", url: null };
    await bring(test, [
      post("p1", { text: "Sage\0 green" }),
      comment("c1", { author, text: `${"a".repeat(159)}\u{1F600} and more` }),
    ]);
    const { row } = await only();
    expect(row).toMatchObject({ memberName: "Maija", memberHandle: "mone" });
    expect(row.preview).toBe("a".repeat(159));
  });

  it("keeps a text whose words are longer together than a search index takes", async () => {
    const words = Array.from({ length: 150_000 }, (_, at) => `w${at.toString(36)}x`).join(" ");
    await bring(test, [comment("c1", { text: words })]);
    expect((await only()).row.memberName).toBe("Hannah Whitfield");
  });
});
