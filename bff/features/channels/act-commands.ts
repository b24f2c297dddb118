import { lockAct, queueDelivery, settleAct } from "#bff/features/channels/act-delivery-commands.ts";
import { tellProblem } from "#bff/features/channels/problem-commands.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ActTable } from "#bff/platform/db/tables-channels.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import type { Network } from "#shared/channel.ts";
import { type ActInput, actProblem, type MessageAction, outdatedBy } from "#shared/channels/acts.ts";
import { DomainError } from "#shared/errors.ts";
import type { ThreadKind } from "#shared/inbox/schema.ts";

/**
 * Something is done to a message on its network: written down with its outbox row and job, sent off at once. The same
 * act that is already on its way is that one.
 */
export async function actOnMessage(ctx: Ctx, input: ActInput): Promise<{ id: string }> {
  return write(ctx, "message.act", `message:${input.messageId}`, async (trx, audit) => {
    const message = await messageToActOn(ctx, trx, input.messageId);
    const connector = ctx.connectorFor(message.network as Network, JSON.parse(message.settings));
    const ours = message.author === "brand";
    const what = { ours, kind: message.kind as ThreadKind, text: input.text };
    const reason = actProblem(connector?.capabilities ?? null, input.action, what);
    if (reason) throw new DomainError("invalid_input", reason, { reason });
    audit({ action: input.action, threadId: message.threadId, network: message.network });
    return { id: await queueAct(trx, ctx, message, input) };
  });
}

async function messageToActOn(ctx: Ctx, trx: Trx, messageId: string) {
  const message = await trx
    .selectFrom("message")
    .innerJoin("channel", "channel.id", "message.channelId")
    .innerJoin("thread", "thread.id", "message.threadId")
    .select([
      "thread.kind",
      "message.id",
      "message.threadId",
      "message.channelId",
      "message.brandId",
      "message.author",
      "message.deletedAt",
    ])
    .select(["channel.workspaceId", "channel.network", "channel.settings", "channel.removedAt"])
    .where("message.id", "=", messageId)
    .where("channel.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!message) throw new DomainError("not_found", "There is no such message.", {});
  assertBrand(ctx.actor, message.brandId);
  if (message.deletedAt) throw new DomainError("gone", "The message was deleted meanwhile.", {});
  if (message.removedAt) throw new DomainError("gone", "The channel was disconnected meanwhile.", {});
  return message;
}

type Target = Pick<ActTable, "workspaceId" | "brandId" | "channelId" | "threadId"> & { id: string };

async function queueAct(trx: Trx, ctx: Ctx, message: Target, input: ActInput): Promise<string> {
  const newest = await trx
    .selectFrom("act")
    .select(["id", "action", "status"])
    .where("threadId", "=", message.threadId)
    .where("messageId", "=", message.id)
    .where("action", "in", [input.action, ...outdatedBy(input.action)])
    .where("status", "not in", ["failed", "cancelled"])
    .orderBy("createdAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const isOnItsWay = newest?.action === input.action && ["queued", "waiting", "sending"].includes(newest.status);
  if (newest && isOnItsWay && input.text === null) return newest.id;
  await dropOutdated(trx, message, input.action);
  const id = newId();
  const now = ctx.clock.iso();
  const { workspaceId, brandId, channelId, threadId } = message;
  const of = { workspaceId, brandId, channelId, threadId, messageId: message.id };
  const { action, text } = input;
  const state = { status: "queued", reason: null, externalId: null, createdAt: now, doneAt: null };
  await trx
    .insertInto("act")
    .values({ id, ...of, action, text, userId: ctx.actor.userId, ...state })
    .execute();
  const outbox = { id: newId(), kind: "act", subjectId: id, idempotencyKey: `act-${id}`, state: "queued", attempts: 0 };
  await trx
    .insertInto("outbox")
    .values({ ...outbox, nextAt: now, createdAt: now })
    .execute();
  await queueDelivery(trx, id, now);
  return id;
}

// One that waits would be done after this one, and undo it.
async function dropOutdated(trx: Trx, message: Target, action: MessageAction): Promise<void> {
  const waiting = await trx
    .updateTable("act")
    .set({ status: "cancelled", reason: null })
    .where("threadId", "=", message.threadId)
    .where("messageId", "=", message.id)
    .where("action", "in", [...outdatedBy(action), ""])
    .where("status", "=", "waiting")
    .returning("id")
    .execute();
  for (const { id } of waiting) await dropAct(trx, id);
}

// It leaves no more; what its job would find is settled.
async function dropAct(trx: Trx, id: string): Promise<void> {
  await settleAct(trx, id, "cancelled", null);
  await trx.deleteFrom("job").where("uniqueKey", "=", `act:${id}`).execute();
}

/** Takes an act back that has not left, or tries one again that did not work. */
export async function settleByPerson(ctx: Ctx, input: { actId: string; as: "again" | "dropped" }): Promise<void> {
  await write(ctx, "message.act", `act:${input.actId}`, async (trx, audit) => {
    const act = await lockAct(trx, input.actId);
    if (act?.workspaceId !== ctx.actor.workspaceId) throw new DomainError("not_found", "There is no such act.", {});
    assertBrand(ctx.actor, act.brandId);
    if (!["queued", "waiting", "failed", "unknown"].includes(act.status))
      throw new DomainError("too_late", "It was done already.", { status: act.status });
    audit({ action: act.action, as: input.as });
    if (input.as === "again") {
      await settleAct(trx, act.id, "queued", null);
      // Asked for now, after whatever else was asked for meanwhile.
      await trx.updateTable("act").set({ createdAt: ctx.clock.iso() }).where("id", "=", act.id).execute();
      await queueDelivery(trx, act.id, ctx.clock.iso());
    } else await dropAct(trx, act.id);
    await tellProblem(trx, act.threadId);
  });
}
