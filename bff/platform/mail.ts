import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type PassThrough, Readable } from "node:stream";
import nodemailer from "nodemailer";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { Config } from "#bff/platform/config.ts";
import { newId } from "#bff/platform/ids.ts";

/** `messageId` stays the same over every attempt, so a mail server or reader can tell a repeat. */
export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  replyTo?: string | null;
  /** gets the same mail unseen by its reader, in the same handing-over: whoever took one took the other */
  copyTo?: string | null;
  inReplyTo?: string;
  attachments?: { filename: string; content: Buffer; contentType: string }[];
};

// A mail server never lacks a permission; it refuses.
type MailOutcome = Exclude<Outcome<null>, { kind: "narrowed" }>;

/**
 * Sends mail; without SMTP settings it lands in `folder`, which screens say. `leaving` is awaited right before the words
 * go to the server: until then nothing can have arrived.
 */
export type Mailer = { folder: string | null; send(mail: Mail, leaving?: () => Promise<void>): Promise<MailOutcome> };

export function openMailer(config: Pick<Config, "smtpUrl" | "mailFrom" | "data">): Mailer {
  if (!config.smtpUrl) return folderMailer(join(config.data, "mail"), config.mailFrom);
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });
  const transport = nodemailer.createTransport(config.smtpUrl, {
    from: config.mailFrom,
    connectionTimeout: 15_000,
    socketTimeout: 30_000,
  } as object);
  // Left to itself nodemailer reads the words while it still looks for the server; these are read when the server has
  // said that it is ready for them. Whom it refused it has written into the envelope by then.
  transport.use("stream", ({ data, message }, done) => {
    const { watch } = data as Watched;
    watch.judged = message.getEnvelope() as Judged;
    message.createReadStream = () => Readable.from(watch.words()) as PassThrough;
    done();
  });
  return {
    folder: null,
    async send(mail, leaving) {
      let handed = false;
      try {
        const { message, envelope } = await composer.sendMail(withThread(mail, config.mailFrom));
        // As the composer writes them, domains in small letters, because so they come back refused.
        const readers = [envelope.to ?? []].flat();
        const watch: Watched["watch"] = {
          judged: {},
          async *words() {
            assertTaken(readers, watch.judged);
            await leaving?.();
            handed = true;
            yield message as Buffer;
          },
        };
        // In the envelope alone: what is written into the words, readers see.
        const to = [...readers, ...[mail.copyTo ?? []].flat()];
        await transport.sendMail({ envelope: { ...envelope, to }, watch } as object);
        return { kind: "ok", value: null };
      } catch (error) {
        return mailOutcome(error as { responseCode?: number; message: string }, handed);
      }
    },
  };
}

type Refusal = { message: string; responseCode?: number };
type Judged = { rejected?: (string | { address: string })[]; rejectedErrors?: Refusal[] };
type Watched = { watch: { judged: Judged; words(): AsyncGenerator<Buffer> } };

// A server that takes the copy and refuses the reader would otherwise look as if it had taken the mail.
function assertTaken(readers: string[], judged: Judged): void {
  const at = (judged.rejected ?? []).findIndex((one) => readers.includes(typeof one === "string" ? one : one.address));
  if (at >= 0) throw judged.rejectedErrors?.[at] ?? new Error("The server did not take the address.");
}

// Mail programs show a reminder under the question it is about.
const withThread = (mail: Mail, from: string) => ({
  from,
  ...mail,
  replyTo: mail.replyTo ?? undefined,
  references: mail.inReplyTo,
});

// 5xx is the server's final word; a connection lost once the words are on their way may or may not have delivered them.
function mailOutcome(error: { responseCode?: number; message: string }, handed: boolean): MailOutcome {
  if (error.responseCode && error.responseCode >= 500) return { kind: "refused", reason: error.message };
  if (handed && !error.responseCode) return { kind: "unknown", reason: error.message };
  return { kind: "wait", until: new Date(Date.now() + 60_000).toISOString(), reason: error.message };
}

function folderMailer(folder: string, from: string): Mailer {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "unix" });
  return {
    folder,
    async send(mail, leaving) {
      await leaving?.();
      await mkdir(folder, { recursive: true });
      const { message } = await composer.sendMail(withThread(mail, from));
      await writeFile(join(folder, `${newId()}.eml`), message as Buffer);
      return { kind: "ok", value: null };
    },
  };
}
