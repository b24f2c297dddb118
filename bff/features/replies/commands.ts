import { tellProblem } from "#bff/features/channels/problem-commands.ts";
import { changeStatus, threadToTouch } from "#bff/features/inbox/commands.ts";
import { toReplyView } from "#bff/features/inbox/entries-queries.ts";
import { forgetFared, keepFared } from "#bff/features/replies/learning-commands.ts";
import { templateBody } from "#bff/features/replies/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import { type Audience, audienceOn, isWider } from "#shared/inbox/audience.ts";
import type { ReplyView } from "#shared/inbox/schema.ts";
import { type Fired, faredOf } from "#shared/replies/learning.ts";
import type { Warning } from "#shared/replies/schema.ts";

export type SendInput = {
  threadId: string;
  text: string;
  templateId: string | null;
  lang: string | null;
  parentExternalId: string | null;
  overrideReason: string | null;
  thenDone: boolean;
  idempotencyKey: string;
  /** when the draft was begun, ISO-8601 UTC; null when nobody knows */
  draftBegan?: string | null;
  /** who the composer said would read it, null where it did not know; left out where nobody was told */
  audience?: Audience | null;
  /** what the composer showed while it was written */
  fired?: Fired[];
};

/**
 * Writes the reply, its outbox row with its key and the job in one transaction; it leaves when the time to take it
 * back is over. A second click with the same key gets the first reply.
 */
export async function queueReply(ctx: Ctx, input: SendInput, warnings: Warning[]): Promise<ReplyView> {
  const templateText = input.templateId ? await templateBody(ctx, input.templateId, input.lang) : null;
  return write(ctx, "reply.send", `thread:${input.threadId}`, async (trx, audit) => {
    await lockThread(trx, input.threadId);
    const before = await replyOfKey(ctx, trx, input.idempotencyKey);
    if (before) return before;
    const thread = await threadToTouch(ctx, trx, input.threadId);
    const channel = await trx
      .selectFrom("channel")
      .select(["health", "removedAt"])
      .where("id", "=", thread.channelId)
      .executeTakeFirstOrThrow();
    if (channel.removedAt) throw new DomainError("gone", "The channel was disconnected meanwhile.", {});
    const now = ctx.clock.now();
    const undoUntil = new Date(now.getTime() + ctx.config.undoSeconds * 1000).toISOString();
    const row = {
      id: newId(),
      workspaceId: thread.workspaceId,
      brandId: thread.brandId,
      channelId: thread.channelId,
      threadId: thread.id,
      userId: ctx.actor.userId ?? "",
      templateId: input.templateId,
      templateText,
      text: input.text,
      lang: input.lang,
      parentExternalId:
        input.parentExternalId ?? (await answeredBy(trx, thread.id, input.audience)) ?? thread.externalId,
      status: "queued",
      reason: null,
      warnings: JSON.stringify(warnings.map(({ code, strength }) => ({ code, strength }))),
      overrideReason: input.overrideReason,
      thenDone: input.thenDone ? 1 : 0,
      undoUntil,
      sentAt: null,
      externalId: null,
      url: null,
      createdAt: now.toISOString(),
    };
    await trx.insertInto("reply").values(row).execute();
    await keepFared(trx, row, faredOf(input.fired ?? [], warnings, input.overrideReason !== null));
    await putInOutbox(trx, row.id, input.idempotencyKey, undoUntil, now.toISOString());
    if (input.thenDone)
      await changeStatus(trx, thread.id, "done", row.createdAt, { kind: "done", userId: ctx.actor.userId, detail: {} });
    audit({ replyId: row.id, warnings: warnings.map((warning) => warning.code), reason: input.overrideReason });
    return toReplyView({ ...row, personName: ctx.actor.name });
  });
}

async function putInOutbox(
  trx: Trx,
  replyId: string,
  idempotencyKey: string,
  nextAt: string,
  createdAt: string,
): Promise<void> {
  const [kind, state, attempts] = ["reply", "queued", 0] as const;
  await trx
    .insertInto("outbox")
    .values({ id: newId(), kind, subjectId: replyId, idempotencyKey, state, attempts, nextAt, createdAt })
    .execute();
  await enqueueDelivery(trx, replyId, nextAt);
}

/** The one job that delivers a reply; asking twice is asking once. */
export const enqueueDelivery = (trx: Trx, replyId: string, runAt: string): Promise<void> =>
  enqueue(trx, "reply.deliver", { replyId }, { runAt, uniqueKey: `deliver:${replyId}` });

async function replyOfKey(ctx: Ctx, trx: Trx, idempotencyKey: string): Promise<ReplyView | null> {
  const row = await trx
    .selectFrom("outbox")
    .innerJoin("reply", "reply.id", "outbox.subjectId")
    .leftJoin("user", "user.id", "reply.userId")
    .selectAll("reply")
    .select(["user.name as personName", "outbox.nextAt"])
    .where("outbox.idempotencyKey", "=", idempotencyKey)
    .where("reply.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  return row ? toReplyView(row) : null;
}

/**
 * What a reply answers: what somebody outside said last. When more people may read that than whoever wrote was told,
 * because it came meanwhile, nothing goes out before they were asked.
 */
async function answeredBy(trx: Trx, threadId: string, told: SendInput["audience"]): Promise<string | null> {
  const last = await trx
    .selectFrom("message")
    .innerJoin("channel", "channel.id", "message.channelId")
    .select(["message.externalId", "message.audience", "channel.network"])
    .where("threadId", "=", threadId)
    .where("author", "!=", "brand")
    .where("deletedAt", "is", null)
    .orderBy("sentAt", "desc")
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  const now = last ? audienceOn(last.network as Network, last.audience) : null;
  if (told !== undefined && isWider(now, told))
    throw new DomainError("conflict", "More people would read this than was said.", { writer: null, changed: true });
  return last?.externalId ?? null;
}

// On PostgreSQL two clicks may come at once; one after the other, the later finds the reply of the first.
const lockThread = (trx: Trx, threadId: string) =>
  trx
    .updateTable("thread")
    .set((eb) => ({ version: eb.ref("version") }))
    .where("id", "=", threadId)
    .execute();

/** Holds a reply's row, so that on PostgreSQL taking it back and sending it off come one after the other. */
export async function lockReply(trx: Trx, replyId: string): Promise<void> {
  await trx
    .updateTable("reply")
    .set((eb) => ({ status: eb.ref("status") }))
    .where("id", "=", replyId)
    .execute();
}

// The thread may be deleted by now: a reply is taken back all the same.
async function ownReply(ctx: Ctx, trx: Trx, replyId: string) {
  await lockReply(trx, replyId);
  const reply = await trx
    .selectFrom("reply")
    .selectAll()
    .where("id", "=", replyId)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!reply) throw new DomainError("not_found", "There is no such reply.", {});
  assertBrand(ctx.actor, reply.brandId);
  return reply;
}

/** Takes a reply back while it has not left; the words come back as the draft. */
export function undoReply(ctx: Ctx, replyId: string): Promise<{ text: string }> {
  return write(ctx, "reply.undo", `reply:${replyId}`, async (trx) => {
    const reply = await ownReply(ctx, trx, replyId);
    if (reply.status !== "queued" && reply.status !== "waiting")
      throw new DomainError("too_late", "The reply has left already.", { status: reply.status });
    await settle(trx, replyId, "cancelled", null);
    await forgetFared(trx, replyId);
    await trx.deleteFrom("job").where("uniqueKey", "=", `deliver:${replyId}`).execute();
    if (reply.thenDone)
      await changeStatus(trx, reply.threadId, "open", ctx.clock.iso(), {
        kind: "undone",
        userId: ctx.actor.userId,
        detail: {},
      });
    await tellProblem(trx, reply.threadId);
    return { text: reply.text };
  });
}

/** A person says what became of a reply that failed or whose fate is unknown. */
export function resolveReply(
  ctx: Ctx,
  input: { replyId: string; as: "sent" | "again" | "dropped" },
): Promise<{ text: string }> {
  return write(ctx, "reply.resolve", `reply:${input.replyId}`, async (trx, audit) => {
    const reply = await ownReply(ctx, trx, input.replyId);
    if (!["failed", "unknown", "waiting"].includes(reply.status))
      throw new DomainError("conflict", "The reply is not in question any more.", { status: reply.status });
    audit({ as: input.as });
    const now = ctx.clock.iso();
    if (input.as === "again") {
      await settle(trx, reply.id, "queued", null);
      await enqueueDelivery(trx, reply.id, now);
    } else {
      await settle(trx, reply.id, input.as === "sent" ? "sent" : "cancelled", null);
      if (input.as === "sent")
        await trx.updateTable("thread").set({ waitingSince: null }).where("id", "=", reply.threadId).execute();
      await trx.deleteFrom("job").where("uniqueKey", "=", `deliver:${reply.id}`).execute();
    }
    await tellProblem(trx, reply.threadId);
    return { text: reply.text };
  });
}

/** Asks the network to take a sent reply away; done by a job, because nothing leaves inside a transaction. */
export function removeReply(ctx: Ctx, replyId: string): Promise<void> {
  return write(ctx, "reply.delete", `reply:${replyId}`, async (trx) => {
    const reply = await ownReply(ctx, trx, replyId);
    if (!reply.externalId) throw new DomainError("conflict", "The reply is not on the network.", {});
    await enqueue(trx, "reply.remove", { replyId }, { runAt: ctx.clock.iso(), uniqueKey: `remove:${replyId}` });
  });
}

/** Writes where a reply stands, the same on the reply and on its outbox row. */
export async function settle(trx: Trx, replyId: string, status: string, reason: string | null): Promise<void> {
  await trx.updateTable("reply").set({ status, reason }).where("id", "=", replyId).execute();
  await trx
    .updateTable("outbox")
    .set({ state: status })
    .where("subjectId", "=", replyId)
    .where("kind", "=", "reply")
    .execute();
}
