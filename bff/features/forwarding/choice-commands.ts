import { openingWords } from "#bff/features/forwarding/loop-queries.ts";
import { labelsOf } from "#bff/features/forwarding/suggest-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { stemsOf } from "#shared/forwarding/like.ts";

type Thread = { id: string; brandId: string; preview: string };

/** Remembers what was chosen for a thread, and what Konak would have said; the next like feedback learns from it. */
export async function keepChoice(trx: Trx, ctx: Ctx, thread: Thread, departmentId: string, suggestedId: string | null) {
  const text = (await openingWords(trx, [thread.id])).get(thread.id) ?? thread.preview;
  const labelIds = (await labelsOf(trx, [thread.id])).get(thread.id) ?? [];
  await trx
    .insertInto("department_choice")
    .values({
      id: newId(),
      workspaceId: ctx.actor.workspaceId,
      brandId: thread.brandId,
      threadId: thread.id,
      departmentId,
      suggestedId,
      stems: JSON.stringify(stemsOf(text).slice(0, 60)),
      labelIds: JSON.stringify(labelIds),
      userId: ctx.actor.userId,
      at: ctx.clock.iso(),
    })
    .execute();
}
