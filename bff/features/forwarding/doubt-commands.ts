import { copyArrived, lockRow, settleRows } from "#bff/features/forwarding/delivery-commands.ts";
import type { ForwardRow } from "#bff/features/forwarding/queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { inTransaction } from "#bff/platform/write.ts";

/**
 * A copy of a mail of ours came into the mailbox for replies: if nobody knew whether that mail went out, now it is known.
 * One that is under way or was called otherwise meanwhile stays as it is.
 */
export async function settleByCopy(app: App, forward: ForwardRow, kind: string): Promise<void> {
  const settled = await inTransaction(app, async (trx) => {
    const row = await outboxOf(trx, forward.id, kind);
    if (!row || (await lockRow(trx, row.id)) !== "unknown") return false;
    const letter = { forward, outboxId: row.id, subjectId: row.subjectId, attempt: row.attempts };
    await settleRows(trx, app, letter, { kind: "sent", reason: copyArrived }, null);
    if (kind === "asked")
      await trx
        .updateTable("forward")
        .set({ state: "sent" })
        .where("id", "=", forward.id)
        .where("state", "=", "failed")
        .execute();
    return true;
  });
  if (!settled) return;
  app.live.hint({ workspaceId: forward.workspaceId, slice: "forwarding" });
  app.live.hint({ workspaceId: forward.workspaceId, slice: "inbox" });
}

async function outboxOf(trx: Trx, forwardId: string, kind: string) {
  const rows = trx.selectFrom("outbox").select(["outbox.id", "outbox.subjectId", "outbox.attempts"]);
  if (kind === "asked") return rows.where("kind", "=", "mail").where("subjectId", "=", forwardId).executeTakeFirst();
  return rows
    .innerJoin("forward_notice", "forward_notice.id", "outbox.subjectId")
    .where("outbox.kind", "=", "notice")
    .where("forward_notice.forwardId", "=", forwardId)
    .where("forward_notice.kind", "=", kind)
    .where("forward_notice.way", "=", "mail")
    .executeTakeFirst();
}
