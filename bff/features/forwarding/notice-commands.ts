import { doubtOf, type Letter, settleRows, takeRow } from "#bff/features/forwarding/delivery-commands.ts";
import type { Hook } from "#bff/features/forwarding/department-commands.ts";
import { letterOf, writeReminder } from "#bff/features/forwarding/letter-queries.ts";
import { tellLoop } from "#bff/features/forwarding/loop-commands.ts";
import { type ForwardRow, forwardById } from "#bff/features/forwarding/queries.ts";
import { queueOutbox } from "#bff/features/forwarding/queue-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { stateOf } from "#shared/forwarding/forward.ts";
import type { ReminderKind } from "#shared/forwarding/reminders.ts";
import { mailTextsIn } from "#shared/forwarding/texts/in-language.ts";

type To = { toName: string; toMail: string };

/** Reminds once: a second job of the same kind finds the notice there and leaves it. Nobody is reminded of what is over. */
export async function remind(app: App, forwardId: string, kind: ReminderKind): Promise<void> {
  const told = await inTransaction(app, async (trx) => {
    const forward = await forwardById(trx, forwardId);
    if (!forward || stateOf(forward, app.clock.iso()) !== "sent") return null;
    const to = await reminded(trx, forward, kind);
    if (!to || !(await addNotice(trx, app, forward, { kind, way: "mail", ...to }))) return null;
    const detail = { kind, name: to.toName };
    await tellLoop(trx, forward.loopId, "reminded", app.clock.iso(), {
      departmentId: forward.departmentId,
      userId: null,
      detail,
    });
    return forward;
  });
  if (!told) return;
  app.live.hint({ workspaceId: told.workspaceId, slice: "forwarding" });
  app.wake();
}

async function reminded(trx: Trx, forward: ForwardRow, kind: ReminderKind): Promise<To | null> {
  if (kind === "before" || kind === "after") return { toName: forward.toName, toMail: forward.toMail };
  if (kind === "deputy")
    return forward.deputyMail ? { toName: forward.deputyName ?? "", toMail: forward.deputyMail } : null;
  const sender = await trx
    .selectFrom("user")
    .select(["name", "email"])
    .where("id", "=", forward.userId)
    .executeTakeFirst();
  return sender ? { toName: sender.name, toMail: sender.email } : null;
}

/** Says a question in the department's chat, once; nothing where no chat is named. */
export async function tellChat(app: App, forwardId: string): Promise<void> {
  await inTransaction(app, async (trx) => {
    const forward = await forwardById(trx, forwardId);
    if (!forward?.hook || stateOf(forward, app.clock.iso()) !== "sent") return;
    await addNotice(trx, app, forward, { kind: "asked", way: "hook", toName: forward.hookKind ?? "", toMail: "" });
  });
}

type NewNotice = To & { kind: string; way: "mail" | "hook" };

async function addNotice(trx: Trx, app: App, forward: ForwardRow, notice: NewNotice): Promise<boolean> {
  const at = app.clock.iso();
  const id = newId();
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto("forward_notice")
    .values({ id, workspaceId: forward.workspaceId, forwardId: forward.id, ...notice, createdAt: at })
    .onConflict((conflict) => conflict.columns(["forwardId", "kind", "way"]).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return false;
  await queueOutbox(trx, "notice", id, `notice:${forward.id}:${notice.kind}:${notice.way}`, at);
  await enqueue(trx, "notice.deliver", { noticeId: id }, { runAt: at, uniqueKey: `notice.deliver:${id}` });
  return true;
}

/** What is said in a chat or to a machine: the words and where they go. */
export type ChatLetter = Omit<Letter, "mail"> & { hook: Hook; kind: string; body: string };
export type NoticeLetter = Letter | ChatLetter;

/** Takes a reminder or a chat message to be sent, by the same rules as the question's own mail. */
export function takeNotice(app: App, noticeId: string): Promise<NoticeLetter | null> {
  return inTransaction(app, async (trx) => {
    const notice = await noticeById(trx, noticeId);
    const forward = notice && (await forwardById(trx, notice.forwardId));
    if (!notice || !forward) return null;
    const letter = { forward, outboxId: notice.outboxId, subjectId: noticeId };
    // A machine that gets the same delivery twice knows it by its id; a person would read it twice.
    const repeatable = notice.way === "hook" && forward.hookKind === "signed";
    if (notice.state === "sending" && !repeatable) {
      const left = { ...letter, attempt: notice.attempts };
      await settleRows(trx, app, left, doubtOf(app), null);
      return null;
    }
    if (!["queued", "waiting", "taken", "sending"].includes(notice.state)) return null;
    const attempt = notice.attempts + 1;
    if (stateOf(forward, app.clock.iso()) !== "sent") {
      await trx.updateTable("outbox").set({ state: "cancelled" }).where("id", "=", notice.outboxId).execute();
      return null;
    }
    await takeRow(trx, notice.outboxId, attempt);
    if (notice.way === "mail") return { ...letter, attempt, mail: await writeReminder(trx, app, forward, notice) };
    if (!forward.hook || !forward.hookKind) return null;
    const hook = app.vault.open(forward.hook) as Hook;
    return { ...letter, attempt, hook, kind: forward.hookKind, body: await chatWords(trx, app, forward, noticeId) };
  });
}

const noticeById = (trx: Trx, id: string) =>
  trx
    .selectFrom("forward_notice")
    .innerJoin("outbox", "outbox.subjectId", "forward_notice.id")
    .selectAll("forward_notice")
    .select(["outbox.id as outboxId", "outbox.state", "outbox.attempts"])
    .where("forward_notice.id", "=", id)
    .where("outbox.kind", "=", "notice")
    .executeTakeFirst();

async function chatWords(trx: Trx, app: App, forward: ForwardRow, noticeId: string): Promise<string> {
  const letter = await letterOf(trx, app, forward);
  const texts = mailTextsIn(forward.departmentLang);
  const asks = texts.asks(letter.personName, letter.brandName, letter.departmentName);
  const text = `${asks} ${letter.question}\n${texts.answerHere} ${letter.link}`;
  if (forward.hookKind !== "signed") return JSON.stringify({ text });
  const { question, people, dueAt, expiresAt, link, brandName, departmentName } = letter;
  const quotes = letter.quotes.slice(0, 20).map((quote) => ({ name: quote.name, lang: quote.lang, text: quote.text }));
  const what = { id: noticeId, kind: "forward.asked", forwardId: forward.id, brandName, departmentName };
  return JSON.stringify({ ...what, question, people, dueAt, expiresAt, link, quotes });
}
