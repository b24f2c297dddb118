import { afterEach, beforeEach, expect, it } from "vitest";
import { type IncomingItem, unnamedAuthor } from "#bff/connectors/incoming.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("what a network brings that is odd", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  const rows = async () => (await listThreads(await test.as("manager"), { status: "all" })).items;
  const messages = () =>
    test.app.db.read.selectFrom("message").selectAll().where("deletedAt", "is", null).orderBy("seq").execute();
  const aside = () => test.app.db.read.selectFrom("set_aside").selectAll().orderBy("id").execute();

  it("sets an item aside that breaks its form, with the reason, and keeps the rest of the page", async () => {
    const dateless = { ...comment("c2"), sentAt: "yesterday" };
    const idless = { ...comment(""), threadExternalId: "" };
    await bring(test, [dateless, idless, comment("c1")]);
    expect((await messages()).map((row) => row.externalId)).toEqual(["c1"]);
    expect((await aside()).map((row) => [row.externalId, row.error])).toEqual([
      ["c2", "It does not say when it was written."],
      ["", "It has no id."],
    ]);
    await bring(test, [dateless]);
    expect(await aside()).toHaveLength(2);
  });

  it("takes a date in the future as the moment of arrival", async () => {
    await bring(test, [comment("c1", { sentAt: "2031-01-01T00:00:00.000Z" })]);
    expect((await messages())[0]?.sentAt).toBe(test.clock.iso());
    await bring(test, [comment("c1", { sentAt: "2031-01-01T00:00:00.000Z" }), comment("c2")]);
    expect((await aside()).map(({ kind, externalId, error }) => [kind, externalId, error])).toEqual([
      ["ahead", "c1", "It says that it was written at 2031-01-01T00:00:00.000Z; it stands where it arrived."],
    ]);
  });

  it("keeps a page whose comment has a date in the future and an id that no database keeps", async () => {
    await bring(test, [comment("c\0\ud8001", { sentAt: "2031-01-01T00:00:00.000Z" }), comment("c2")]);
    const ids = (await messages()).map((row) => row.externalId).sort();
    expect(ids).toEqual(["c2", "c\ufffd1"]);
    expect((await aside()).map(({ kind, externalId }) => [kind, externalId])).toEqual([["ahead", "c\ufffd1"]]);
  });

  it("keeps comments without an author apart, thread by thread", async () => {
    const nobody = (id: string) => comment(id, { author: unnamedAuthor });
    const missing = { ...comment("c3"), author: null } as unknown as IncomingItem;
    await bring(test, [nobody("c1"), nobody("c2"), missing]);
    const found = await rows();
    expect(found.map((row) => row.memberName)).toEqual(["", "", ""]);
    const members = await test.app.db.read.selectFrom("thread").select("memberId").execute();
    expect(new Set(members.map((row) => row.memberId)).size).toBe(3);
  });

  it("keeps an answer of ours whose comment has not come, and puts it there when it does", async () => {
    await bring(test, [ours("r1", "c1")]);
    expect(await messages()).toEqual([]);
    expect((await aside()).map((row) => [row.kind, row.externalId])).toEqual([["orphan", "r1"]]);
    await bring(test, [ours("r1", "c1")]);
    expect(await aside()).toHaveLength(1);
    await bring(test, [comment("c1")]);
    expect((await messages()).map((row) => row.externalId).sort()).toEqual(["c1", "r1"]);
    expect(await aside()).toEqual([]);
    expect((await rows())[0]?.status).toBe("done");
  });

  it("takes out what a network takes away with a comment, our answer that it never told included", async () => {
    const below = (id: string, parentExternalId: string) => comment(id, { threadExternalId: "c1", parentExternalId });
    await bring(test, [
      comment("c1"),
      below("c2", "c1"),
      below("c3", "c1"),
      ours("r1", "c1", { parentExternalId: "c2" }),
    ]);
    const at = test.clock.iso();
    await bring(test, [{ type: "deletion", externalId: "c2", at, below: true }]);
    expect((await messages()).map((row) => row.externalId)).toEqual(["c1", "c3"]);
    await bring(test, [{ type: "deletion", externalId: "c1", at, below: true }]);
    expect(await messages()).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it("takes the last words of a comment whose older ones came late, as soon as they are told again", async () => {
    const edited = comment("c1", { text: "Now red", editedAt: "2026-11-18T08:30:00.000Z" });
    await bring(test, [edited], { pushed: true });
    // A page that was asked for before the edit, and kept after it.
    await bring(test, [comment("c1", { text: "First blue" })]);
    await bring(test, [edited]);
    expect((await messages())[0]).toMatchObject({ text: "Now red", editedAt: "2026-11-18T08:30:00.000Z" });
  });

  // SQLite has one writer; there the second would not even begin.
  if (engine === "postgres")
    it("takes in what two transactions bring that both wrote of the channel before", async () => {
      const { db } = test.app;
      const channel = await db.read
        .selectFrom("channel")
        .selectAll()
        .where("id", "=", test.channelId)
        .executeTakeFirstOrThrow();
      let [both, ready] = [0, () => {}];
      const met = new Promise<void>((resolve) => {
        ready = resolve;
      });
      const bringing = (id: string) =>
        db.write.transaction().execute(async (trx) => {
          await trx.insertInto("channel_stream").values({ channelId: channel.id, stream: id }).execute();
          if (++both === 2) ready();
          await met;
          await storeItems(test.app, trx, channel, [comment(id)]);
        });
      await Promise.all([bringing("c1"), bringing("c2")]);
      expect((await messages()).map((row) => row.externalId).sort()).toEqual(["c1", "c2"]);
    });

  it("shows a reply whose parent never arrives, at the top of its thread, and says so", async () => {
    await bring(test, [comment("c2", { threadExternalId: "c1", parentExternalId: "c1" })]);
    const thread = async () => getThread(await test.as("manager"), (await rows())[0]?.id ?? "");
    const [entry] = (await thread()).entries;
    expect(entry).toMatchObject({ type: "message", depth: 0, author: "member", parentMissing: true });
    await bring(test, [comment("c1")]);
    expect((await thread()).entries.map((one) => one.type === "message" && one.parentMissing)).toEqual([false, false]);
  });

  it("misses no parent where a comment stands right under its post", async () => {
    await bring(test, [post("p1"), comment("c1", { postExternalId: "p1", parentExternalId: "p1" })]);
    const { entries } = await getThread(await test.as("manager"), (await rows())[0]?.id ?? "");
    expect(entries).toMatchObject([{ parentMissing: false }]);
  });

  it("gives a thread to whoever wrote its root, however late the root comes", async () => {
    const author = { externalId: "zeynep", handle: "zeynep", displayName: "Zeynep Çağlar", url: null };
    await bring(test, [comment("c2", { threadExternalId: "c1", author, sentAt: "2026-11-18T08:05:00.000Z" })]);
    await bring(test, [comment("c1")]);
    const [row] = await rows();
    expect(row?.memberName).toBe("Hannah Whitfield");
    const thread = await getThread(await test.as("manager"), row?.id ?? "");
    expect(thread.entries.map((entry) => entry.type === "message" && [entry.author, entry.authorName])).toEqual([
      ["member", "Hannah Whitfield"],
      ["other", "Zeynep Çağlar"],
    ]);
  });

  it("keeps a message whose id changed over there, under its new id", async () => {
    await bring(test, [comment("old"), ours("r1", "old")]);
    const changed = comment("new", { threadExternalId: "new", formerIds: ["old"] });
    expect(await bring(test, [changed])).toMatchObject({ added: 0, already: 1 });
    await bring(test, [comment("c2", { threadExternalId: "new", parentExternalId: "new", text: "And?" })]);
    expect((await messages()).map((row) => row.externalId)).toEqual(["new", "r1", "c2"]);
    expect(await rows()).toHaveLength(1);
    await bring(test, [changed]);
    expect((await aside()).map(({ kind, externalId, error }) => [kind, externalId, error])).toEqual([
      ["renamed", "new", "The network called it old before; it kept its place, its answers and its history."],
    ]);
  });

  it("gives a new id that was two ids before to the first that is here, and goes on reading", async () => {
    await bring(test, [comment("a"), ours("r1", "a"), comment("b"), ours("r2", "b")]);
    const changed = comment("c", { threadExternalId: "c", formerIds: ["gone", "a", "b"] });
    expect(await bring(test, [changed, comment("next")])).toMatchObject({ added: 1, already: 1 });
    await bring(test, [changed]);
    const kept = await test.app.db.read
      .selectFrom("message")
      .select(["externalId", "parentExternalId"])
      .orderBy("seq")
      .execute();
    expect(kept.map((row) => [row.externalId, row.parentExternalId])).toEqual([
      ["c", null],
      ["b", null],
      ["r1", "c"],
      ["r2", "b"],
      ["next", null],
    ]);
    expect(await rows()).toHaveLength(3);
  });

  it("renames a comment whose answer came first under the new id", async () => {
    await bring(test, [comment("a")]);
    await bring(test, [comment("c2", { threadExternalId: "c", parentExternalId: "c" })]);
    const changed = comment("c", { threadExternalId: "c", formerIds: ["a"] });
    expect(await bring(test, [changed])).toMatchObject({ added: 0, already: 1 });
    expect((await messages()).map((row) => row.externalId)).toEqual(["c", "c2"]);
  });

  it("hides and shows what was hidden and shown over there", async () => {
    await bring(test, [comment("c1", { hidden: true }), comment("c2")]);
    const at = "2026-11-18T08:55:00.000Z";
    const turn = (externalId: string, hidden: boolean) => ({ type: "visibility" as const, externalId, hidden, at });
    expect((await messages()).map((row) => row.hiddenAt !== null)).toEqual([true, false]);
    expect(await bring(test, [turn("c1", false), turn("c2", true), turn("nowhere", true)])).toMatchObject({
      updated: 2,
    });
    expect((await messages()).map((row) => row.hiddenAt)).toEqual([null, at]);
    await bring(test, [comment("c2", { hidden: false }), comment("c1")]);
    expect((await messages()).map((row) => row.hiddenAt)).toEqual([null, null]);
  });

  it("lets nothing that was pushed late undo what is newer", async () => {
    const edited = comment("c1", { text: "second", editedAt: "2026-11-18T08:20:00.000Z" });
    await bring(test, [comment("c1", { text: "first" }), edited], { pushed: true });
    await bring(test, [comment("c1", { text: "first" })], { pushed: true });
    await bring(test, [comment("c1", { text: "between", editedAt: "2026-11-18T08:10:00.000Z" })], { pushed: true });
    expect((await messages()).map((row) => row.text)).toEqual(["second"]);
    await bring(test, [{ type: "deletion", externalId: "c1", at: "2026-11-18T08:30:00.000Z" }], { pushed: true });
    await bring(test, [edited], { pushed: true });
    expect(await messages()).toEqual([]);
    await bring(test, [edited]);
    expect(await messages()).toHaveLength(1);
  });

  it("keeps out a comment whose pushed deletion overtook it", async () => {
    await bring(test, [{ type: "deletion", externalId: "c1", at: "2026-11-18T08:30:00.000Z" }], { pushed: true });
    expect(await bring(test, [comment("c1")], { pushed: true })).toMatchObject({ added: 0 });
    expect(await messages()).toEqual([]);
  });

  it("keeps numbers with their part and the call that gave them, null where none was given", async () => {
    const at = "2026-11-18T08:00:00.000Z";
    const metric = (part: "organic" | "paid", value: number | null, more: object = {}): IncomingItem => {
      const fixed = { type: "metric", metric: "views", call: "GET /media/insights", from: null, to: null } as const;
      return { ...fixed, postExternalId: "p1", part, value, at, ...more };
    };
    await bring(test, [post("p1"), metric("organic", 40), metric("paid", null), metric("organic", 40)]);
    await bring(test, [metric("organic", 41, { at: "2026-11-18T09:00:00.000Z" }), metric("paid", null)]);
    const day = { postExternalId: null, from: "2026-11-17T00:00:00.000Z", to: at };
    await bring(test, [metric("organic", 7, day), metric("organic", 9, day)]);
    const readings = await test.app.db.read.selectFrom("metric_reading").selectAll().orderBy("id").execute();
    expect(readings.map((row) => [row.postId !== null, row.part, row.value, row.call])).toEqual([
      [true, "organic", 40, "GET /media/insights"],
      [true, "paid", null, "GET /media/insights"],
      [true, "organic", 41, "GET /media/insights"],
      [false, "organic", 9, "GET /media/insights"],
    ]);
  });
});
