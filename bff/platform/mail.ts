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
  attachments?: { filename: string; content: Buffer; contentType: string }[];
};

// A mail server never lacks a permission; it refuses.
type MailOutcome = Exclude<Outcome<null>, { kind: "narrowed" }>;

/** Sends mail; without SMTP settings it lands in `folder`, which screens say. */
export type Mailer = { folder: string | null; send(mail: Mail): Promise<MailOutcome> };

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
    async send(mail) {
      let handed = false;
      try {
        const { message, envelope } = await composer.sendMail({ from: config.mailFrom, ...mail });
        const words = function* () {
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
    async send(mail) {
      await mkdir(folder, { recursive: true });
      const { message } = await composer.sendMail({ from, ...mail });
      await writeFile(join(folder, `${newId()}.eml`), message as Buffer);
      return { kind: "ok", value: null };
    },
  };
}
