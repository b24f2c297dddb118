import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addNote, assign, restore, setStatus, wakeSnoozed } from "#bff/features/inbox/commands.ts";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { everyone, present } from "#bff/features/inbox/presence.ts";
import { countViews } from "#bff/features/inbox/queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const many = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    comment(`c${at}`, {
      text: at % 3 === 0 ? `Işık yanmıyor ${at}` : `The lid is loose ${at}`,
      sentAt: new Date(Date.parse("2026-11-18T06:00:00.000Z") + Math.floor(at / 2) * 1000).toISOString(),
      author: { externalId: `m${at}`, handle: `m${at}`, displayName: `Person ${at}`, url: null },
    }),
  );

eachEngine("the inbox", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  const everyId = async (input: Parameters<typeof listThreads>[1]) => {
    const ctx = await test.as("manager");
    const ids: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await listThreads(ctx, { ...input, limit: 7, ...(cursor && { cursor }) });
      ids.push(...page.items.map((row) => row.id));
      if (!page.next) return ids;
      cursor = page.next;
    }
  };

  it("pages through every thread once, newest and oldest first, with equal times in it", async () => {
    await bring(test, many(40));
    const newest = await everyId({});
    expect(new Set(newest).size).toBe(40);
    expect(await everyId({ sort: "oldest" })).toEqual([...newest].reverse());
  });

  it("finds the same threads by isik, IŞIK and ışık, over pages, each once", async () => {
    await bring(test, many(40));
    const found = await everyId({ q: "isik" });
    expect(found).toHaveLength(14);
    expect(new Set(found).size).toBe(14);
    expect(await everyId({ q: "IŞIK" })).toEqual(found);
    expect(await everyId({ q: "ışık" })).toEqual(found);
    expect(await everyId({ q: "person 3 isik" })).toHaveLength(5);
  });

  it("shows a thread once although several of its messages match on different pages", async () => {
    const more = Array.from({ length: 30 }, (_, at) =>
      comment(`x${at}`, {
        threadExternalId: "c0",
        text: `lid again ${at}`,
        sentAt: `2026-11-18T07:00:${String(at).padStart(2, "0")}.000Z`,
      }),
    );
    await bring(test, [...many(20), ...more]);
    const found = await everyId({ q: "lid" });
    expect(found).toHaveLength(new Set(found).size);
    expect(found).toHaveLength(14);
  });

  it("takes no search syntax from people", async () => {
    await bring(test, many(3));
    for (const q of ['"', "lid*", "a AND (b", "lid & !x", "':*", "  "])
      await expect(listThreads(await test.as("manager"), { q })).resolves.toBeDefined();
  });

  it("undoes a bulk action to the state before it", async () => {
    await bring(test, many(4));
    const ctx = await test.as("manager");
    const ids = (await listThreads(ctx, {})).items.map((row) => row.id);
    await assign(ctx, { threadIds: ids.slice(0, 1), userId: ctx.actor.userId });
    const done = await setStatus(ctx, { threadIds: ids, status: "done" });
    expect((await listThreads(ctx, {})).items).toHaveLength(0);
    await restore(ctx, done.undo);
    const after = (await listThreads(ctx, {})).items;
    expect(after.map((row) => row.assignee?.id ?? null)).toEqual([ctx.actor.userId, null, null, null]);
  });

  it("wakes a snoozed thread at its time and not before", async () => {
    await bring(test, [comment("c1")]);
    const ctx = await test.as("manager");
    const [row] = (await listThreads(ctx, {})).items;
    await setStatus(ctx, { threadIds: [row?.id ?? ""], status: "snoozed", snoozedUntil: "2026-11-18T10:00:00.000Z" });
    const wake = () => test.app.db.write.transaction().execute((trx) => wakeSnoozed(trx, test.clock.iso()));
    expect(await wake()).toEqual([]);
    test.clock.advance(3_600_000);
    expect(await wake()).toEqual([test.workspaceId]);
    expect((await listThreads(ctx, {})).items.map((one) => one.status)).toEqual(["open"]);
  });

  it("refuses to snooze into the past", async () => {
    await bring(test, [comment("c1")]);
    const ctx = await test.as("manager");
    const [row] = (await listThreads(ctx, {})).items;
    const snooze = () =>
      setStatus(ctx, { threadIds: [row?.id ?? ""], status: "snoozed", snoozedUntil: "2026-11-18T08:00:00.000Z" });
    expect(snooze).toThrow("time to wake");
  });

  it("counts the views of the sidebar", async () => {
    await bring(test, many(5));
    const ctx = await test.as("manager");
    const ids = (await listThreads(ctx, {})).items.map((row) => row.id);
    await assign(ctx, { threadIds: ids.slice(0, 2), userId: ctx.actor.userId });
    await setStatus(ctx, { threadIds: ids.slice(4), status: "waiting" });
    expect(await countViews(ctx, "lumi")).toMatchObject({ open: 4, mine: 2, unassigned: 2, waiting: 1, snoozed: 0 });
    expect(await countViews(ctx, "nobody")).toMatchObject({ open: 0 });
  });

  describe("brands a person may not see", () => {
    it("show nobody reading in them", async () => {
      await bring(test, [comment("c1")]);
      const ctx = await test.as("lead");
      const [row] = (await listThreads(ctx, {})).items;
      present(ctx, row ?? null, false);
      expect(everyone(await test.as("viewer"))).toMatchObject([{ name: "lead person" }]);
      expect(everyone(await test.as("viewer", ["another-brand"]))).toEqual([]);
      present(ctx, null, false);
    });

    it("are in no list, and a link to their thread finds nothing", async () => {
      await bring(test, [comment("c1")]);
      const [row] = (await listThreads(await test.as("manager"), {})).items;
      const other = await test.as("manager", ["another-brand"]);
      expect((await listThreads(other, { status: "all" })).items).toEqual([]);
      await expect(getThread(other, row?.id ?? "")).rejects.toMatchObject({ code: "not_found" });
      await expect(addNote(other, { threadId: row?.id ?? "", text: "x" })).rejects.toMatchObject({ code: "not_found" });
      await expect(setStatus(other, { threadIds: [row?.id ?? ""], status: "done" })).rejects.toMatchObject({
        code: "gone",
      });
    });
  });
});
