import { expireForward } from "#bff/features/forwarding/answer-commands.ts";
import { postToChat } from "#bff/features/forwarding/chat.ts";
import {
  handOver,
  type Letter,
  type Sent,
  settleLetter,
  takeLetter,
} from "#bff/features/forwarding/delivery-commands.ts";
import { readMailbox } from "#bff/features/forwarding/mailbox.ts";
import { type ChatLetter, remind, takeNotice, tellChat } from "#bff/features/forwarding/notice-commands.ts";
import { runRule } from "#bff/features/forwarding/rule-commands.ts";
import type { App } from "#bff/platform/context.ts";
import { enqueue } from "#bff/platform/jobs/queue.ts";
import type { Handlers } from "#bff/platform/jobs/worker.ts";
import { inTransaction } from "#bff/platform/write.ts";
import type { ReminderKind } from "#shared/forwarding/reminders.ts";

type Payload = { forwardId: string };
type Again = { again: string } | undefined;

/** Mails of forwards on their way out, what reminds of them, what comes back by mail, and questions whose time is over. */
export function forwardingJobs(app: App): Handlers {
  return {
    "forward.deliver": ({ forwardId }: Payload) => deliver(app, () => takeLetter(app, forwardId)),
    "notice.deliver": ({ noticeId }: { noticeId: string }) => deliver(app, () => takeNotice(app, noticeId)),
    "forward.remind": ({ forwardId, kind }: Payload & { kind: ReminderKind }) =>
      remind(app, forwardId, kind).then(() => undefined),
    "forward.hook": ({ forwardId }: Payload) => tellChat(app, forwardId).then(() => undefined),
    "forward.expire": ({ forwardId }: Payload) => expireForward(app, forwardId).then(() => undefined),
    "forward.rule": ({ departmentId }: { departmentId: string }) => again(app, 15, runRule(app, departmentId)),
    "forward.mailbox": () => again(app, app.config.imapSeconds, readMailbox(app)),
  };
}

/** Makes sure the one job that reads the mailbox exists where one is named. */
export async function ensureMailboxJob(app: App): Promise<void> {
  if (!app.config.imapUrl) return;
  await inTransaction(app, (trx) =>
    enqueue(trx, "forward.mailbox", {}, { runAt: app.clock.iso(), uniqueKey: "forward.mailbox" }),
  );
}

/** Runs a job again after so many seconds, until it says that it is done. */
async function again(app: App, seconds: number, work: Promise<boolean>): Promise<Again> {
  if (!(await work)) return;
  return { again: new Date(app.clock.now().getTime() + seconds * 1000).toISOString() };
}

const mostAttempts = 24;

async function deliver(app: App, take: () => Promise<Letter | ChatLetter | null>): Promise<Again> {
  const letter = await take();
  if (!letter) return;
  const outcome = await post(app, letter);
  if (outcome.kind === "wait" && letter.attempt < mostAttempts) {
    const delay = Math.min(60_000 * 2 ** (letter.attempt - 1), 3_600_000);
    const next = new Date(app.clock.now().getTime() + delay).toISOString();
    await settleLetter(app, letter, outcome, next);
    return { again: next };
  }
  await settleLetter(app, letter, outcome.kind === "wait" ? { ...outcome, kind: "refused" } : outcome, null);
}

// A folder that cannot be written throws before anything left the house, so it is tried again like a busy server.
async function post(app: App, letter: Letter | ChatLetter): Promise<Sent> {
  const leaving = () => handOver(app, letter.outboxId);
  const sending = "mail" in letter ? app.mailer.send(letter.mail, leaving) : postToChat(app, letter, leaving);
  const outcome = await sending.catch((error: Error) => ({ kind: "wait" as const, until: "", reason: error.message }));
  if (outcome.kind === "ok") return { kind: "sent", reason: null };
  return {
    kind: outcome.kind === "reconnect" || outcome.kind === "narrowed" ? "refused" : outcome.kind,
    reason: outcome.reason,
  };
}
