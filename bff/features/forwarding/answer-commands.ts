import { comeBack, tellThread } from "#bff/features/forwarding/commands.ts";
import { type ForwardRow, forwardById, forwardByTokenHash } from "#bff/features/forwarding/queries.ts";
import { type App, asKonak } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction, write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { answerNote, stateOf } from "#shared/forwarding/forward.ts";
import type { AnswerInput } from "#shared/forwarding/schema.ts";
import { mailTexts } from "#shared/forwarding/texts/en.ts";

/**
 * Takes what a department answers: the first answer stands, becomes a note on the thread and makes it ours again.
 * A second one, and one to a question that is over, changes nothing; the page then shows what stands.
 */
export async function answerForward(app: App, tokenHash: string, input: AnswerInput): Promise<void> {
  const forward = await forwardByTokenHash(app.db.read, tokenHash);
  if (!forward || !["sent", "failed"].includes(stateOf(forward, app.clock.iso()))) return;
  if (input.verdict === "more_facts" && !input.answer)
    throw new DomainError("invalid_input", "Say which facts are needed.", { field: "answer" });
  const ctx = asKonak(app, forward.workspaceId);
  const at = app.clock.iso();
  await write(ctx, "thread.note", `thread:${forward.threadId}`, async (trx, audit) => {
    audit({ forwardId: forward.id, by: input.name, verdict: input.verdict });
    const first = await trx
      .updateTable("forward")
      .set({
        state: "answered",
        verdict: input.verdict,
        answer: input.answer,
        answeredBy: input.name,
        answeredAt: at,
      })
      .where("id", "=", forward.id)
      .where("state", "in", ["sent", "failed"])
      .executeTakeFirst();
    if (first.numUpdatedRows === 0n) {
      audit({ already: true });
      return;
    }
    await trx
      .insertInto("note")
      .values({
        id: newId(),
        threadId: forward.threadId,
        userId: null,
        forwardId: forward.id,
        text: note(forward, input),
        at,
      })
      .execute();
    const detail = { department: forward.departmentName, name: input.name, verdict: input.verdict };
    await tellThread(trx, forward.threadId, at, { kind: "forward_answered", userId: null, detail }, "open");
  });
  app.live.hint({ workspaceId: forward.workspaceId, slice: "forwarding" });
}

const note = (forward: ForwardRow, input: AnswerInput): string =>
  answerNote({ ...input, departmentName: forward.departmentName }, mailTexts.verdicts);

/** Ends a question nobody answered, when its link stops working. */
export async function expireForward(app: App, forwardId: string): Promise<void> {
  const at = app.clock.iso();
  const ended = await inTransaction(app, async (trx) => {
    const forward = await forwardById(trx, forwardId);
    if (!forward || stateOf(forward, at) !== "expired" || forward.state === "expired") return null;
    await trx.updateTable("forward").set({ state: "expired" }).where("id", "=", forwardId).execute();
    const detail = { department: forward.departmentName, toName: forward.toName };
    await comeBack(trx, forward, at, { kind: "forward_expired", userId: null, detail });
    return forward;
  });
  if (!ended) return;
  app.live.hint({ workspaceId: ended.workspaceId, slice: "forwarding" });
  app.live.hint({ workspaceId: ended.workspaceId, slice: "inbox" });
}
