import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addNote } from "#bff/features/inbox/commands.ts";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
afterEach(() => test.remove());

describe("a full disk", () => {
  beforeEach(async () => {
    test = await testApp("sqlite");
    await bring(test, [comment("c1")]);
  });

  it("is said in a sentence, and nothing is half written", async () => {
    const ctx = await test.as("manager");
    const threadId = (await listThreads(ctx, {})).items[0]?.id ?? "";
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(test.app.db.write);
    await sql.raw(`pragma max_page_count = ${pages.rows[0]?.page_count}`).execute(test.app.db.write);
    const note = addNote(ctx, { threadId, text: "x".repeat(500_000) });
    await expect(note).rejects.toMatchObject({ code: "storage_full" });
    await sql.raw("pragma max_page_count = 1000000").execute(test.app.db.write);
    expect(await test.app.db.read.selectFrom("note").selectAll().execute()).toEqual([]);
    expect(await test.app.db.read.selectFrom("audit").selectAll().execute()).toEqual([]);
    await expect(addNote(ctx, { threadId, text: "After there is room again" })).resolves.toBeDefined();
  });
});

eachEngine("write", (engine) => {
  beforeEach(async () => {
    test = await testApp(engine);
    await bring(test, [comment("c1")]);
  });

  it("leaves neither change nor audit row when the change breaks", async () => {
    const ctx = await test.as("manager");
    await expect(addNote(ctx, { threadId: "nowhere", text: "x" })).rejects.toMatchObject({ code: "not_found" });
    expect(await test.app.db.read.selectFrom("audit").selectAll().execute()).toEqual([]);
  });

  it("lets writers queue instead of failing", async () => {
    const ctx = await test.as("manager");
    const threadId = (await listThreads(ctx, {})).items[0]?.id ?? "";
    await Promise.all(Array.from({ length: 20 }, (_, at) => addNote(ctx, { threadId, text: `Note ${at}` })));
    expect(await test.app.db.read.selectFrom("note").selectAll().execute()).toHaveLength(20);
  });
});
