import {
  departmentById,
  type ForwardRow,
  forwardById,
  forwardByKey,
  openForwards,
  threadToForward,
} from "#bff/features/forwarding/queries.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import { changeStatus } from "#bff/features/inbox/commands.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { hashToken } from "#bff/platform/crypto.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { expiryOf } from "#shared/forwarding/forward.ts";
import type { Along, DepartmentInput, ForwardInput } from "#shared/forwarding/schema.ts";

const missing = (what: string) => new DomainError("not_found", `There is no such ${what} here.`, {});

/** Makes a department or changes one; the people given replace the ones before. */
export function saveDepartment(ctx: Ctx, input: DepartmentInput): Promise<{ id: string }> {
  const id = input.id ?? newId();
  const { workspaceId } = ctx.actor;
  return write(ctx, "department.save", `department:${id}`, async (trx, audit) => {
    audit({ name: input.name, contacts: input.contacts.length });
    if (input.id) {
      if (!(await departmentById(trx, workspaceId, id))) throw missing("department");
      await trx.updateTable("department").set({ name: input.name }).where("id", "=", id).execute();
      await trx.deleteFrom("department_contact").where("departmentId", "=", id).execute();
    } else
      await trx
        .insertInto("department")
        .values({ id, workspaceId, name: input.name, createdAt: ctx.clock.iso(), deletedAt: null })
        .execute();
    await trx
      .insertInto("department_contact")
      .values(input.contacts.map(({ name, mail }) => ({ id: newId(), departmentId: id, name, mail })))
      .execute();
    return { id };
  });
}

/** Takes a department off the list; what it was asked and answered stays. */
export function removeDepartment(ctx: Ctx, id: string): Promise<void> {
  return write(ctx, "department.save", `department:${id}`, async (trx, audit) => {
    const department = await departmentById(trx, ctx.actor.workspaceId, id);
    if (!department) throw missing("department");
    audit({ name: department.name, removed: true });
    await trx.updateTable("department").set({ deletedAt: ctx.clock.iso() }).where("id", "=", id).execute();
  });
}

/** Puts a question to a department: forward, outgoing mail and job in one transaction. The same key sends once. */
export async function sendForward(ctx: Ctx, input: ForwardInput): Promise<{ forwardId: string }> {
  const key = `forward:${ctx.actor.workspaceId}:${input.idempotencyKey}`;
  const forwardId = newId();
  const result = await write(ctx, "forward.send", `thread:${input.threadId}`, async (trx, audit) => {
    const already = await forwardByKey(trx, key);
    if (already) {
      audit({ forwardId: already.subjectId, already: true });
      return { forwardId: already.subjectId };
    }
    const thread = await threadToForward(trx, input.threadId);
    if (!thread || thread.workspaceId !== ctx.actor.workspaceId) throw missing("thread");
    assertBrand(ctx.actor, thread.brandId);
    const department = await departmentById(trx, ctx.actor.workspaceId, input.departmentId);
    if (!department) throw missing("department");
    audit({ forwardId, department: department.name, toMail: input.toMail });
    const expiresAt = await insertForward(trx, ctx, forwardId, thread.brandId, input);
    await queueMail(trx, ctx, forwardId, key, expiresAt);
    await markThread(trx, ctx, input, { department: department.name, toName: input.toName, toMail: input.toMail });
    return { forwardId };
  });
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: "inbox" });
  return result;
}

async function insertForward(trx: Trx, ctx: Ctx, id: string, brandId: string, input: ForwardInput): Promise<string> {
  const along: Along = {
    messageIds: input.messageIds ?? null,
    withPost: input.withPost,
    firstNamesOnly: input.firstNamesOnly,
  };
  const dueAt = input.dueAt && new Date(input.dueAt).toISOString();
  const expiresAt = expiryOf(dueAt, ctx.clock.now());
  await trx
    .insertInto("forward")
    .values({
      id,
      workspaceId: ctx.actor.workspaceId,
      brandId,
      threadId: input.threadId,
      departmentId: input.departmentId,
      userId: ctx.actor.userId ?? "",
      toName: input.toName,
      toMail: input.toMail,
      question: input.question,
      along: JSON.stringify(along),
      tokenHash: hashToken(forwardToken(ctx, id)),
      state: "sent",
      dueAt,
      expiresAt,
      verdict: null,
      answer: null,
      answeredBy: null,
      answeredAt: null,
      createdAt: ctx.clock.iso(),
    })
    .execute();
  return expiresAt;
}

async function queueMail(trx: Trx, ctx: Ctx, forwardId: string, key: string, expiresAt: string): Promise<void> {
  const at = ctx.clock.iso();
  await trx
    .insertInto("outbox")
    .values({
      id: newId(),
      kind: "mail",
      subjectId: forwardId,
      idempotencyKey: key,
      state: "queued",
      attempts: 0,
      nextAt: at,
      createdAt: at,
    })
    .execute();
  await enqueue(trx, "forward.deliver", { forwardId }, { runAt: at, uniqueKey: `forward.deliver:${forwardId}:0` });
  await enqueue(trx, "forward.expire", { forwardId }, { runAt: expiresAt, uniqueKey: `forward.expire:${forwardId}` });
}

async function markThread(trx: Trx, ctx: Ctx, input: ForwardInput, detail: Record<string, string>): Promise<void> {
  const event = { kind: "forwarded", userId: ctx.actor.userId, detail };
  await tellThread(trx, input.threadId, ctx.clock.iso(), event, input.thenWaiting ? "waiting" : null);
}

type Event = { kind: string; userId: string | null; detail: Record<string, string | null> };

/** Says on the thread what happened, whether or not that moves it. */
export async function tellThread(
  trx: Trx,
  threadId: string,
  at: string,
  event: Event,
  to: "open" | "waiting" | null,
): Promise<void> {
  const thread = await threadToForward(trx, threadId);
  if (to && thread && thread.status !== to) return changeStatus(trx, threadId, to, at, event);
  await trx
    .insertInto("thread_event")
    .values({ id: newId(), threadId, kind: event.kind, userId: event.userId, at, detail: JSON.stringify(event.detail) })
    .execute();
  await trx
    .updateTable("thread")
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("id", "=", threadId)
    .execute();
}

/** Takes a question back: its link stops working at once, and a mail not yet sent stays here. */
export async function withdrawForward(ctx: Ctx, forwardId: string): Promise<void> {
  await write(ctx, "forward.withdraw", `forward:${forwardId}`, async (trx, audit) => {
    const forward = await ownForward(trx, ctx, forwardId);
    audit({ threadId: forward.threadId, department: forward.departmentName });
    const done = await trx
      .updateTable("forward")
      .set({ state: "withdrawn" })
      .where("id", "=", forwardId)
      .where("state", "in", ["sent", "failed"])
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n)
      throw new DomainError("conflict", "The question was answered or is over already.", { state: forward.state });
    await trx
      .updateTable("outbox")
      .set({ state: "cancelled" })
      .where("subjectId", "=", forwardId)
      .where("state", "in", ["queued", "waiting"])
      .execute();
    const detail = { department: forward.departmentName, toName: forward.toName };
    await comeBack(trx, forward, ctx.clock.iso(), { kind: "forward_withdrawn", userId: ctx.actor.userId, detail });
  });
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: "inbox" });
}

/** A thread that waits only for this question is ours again; any other only learns what happened. */
export async function comeBack(trx: Trx, forward: ForwardRow, at: string, event: Event): Promise<void> {
  const thread = await threadToForward(trx, forward.threadId);
  const others = await openForwards(trx, forward.threadId, forward.id, at);
  await tellThread(trx, forward.threadId, at, event, thread?.status === "waiting" && others === 0 ? "open" : null);
}

/** Sends the same mail again after it was refused or its fate is unknown, because a person asked for it. */
export async function retryForward(ctx: Ctx, forwardId: string): Promise<void> {
  await write(ctx, "forward.send", `forward:${forwardId}`, async (trx, audit) => {
    const forward = await ownForward(trx, ctx, forwardId);
    audit({ again: true, threadId: forward.threadId });
    const at = ctx.clock.iso();
    const taken = await trx
      .updateTable("forward")
      .set({ state: "sent" })
      .where("id", "=", forwardId)
      .where("state", "=", "failed")
      .where("expiresAt", ">", at)
      .executeTakeFirst();
    if (taken.numUpdatedRows === 0n)
      throw new DomainError("conflict", "This mail is not one that failed.", { state: forward.state });
    await trx.updateTable("outbox").set({ state: "queued", nextAt: at }).where("subjectId", "=", forwardId).execute();
    const uniqueKey = `forward.deliver:${forwardId}:${forward.attempts ?? 0}`;
    await enqueue(trx, "forward.deliver", { forwardId }, { runAt: at, uniqueKey });
  });
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: "inbox" });
}

async function ownForward(trx: Trx, ctx: Ctx, forwardId: string): Promise<ForwardRow> {
  const forward = await forwardById(trx, forwardId);
  if (!forward || forward.workspaceId !== ctx.actor.workspaceId) throw missing("forward");
  assertBrand(ctx.actor, forward.brandId);
  return forward;
}
