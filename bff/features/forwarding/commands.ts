import { keepChoice } from "#bff/features/forwarding/choice-commands.ts";
import { messageKey } from "#bff/features/forwarding/copy-queries.ts";
import { type DepartmentRow, departmentById, hoursOf } from "#bff/features/forwarding/department-queries.ts";
import {
  assertThreads,
  openLoop,
  type ThreadEvent,
  tellLoop,
  tellThread,
  threadsOf,
} from "#bff/features/forwarding/loop-commands.ts";
import {
  type ForwardRow,
  forwardById,
  forwardByKey,
  openForwards,
  threadToForward,
} from "#bff/features/forwarding/queries.ts";
import { queueAsked } from "#bff/features/forwarding/queue-commands.ts";
import { forwardToken, messageIdOf } from "#bff/features/forwarding/token.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { hashToken } from "#bff/platform/crypto.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { expiryOf } from "#shared/forwarding/forward.ts";
import { promisedBy } from "#shared/forwarding/reminders.ts";
import type { Along, ForwardInput } from "#shared/forwarding/schema.ts";

const missing = (what: string) => new DomainError("not_found", `There is no such ${what} here.`, {});

/** Puts a question to a department: loop, forward, outgoing mail and jobs in one transaction. The same key sends once. */
export async function sendForward(ctx: Ctx, input: ForwardInput): Promise<{ forwardId: string; loopId: string }> {
  const key = `forward:${ctx.actor.workspaceId}:${input.idempotencyKey}`;
  const forwardId = newId();
  const result = await write(ctx, "forward.send", `thread:${input.threadId}`, async (trx, audit) => {
    const already = await forwardByKey(trx, key);
    if (already) {
      audit({ forwardId: already.subjectId, already: true });
      return { forwardId: already.subjectId, loopId: already.loopId };
    }
    const thread = await threadToForward(trx, input.threadId);
    if (!thread || thread.workspaceId !== ctx.actor.workspaceId) throw missing("thread");
    assertBrand(ctx.actor, thread.brandId);
    const department = await departmentById(trx, ctx.actor.workspaceId, input.departmentId);
    if (!department) throw missing("department");
    const threadIds = [...new Set([input.threadId, ...input.alsoThreadIds])];
    await assertThreads(trx, ctx, thread.brandId, threadIds);
    audit({ forwardId, department: department.name, toMail: input.toMail, threads: threadIds.length });
    const dueAt = input.dueAt && new Date(input.dueAt).toISOString();
    const { brandId } = thread;
    await openLoop(trx, ctx, {
      id: forwardId,
      brandId,
      departmentId: department.id,
      title: input.question,
      dueAt,
      threadIds,
    });
    const row = { ...input, brandId, dueAt, along: alongOf(ctx, input), loopId: forwardId };
    await insertForward(trx, ctx, forwardId, row, { key, department, brandZone: thread.timeZone });
    await keepChoice(trx, ctx, thread, department.id, input.suggestedId);
    const event = { kind: "forwarded", userId: ctx.actor.userId, detail: namesOf(department.name, input) };
    for (const id of threadIds) await tellThread(trx, id, ctx.clock.iso(), event, input.thenWaiting ? "waiting" : null);
    return { forwardId, loopId: forwardId };
  });
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: "inbox" });
  return result;
}

const namesOf = (department: string, to: { toName: string; toMail: string }) => ({
  department,
  toName: to.toName,
  toMail: to.toMail,
});

// Who translated is said by the server: the person who asks, the model that is set up, or both.
function alongOf(ctx: Ctx, input: ForwardInput): Along {
  const model = ctx.config.model?.name ?? null;
  return {
    messageIds: input.messageIds ?? null,
    withPost: input.withPost,
    firstNamesOnly: input.firstNamesOnly,
    withoutPrivate: input.withoutPrivate,
    attachmentIds: input.attachmentIds,
    translations: input.translations.map(({ messageId, lang, text, by }) => ({
      ...{ messageId, lang, text, at: ctx.clock.iso() },
      person: by === "model" && model ? null : ctx.actor.name,
      model: by === "person" ? null : model,
    })),
  };
}

type NewForward = {
  loopId: string;
  brandId: string;
  threadId: string;
  departmentId: string;
  toName: string;
  toMail: string;
  question: string;
  along: Along;
  dueAt: string | null;
};
type Sending = { key: string; department: DepartmentRow; brandZone: string };

async function insertForward(trx: Trx, ctx: Ctx, id: string, row: NewForward, sending: Sending): Promise<void> {
  const expiresAt = expiryOf(row.dueAt, ctx.clock.now());
  const unanswered = { verdict: null, answer: null, answeredBy: null, answeredAt: null };
  await trx
    .insertInto("forward")
    .values({
      id,
      loopId: row.loopId,
      workspaceId: ctx.actor.workspaceId,
      brandId: row.brandId,
      threadId: row.threadId,
      departmentId: row.departmentId,
      userId: ctx.actor.userId ?? "",
      toName: row.toName,
      toMail: row.toMail,
      question: row.question,
      along: JSON.stringify(row.along),
      tokenHash: hashToken(forwardToken(ctx, id)),
      state: "sent",
      dueAt: row.dueAt,
      expiresAt,
      createdAt: ctx.clock.iso(),
      ...unanswered,
    })
    .execute();
  const { key, department, brandZone } = sending;
  const ways = { hours: hoursOf(department, brandZone), hasDeputy: department.deputyMail !== null };
  await queueAsked(trx, ctx, { forwardId: id, key, expiresAt, dueAt: row.dueAt, ...ways });
}

type HandOn = { departmentId: string; by: string; reason: string };

/** Gives a question to another department, as the one that had it asked for; the loop and its threads stay the same. */
export async function handOn(
  trx: Trx,
  ctx: Ctx,
  forward: ForwardRow,
  to: HandOn,
): Promise<{ name: string; toName: string }> {
  const department = await departmentById(trx, forward.workspaceId, to.departmentId);
  const contact = await trx
    .selectFrom("department_contact")
    .select(["name", "mail"])
    .where("departmentId", "=", to.departmentId)
    .orderBy("id")
    .executeTakeFirst();
  if (!department || !contact || department.id === forward.departmentId) throw missing("department");
  const at = ctx.clock.iso();
  const hours = hoursOf(department, forward.timeZone);
  // A deadline that has passed, or is nearer than what they promise, would be missed before they read it.
  const promised = promisedBy(at, department.answerHours, hours);
  const dueAt = forward.dueAt && (forward.dueAt > promised ? forward.dueAt : promised);
  const id = newId();
  const { loopId, brandId, threadId, question } = forward;
  const along = JSON.parse(forward.along) as Along;
  const row = { loopId, brandId, threadId, question, along, dueAt, toName: contact.name, toMail: contact.mail };
  await insertForward(
    trx,
    ctx,
    id,
    { ...row, departmentId: department.id },
    { key: `handed:${forward.id}`, department, brandZone: forward.timeZone },
  );
  await trx.updateTable("loop").set({ dueAt }).where("id", "=", loopId).execute();
  const detail = { by: to.by, reason: to.reason, from: forward.departmentName };
  await tellLoop(trx, loopId, "handed_on", at, { departmentId: department.id, userId: null, detail });
  const learned = await threadToForward(trx, threadId);
  if (learned) await keepChoice(trx, ctx, learned, department.id, forward.departmentId);
  return { name: department.name, toName: contact.name };
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
    await tellLoop(trx, forward.loopId, "withdrawn", ctx.clock.iso(), { userId: ctx.actor.userId });
    const detail = { department: forward.departmentName, toName: forward.toName };
    await comeBack(trx, forward, ctx.clock.iso(), { kind: "forward_withdrawn", userId: ctx.actor.userId, detail });
  });
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: "inbox" });
}

/** Threads that wait only for this question are ours again; any other only learns what happened. */
export async function comeBack(trx: Trx, forward: ForwardRow, at: string, event: ThreadEvent): Promise<void> {
  for (const threadId of await threadsOf(trx, forward.loopId)) {
    const thread = await threadToForward(trx, threadId);
    const others = await openForwards(trx, threadId, forward.id, at);
    await tellThread(trx, threadId, at, event, thread?.status === "waiting" && others === 0 ? "open" : null);
  }
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
    // Every attempt has the same Message-ID: the copy of an earlier one would vouch for this one.
    await trx
      .deleteFrom("mail_in")
      .where("messageKey", "=", messageKey(messageIdOf(ctx, forwardId)))
      .where("outcome", "=", "copy")
      .execute();
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
