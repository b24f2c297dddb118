import { rollUp } from "#bff/features/reports/roll-commands.ts";
import type { App } from "#bff/platform/context.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import { inTransaction } from "#bff/platform/write.ts";

const lookEvery = 20_000;

/** Keeps the roll-up behind the reports written; one job that runs again and again. */
export function reportsJobs(app: App): Handlers {
  return {
    "reports.roll": async () => {
      const written = await rollUp(app);
      return { again: new Date(app.clock.now().getTime() + (written > 0 ? 1000 : lookEvery)).toISOString() };
    },
  };
}

/** Makes sure the one job that rolls up exists. */
export const ensureRollJob = (app: App): Promise<void> =>
  inTransaction(app, (trx) => enqueue(trx, "reports.roll", {}, { runAt: app.clock.iso(), uniqueKey: "reports.roll" }));
