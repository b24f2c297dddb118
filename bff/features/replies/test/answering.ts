import { afterEach, beforeEach } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { repliesJobs } from "#bff/features/replies/jobs.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Engine } from "#bff/platform/db/open.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type ScriptedNetwork, scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { Role } from "#shared/actions.ts";

// New before every test; who imports them sees the new ones.
export let test: TestApp;
export let network: ScriptedNetwork;
export let ctx: Ctx;

/** One comment, a network that does what the test tells it to, and a manager who answers. */
export function answering(engine: Engine): void {
  beforeEach(async () => {
    network = scriptedNetwork();
    test = await testApp(engine, { connector: network });
    await becomes("manager");
    await bring(test, [comment("c1")]);
  });
  afterEach(() => test.remove());
}

/** Who acts from now on. */
export const becomes = async (role: Role) => {
  ctx = await test.as(role);
};

export const threadNow = async () => {
  const [row] = (await listThreads(ctx, { status: "all" })).items;
  return await getThread(ctx, row?.id ?? "");
};
export const send = async (more: Partial<Parameters<typeof sendReply>[1]> = {}) => {
  const thread = await threadNow();
  return await sendReply(ctx, {
    threadId: thread.id,
    text: "Hi Hannah, the spring of that lid wears out early; a new one is on its way to you.",
    templateId: null,
    lang: "en",
    parentExternalId: null,
    overrideReason: null,
    thenDone: false,
    confirm: false,
    idempotencyKey: "key-of-first-draft",
    seenVersion: thread.version,
    ...more,
  });
};
/** Moves the clock past the undo time and does every job that is due. */
export const deliver = async (after = 11_000) => {
  test.clock.advance(after);
  for (;;) {
    const now = test.clock.now();
    const handlers = repliesJobs(test.app);
    const job = await claim(
      test.app.db,
      now.toISOString(),
      new Date(now.getTime() + 60_000).toISOString(),
      Object.keys(handlers),
    );
    if (!job) return;
    await runJob(test.app, handlers, job);
  }
};
export const statuses = async () => test.app.db.read.selectFrom("reply").select(["status", "reason"]).execute();
