import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ground } from "#bff/platform/db/migrations/0001-ground.ts";
import { inbox } from "#bff/platform/db/migrations/0002-inbox.ts";
import { work } from "#bff/platform/db/migrations/0003-work.ts";
import { loops } from "#bff/platform/db/migrations/0009-loops.ts";
import { type Db, openSqlite } from "#bff/platform/db/open.ts";

let db: Db;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "konak-older-"));
  db = openSqlite(join(folder, "konak.db"));
});
afterEach(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});

it("a question asked before there were loops becomes a loop of its one thread, with what happened to it", async () => {
  const old = db.write as unknown as Kysely<unknown>;
  for (const step of [ground, inbox, work]) await step(old, "sqlite");
  await sql`pragma foreign_keys = off`.execute(old);
  const states = { answered: "2026-11-02T00:00:00Z", sent: null, expired: null, withdrawn: null };
  for (const [state, answeredAt] of Object.entries(states))
    await sql`insert into forward (id, "workspaceId", "brandId", "threadId", "departmentId", "userId", "toName", "toMail", question,
      "tokenHash", state, "expiresAt", "answeredAt", "createdAt") values (${state}, 'w', 'b', ${`t-${state}`}, 'd', 'u', 'Marek', 'm@q.example',
      'May we?', ${state}, ${state}, '2026-11-09T00:00:00Z', ${answeredAt}, '2026-11-01T00:00:00Z')`.execute(old);
  await loops(old, "sqlite");
  const rows = await db.read.selectFrom("loop").select(["id", "state", "answeredAt"]).orderBy("id").execute();
  expect(rows.map((row) => [row.id, row.state])).toEqual([
    ["answered", "answered"],
    ["expired", "over"],
    ["sent", "out"],
    ["withdrawn", "over"],
  ]);
  const joined = await db.read.selectFrom("loop_thread").select(["loopId", "threadId"]).orderBy("loopId").execute();
  expect(joined[0]).toEqual({ loopId: "answered", threadId: "t-answered" });
  const forwards = await db.read.selectFrom("forward").select(["id", "loopId"]).execute();
  expect(forwards.every((forward) => forward.loopId === forward.id)).toBe(true);
  const events = await db.read
    .selectFrom("loop_event")
    .select(["loopId", "kind"])
    .orderBy("loopId")
    .orderBy("at")
    .execute();
  expect(events.filter((event) => event.loopId === "expired").map((event) => event.kind)).toEqual(["asked", "expired"]);
});
