import { quotesOfForward } from "#bff/features/forwarding/along.ts";
import { type ForwardRow, forwardById, threadToForward } from "#bff/features/forwarding/queries.ts";
import { forwardToken, messageIdOf, replyAddressOf } from "#bff/features/forwarding/token.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { Mail } from "#bff/platform/mail.ts";
import { type ForwardMail, forwardMail, sayMoment, senderMail } from "#shared/forwarding/mail.ts";
import type { ReminderKind } from "#shared/forwarding/reminders.ts";
import { mailTextsIn } from "#shared/forwarding/texts/in-language.ts";

/** What a question says, as it stands now: words deleted meanwhile are not in it any more. */
export async function letterOf(trx: Trx, app: App, forward: ForwardRow): Promise<ForwardMail> {
  const { quotes, people, along } = await quotesOfForward(trx, forward);
  const thread = await threadToForward(trx, forward.threadId);
  return {
    brandName: forward.brandName,
    timeZone: forward.departmentZone ?? forward.timeZone,
    departmentName: forward.departmentName,
    personName: forward.personName ?? forward.brandName,
    toName: forward.toName,
    question: forward.question,
    people,
    quotes,
    post: along.withPost && thread?.postText && !thread.postDeletedAt ? thread.postText : null,
    dueAt: forward.dueAt,
    expiresAt: forward.expiresAt,
    lead: null,
    subject: null,
    mayReply: mayReply(app),
    link: `${app.url}/answer/${forwardToken(app, forward.id)}`,
  };
}

/** Whether a reply to a mail finds its way back, which the mail says only then. */
export const mayReply = (app: App): boolean =>
  app.config.imapUrl !== null || (app.config.mailHookSecret !== null && app.config.mailReplyTo !== null);

/** Where a copy of every mail goes, so that one in doubt can be looked up: the mailbox that is read anyway. */
const copyTo = (app: App, forwardId: string): string | null =>
  mayReply(app) ? (replyAddressOf(app, forwardId) ?? addressIn(app.config.mailFrom)) : null;
const addressIn = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender;

/** The mail of a question. */
export async function writeMail(trx: Trx, app: App, forward: ForwardRow): Promise<Mail> {
  const texts = mailTextsIn(forward.departmentLang);
  const handed = await handedFrom(trx, forward);
  const lead = handed ? texts.handedOn(handed.departmentName, handed.answeredBy ?? "", handed.answer ?? "") : null;
  const body = forwardMail({ ...(await letterOf(trx, app, forward)), lead }, texts);
  const replyTo = replyAddressOf(app, forward.id);
  return {
    to: forward.toMail,
    ...body,
    replyTo,
    copyTo: copyTo(app, forward.id),
    messageId: messageIdOf(app, forward.id),
  };
}

// A question that was handed on says so in its key, which is how it is sent once.
function handedFrom(trx: Trx, forward: ForwardRow): Promise<ForwardRow | undefined> {
  const from = /^handed:(.+)$/.exec(forward.idempotencyKey ?? "")?.[1];
  return from ? forwardById(trx, from) : Promise.resolve(undefined);
}

type Notice = { kind: string; toName: string; toMail: string };

/** A reminder: to the person asked or their deputy the question once more, to the sender that nobody answers. */
export async function writeReminder(trx: Trx, app: App, forward: ForwardRow, notice: Notice): Promise<Mail> {
  const kind = notice.kind as ReminderKind;
  const texts = mailTextsIn(kind === "sender" ? "en" : forward.departmentLang);
  const due = forward.dueAt ? sayMoment(forward.dueAt, forward.departmentZone ?? forward.timeZone, texts.locale) : "";
  const subject = texts.remindSubject[kind](due);
  const lead = texts.remind[kind]({ name: forward.toName, department: forward.departmentName, due });
  const thread = { inReplyTo: messageIdOf(app, forward.id), messageId: messageIdOf(app, forward.id, kind) };
  if (kind === "sender") {
    const link = `${app.url}/loops/${forward.loopId}`;
    const body = senderMail({ subject, words: lead, question: forward.question, link }, texts);
    return { to: notice.toMail, ...body, copyTo: copyTo(app, forward.id), messageId: thread.messageId };
  }
  const letter = { ...(await letterOf(trx, app, forward)), toName: notice.toName, lead, subject };
  const replyTo = replyAddressOf(app, forward.id);
  return { to: notice.toMail, ...forwardMail(letter, texts), replyTo, copyTo: copyTo(app, forward.id), ...thread };
}
