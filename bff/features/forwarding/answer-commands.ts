import { comeBack, handOn } from "#bff/features/forwarding/commands.ts";
import { tellLoop, tellThread, threadsOf } from "#bff/features/forwarding/loop-commands.ts";
import { type ForwardRow, forwardById } from "#bff/features/forwarding/queries.ts";
import { type App, asKonak, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { answerNote, stateOf } from "#shared/forwarding/forward.ts";
import type { Outcome, Verdict } from "#shared/forwarding/schema.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";

/** What a department answers, however it came. `verdict` null: words without a short answer. */
export type DepartmentAnswer = {
  verdict: Verdict | null;
  answer: string;
  name: string;
  outcome: Outcome | null;
  handToId: string | null;
  via: "page" | "mail" | "hook";
};

/**
 * Takes what a department answers: the first answer stands, becomes a note on every thread of the bundle and makes them
 * ours again. A second one, and one to a question that is over, changes nothing. True when it was taken.
 */
export async function answerForward(app: App, forward: ForwardRow, input: DepartmentAnswer): Promise<boolean> {
  if (!["sent", "failed"].includes(stateOf(forward, app.clock.iso()))) return false;
  assertSaid(input);
  const ctx = asKonak(app, forward.workspaceId);
  const at = app.clock.iso();
  const taken = await write(ctx, "thread.note", `thread:${forward.threadId}`, async (trx, audit) => {
    audit({ forwardId: forward.id, by: input.name, verdict: input.verdict, via: input.via });
    const first = await trx
      .updateTable("forward")
      .set({
        state: input.handToId ? "handed_on" : "answered",
        verdict: input.verdict,
        answer: input.answer,
        answeredBy: input.name,
        answeredAt: at,
        answeredVia: input.via,
        outcome: input.outcome,
        handedToId: input.handToId,
      })
      .where("id", "=", forward.id)
      .where("state", "in", ["sent", "failed"])
      .executeTakeFirst();
    if (first.numUpdatedRows === 0n) {
      audit({ already: true });
      return false;
    }
    if (input.handToId) await passOn(trx, ctx, forward, input, at);
    else await bringBack(trx, forward, input, at);
    return true;
  });
  app.live.hint({ workspaceId: forward.workspaceId, slice: "forwarding" });
  return taken;
}

function assertSaid({ verdict, answer, handToId }: DepartmentAnswer): void {
  const wants = {
    more_facts: "Say which facts are needed.",
    no: "Say why, so that the followers can be told.",
    not_ours: "Say why.",
  };
  const sentence = verdict && verdict in wants ? wants[verdict as keyof typeof wants] : null;
  if (!answer && (verdict === null || (sentence && (verdict !== "not_ours" || handToId))))
    throw new DomainError("invalid_input", sentence ?? "The answer is empty.", { field: "answer" });
}

async function bringBack(trx: Trx, forward: ForwardRow, input: DepartmentAnswer, at: string): Promise<void> {
  const detail = { department: forward.departmentName, name: input.name, verdict: input.verdict };
  const text = answerNote({ ...input, departmentName: forward.departmentName }, mailTexts.verdicts);
  for (const threadId of await threadsOf(trx, forward.loopId)) {
    await writeNote(trx, threadId, forward.id, text, at);
    await tellThread(trx, threadId, at, { kind: "forward_answered", userId: null, detail }, "open");
  }
  const outcome = input.outcome ?? (input.verdict === "no" ? "declined" : null);
  if (outcome)
    await trx
      .updateTable("loop")
      .set({ outcome, outcomeText: input.answer })
      .where("id", "=", forward.loopId)
      .execute();
  const what = { departmentId: forward.departmentId, userId: null, detail: { name: input.name } };
  await tellLoop(trx, forward.loopId, "answered", at, what);
}

const writeNote = (trx: Trx, threadId: string, forwardId: string, text: string, at: string) =>
  trx.insertInto("note").values({ id: newId(), threadId, userId: null, forwardId, text, at }).execute();

async function passOn(trx: Trx, ctx: Ctx, forward: ForwardRow, input: DepartmentAnswer, at: string): Promise<void> {
  const by = { departmentId: input.handToId ?? "", by: input.name, reason: input.answer };
  const to = await handOn(trx, ctx, forward, by);
  const text = `${forward.departmentName}, ${input.name} → ${to.name}, ${to.toName}: ${input.answer}`;
  const detail = { department: to.name, toName: to.toName, from: forward.departmentName };
  for (const threadId of await threadsOf(trx, forward.loopId)) {
    await writeNote(trx, threadId, forward.id, text, at);
    await tellThread(trx, threadId, at, { kind: "forward_handed_on", userId: null, detail }, null);
  }
}

/** Ends a question nobody answered, when its link stops working. */
export async function expireForward(app: App, forwardId: string): Promise<void> {
  const at = app.clock.iso();
  const ended = await inTransaction(app, async (trx) => {
    const forward = await forwardById(trx, forwardId);
    if (!forward || stateOf(forward, at) !== "expired" || forward.state === "expired") return null;
    await trx.updateTable("forward").set({ state: "expired" }).where("id", "=", forwardId).execute();
    await tellLoop(trx, forward.loopId, "expired", at, { userId: null });
    const detail = { department: forward.departmentName, toName: forward.toName };
    await comeBack(trx, forward, at, { kind: "forward_expired", userId: null, detail });
    return forward;
  });
  if (!ended) return;
  app.live.hint({ workspaceId: ended.workspaceId, slice: "forwarding" });
  app.live.hint({ workspaceId: ended.workspaceId, slice: "inbox" });
}

/** Marks a question whose mail came back undelivered, so that somebody sees it before the deadline; it ends a doubt too. */
export async function bounceForward(app: App, forward: ForwardRow, reason: string): Promise<void> {
  const at = app.clock.iso();
  await inTransaction(app, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("forward")
      .set({ state: "failed" })
      .where("id", "=", forward.id)
      .where("state", "=", "sent")
      .executeTakeFirst();
    if (!forward.outboxId) return;
    let mail = trx.updateTable("outbox").set({ state: "refused" }).where("id", "=", forward.outboxId);
    if (numUpdatedRows === 0n) mail = mail.where("state", "=", "unknown");
    if ((await mail.executeTakeFirst()).numUpdatedRows === 0n) return;
    const attempt = forward.attempts ?? 1;
    const row = { id: newId(), outboxId: forward.outboxId, subjectId: forward.id, attempt, at };
    await trx
      .insertInto("delivery")
      .values({ ...row, outcome: "refused", detail: reason.slice(0, 500) })
      .execute();
  });
  app.live.hint({ workspaceId: forward.workspaceId, slice: "forwarding" });
}
