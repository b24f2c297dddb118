import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import nodemailer from "nodemailer";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { ensureMailboxJob } from "#bff/features/forwarding/jobs.ts";
import { saidBy } from "#bff/features/forwarding/test/loops.ts";
import { asking, hannahsThread, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { type Dovecot, startDovecot } from "./dovecot.ts";

let dovecot: Dovecot;
let smtp: SMTPServer;
const out: ParsedMail[] = [];
const copies: Buffer[] = [];
let test: TestApp;
let team: ReturnType<typeof asking>;
let threadIds: string[];

beforeAll(async () => {
  dovecot = await startDovecot();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", async () => {
        const raw = Buffer.concat(pieces);
        out.push(await simpleParser(raw));
        if (session.envelope.rcptTo.some(({ address }) => address.startsWith("answers+"))) copies.push(raw);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
  await dovecot.stop();
});

beforeEach(async () => {
  out.length = 0;
  copies.length = 0;
  await dovecot.client(async (client) => {
    await client.mailboxOpen("INBOX");
    await client.messageDelete("1:*").catch(() => false);
  });
  test = await testApp("sqlite", {
    env: {
      KONAK_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
      KONAK_MAIL_FROM: "Lumi <team@lumi.example>",
      KONAK_MAIL_REPLY_TO: "answers@lumi.example",
      KONAK_IMAP_URL: dovecot.url,
      KONAK_IMAP_SECONDS: "1",
    },
  });
  team = asking(test.app, await test.as("owner"));
  const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
  const { id } = await team.saveDepartment({ name: "Product quality", contacts });
  threadIds = [await hannahsThread(test), await saidBy(test, { name: "Mark Lee", text: "My lid leaks" })];
  await team.send({ ...question(threadIds[0] ?? "", id), alsoThreadIds: threadIds.slice(1) });
  await ensureMailboxJob(test.app);
  await runDue(test.app);
});
afterEach(() => test.remove());

const asked = () => out[0] as ParsedMail;
const shown = async () => (await team.forThread({ threadId: threadIds[0] ?? "" }))[0];
const read = async () => {
  test.clock.advance(2_000);
  await runDue(test.app);
};
const composer = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: "windows" });

/** A reply as Marek's mail program writes it, laid into the mailbox as the mail server would. */
async function reply(more: Record<string, unknown>): Promise<Buffer> {
  const mail = asked();
  const { message } = await composer.sendMail({
    from: "Marek Wójcik <marek@quality.example>",
    to: [mail.replyTo ?? mail.from].flat()[0]?.text,
    subject: `Re: ${mail.subject}`,
    inReplyTo: mail.messageId,
    references: mail.messageId,
    ...more,
  });
  await lay(message as Buffer);
  return message as Buffer;
}
const lay = (message: Buffer) => dovecot.client((client) => client.append("INBOX", message, []));
const flags = () =>
  dovecot.client(async (client) => {
    await client.mailboxOpen("INBOX");
    const found: string[][] = [];
    for await (const message of client.fetch("1:*", { flags: true }))
      found.push([...(message.flags ?? [])].filter((flag) => flag !== "\\Recent"));
    return found;
  });

it("goes out by SMTP, comes back by IMAP, and stands on every thread of the bundle", async () => {
  expect(asked().text).toContain("Or simply reply to this mail.");
  const quoted = (asked().text ?? "").split("\n").map((line) => `> ${line}`);
  await reply({ text: `Yes. New lids leave on Monday.\n\nOn Wed, 18 Nov 2026, Lumi wrote:\n${quoted.join("\n")}` });
  await read();
  expect(await shown()).toMatchObject({
    state: "answered",
    verdict: "yes",
    answer: "Yes. New lids leave on Monday.",
    answeredBy: "Marek Wójcik",
    answeredVia: "mail",
  });
  const notes = await test.app.db.read.selectFrom("note").select("threadId").execute();
  expect(new Set(notes.map((note) => note.threadId))).toEqual(new Set(threadIds));
  expect(await flags()).toEqual([["\\Seen"]]);
});

it("takes the same mail once, also when it lies there twice or was left unread by a crash", async () => {
  const message = await reply({ text: "Yes." });
  await lay(message);
  await read();
  await dovecot.client(async (client) => {
    await client.mailboxOpen("INBOX");
    await client.messageFlagsRemove("1:*", ["\\Seen"]);
  });
  await read();
  expect(await test.app.db.read.selectFrom("note").selectAll().execute()).toHaveLength(2);
  expect(await test.app.db.read.selectFrom("mail_in").select("outcome").execute()).toEqual([{ outcome: "answer" }]);
  expect(await flags()).toEqual([["\\Seen"], ["\\Seen"]]);
});

it("reads an HTML mail of a megabyte, leaves a machine's and a stranger's alone, and flags what is too large", async () => {
  await reply({ text: "I am away.", headers: { "Auto-Submitted": "auto-replied" } });
  await reply({ text: "Buy now", to: "answers@lumi.example", inReplyTo: undefined, references: undefined });
  await reply({ text: "x", attachments: [{ filename: "big.bin", content: Buffer.alloc(2_500_000) }] });
  await read();
  expect(await shown()).toMatchObject({ state: "sent" });
  expect(await flags()).toEqual([["\\Seen"], ["\\Seen"], ["\\Flagged"]]);
  await reply({
    html: `<p>Kyllä, <b>maanantaina</b>.</p><script>alert(1)</script>${"<p>Jousi löystyy.</p>".repeat(45_000)}`,
  });
  await read();
  const answer = (await shown())?.answer ?? "";
  expect(answer.startsWith("Kyllä, maanantaina.")).toBe(true);
  expect(answer.length).toBeLessThanOrEqual(5000);
  expect(answer).not.toContain("alert");
});

it("waits while the mailbox is away and reads it when it is back", async () => {
  await reply({ text: "No. The springs are fine." });
  await dovecot.away();
  await read();
  expect(await shown()).toMatchObject({ state: "sent" });
  await dovecot.back();
  await read();
  expect(await shown()).toMatchObject({ state: "answered", verdict: "no" });
});

it("knows a mail in doubt by its own copy in the mailbox, and takes the copy for no answer", async () => {
  await test.app.db.write.updateTable("outbox").set({ state: "unknown" }).where("kind", "=", "mail").execute();
  await test.app.db.write.updateTable("forward").set({ state: "failed" }).execute();
  expect(await shown()).toMatchObject({ state: "failed", delivery: "unknown" });
  await lay(copies[0] as Buffer);
  await read();
  expect(await shown()).toMatchObject({ state: "sent", delivery: "sent", answer: null });
  expect(await flags()).toEqual([["\\Seen"]]);
  await reply({ text: "Yes, from Monday on." });
  await read();
  expect(await shown()).toMatchObject({ state: "answered", verdict: "yes" });
});
