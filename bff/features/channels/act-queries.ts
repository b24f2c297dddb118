import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { may } from "#shared/actions.ts";
import type { Network } from "#shared/channel.ts";
import { type ActView, actionsFor, type ThreadActs } from "#shared/channels/acts.ts";
import { isStop } from "#shared/channels/stops.ts";
import { DomainError } from "#shared/errors.ts";
import type { ThreadKind } from "#shared/inbox/schema.ts";

/** What can be done to the messages of a thread on its network, and what was. */
export async function threadActs(ctx: Ctx, threadId: string): Promise<ThreadActs> {
  const thread = await ctx.db.read
    .selectFrom("thread")
    .innerJoin("channel", "channel.id", "thread.channelId")
    .select([
      "thread.brandId",
      "thread.kind",
      "channel.network",
      "channel.settings",
      "channel.removedAt",
      "channel.credentials",
    ])
    .where("thread.id", "=", threadId)
    .where("thread.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
  assertBrand(ctx.actor, thread.brandId);
  const settings = JSON.parse(thread.settings) as { sandbox?: boolean };
  const speaks = !thread.removedAt && (thread.credentials !== null || settings.sandbox === true);
  const connector =
    speaks && may(ctx.actor.role, "message.act") ? ctx.connectorFor(thread.network as Network, settings) : null;
  const capabilities = connector?.capabilities ?? null;
  const kind = thread.kind as ThreadKind;
  const conditions = Object.entries(capabilities?.actions ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return {
    theirs: actionsFor(capabilities, { ours: false, kind }),
    ours: actionsFor(capabilities, { ours: true, kind }),
    only: Object.fromEntries(conditions),
    acts: await actsOf(ctx, threadId),
  };
}

async function actsOf(ctx: Ctx, threadId: string): Promise<ActView[]> {
  const rows = await ctx.db.read
    .selectFrom("act")
    .leftJoin("user", "user.id", "act.userId")
    .leftJoin("outbox", (join) => join.onRef("outbox.subjectId", "=", "act.id").on("outbox.kind", "=", "act"))
    .select([
      "act.id",
      "act.messageId",
      "act.action",
      "act.status",
      "act.reason",
      "act.text",
      "act.createdAt",
      "act.doneAt",
    ])
    .select(["user.name as personName", "outbox.nextAt"])
    .where("act.threadId", "=", threadId)
    .where("act.status", "!=", "cancelled")
    .orderBy("act.createdAt", "desc")
    .limit(500)
    .execute();
  return rows.reverse().map(({ createdAt, doneAt, personName, nextAt, ...row }) => ({
    ...row,
    waitsUntil: row.status === "waiting" && !isStop(row.reason) ? nextAt : null,
    action: row.action as ActView["action"],
    status: row.status as ActView["status"],
    personName: personName ?? "",
    at: doneAt ?? createdAt,
  }));
}
