import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Db } from "#bff/platform/db/open.ts";
import type { Tables } from "#bff/platform/db/tables.ts";
import { newId } from "#bff/platform/ids.ts";
import type { Town } from "#fixtures/town-types.ts";
import { stemsOf } from "#shared/forwarding/like.ts";
import { dice } from "../dice.ts";

const hour = 3_600_000;
const departments = 10;

/** Ten departments and so many loops over the story's threads: a third out, a sixth to close, the rest closed. */
export async function fillLoops(db: Db, town: Town, count: number): Promise<{ loopId: string }> {
  const roll = dice(2609);
  const workspaceId = town.workspace.id;
  const brandId = town.brands[0]?.id ?? "";
  const threads = town.threads.filter((thread) => thread.brandId === brandId);
  const ids = await fillDepartments(db, workspaceId, town.now);
  const rows: Record<
    "loop" | "loop_thread" | "loop_event" | "forward" | "department_choice",
    Record<string, unknown>[]
  > = {
    loop: [],
    loop_thread: [],
    loop_event: [],
    forward: [],
    department_choice: [],
  };
  let biggest = { loopId: "", followers: 0 };
  for (let at = 0; at < count; at++) {
    const loopId = newId();
    const departmentId = ids[at % ids.length] ?? "";
    const followers = at === 1 ? 200 : 1 + roll(12);
    const createdAt = ago(town.now, (1 + roll(24 * 180)) * hour);
    const state = at % 3 === 0 ? "out" : at % 6 === 1 ? "answered" : "closed";
    const answeredAt = state === "out" ? null : later(createdAt, (1 + roll(70)) * hour);
    const closedAt = state === "closed" && answeredAt ? later(answeredAt, 30 * hour) : null;
    const dueAt = later(createdAt, 48 * hour);
    const outcome = state === "closed" ? (["changed", "planned", "declined", "explained"] as const)[roll(4)] : null;
    const title = `Question ${at} to a department, of the length that questions usually have when people ask them?`;
    const own = { workspaceId, brandId, departmentId, userId: town.ownerId, createdAt, dueAt, answeredAt };
    rows.loop.push({
      ...own,
      id: loopId,
      title,
      state,
      outcome: outcome ?? null,
      outcomeText: outcome ? "What came of it." : null,
      closedAt,
    });
    const chosen = threads.slice((at * 7) % (threads.length - followers)).slice(0, followers);
    for (const thread of chosen)
      rows.loop_thread.push({
        loopId,
        threadId: thread.id,
        addedAt: createdAt,
        userId: town.ownerId,
        replyId: null,
        toldAt: closedAt,
        asideAt: null,
        asideReason: null,
      });
    for (const [kind, when] of [
      ["asked", createdAt],
      ["answered", answeredAt],
      ["closed", closedAt],
    ] as const)
      if (when)
        rows.loop_event.push({
          id: newId(),
          loopId,
          kind,
          at: when,
          departmentId,
          userId: null,
          detail: '{"followers":3,"name":"Marek"}',
        });
    rows.forward.push(forwardRow(loopId, chosen[0]?.id ?? "", own, title, state));
    if (at < 500)
      rows.department_choice.push({
        id: newId(),
        workspaceId,
        brandId,
        threadId: chosen[0]?.id,
        departmentId,
        suggestedId: null,
        stems: JSON.stringify(stemsOf(`the lid of kettle ${at} leaks when water boils`)),
        labelIds: "[]",
        userId: null,
        at: createdAt,
      });
    if (state === "answered" && followers > biggest.followers) biggest = { loopId, followers };
  }
  for (const [table, list] of Object.entries(rows)) await put(db, table as keyof Tables, list);
  return { loopId: biggest.loopId };
}

function forwardRow(
  loopId: string,
  threadId: string,
  own: Record<string, string | null>,
  question: string,
  state: string,
) {
  const answered = own.answeredAt !== null;
  return {
    ...own,
    id: loopId,
    loopId,
    threadId,
    toName: "Marek",
    toMail: "marek@quality.example",
    question,
    along: "{}",
    tokenHash: `hash-${loopId}`,
    state: state === "out" ? "sent" : "answered",
    expiresAt: "2027-12-01T00:00:00.000Z",
    verdict: answered ? "yes" : null,
    answer: answered ? "Springs of lot 26-09 lose tension after about 20 days. New lids leave on Monday." : null,
    answeredBy: answered ? "Marek" : null,
  };
}

async function fillDepartments(db: Db, workspaceId: string, at: string): Promise<string[]> {
  const ids = Array.from({ length: departments }, () => newId());
  const topics = JSON.stringify(["lid", "leak", "kapak", "parcel", "price", "spring", "manual", "filter"]);
  await put(
    db,
    "department",
    ids.map((id, n) => ({ id, workspaceId, name: `Department ${n}`, topics, createdAt: at, deletedAt: null })),
  );
  await put(
    db,
    "department_contact",
    ids.map((departmentId) => ({ id: newId(), departmentId, name: "Marek", mail: "marek@quality.example" })),
  );
  return ids;
}

async function put(db: Db, table: keyof Tables, rows: Record<string, unknown>[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}) as never[];
  for (let at = 0; at < rows.length; at += 1000)
    await insertMany(db.engine, db.write, table, columns, rows.slice(at, at + 1000));
}

const later = (at: string, by: number): string => new Date(Date.parse(at) + by).toISOString();
const ago = (at: string, by: number): string => later(at, -by);
