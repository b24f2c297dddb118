import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import type { BulkResult, LabelView, ThreadStatus } from "#shared/inbox/schema.ts";

type Happening = { kind: string; userId: string | null; detail: Record<string, string | null> };

/** Moves a thread to a status and says so in its history; nothing when it is there already. */
export async function changeStatus(
  trx: Trx,
  threadId: string,
  status: ThreadStatus,
  at: string,
  event: Happening,
  snoozedUntil: string | null = null,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable("thread")
    .set((eb) => ({ status, snoozedUntil, version: eb("version", "+", 1) }))
    .where("id", "=", threadId)
    .where((eb) => eb.or([eb("status", "!=", status), eb("snoozedUntil", "is distinct from", snoozedUntil)]))
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await tell(trx, threadId, at, event);
}

/** Opens a thread again because something came back to it. */
export const reopenThread = (trx: Trx, threadId: string, at: string, event: Happening): Promise<void> =>
  changeStatus(trx, threadId, "open", at, event);

async function tell(trx: Trx, threadId: string, at: string, event: Happening): Promise<void> {
  const { kind, userId, detail } = event;
  await trx
    .insertInto("thread_event")
    .values({ id: newId(), threadId, kind, userId, at, detail: JSON.stringify(detail) })
    .execute();
}

/** The threads a person may touch among those asked for; the others are `missing`, whatever the reason. */
async function reachable(ctx: Ctx, trx: Trx, threadIds: string[]) {
  const rows = await trx
    .selectFrom("thread")
    .select(["id as threadId", "status", "snoozedUntil", "assigneeId", "brandId"])
    .where("id", "in", threadIds)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("deletedAt", "is", null)
    .execute();
  const mine = rows.filter((row) => !ctx.actor.brandIds || ctx.actor.brandIds.includes(row.brandId));
  const missing = threadIds.filter((id) => !mine.some((row) => row.threadId === id));
  if (mine.length === 0) throw new DomainError("gone", "The thread was deleted meanwhile.", {});
  const undo = mine.map(({ brandId, ...state }) => ({ ...state, status: state.status as ThreadStatus }));
  return { missing, undo, changed: mine.map((row) => row.threadId) };
}

export function setStatus(
  ctx: Ctx,
  input: { threadIds: string[]; status: ThreadStatus; snoozedUntil?: string | null },
): Promise<BulkResult> {
  const until = input.status === "snoozed" ? (input.snoozedUntil ?? null) : null;
  if (input.status === "snoozed" && (!until || until <= ctx.clock.iso()))
    throw new DomainError("invalid_input", "A snoozed thread needs a time to wake at that is still to come.", {});
  return write(ctx, "thread.status", subjectOf(input.threadIds), async (trx, audit) => {
    const result = await reachable(ctx, trx, input.threadIds);
    audit({ status: input.status, count: result.changed.length });
    const event = { kind: input.status, userId: ctx.actor.userId, detail: { until } };
    for (const id of result.changed) await changeStatus(trx, id, input.status, ctx.clock.iso(), event, until);
    return result;
  });
}

export function assign(ctx: Ctx, input: { threadIds: string[]; userId: string | null }): Promise<BulkResult> {
  return write(ctx, "thread.assign", subjectOf(input.threadIds), async (trx, audit) => {
    const to = input.userId === null ? null : await colleague(ctx, trx, input.userId);
    const result = await reachable(ctx, trx, input.threadIds);
    audit({ to: to?.name ?? null, count: result.changed.length });
    for (const before of result.undo) {
      if (before.assigneeId === input.userId) continue;
      await trx
        .updateTable("thread")
        .set((eb) => ({ assigneeId: input.userId, version: eb("version", "+", 1) }))
        .where("id", "=", before.threadId)
        .execute();
      const detail = { to: to?.name ?? null, toId: input.userId };
      await tell(trx, before.threadId, ctx.clock.iso(), { kind: "assigned", userId: ctx.actor.userId, detail });
    }
    return result;
  });
}

async function colleague(ctx: Ctx, trx: Trx, userId: string): Promise<{ name: string }> {
  const row = await trx
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select("user.name")
    .where("membership.workspaceId", "=", ctx.actor.workspaceId)
    .where("user.id", "=", userId)
    .executeTakeFirst();
  if (!row) throw new DomainError("not_found", "This person is not in the workspace.", {});
  return row;
}

/** Undo: puts threads back as they were before an action, both status and assignee. */
export function restore(ctx: Ctx, undo: BulkResult["undo"]): Promise<BulkResult> {
  const ids = undo.map((state) => state.threadId);
  return write(ctx, "thread.status", subjectOf(ids), async (trx, audit) => {
    const result = await reachable(ctx, trx, ids);
    audit({ undone: result.changed.length });
    for (const userId of new Set(undo.flatMap((state) => state.assigneeId ?? []))) await colleague(ctx, trx, userId);
    if (undo.some((state) => state.status === "snoozed" && !state.snoozedUntil))
      throw new DomainError("invalid_input", "A snoozed thread needs a time to wake at.", {});
    for (const state of undo) {
      if (!result.changed.includes(state.threadId)) continue;
      await trx
        .updateTable("thread")
        .set((eb) => ({
          status: state.status,
          snoozedUntil: state.snoozedUntil,
          assigneeId: state.assigneeId,
          version: eb("version", "+", 1),
        }))
        .where("id", "=", state.threadId)
        .execute();
      await tell(trx, state.threadId, ctx.clock.iso(), { kind: "undone", userId: ctx.actor.userId, detail: {} });
    }
    return result;
  });
}

export function setLabel(ctx: Ctx, input: { threadIds: string[]; labelId: string; on: boolean }): Promise<BulkResult> {
  return write(ctx, "thread.label", subjectOf(input.threadIds), async (trx, audit) => {
    const result = await reachable(ctx, trx, input.threadIds);
    const label = await trx
      .selectFrom("label")
      .select("name")
      .where("id", "=", input.labelId)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    if (!label) throw new DomainError("not_found", "There is no such label any more.", {});
    audit({ label: label.name, on: input.on });
    const rows = result.changed.map((threadId) => ({ threadId, labelId: input.labelId }));
    if (input.on)
      await trx
        .insertInto("thread_label")
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    else
      await trx
        .deleteFrom("thread_label")
        .where("labelId", "=", input.labelId)
        .where("threadId", "in", result.changed)
        .execute();
    return result;
  });
}

export function createLabel(ctx: Ctx, input: { name: string; color: string }): Promise<LabelView> {
  return write(ctx, "label.create", `label:${input.name}`, async (trx) => {
    const label = { id: newId(), name: input.name.trim(), color: input.color };
    await trx
      .insertInto("label")
      .values({ ...label, workspaceId: ctx.actor.workspaceId })
      .onConflict((conflict) => conflict.columns(["workspaceId", "name"]).doNothing())
      .execute();
    return await trx
      .selectFrom("label")
      .select(["id", "name", "color"])
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .where("name", "=", label.name)
      .executeTakeFirstOrThrow();
  });
}

export function addNote(ctx: Ctx, input: { threadId: string; text: string }): Promise<{ id: string }> {
  return write(ctx, "thread.note", `thread:${input.threadId}`, async (trx) => {
    await threadToTouch(ctx, trx, input.threadId);
    const id = newId();
    await trx
      .insertInto("note")
      .values({
        id,
        threadId: input.threadId,
        userId: ctx.actor.userId,
        forwardId: null,
        text: input.text.trim(),
        at: ctx.clock.iso(),
      })
      .execute();
    return { id };
  });
}

/** A thread a person may work on, or the error that says why not. */
export async function threadToTouch(ctx: Ctx, trx: Trx, threadId: string) {
  const thread = await trx
    .selectFrom("thread")
    .selectAll()
    .where("id", "=", threadId)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
  assertBrand(ctx.actor, thread.brandId);
  if (thread.deletedAt) throw new DomainError("gone", "The thread was deleted meanwhile.", {});
  return thread;
}

/** Unread is per person, and reading changes nothing for anybody else: no audit row, no hint. */
export async function markRead(ctx: Ctx, threadId: string): Promise<void> {
  const userId = ctx.actor.userId;
  if (!userId) return;
  const thread = await ctx.db.read
    .selectFrom("thread")
    .select(["id", "brandId", "lastMessageAt"])
    .where("id", "=", threadId)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!thread) return;
  assertBrand(ctx.actor, thread.brandId);
  const now = ctx.clock.iso();
  const readAt = thread.lastMessageAt > now ? thread.lastMessageAt : now;
  await ctx.db.write
    .insertInto("thread_read")
    .values({ threadId, userId, readAt })
    .onConflict((conflict) => conflict.columns(["userId", "threadId"]).doUpdateSet({ readAt }))
    .execute();
}

/** Wakes the threads whose snooze is over. Gives when the next one wakes, or null. */
export async function wakeSnoozed(trx: Trx, now: string): Promise<string[]> {
  const due = await trx
    .selectFrom("thread")
    .select(["id", "workspaceId"])
    .where("snoozedUntil", "<=", now)
    .where("status", "=", "snoozed")
    .limit(500)
    .execute();
  for (const thread of due) await reopenThread(trx, thread.id, now, { kind: "woke", userId: null, detail: {} });
  return [...new Set(due.map((thread) => thread.workspaceId))];
}

const subjectOf = (threadIds: string[]): string =>
  threadIds.length === 1 ? `thread:${threadIds[0]}` : `threads:${threadIds.length}`;
