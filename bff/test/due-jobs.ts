import { handlers } from "#bff/jobs.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import type { TestApp } from "#bff/test/test-app.ts";

/** Does every job that is due, of these kinds or of all, as the worker would; gives how many. */
export async function doDueJobs(test: TestApp, kinds?: string[]): Promise<number> {
  const all = handlers(test.app);
  for (let done = 0; ; done++) {
    const now = test.clock.now();
    const until = new Date(now.getTime() + 60_000).toISOString();
    const job = await claim(test.app.db, now.toISOString(), until, kinds ?? Object.keys(all));
    if (!job) return done;
    await runJob(test.app, all, job);
  }
}
