import { sendForward } from "#bff/features/forwarding/commands.ts";
import { departmentRows, hoursOf } from "#bff/features/forwarding/department-queries.ts";
import { likeLoops } from "#bff/features/forwarding/like-queries.ts";
import { addToLoop } from "#bff/features/forwarding/loop-commands.ts";
import { suggestFor } from "#bff/features/forwarding/suggest-queries.ts";
import { type App, asKonak, type Ctx } from "#bff/platform/context.ts";
import type { Reader } from "#bff/platform/db/open.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { promisedBy } from "#shared/forwarding/reminders.ts";

const atOnce = 100;

/**
 * The rule of a department that forwards by itself: new feedback that surely belongs to it goes out with the question
 * written there, or joins the open bundle that says the same. False when the rule is off, and then it is not run again.
 */
export async function runRule(app: App, departmentId: string): Promise<boolean> {
  const department = await app.db.read
    .selectFrom("department")
    .selectAll()
    .where("id", "=", departmentId)
    .executeTakeFirst();
  if (department?.auto !== 1 || department.deletedAt) return false;
  const ctx = asKonak(app, department.workspaceId);
  const { threads, seq } = await newThreads(app.db.read, department.workspaceId, department.autoSeq);
  for (const thread of threads) {
    const [first] = await suggestFor(app.db.read, department.workspaceId, thread);
    if (first?.departmentId === departmentId && first.sure) await forwardByRule(ctx, departmentId, thread);
  }
  if (seq > department.autoSeq)
    await inTransaction(app, (trx) =>
      trx.updateTable("department").set({ autoSeq: seq }).where("id", "=", departmentId).execute(),
    );
  return true;
}

type New = Awaited<ReturnType<typeof newThreads>>["threads"][number];

/** Threads that began since a message, in the order they came; `seq` is how far was looked. */
async function newThreads(db: Reader, workspaceId: string, after: number) {
  const rows = await db
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .innerJoin("brand", "brand.id", "thread.brandId")
    .select(["message.seq", "thread.id", "thread.brandId", "thread.preview", "thread.status", "brand.timeZone"])
    .where("message.seq", ">", after)
    .where("message.author", "=", "member")
    .where("thread.workspaceId", "=", workspaceId)
    .where("thread.deletedAt", "is", null)
    .orderBy("message.seq")
    .limit(atOnce)
    .execute();
  const threads = rows.filter((row, at) => row.status === "open" && rows.findIndex((one) => one.id === row.id) === at);
  return { threads, seq: rows.at(-1)?.seq ?? after };
}

async function forwardByRule(ctx: Ctx, departmentId: string, thread: New): Promise<void> {
  const asked = await ctx.db.read
    .selectFrom("loop_thread")
    .select("loopId")
    .where("threadId", "=", thread.id)
    .executeTakeFirst();
  if (asked) return;
  const like = (await likeLoops(ctx, thread)).find((loop) => loop.departmentId === departmentId);
  if (like) return addToLoop(ctx, { loopId: like.loopId, threadIds: [thread.id], thenWaiting: true });
  const department = (await departmentRows(ctx.db.read, ctx.actor.workspaceId)).find((one) => one.id === departmentId);
  const contact = await ctx.db.read
    .selectFrom("department_contact")
    .select(["name", "mail"])
    .where("departmentId", "=", departmentId)
    .orderBy("id")
    .executeTakeFirst();
  if (!department || !contact) return;
  await sendForward(ctx, {
    threadId: thread.id,
    alsoThreadIds: [],
    departmentId,
    toMail: contact.mail,
    toName: contact.name,
    question: department.autoQuestion,
    dueAt: promisedBy(ctx.clock.iso(), department.answerHours, hoursOf(department, thread.timeZone)),
    withPost: true,
    firstNamesOnly: true,
    withoutPrivate: true,
    // Nobody looks at pictures before a rule sends them.
    attachmentIds: [],
    translations: [],
    suggestedId: departmentId,
    thenWaiting: true,
    idempotencyKey: `rule-${departmentId}-${thread.id}`,
  });
}
