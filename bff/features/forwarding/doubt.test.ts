import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { doubtOf, settleRows, takeLetter } from "#bff/features/forwarding/delivery-commands.ts";
import { takeMail } from "#bff/features/forwarding/mail-in-commands.ts";
import { parseMail } from "#bff/features/forwarding/parse-mail.ts";
import { forwardById } from "#bff/features/forwarding/queries.ts";
import { asking, hannahsThread, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken, messageIdOf, replyAddressOf } from "#bff/features/forwarding/token.ts";
import type { Mail } from "#bff/platform/mail.ts";
import { inTransaction } from "#bff/platform/write.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

type Taken = { to: string[]; raw: Buffer };

/** A mail server that keeps what it takes, for whom; refuses addresses by name, or cuts the line after the last dot. */
async function mailServer() {
  const taken: Taken[] = [];
  const refused = new Set<string>();
  const sockets = new Set<Socket>();
  const state = { cut: false };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo({ address }, _session, done) {
      const wrong = [...refused].find((one) => address.startsWith(one));
      done(wrong ? Object.assign(new Error("no such person"), { responseCode: 550 }) : null);
    },
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on("data", (piece: Buffer) => pieces.push(piece));
      stream.on("end", () => {
        taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(pieces) });
        if (state.cut) for (const socket of sockets) socket.destroy();
        else done();
      });
    },
  });
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return { taken, refused, state, url, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

eachEngine("a mail nobody knows the fate of", (engine) => {
  let test: TestApp;
  let server: Awaited<ReturnType<typeof mailServer>>;
  let team: ReturnType<typeof asking>;
  let threadId: string;
  let departmentId: string;

  beforeEach(async () => {
    server = await mailServer();
    test = await testApp(engine, {
      env: {
        KONAK_SMTP_URL: server.url,
        KONAK_MAIL_FROM: "Lumi <team@lumi.example>",
        KONAK_MAIL_REPLY_TO: "answers@lumi.example",
        KONAK_IMAP_URL: "imap://nobody:nothing@127.0.0.1:9/INBOX",
      },
    });
    team = asking(test.app, await test.as("owner"));
    const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
    departmentId = (await team.saveDepartment({ name: "Product quality", contacts })).id;
    threadId = await hannahsThread(test);
  });
  afterEach(async () => {
    await server.stop();
    await test.remove();
  });

  const send = (toMail?: string) => team.send({ ...question(threadId, departmentId), ...(toMail && { toMail }) });
  const shown = async (id?: string) =>
    (await team.forThread({ threadId })).find((one) => id === undefined || one.id === id);
  const outbox = () => test.app.db.write.updateTable("outbox");
  const come = async (raw: Buffer) => takeMail(test.app, await parseMail(raw), "mail");
  const lastTaken = () => server.taken.at(-1) as Taken;
  const bounceOf = (forwardId: string, reportId: string) =>
    come(
      Buffer.from(
        `From: mailer-daemon@lumi.example\r\nTo: team@lumi.example\r\nMessage-ID: <${reportId}@lumi.example>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nno such mailbox\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageIdOf(test.app, forwardId)}\r\n--b--\r\n`,
      ),
    );
  const lineCutAfterTheDot = async () => {
    server.state.cut = true;
    const { forwardId } = await send();
    await runDue(test.app);
    expect(await shown(forwardId)).toMatchObject({ state: "failed", delivery: "unknown" });
    return forwardId;
  };

  it("goes to the mailbox for replies too, unseen by who reads it", async () => {
    const { forwardId } = await send();
    await runDue(test.app);
    expect(lastTaken().to).toEqual(["marek@quality.example", replyAddressOf(test.app, forwardId)]);
    const words = lastTaken().raw.toString();
    expect(words).not.toMatch(/^bcc:/im);
    expect(words).toMatch(/^To: marek@quality\.example$/m);
  });

  it("is known to have gone out once its copy comes, and is not sent again", async () => {
    await lineCutAfterTheDot();
    expect(await come(lastTaken().raw)).toBe("copy");
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent", reason: null });
    await runDue(test.app);
    expect(server.taken).toHaveLength(1);
    expect(await test.app.db.read.selectFrom("delivery").select("outcome").orderBy("id").execute()).toEqual([
      { outcome: "unknown" },
      { outcome: "sent" },
    ]);
    expect(await come(lastTaken().raw)).toBe("repeated");
  });

  it("is known at once when the copy was there before the doubt: Konak was killed between the two", async () => {
    const { forwardId } = await send();
    await runDue(test.app);
    expect(await come(lastTaken().raw)).toBe("copy");
    await outbox().set({ state: "sending" }).execute();
    expect(await takeLetter(test.app, forwardId)).toBeNull();
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent" });
    expect(server.taken).toHaveLength(1);
  });

  it("is not known by the copy of an earlier attempt that bounced, once it was sent again", async () => {
    const { forwardId } = await send();
    await runDue(test.app);
    const copy = lastTaken().raw;
    expect(await come(copy)).toBe("copy");
    expect(await bounceOf(forwardId, "report")).toBe("bounce");
    await team.retry({ forwardId });
    server.state.cut = true;
    await runDue(test.app);
    expect(server.taken).toHaveLength(2);
    expect(await shown()).toMatchObject({ state: "failed", delivery: "unknown" });
    expect(await come(lastTaken().raw)).toBe("copy");
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent" });
  });

  it("is refused once it bounced, and a copy read after that does not call it sent", async () => {
    const forwardId = await lineCutAfterTheDot();
    expect(await bounceOf(forwardId, "report")).toBe("bounce");
    const refused = { state: "failed", delivery: "refused", reason: "no such mailbox" };
    expect(await shown()).toMatchObject(refused);
    expect(await come(lastTaken().raw)).toBe("copy");
    expect(await bounceOf(forwardId, "another")).toBe("bounce");
    expect(await shown()).toMatchObject(refused);
    const rows = await test.app.db.read.selectFrom("delivery").select("outcome").orderBy("id").execute();
    expect(rows).toEqual([{ outcome: "unknown" }, { outcome: "refused" }]);
  });

  it("is settled by a copy that comes while the doubt is being written down", async () => {
    const { forwardId } = await send();
    await runDue(test.app);
    await outbox().set({ state: "sending" }).execute();
    const forward = await forwardById(test.app.db.read, forwardId);
    if (!forward?.outboxId) throw new Error("nothing went out");
    const letter = { forward, outboxId: forward.outboxId, subjectId: forwardId, attempt: 1 };
    const coming = await inTransaction(test.app, async (trx) => {
      await settleRows(trx, test.app, letter, doubtOf(test.app), null);
      const outcome = come(lastTaken().raw);
      await Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 300))]);
      return { outcome };
    });
    expect(await coming.outcome).toBe("copy");
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent" });
  });

  it("stays with a person while no copy comes, and the sentence says that one is awaited", async () => {
    await send();
    await outbox().set({ state: "sending", attempts: 1 }).execute();
    await runDue(test.app);
    expect(server.taken).toEqual([]);
    const doubt = await shown();
    expect(doubt).toMatchObject({ state: "failed", delivery: "unknown" });
    expect(doubt?.reason).toContain("when it does, this settles itself");
  });

  it("is settled by no other copy: a forged one, one of another question, one of the reminder", async () => {
    const forwardId = await lineCutAfterTheDot();
    const words = lastTaken().raw.toString();
    const signed = /forward\.[0-9a-z]{21}\.([0-9a-f]{20})/.exec(words)?.[1] ?? "";
    expect(await come(Buffer.from(words.replaceAll(signed, "0".repeat(20))))).not.toBe("copy");
    expect(await come(Buffer.from(words.replace(".asked@", ".after@")))).toBe("copy");
    const other = await lineCutAfterTheDot();
    expect(await come(lastTaken().raw)).toBe("copy");
    expect(await shown(other)).toMatchObject({ delivery: "sent" });
    expect(await shown(forwardId)).toMatchObject({ delivery: "unknown" });
  });

  it("is no answer although it comes to the address for answers", async () => {
    const forwardId = await lineCutAfterTheDot();
    const delivered = `Delivered-To: ${replyAddressOf(test.app, forwardId)}\r\n`;
    expect(await come(Buffer.concat([Buffer.from(delivered), lastTaken().raw]))).toBe("copy");
    expect(await shown()).toMatchObject({ state: "sent", answer: null });
  });

  it("leaves alone what a person decided meanwhile: a question withdrawn, one that was answered", async () => {
    const forwardId = await lineCutAfterTheDot();
    await team.withdraw({ forwardId });
    await come(lastTaken().raw);
    expect(await shown()).toMatchObject({ state: "withdrawn" });

    const again = await lineCutAfterTheDot();
    const said = { verdict: "yes" as const, answer: "We may.", name: "Marek" };
    await asking(test.app, null).answer({ token: forwardToken(test.app, again), ...said });
    await come(lastTaken().raw);
    expect(await shown(again)).toMatchObject({ state: "answered", answer: "We may." });
  });

  it.each(["marek@quality.example", "marek@Quality.Example"])(
    "is refused, and never called sent, when the server takes the copy and not %s",
    async (toMail) => {
      server.refused.add("marek@");
      await send(toMail);
      await runDue(test.app);
      expect(server.taken).toEqual([]);
      const refused = await shown();
      expect(refused).toMatchObject({ state: "failed", delivery: "refused" });
      expect(refused?.reason).toContain("no such person");
    },
  );

  it("leaves the outbox untouched until the server is ready for its words, so a kill before that is no doubt", async () => {
    server.refused.add("marek@");
    server.refused.add("answers+");
    const { forwardId } = await send();
    const letter = await takeLetter(test.app, forwardId);
    let left = false;
    await test.app.mailer.send(letter?.mail as Mail, async () => {
      left = true;
    });
    expect(left).toBe(false);
  });

  it("goes out without a copy where the server does not take that", async () => {
    server.refused.add("answers+");
    await send();
    await runDue(test.app);
    expect(lastTaken().to).toEqual(["marek@quality.example"]);
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent" });
  });
});
