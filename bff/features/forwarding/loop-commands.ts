import { loopById, repliesSince } from "#bff/features/forwarding/loop-queries.ts";
import { threadToForward } from "#bff/features/forwarding/queries.ts";
import { changeStatus } from "#bff/features/inbox/commands.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { type LoopEventKind, type LoopState, nextState } from "#shared/forwarding/loop.ts";
import type { LoopOutcomeInput } from "#shared/forwarding/loop-schema.ts";

const missing = (what: string) => new DomainError("not_found", `There is no such ${what} here.`, {});

type Happening = {
  departmentId?: string | null;
  userId: string | null;
  detail?: Record<string, string | number>;
};

/** Writes down what happened to a loop; its state follows from that and from nothing else. */
export async function tellLoop(
  trx: Trx,
  loopId: string,
  kind: LoopEventKind,
  at: string,
  what: Happening,
): Promise<void> {
  const { departmentId = null, userId, detail = {} } = what;
  await trx
    .insertInto("loop_event")
    .values({ id: newId(), loopId, kind, at, departmentId, userId, detail: JSON.stringify(detail) })
    .execute();
  const row = await trx.selectFrom("loop").select("state").where("id", "=", loopId).executeTakeFirstOrThrow();
  const state = nextState(row.state as LoopState, kind);
  await trx
    .updateTable("loop")
    .set({
      state,
      ...(departmentId && (kind === "asked" || kind === "handed_on") && { departmentId }),
      ...(kind === "answered" && { answeredAt: at }),
      ...(kind === "closed" ? { closedAt: at } : kind === "reopened" && { closedAt: null }),
    })
    .where("id", "=", loopId)
    .execute();
}

type Opening = {
  id: string;
  brandId: string;
  departmentId: string;
  title: string;
  dueAt: string | null;
  threadIds: string[];
};

/** Begins a loop over threads; the question goes out beside it. */
export async function openLoop(trx: Trx, ctx: Ctx, opening: Opening): Promise<void> {
  const { threadIds, ...loop } = opening;
  const at = ctx.clock.iso();
  const userId = ctx.actor.userId;
  const nothing = { outcome: null, outcomeText: null, answeredAt: null, closedAt: null };
  await trx
    .insertInto("loop")
    .values({ ...loop, ...nothing, workspaceId: ctx.actor.workspaceId, userId, state: "out", createdAt: at })
    .execute();
  await joinThreads(trx, loop.id, threadIds, at, userId);
  const detail = { followers: threadIds.length };
  await tellLoop(trx, loop.id, "asked", at, { departmentId: loop.departmentId, userId, detail });
}

async function joinThreads(trx: Trx, loopId: string, threadIds: string[], at: string, userId: string | null) {
  const untold = { replyId: null, toldAt: null, asideAt: null, asideReason: null };
  await trx
    .insertInto("loop_thread")
    .values(threadIds.map((threadId) => ({ loopId, threadId, addedAt: at, userId, ...untold })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Threads a person may put into a bundle, all of one brand; anything else is refused as if it were not there. */
export async function assertThreads(trx: Trx, ctx: Ctx, brandId: string, threadIds: string[]): Promise<void> {
  if (threadIds.length === 0) return;
  assertBrand(ctx.actor, brandId);
  const rows = await trx
    .selectFrom("thread")
    .select("id")
    .where("id", "in", threadIds)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("brandId", "=", brandId)
    .where("deletedAt", "is", null)
    .execute();
  if (rows.length !== new Set(threadIds).size) throw missing("thread");
}

export async function ownLoop(trx: Trx, ctx: Ctx, loopId: string) {
  const loop = await loopById(trx, loopId);
  if (!loop || loop.workspaceId !== ctx.actor.workspaceId) throw missing("loop");
  assertBrand(ctx.actor, loop.brandId);
  return loop;
}

const mostFollowers = 200;

/** Adds feedback that says the same to a bundle that is open; an answered one's answer is theirs as well. */
export async function addToLoop(
  ctx: Ctx,
  input: { loopId: string; threadIds: string[]; thenWaiting: boolean },
): Promise<void> {
  await write(ctx, "forward.send", `loop:${input.loopId}`, async (trx, audit) => {
    const loop = await ownLoop(trx, ctx, input.loopId);
    if (loop.state !== "out" && loop.state !== "answered")
      throw new DomainError("conflict", "The loop is closed already; forward the thread anew.", { state: loop.state });
    await assertThreads(trx, ctx, loop.brandId, input.threadIds);
    const known = await threadsOf(trx, loop.id);
    const fresh = input.threadIds.filter((id) => !known.includes(id));
    if (known.length + fresh.length > mostFollowers)
      throw new DomainError("too_long", "A bundle holds 200 threads.", { most: mostFollowers });
    audit({ threads: fresh.length });
    if (fresh.length === 0) return;
    const at = ctx.clock.iso();
    await joinThreads(trx, loop.id, fresh, at, ctx.actor.userId);
    await tellLoop(trx, loop.id, "joined", at, { userId: ctx.actor.userId, detail: { followers: fresh.length } });
    const event = {
      kind: "forwarded",
      userId: ctx.actor.userId,
      detail: { department: loop.departmentName, toName: null },
    };
    const status = loop.state === "out" && input.thenWaiting ? "waiting" : null;
    for (const threadId of fresh) await tellThread(trx, threadId, at, event, status);
  });
  ctx.live.hint({ workspaceId: ctx.actor.workspaceId, slice: "inbox" });
}

export const threadsOf = async (trx: Trx, loopId: string): Promise<string[]> =>
  (
    await trx.selectFrom("loop_thread").select("threadId").where("loopId", "=", loopId).orderBy("addedAt").execute()
  ).map((row) => row.threadId);

export type ThreadEvent = { kind: string; userId: string | null; detail: Record<string, string | null> };

/** Says on a thread what happened, whether or not that moves it. */
export async function tellThread(
  trx: Trx,
  threadId: string,
  at: string,
  event: ThreadEvent,
  to: "open" | "waiting" | null,
): Promise<void> {
  const thread = await threadToForward(trx, threadId);
  if (to && thread && thread.status !== to) return changeStatus(trx, threadId, to, at, event);
  await trx
    .insertInto("thread_event")
    .values({ id: newId(), threadId, kind: event.kind, userId: event.userId, at, detail: JSON.stringify(event.detail) })
    .execute();
  await trx
    .updateTable("thread")
    .set((eb) => ({ version: eb("version", "+", 1) }))
    .where("id", "=", threadId)
    .execute();
}

/** Counts our newest answer in a thread since the department's as the one that told its follower. */
export async function toldFollower(ctx: Ctx, input: { loopId: string; threadId: string }): Promise<void> {
  await write(ctx, "loop.close", `loop:${input.loopId}`, async (trx, audit) => {
    const loop = await ownLoop(trx, ctx, input.loopId);
    const since = (await repliesSince(trx, [input.threadId], loop.answeredAt ?? loop.createdAt)).get(input.threadId);
    if (!since)
      throw new DomainError("conflict", "Nothing was said to this follower since.", { threadId: input.threadId });
    const at = ctx.clock.iso();
    const told = { replyId: since.replyId, toldAt: since.at, asideAt: null, asideReason: null };
    await changeFollower(trx, input, told);
    audit({ threadId: input.threadId, replyId: since.replyId });
    await tellLoop(trx, loop.id, "told", at, { userId: ctx.actor.userId, detail: { threadId: input.threadId } });
  });
}

/** Leaves a follower without an answer, for a reason that is kept. */
export async function setAside(ctx: Ctx, input: { loopId: string; threadId: string; reason: string }): Promise<void> {
  await write(ctx, "loop.close", `loop:${input.loopId}`, async (trx, audit) => {
    const loop = await ownLoop(trx, ctx, input.loopId);
    const at = ctx.clock.iso();
    audit({ threadId: input.threadId, reason: input.reason });
    await changeFollower(trx, input, { asideAt: at, asideReason: input.reason, replyId: null, toldAt: null });
    const detail = { threadId: input.threadId, reason: input.reason };
    await tellLoop(trx, loop.id, "set_aside", at, { userId: ctx.actor.userId, detail });
  });
}

/** Puts a follower who was set aside back on the list. */
export async function takeFollowerBack(ctx: Ctx, input: { loopId: string; threadId: string }): Promise<void> {
  await write(ctx, "loop.close", `loop:${input.loopId}`, async (trx) => {
    const loop = await ownLoop(trx, ctx, input.loopId);
    await changeFollower(trx, input, { asideAt: null, asideReason: null });
    const what = { userId: ctx.actor.userId, detail: { threadId: input.threadId } };
    await tellLoop(trx, loop.id, "taken_back", ctx.clock.iso(), what);
  });
}

type Change = Partial<Record<"replyId" | "toldAt" | "asideAt" | "asideReason", string | null>>;

async function changeFollower(trx: Trx, { loopId, threadId }: { loopId: string; threadId: string }, change: Change) {
  const done = await trx
    .updateTable("loop_thread")
    .set(change)
    .where("loopId", "=", loopId)
    .where("threadId", "=", threadId)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) throw missing("follower in this loop");
}

/** What came of the feedback, in words that a report can print. */
export async function setOutcome(ctx: Ctx, input: LoopOutcomeInput): Promise<void> {
  await write(ctx, "loop.close", `loop:${input.loopId}`, async (trx, audit) => {
    await ownLoop(trx, ctx, input.loopId);
    if (input.outcome === "declined" && !input.outcomeText)
      throw new DomainError("invalid_input", "A decline needs its reason.", { field: "outcomeText" });
    audit({ outcome: input.outcome });
    const { outcome, outcomeText } = input;
    await trx.updateTable("loop").set({ outcome, outcomeText }).where("id", "=", input.loopId).execute();
  });
}
