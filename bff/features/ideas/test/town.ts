import { callsRouter } from "#bff/features/ideas/call-router.ts";
import { ideasRouter } from "#bff/features/ideas/idea-router.ts";
import { ideasJobs } from "#bff/features/ideas/jobs.ts";
import { repliesJobs } from "#bff/features/replies/jobs.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import { comment } from "#bff/test/incoming.ts";
import type { TestApp } from "#bff/test/test-app.ts";
import type { DomainError } from "#shared/errors.ts";
import type { Brief } from "#shared/ideas/brief.ts";
import type { CallInput } from "#shared/ideas/schema.ts";

/** A brief that may be published on the day the test clock starts (18 November 2026). */
export const goodBrief = (ownerId: string, more: Partial<Brief> = {}): Brief => ({
  question: "What should the next Lumi lid do better?",
  intro: "One thing, please. The best ideas go into the kettle of spring 2027.",
  lang: "en",
  decider: "Kaisa Virtanen",
  deciderRole: "product",
  closesOn: "2026-11-30",
  decideBy: "2026-12-18",
  criteria: [
    { key: "safe", name: "safe with one hand" },
    { key: "fits", name: "fits every 1.2 L" },
  ],
  whatHappens: "Every idea gets an answer with a reason.",
  reward: "Kettle no. 1 of the series",
  example: "A lid that clicks when it is shut",
  constraints: "No electronics",
  ownerId,
  budget: { amount: 5000, currency: "EUR" },
  goalPeople: 30,
  goalAdopted: 2,
  topic: "lid",
  merging: "ask",
  ...more,
});

export const callInput = (brief: Brief, more: Partial<CallInput> = {}): CallInput => ({
  id: null,
  brand: "lumi",
  brief,
  sources: { postIds: [], hashtags: ["lumilid"], mentionWords: ["idea"], page: true },
  noindex: false,
  version: null,
  note: "",
  ...more,
});

const asked = (app: App, ctx: Ctx | null) => ({
  ...app,
  actor: ctx?.actor ?? null,
  headers: () => new Headers(),
  setHeader: () => {},
});
export const calls = (app: App, ctx: Ctx | null) => callsRouter.createCaller(asked(app, ctx));
export const ideas = (app: App, ctx: Ctx | null) => ideasRouter.createCaller(asked(app, ctx));

/** Runs due jobs of ideas and replies once each, as the worker would at this moment. */
export async function runDue(app: App): Promise<void> {
  const handlers = { ...ideasJobs(app), ...repliesJobs(app) };
  const { "replies.look": _, ...kinds } = handlers;
  for (let count = 0; count < 500; count++) {
    const now = app.clock.iso();
    const job = await claim(app.db, now, now, Object.keys(kinds));
    if (!job) return;
    await runJob(app, handlers, job);
  }
}

/** A published call under the brand, its owner, and the post with the id `p1` among its sources when there is one. */
export async function openCall(test: TestApp, more: Partial<Brief> = {}, sources: Partial<CallInput["sources"]> = {}) {
  const owner = await test.as("owner");
  const posts = await test.app.db.read.selectFrom("post").select("id").execute();
  const brief = goodBrief(owner.actor.userId ?? "", more);
  const input = callInput(brief);
  const saved = await calls(test.app, owner).save({
    ...input,
    sources: { ...input.sources, postIds: posts.map((row) => row.id), ...sources },
  });
  const { slug } = await calls(test.app, owner).publish({ callId: saved.callId });
  return { owner, callId: saved.callId, slug };
}

/** A comment with an idea, by somebody of the community, at a minute of the morning. */
export const idea = (id: string, who: string, text: string, more: Partial<ReturnType<typeof comment>> = {}) =>
  comment(id, {
    postExternalId: "p1",
    author: { externalId: who, handle: who, displayName: who, url: null },
    text,
    ...more,
  });

/** What was wrong when `work` was refused; undefined when it was not. */
export const refusal = async (work: Promise<unknown>) =>
  (
    (await work.then(
      () => null,
      (error) => error,
    )) as { cause?: DomainError } | null
  )?.cause;
