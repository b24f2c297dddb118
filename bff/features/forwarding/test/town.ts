import { forwardingJobs } from "#bff/features/forwarding/jobs.ts";
import { forwardingRouter } from "#bff/features/forwarding/router.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { claim } from "#bff/platform/jobs/queue.ts";
import { runJob } from "#bff/platform/jobs/worker.ts";
import type { TestApp } from "#bff/test/test-app.ts";

export const evil = `The lid pops open <script>alert("x")</script>\nIs this covered?`;

/** One thread of Hannah's under a post, with an answer of the brand in it. */
export async function hannahsThread(test: TestApp): Promise<string> {
  const { brandId, channelId, workspaceId } = test;
  const write = test.app.db.write;
  const at = test.app.clock.iso();
  const day = at.slice(0, 10);
  const { postId, memberId, identityId } = await postAndMember(test);
  const threadId = newId();
  const own = { brandId, channelId, lang: "en", day, deletedAt: null };
  await write
    .insertInto("thread")
    .values({
      ...own,
      id: threadId,
      workspaceId,
      postId,
      memberId,
      externalId: threadId,
      kind: "comment",
      status: "open",
      snoozedUntil: null,
      assigneeId: null,
      hasQuestion: 1,
      preview: evil,
      messageCount: 2,
      firstMessageAt: at,
      lastMessageAt: at,
      waitingSince: at,
      firstAnswerAt: null,
      problem: null,
      version: 1,
      createdAt: at,
    })
    .execute();
  const nothing = { editedAt: null, hiddenAt: null, url: null, replyId: null, userId: null, parentExternalId: null };
  const base = { ...own, ...nothing, threadId, sentAt: at };
  await write
    .insertInto("message")
    .values([
      { ...base, id: newId(), externalId: "hers", author: "member", identityId, text: evil },
      { ...base, id: newId(), externalId: "ours", author: "brand", identityId: null, text: "We will ask." },
    ])
    .execute();
  return threadId;
}

async function postAndMember({ app, brandId, channelId, workspaceId }: TestApp) {
  const at = app.clock.iso();
  const [postId, memberId, identityId] = [newId(), newId(), newId()];
  const write = app.db.write;
  const post = {
    id: postId,
    brandId,
    channelId,
    externalId: postId,
    text: "Sage green is back.",
    url: null,
    lang: "en",
  };
  await write
    .insertInto("post")
    .values({ ...post, paid: "organic", publishedAt: at, day: at.slice(0, 10), deletedAt: null, createdAt: at })
    .execute();
  const name = "Hannah Whitfield";
  await write
    .insertInto("member")
    .values({ id: memberId, workspaceId, name, firstSeenAt: at, createdAt: at })
    .execute();
  const identity = { id: identityId, workspaceId, memberId, network: "sandbox", externalId: memberId };
  await write
    .insertInto("identity")
    .values({ ...identity, handle: "hannahwhit", displayName: name, url: "https://sandbox.example/hannahwhit" })
    .execute();
  return { postId, memberId, identityId };
}

/** The router as a person sees it; null is somebody who is not signed in. */
export const asking = (app: App, ctx: Ctx | null) =>
  forwardingRouter.createCaller({
    ...app,
    actor: ctx?.actor ?? null,
    headers: () => new Headers(),
    setHeader: () => {},
  });

/** Runs every due job of forwarding, as the worker would. */
export async function runDue(app: App): Promise<number> {
  const handlers = forwardingJobs(app);
  for (let count = 0; ; count++) {
    const now = app.clock.iso();
    const job = await claim(app.db, now, now, Object.keys(handlers));
    if (!job) return count;
    await runJob(app, handlers, job);
  }
}

export const question = (threadId: string, departmentId: string) => ({
  threadId,
  departmentId,
  toMail: "marek@quality.example",
  toName: "Marek Wójcik",
  question: "May we send a new lid?",
  dueAt: "2026-11-20T09:00:00.000Z",
  withPost: true,
  firstNamesOnly: true,
  thenWaiting: true,
  idempotencyKey: `key-${newId()}`,
});
