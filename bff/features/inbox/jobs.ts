import { wakeSnoozed } from "#bff/features/inbox/commands.ts";
import type { App } from "#bff/platform/context.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import { inTransaction } from "#bff/platform/write.ts";

const lookEvery = 15_000;

/** Wakes threads whose snooze is over; one job that runs again and again. */
export function inboxJobs(app: App): Handlers {
  return {
    "inbox.wake": async () => {
      const woken = await inTransaction(app, (trx) => wakeSnoozed(trx, app.clock.iso()));
      for (const workspaceId of woken) app.live.hint({ workspaceId, slice: "inbox" });
      return { again: new Date(app.clock.now().getTime() + lookEvery).toISOString() };
    },
  };
}

/** Makes sure the one waking job exists. */
export const ensureWakeJob = (app: App): Promise<void> =>
  inTransaction(app, (trx) => enqueue(trx, "inbox.wake", {}, { runAt: app.clock.iso(), uniqueKey: "inbox.wake" }));
