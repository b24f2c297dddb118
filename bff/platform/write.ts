import { assertMay, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { type Action, actions } from "#shared/actions.ts";
import { DomainError } from "#shared/errors.ts";

/**
 * The one way anything changes: permission, begin immediate, change, audit row, commit, live hint.
 * `subject` names what was changed (`thread:ID`); what `change` returns as `detail` goes into the audit row.
 */
export async function write<T>(
  ctx: Ctx,
  action: Action,
  subject: string,
  change: (trx: Trx, audit: (detail: Record<string, unknown>) => void) => Promise<T>,
): Promise<T> {
  assertMay(ctx.actor, action);
  let detail: Record<string, unknown> = {};
  const result = await inTransaction(ctx, async (trx) => {
    const value = await change(trx, (more) => {
      detail = { ...detail, ...more };
    });
    await trx
      .insertInto("audit")
      .values({
        id: newId(),
        workspaceId: ctx.actor.workspaceId,
        userId: ctx.actor.userId,
        action,
        subject,
        detail: JSON.stringify(detail),
        at: ctx.clock.iso(),
      })
      .execute();
    return value;
  });
  ctx.log.info({ action, subject, userId: ctx.actor.userId }, "written");
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: actions[action].slice });
  ctx.wake();
  return result;
}

/** A transaction whose full disk is a sentence, not a stack. */
export async function inTransaction<T>(ctx: Pick<Ctx, "db">, change: (trx: Trx) => Promise<T>): Promise<T> {
  try {
    return await ctx.db.write.transaction().execute(change);
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code.startsWith("SQLITE_FULL") || code.startsWith("SQLITE_IOERR") || code === "53100" || code === "ENOSPC")
      throw new DomainError("storage_full", "The disk is full; nothing was changed.", {});
    throw error;
  }
}
