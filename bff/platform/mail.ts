import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
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
  return {
    folder: null,
    async send(mail, leaving) {
      let handed = false;
      try {
        const { message, envelope } = await composer.sendMail(withThread(mail, config.mailFrom));
        const words = async function* () {
          await leaving?.();
          handed = true;
          yield message;
        };
        await transport.sendMail({ envelope, raw: Readable.from(words()) });
        return { kind: "ok", value: null };
      } catch (error) {
        return mailOutcome(error as { responseCode?: number; message: string }, handed);
      }
    },
  };
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
