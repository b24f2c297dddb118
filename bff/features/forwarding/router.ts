import { z } from "zod";
import { choicesOf, quotesOf, readAlong } from "#bff/features/forwarding/along.ts";
import { answerForward } from "#bff/features/forwarding/answer-commands.ts";
import {
  removeDepartment,
  retryForward,
  saveDepartment,
  sendForward,
  withdrawForward,
} from "#bff/features/forwarding/commands.ts";
import { limitLink } from "#bff/features/forwarding/link-limit.ts";
import {
  type ForwardedThread,
  forwardByTokenHash,
  forwardsOf,
  forwardsOfThread,
  listDepartments,
  threadToForward,
  threadWords,
  toViews,
} from "#bff/features/forwarding/queries.ts";
import { type App, assertBrand, type Ctx } from "#bff/platform/context.ts";
import { hashToken } from "#bff/platform/crypto.ts";
import { ask, open, router } from "#bff/platform/trpc.ts";
import { DomainError } from "#shared/errors.ts";
import { stateOf } from "#shared/forwarding/forward.ts";
import {
  AnswerInput,
  AnswerPageView,
  DepartmentInput,
  DepartmentView,
  ForwardFilter,
  ForwardInput,
  ForwardPreview,
  ForwardView,
} from "#shared/forwarding/schema.ts";

const OfThread = z.object({ threadId: z.string() });
const OfForward = z.object({ forwardId: z.string() });

export const forwardingRouter = router({
  departments: ask("department.read")
    .output(z.array(DepartmentView))
    .query(({ ctx }) => listDepartments(ctx.db.read, ctx.actor.workspaceId, ctx.clock.iso())),
  saveDepartment: ask("department.save")
    .input(DepartmentInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => saveDepartment(ctx, input)),
  removeDepartment: ask("department.save")
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => removeDepartment(ctx, input.id)),
  preview: ask("department.read")
    .input(OfThread)
    .output(ForwardPreview)
    .query(({ ctx, input }) => preview(ctx, input.threadId)),
  send: ask("forward.send")
    .input(ForwardInput)
    .output(OfForward)
    .mutation(({ ctx, input }) => sendForward(ctx, input)),
  retry: ask("forward.send")
    .input(OfForward)
    .mutation(({ ctx, input }) => retryForward(ctx, input.forwardId)),
  withdraw: ask("forward.withdraw")
    .input(OfForward)
    .mutation(({ ctx, input }) => withdrawForward(ctx, input.forwardId)),
  forThread: ask("department.read")
    .input(OfThread)
    .output(z.array(ForwardView))
    .query(async ({ ctx, input }) => {
      await ownThread(ctx, input.threadId);
      return toViews(ctx.db.read, await forwardsOfThread(ctx.db.read, input.threadId), ctx.clock.iso());
    }),
  list: ask("department.read")
    .input(ForwardFilter)
    .output(z.array(ForwardView))
    .query(({ ctx, input }) => list(ctx, input)),
  question: open
    .input(AnswerInput.pick({ token: true }))
    .output(AnswerPageView)
    .query(({ ctx, input }) => {
      const hash = hashToken(input.token);
      limitLink(hash, "read", ctx.clock.now());
      return answerPage(ctx, hash);
    }),
  answer: open
    .input(AnswerInput)
    .output(AnswerPageView)
    .mutation(async ({ ctx, input }) => {
      const hash = hashToken(input.token);
      limitLink(hash, "answer", ctx.clock.now());
      await answerForward(ctx, hash, input);
      return answerPage(ctx, hash);
    }),
});

async function ownThread(ctx: Ctx, threadId: string): Promise<ForwardedThread> {
  const thread = await threadToForward(ctx.db.read, threadId);
  if (!thread || thread.workspaceId !== ctx.actor.workspaceId)
    throw new DomainError("not_found", "There is no such thread here.", {});
  assertBrand(ctx.actor, thread.brandId);
  return thread;
}

async function preview(ctx: Ctx, threadId: string): Promise<ForwardPreview> {
  const thread = await ownThread(ctx, threadId);
  const hasPost = thread.postText !== null && thread.postAt !== null && thread.postDeletedAt === null;
  return {
    brandName: thread.brandName,
    timeZone: thread.timeZone,
    memberName: thread.memberName,
    personName: ctx.actor.name,
    messages: choicesOf(await threadWords(ctx.db.read, threadId), thread.brandName),
    post: hasPost ? { text: thread.postText ?? "", publishedAt: thread.postAt ?? "" } : null,
    folder: ctx.mailer.folder,
  };
}

async function list(ctx: Ctx, filter: ForwardFilter): Promise<ForwardView[]> {
  const { workspaceId, brandIds } = ctx.actor;
  const states = filter.state === "answered" ? ["answered"] : filter.state ? ["sent", "failed"] : null;
  const rows = await forwardsOf(ctx.db.read, { workspaceId, brandIds, states, brand: filter.brand ?? null });
  const views = await toViews(ctx.db.read, rows, ctx.clock.iso());
  if (filter.state === "answered" || !filter.state) return views;
  const due = (view: ForwardView) => view.dueAt ?? view.expiresAt;
  return views
    .filter((view) => view.state !== "expired" && (filter.state === "open" || view.overdue))
    .sort((a, b) => (due(a) < due(b) ? -1 : 1));
}

/** What the page of a link shows: the question while it is open, else what became of it. */
async function answerPage(app: App, tokenHash: string): Promise<AnswerPageView> {
  const forward = await forwardByTokenHash(app.db.read, tokenHash);
  if (!forward) return { state: "unknown" };
  const { brandName, timeZone, departmentName, question, expiresAt } = forward;
  const askedBy = forward.personName ?? brandName;
  const state = stateOf(forward, app.clock.iso());
  if (state === "answered")
    return {
      state,
      brandName,
      timeZone,
      departmentName,
      question,
      verdict: (forward.verdict ?? "yes") as AnswerInput["verdict"],
      answer: forward.answer ?? "",
      answeredBy: forward.answeredBy ?? "",
      answeredAt: forward.answeredAt ?? expiresAt,
    };
  if (state === "withdrawn" || state === "expired") return { state, brandName, timeZone, askedBy, question, expiresAt };
  const along = readAlong(forward.along);
  const thread = await threadToForward(app.db.read, forward.threadId);
  return {
    state: "open",
    brandName,
    timeZone,
    askedBy,
    departmentName,
    toName: forward.toName,
    question,
    quotes: quotesOf(await threadWords(app.db.read, forward.threadId), brandName, along),
    post: along.withPost && !thread?.postDeletedAt ? (thread?.postText ?? null) : null,
    dueAt: forward.dueAt,
    expiresAt,
  };
}
