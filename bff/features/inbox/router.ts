import { z } from "zod";
import { addNote, assign, createLabel, markRead, restore, setLabel, setStatus } from "#bff/features/inbox/commands.ts";
import { countNewer, listThreads } from "#bff/features/inbox/list-queries.ts";
import { everyone, present } from "#bff/features/inbox/presence.ts";
import { countViews, listLabels, listPeople } from "#bff/features/inbox/queries.ts";
import { getThread, threadAndBrand } from "#bff/features/inbox/thread-queries.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import {
  BulkResult,
  InboxCounts,
  InboxFilter,
  LabelView,
  PersonView,
  ThreadPage,
  ThreadStatus,
  ThreadView,
} from "#shared/inbox/schema.ts";

const id = z.string().min(1).max(64);
const ids = z.array(id).min(1).max(500);
const threadLabel = z.object({ threadIds: ids, labelId: id });

export const inboxRouter = router({
  list: ask("inbox.read")
    .input(
      InboxFilter.extend({
        cursor: z.string().max(100).optional(),
        limit: z.number().int().min(1).max(200).optional(),
      }),
    )
    // As a function it is checked in one go; as a schema it would be awaited field by field, at three times the cost.
    .output((page: unknown) => ThreadPage.parse(page))
    .query(({ ctx, input }) => listThreads(ctx, input)),
  newer: ask("inbox.read")
    .input(z.object({ filter: InboxFilter, since: z.string() }))
    .output(z.object({ count: z.number() }))
    .query(async ({ ctx, input }) => ({ count: await countNewer(ctx, input.filter, input.since) })),
  counts: ask("inbox.read")
    .input(z.object({ brand: z.string().optional() }))
    .output(InboxCounts)
    .query(({ ctx, input }) => countViews(ctx, input.brand)),
  thread: ask("inbox.read")
    .input(z.object({ id }))
    .output(ThreadView)
    .query(({ ctx, input }) => getThread(ctx, input.id)),
  labels: ask("inbox.read")
    .output(z.array(LabelView))
    .query(({ ctx }) => listLabels(ctx)),
  people: ask("inbox.read")
    .output(z.array(PersonView))
    .query(({ ctx }) => listPeople(ctx)),
  setStatus: ask("thread.status")
    .input(z.object({ threadIds: ids, status: ThreadStatus, snoozedUntil: z.iso.datetime().nullish() }))
    .output(BulkResult)
    .mutation(({ ctx, input }) => setStatus(ctx, input)),
  assign: ask("thread.assign")
    .input(z.object({ threadIds: ids, userId: id.nullable() }))
    .output(BulkResult)
    .mutation(({ ctx, input }) => assign(ctx, input)),
  restore: ask("thread.status")
    .input(z.object({ undo: BulkResult.shape.undo.min(1).max(500) }))
    .output(BulkResult)
    .mutation(({ ctx, input }) => restore(ctx, input.undo)),
  addLabel: ask("thread.label")
    .input(threadLabel)
    .output(BulkResult)
    .mutation(({ ctx, input }) => setLabel(ctx, { ...input, on: true })),
  removeLabel: ask("thread.label")
    .input(threadLabel)
    .output(BulkResult)
    .mutation(({ ctx, input }) => setLabel(ctx, { ...input, on: false })),
  createLabel: ask("label.create")
    .input(z.object({ name: z.string().trim().min(1).max(40), color: z.string().max(20) }))
    .output(LabelView)
    .mutation(({ ctx, input }) => createLabel(ctx, input)),
  addNote: ask("thread.note")
    .input(z.object({ threadId: id, text: z.string().trim().min(1).max(5000) }))
    .output(z.object({ id }))
    .mutation(({ ctx, input }) => addNote(ctx, input)),
  markRead: ask("thread.markRead")
    .input(z.object({ threadId: id }))
    .mutation(({ ctx, input }) => markRead(ctx, input.threadId)),
  present: ask("thread.presence")
    .input(z.object({ threadId: id.nullable(), writing: z.boolean() }))
    .mutation(async ({ ctx, input }) => {
      present(ctx, input.threadId === null ? null : await threadAndBrand(ctx, input.threadId), input.writing);
      return everyone(ctx);
    }),
});
