import { afterEach } from "vitest";
import { channelsJobs } from "#bff/features/channels/jobs.ts";
import { claim, type Job } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { WrittenNetwork } from "#bff/test/written-network.ts";

// New with every start; who imports them sees the new ones.
export let test: TestApp;
export let network: WrittenNetwork;
afterEach(() => test.remove());

/** A channel on a network that answers what the test wrote down. */
export async function start(engine: "sqlite" | "postgres", env: Record<string, string> = {}): Promise<void> {
  network = new WrittenNetwork();
  test = await testApp(engine, { connector: network, env: { KONAK_ALLOW_ADDRESSES: "127.0.0.1", ...env } });
}

export const channelRow = (id = test.channelId) =>
  test.app.db.write.selectFrom("channel").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
export const jobs = () =>
  test.app.db.write
    .selectFrom("job")
    .select(["uniqueKey", "runAt"])
    .where("kind", "in", ["channel.sync", "reply.deliver"])
    .orderBy("id")
    .execute();
export const messages = () => test.app.db.write.selectFrom("message").select("externalId").orderBy("seq").execute();

/** Runs the one sync job that is due, as the worker would. */
export async function turn(): Promise<Job | null> {
  const now = test.clock.iso();
  const job = await claim(test.app.db, now, new Date(test.clock.now().getTime() + 60_000).toISOString(), [
    "channel.sync",
  ]);
  if (job) await runJob(test.app, channelsJobs(test.app), job);
  return job;
}
