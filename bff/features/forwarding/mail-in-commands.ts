import { answerForward, bounceForward } from "#bff/features/forwarding/answer-commands.ts";
import { messageKey } from "#bff/features/forwarding/copy-queries.ts";
import { settleByCopy } from "#bff/features/forwarding/doubt-commands.ts";
import { type ForwardRow, forwardById } from "#bff/features/forwarding/queries.ts";
import { forwardNamedIn, ownMailNamed } from "#bff/features/forwarding/token.ts";
import type { App } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { shorten } from "#shared/forwarding/mail.ts";
import { isAutomatic, isBounce, ownWords, verdictOf } from "#shared/forwarding/reply-mail.ts";
import { longestAnswer } from "#shared/forwarding/schema.ts";

/** A mail as it was read, whoever brought it. `headers` by small names; `text` already plain. */
export type MailIn = {
  messageId: string | null;
  from: { name: string; mail: string };
  to: string[];
  references: string[];
  subject: string;
  text: string;
  headers: Map<string, string>;
  /** what a report of non-delivery encloses */
  enclosed: string;
  size: number;
};

/** `answer` was taken; `late` came after another one, or too late; `automatic`, `bounce`, `empty`, `unknown` are not taken; `copy` is our own. */
export type MailOutcome = "answer" | "copy" | "late" | "automatic" | "bounce" | "empty" | "unknown" | "repeated";

/** Takes a mail that came in. The same mail (by its Message-ID) is taken once, however often and by whichever way it comes. */
export async function takeMail(app: App, mail: MailIn, via: "mail" | "hook"): Promise<MailOutcome> {
  const id = await firstOf(app, mail);
  if (!id) return "repeated";
  const { outcome, forward } = await judge(app, mail, via);
  await app.db.write
    .updateTable("mail_in")
    .set({ outcome, forwardId: forward?.id ?? null, workspaceId: forward?.workspaceId ?? null })
    .where("id", "=", id)
    .execute();
  // Only once the copy is written down: from then on a doubt that arises later finds it.
  const own = outcome === "copy" ? ownMailNamed(app, mail.messageId) : null;
  if (own && forward) await settleByCopy(app, forward, own.kind);
  app.log.info({ outcome, forwardId: forward?.id }, "a mail came in");
  return outcome;
}

const keyOf = ({ messageId, from, subject, text }: MailIn): string =>
  messageKey(messageId ?? `${from.mail}\n${subject}\n${text}`);

/** Writes the mail down as being read; null when it is known already. One left half-way by a crash is read again. */
async function firstOf(app: App, mail: MailIn): Promise<string | null> {
  const id = newId();
  const messageKey = keyOf(mail);
  return await inTransaction(app, async (trx) => {
    const known = await trx
      .selectFrom("mail_in")
      .select(["id", "outcome"])
      .where("messageKey", "=", messageKey)
      .executeTakeFirst();
    if (known) return known.outcome === "reading" ? known.id : null;
    const from = { fromMail: mail.from.mail.slice(0, 254), subject: mail.subject.slice(0, 300) };
    const row = { id, messageKey, workspaceId: null, forwardId: null, ...from, outcome: "reading", size: mail.size };
    await trx
      .insertInto("mail_in")
      .values({ ...row, at: app.clock.iso() })
      .execute();
    return id;
  });
}

type Judged = { outcome: MailOutcome; forward: ForwardRow | null };

async function judge(app: App, mail: MailIn, via: "mail" | "hook"): Promise<Judged> {
  const own = ownMailNamed(app, mail.messageId);
  if (own) {
    const forward = (await forwardById(app.db.read, own.forwardId)) ?? null;
    return { outcome: forward ? "copy" : "unknown", forward };
  }
  const bounced = isBounce(mail.headers);
  const forwardId = forwardNamedIn(app, [...mail.to, ...mail.references, ...(bounced ? [mail.enclosed] : [])]);
  const forward = (forwardId && (await forwardById(app.db.read, forwardId))) || null;
  if (!forward) return { outcome: "unknown", forward: null };
  if (bounced) {
    await bounceForward(app, forward, shorten(mail.text.trim() || mail.subject, 400));
    return { outcome: "bounce", forward };
  }
  if (isAutomatic(mail.headers)) return { outcome: "automatic", forward };
  const answer = shorten(ownWords(mail.text), longestAnswer - 1);
  if (!answer) return { outcome: "empty", forward };
  const name = shorten(mail.from.name || forward.toName || mail.from.mail, 110);
  const said = { verdict: verdictOf(answer), answer, name, outcome: null, handToId: null, via };
  return { outcome: (await answerForward(app, forward, said)) ? "answer" : "late", forward };
}
