import { writeFile } from "node:fs/promises";
import type { AddressInfo, Socket } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, it } from "vitest";
import { asking, hannahsThread, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { openMailer } from "#bff/platform/mail.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const cut = 0;

/** A mail server on loopback that keeps what it gets, answers with a code, or cuts the line after the words. */
async function mailServer() {
  const kept: ParsedMail[] = [];
  const ids: (string | undefined)[] = [];
  const answers: number[] = [];
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        ids.push(mail.messageId);
        const code = answers.shift();
        if (code === cut) for (const socket of sockets) socket.destroy();
        else if (code) done(Object.assign(new Error("not now"), { responseCode: code }));
        else {
          kept.push(mail);
          done();
        }
      }, done);
    },
  });
  server.server.on("connection", (socket: Socket) => sockets.add(socket));
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.server.address() as AddressInfo).port;
  return {
    kept,
    ids,
    answers,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

eachEngine("the mail of a forward", (engine) => {
  let test: TestApp;
  let selin: Ctx;
  let server: Awaited<ReturnType<typeof mailServer>>;
  let threadId: string;
  let departmentId: string;

  beforeEach(async () => {
    server = await mailServer();
    test = await testApp(engine, { env: { KONAK_SMTP_URL: server.url, KONAK_MAIL_FROM: "Lumi <team@lumi.example>" } });
    selin = await test.as("owner");
    const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
    departmentId = (await asking(test.app, selin).saveDepartment({ name: "Product quality", contacts })).id;
    threadId = await hannahsThread(test);
  });
  afterEach(async () => {
    await server.stop();
    await test.remove();
  });
  const send = () => asking(test.app, selin).send(question(threadId, departmentId));
  const shown = async () => (await asking(test.app, selin).forThread({ threadId }))[0];

  it("reaches a mail server whole, with the follower's markup made harmless", async () => {
    const { forwardId } = await send();
    await runDue(test.app);
    const [mail] = server.kept;
    expect(mail?.from?.text).toBe('"Lumi" <team@lumi.example>');
    expect(mail?.to && !Array.isArray(mail.to) && mail.to.text).toBe("marek@quality.example");
    expect(mail?.messageId).toMatch(/^<forward\.[0-9a-z]{21}\.[0-9a-f]{20}\.asked@localhost>$/);
    expect(mail?.html).not.toContain("<script>");
    expect(mail?.html).toContain(`href="http://localhost:4700/answer/${forwardToken(test.app, forwardId)}"`);
    expect(mail?.text).toContain("owner person, Lumi Kettle");
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent", reason: null });
    expect((await asking(test.app, selin).preview({ threadId })).folder).toBeNull();
  });

  it("waits for a busy server and sends later", async () => {
    server.answers.push(451);
    await send();
    await runDue(test.app);
    expect(await shown()).toMatchObject({ state: "sent", delivery: "waiting" });
    expect(server.kept).toEqual([]);
    test.clock.advance(61_000);
    await runDue(test.app);
    expect(server.kept).toHaveLength(1);
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent" });
  });

  it("shows a refusal with its reason, and a person can try again", async () => {
    server.answers.push(550);
    const { forwardId } = await send();
    await runDue(test.app);
    const failed = await shown();
    expect(failed).toMatchObject({ state: "failed", delivery: "refused" });
    expect(failed?.reason).toContain("not now");
    await asking(test.app, selin).retry({ forwardId });
    await runDue(test.app);
    expect(server.kept).toHaveLength(1);
    expect(await shown()).toMatchObject({ state: "sent", delivery: "sent" });
    await expect(asking(test.app, selin).retry({ forwardId })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("does not send again by itself when nobody knows whether it went out", async () => {
    const { forwardId } = await send();
    await test.app.db.write.updateTable("outbox").set({ state: "sending", attempts: 1 }).execute();
    await runDue(test.app);
    expect(server.kept).toEqual([]);
    expect(await shown()).toMatchObject({ state: "failed", delivery: "unknown" });
    const token = forwardToken(test.app, forwardId);
    const answered = await asking(test.app, null).answer({
      token,
      verdict: "no",
      answer: "Springs are fine.",
      name: "Marek",
    });
    expect(answered).toMatchObject({ state: "answered" });
  });

  it("does not send again by itself when the line is cut after the words", async () => {
    server.answers.push(cut);
    await send();
    await runDue(test.app);
    expect(await shown()).toMatchObject({ state: "failed", delivery: "unknown" });
    test.clock.advance(3_600_000);
    await runDue(test.app);
    expect(server.ids).toHaveLength(1);
  });

  it("keeps one Message-ID over its attempts, and another for another question", async () => {
    server.answers.push(550);
    const { forwardId } = await send();
    await runDue(test.app);
    await asking(test.app, selin).retry({ forwardId });
    await runDue(test.app);
    await send();
    await runDue(test.app);
    const [first, again, other] = server.ids;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it("keeps trying while the folder for mail cannot be written", async () => {
    const blocked = `${test.app.config.data}/mail`;
    await writeFile(blocked, "a file where the folder should be");
    const app = { ...test.app, mailer: openMailer({ ...test.app.config, smtpUrl: null }) };
    await send();
    await runDue(app);
    expect(await shown()).toMatchObject({ state: "sent", delivery: "waiting" });
  });
});
