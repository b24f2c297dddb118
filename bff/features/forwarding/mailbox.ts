import { ImapFlow } from "imapflow";
import { takeMail } from "#bff/features/forwarding/mail-in-commands.ts";
import { longestMail, parseMail } from "#bff/features/forwarding/parse-mail.ts";
import type { App } from "#bff/platform/context.ts";

const mostAtOnce = 50;

/**
 * Reads what nobody has seen yet in the mailbox for replies and marks it as seen once it is taken. A mail that cannot be
 * read stays flagged for a person. True: look again later; the mailbox being away is no reason to stop.
 */
export async function readMailbox(app: App): Promise<boolean> {
  if (!app.config.imapUrl) return false;
  const { client, folder } = openMailbox(app.config.imapUrl);
  // Without a listener a line that breaks would end the process.
  client.on("error", (error) => app.log.warn({ err: error }, "the mailbox broke off"));
  try {
    await client.connect();
    const lock = await client.getMailboxLock(folder);
    try {
      await readUnseen(app, client);
    } finally {
      lock.release();
    }
    await client.logout();
  } catch (error) {
    client.close();
    app.log.warn({ err: error }, "the mailbox could not be read and will be tried again");
  }
  return true;
}

function openMailbox(address: string): { client: ImapFlow; folder: string } {
  const url = new URL(address);
  const secure = url.protocol === "imaps:";
  const client = new ImapFlow({
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    logger: false,
    connectionTimeout: 15_000,
    socketTimeout: 60_000,
  });
  return { client, folder: decodeURIComponent(url.pathname.slice(1)) || "INBOX" };
}

async function readUnseen(app: App, client: ImapFlow): Promise<void> {
  const unseen = (await client.search({ seen: false, flagged: false }, { uid: true })) || [];
  for (const uid of unseen.slice(0, mostAtOnce)) {
    const range = String(uid);
    const size = await client.fetchOne(range, { size: true }, { uid: true });
    if (size && (size.size ?? 0) > longestMail) {
      await client.messageFlagsAdd(range, ["\\Flagged"], { uid: true });
      continue;
    }
    const mail = await client.fetchOne(range, { source: true }, { uid: true });
    if (!mail) continue;
    if (!mail.source) continue;
    try {
      await takeMail(app, await parseMail(mail.source), "mail");
      await client.messageFlagsAdd(range, ["\\Seen"], { uid: true });
    } catch (error) {
      app.log.error({ err: error, uid }, "a mail could not be read and is flagged");
      await client.messageFlagsAdd(range, ["\\Flagged"], { uid: true });
    }
  }
}
