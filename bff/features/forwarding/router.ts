import { z } from "zod";
import { answerByLink, answerPage } from "#bff/features/forwarding/answer-page.ts";
import { closeLoop, reopenLoop } from "#bff/features/forwarding/close-commands.ts";
import { retryForward, sendForward, withdrawForward } from "#bff/features/forwarding/commands.ts";
import { removeDepartment, saveDepartment } from "#bff/features/forwarding/department-commands.ts";
import { listDepartments } from "#bff/features/forwarding/department-queries.ts";
import { likeLoops, likeThreads } from "#bff/features/forwarding/like-queries.ts";
import { limitLink } from "#bff/features/forwarding/link-limit.ts";
import { addToLoop, setAside, takeFollowerBack, toldFollower } from "#bff/features/forwarding/loop-commands.ts";
import { listLoops } from "#bff/features/forwarding/loop-queries.ts";
import { draftsOf, viewLoop } from "#bff/features/forwarding/loop-view.ts";
import { ownThread, preview } from "#bff/features/forwarding/preview.ts";
import { forwardsOf, forwardsOfThread, toViews } from "#bff/features/forwarding/queries.ts";
import { getLoopReport } from "#bff/features/forwarding/report-queries.ts";
import { translateWithModel } from "#bff/features/forwarding/translate.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { hashToken } from "#bff/platform/crypto.ts";
import { ask, open, router } from "#bff/platform/trpc.ts";
import { AnswerLanguage, DepartmentInput, DepartmentView } from "#shared/forwarding/department.ts";
import {
  LikeLoop,
  LikeThread,
  LoopFilter,
  LoopOutcomeInput,
  LoopPage,
  LoopReport,
  LoopReportFilter,
  LoopView,
} from "#shared/forwarding/loop-schema.ts";
import {
  AnswerInput,
  AnswerPageView,
  ForwardFilter,
  ForwardInput,
  ForwardPreview,
  ForwardView,
} from "#shared/forwarding/schema.ts";

const OfThread = z.object({ threadId: z.string() });
const OfForward = z.object({ forwardId: z.string() });
const OfLoop = z.object({ loopId: z.string() });
const OfFollower = z.object({ loopId: z.string(), threadId: z.string() });
const Drafts = z.array(
  z.object({
    threadId: z.string(),
    text: z.string(),
    lang: z.string(),
    translate: z.boolean(),
    unsaid: z.array(z.string()),
  }),
);
const threadIds = z.array(z.string()).min(1).max(200);

export const forwardingRouter = router({
  departments: ask("department.read")
    .output(z.array(DepartmentView))
    .query(({ ctx }) => listDepartments(ctx, ctx.actor.workspaceId, ctx.clock.iso())),
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
  like: ask("department.read")
    .input(OfThread)
    .output(z.object({ threads: z.array(LikeThread), loops: z.array(LikeLoop) }))
    .query(async ({ ctx, input }) => {
      const thread = await ownThread(ctx, input.threadId);
      return { threads: await likeThreads(ctx, thread), loops: await likeLoops(ctx, thread) };
    }),
  send: ask("forward.send")
    .input(ForwardInput)
    .output(OfForward.extend({ loopId: z.string() }))
    .mutation(({ ctx, input }) => sendForward(ctx, input)),
  translate: ask("forward.translate")
    .input(OfThread.extend({ messageId: z.string(), lang: AnswerLanguage }))
    .output(z.object({ text: z.string(), replaced: z.number().int() }))
    .mutation(({ ctx, input }) => translateWithModel(ctx, input)),
  addToLoop: ask("forward.send")
    .input(z.object({ loopId: z.string(), threadIds, thenWaiting: z.boolean().default(true) }))
    .mutation(({ ctx, input }) => addToLoop(ctx, input)),
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
  loops: ask("department.read")
    .input(LoopFilter)
    .output(LoopPage)
    .query(({ ctx, input }) => {
      const { workspaceId, brandIds } = ctx.actor;
      return listLoops(ctx.db.read, { workspaceId, brandIds, now: ctx.clock.iso() }, input);
    }),
  loop: ask("department.read")
    .input(OfLoop)
    .output(LoopView)
    .query(({ ctx, input }) => viewLoop(ctx, input.loopId)),
  drafts: ask("department.read")
    .input(OfLoop)
    .output(Drafts)
    .query(({ ctx, input }) => draftsOf(ctx, input.loopId)),
  told: ask("loop.close")
    .input(OfFollower)
    .mutation(({ ctx, input }) => toldFollower(ctx, input)),
  setAside: ask("loop.close")
    .input(OfFollower.extend({ reason: z.string().trim().min(3).max(500) }))
    .mutation(({ ctx, input }) => setAside(ctx, input)),
  takeBack: ask("loop.close")
    .input(OfFollower)
    .mutation(({ ctx, input }) => takeFollowerBack(ctx, input)),
  close: ask("loop.close")
    .input(LoopOutcomeInput)
    .mutation(({ ctx, input }) => closeLoop(ctx, input)),
  reopen: ask("loop.close")
    .input(OfLoop)
    .mutation(({ ctx, input }) => reopenLoop(ctx, input.loopId)),
  report: ask("report.read")
    .input(LoopReportFilter)
    .output(LoopReport)
    .query(({ ctx, input }) => getLoopReport(ctx, input)),
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
      await answerByLink(ctx, hash, input);
      return answerPage(ctx, hash);
    }),
});

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
