import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import type { WorkingHours } from "#shared/forwarding/department.ts";
import { remindersOf } from "#shared/forwarding/reminders.ts";

/** A row of the outbox with nothing tried yet. */
export async function queueOutbox(trx: Trx, kind: string, subjectId: string, idempotencyKey: string, at: string) {
  await trx
    .insertInto("outbox")
    .values({ id: newId(), kind, subjectId, idempotencyKey, state: "queued", attempts: 0, nextAt: at, createdAt: at })
    .execute();
}

type Asked = {
  forwardId: string;
  key: string;
  expiresAt: string;
  dueAt: string | null;
  hours: WorkingHours;
  hasDeputy: boolean;
};

/** Everything a question sets going: its mail, the chat of the department, its reminders and its end. */
export async function queueAsked(trx: Trx, ctx: Ctx, asked: Asked): Promise<void> {
  const { forwardId, key, expiresAt, dueAt, hours, hasDeputy } = asked;
  const at = ctx.clock.iso();
  await queueOutbox(trx, "mail", forwardId, key, at);
  await enqueue(trx, "forward.deliver", { forwardId }, { runAt: at, uniqueKey: `forward.deliver:${forwardId}:0` });
  await enqueue(trx, "forward.hook", { forwardId }, { runAt: at, uniqueKey: `forward.hook:${forwardId}` });
  await enqueue(trx, "forward.expire", { forwardId }, { runAt: expiresAt, uniqueKey: `forward.expire:${forwardId}` });
  for (const { kind, at: runAt } of remindersOf({ askedAt: at, dueAt, hours, hasDeputy }))
    await enqueue(
      trx,
      "forward.remind",
      { forwardId, kind },
      { runAt, uniqueKey: `forward.remind:${forwardId}:${kind}` },
    );
}
