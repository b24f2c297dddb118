import { createHmac } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, expect, it } from "vitest";
import { forwardingJobs } from "#bff/features/forwarding/jobs.ts";
import { remind } from "#bff/features/forwarding/notice-commands.ts";
import { asking, hannahsThread, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
const deputy = { name: "Kaisa Virtanen", mail: "kaisa@quality.example" };
const hour = 3_600_000;

/** A machine on loopback that keeps what it is told. */
async function listener() {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const answers: number[] = [];
  const server: Server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      const status = answers.shift() ?? 200;
      if (status === 200) got.push({ headers: request.headers, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return { got, answers, url, stop: () => new Promise((resolve) => server.close(resolve)) };
}

eachEngine("a department that does not answer", (engine) => {
  let test: TestApp;
  let team: ReturnType<typeof asking>;
  let threadId: string;

  beforeEach(async () => {
    test = await testApp(engine, { env: { KONAK_ALLOW_ADDRESSES: "127.0.0.1" } });
    team = asking(test.app, await test.as("owner"));
    threadId = await hannahsThread(test);
  });
  afterEach(() => test.remove());

  const mails = async () => {
    const folder = test.app.mailer.folder as string;
    const files = await readdir(folder).catch(() => []);
    const read = await Promise.all(files.sort().map(async (file) => simpleParser(await readFile(`${folder}/${file}`))));
    return read.map((mail) => ({ ...mail, addressee: [mail.to ?? []].flat()[0]?.text ?? "" }));
  };
  const department = (more: object = {}) => team.saveDepartment({ name: "Product quality", contacts, deputy, ...more });

  it("is reminded before and after the deadline, then the deputy is asked, then the sender is told, each once", async () => {
    const { id } = await department();
    const { forwardId, loopId } = await team.send(question(threadId, id));
    // Asked Wed 12:00 in Istanbul, needed by Fri 12:00; hours 9 to 17.
    await runDue(test.app);
    const seen: string[] = [];
    let told = 1;
    for (let count = 0; count < 5 * 24 + 4; count++) {
      test.clock.advance(hour);
      if ((await runDue(test.app)) === 0) continue;
      const all = await mails();
      for (const mail of all.slice(told)) seen.push(`${mail.addressee} ${test.app.clock.iso().slice(0, 13)}`);
      told = all.length;
    }
    const sender = (await test.app.db.read.selectFrom("user").select("email").executeTakeFirst())?.email;
    expect(seen).toEqual([
      "marek@quality.example 2026-11-19T13",
      "marek@quality.example 2026-11-20T10",
      "kaisa@quality.example 2026-11-20T13",
      `${sender} 2026-11-23T09`,
    ]);
    const all = await mails();
    const [question1, before] = all;
    expect(before?.inReplyTo).toBe(question1?.messageId);
    expect(before?.messageId).not.toBe(question1?.messageId);
    expect(all[3]?.text).toContain(`/answer/${forwardToken(test.app, forwardId)}`);
    expect(all[4]?.text).toContain(`/loops/${loopId}`);
    expect(all[4]?.text).not.toContain("/answer/");
    expect((await team.loop({ loopId })).happenings.map((one) => one.detail.kind ?? one.kind)).toEqual([
      "asked",
      "before",
      "after",
      "deputy",
      "sender",
    ]);
  });

  it("hears each reminder once, even when its job runs twice or at the same time", async () => {
    const { id } = await department();
    const { forwardId } = await team.send(question(threadId, id));
    await Promise.all([remind(test.app, forwardId, "before"), remind(test.app, forwardId, "before")]);
    await remind(test.app, forwardId, "before");
    await runDue(test.app);
    expect((await mails()).filter((mail) => mail.subject?.startsWith("Reminder"))).toHaveLength(1);
  });

  it("is not reminded of what it answered, what was taken back, or what needs no time", async () => {
    const { id } = await department();
    const answered = await team.send(question(threadId, id));
    const withdrawn = await team.send(question(threadId, id));
    await team.send({ ...question(threadId, id), dueAt: null });
    await runDue(test.app);
    await asking(test.app, null).answer({
      token: forwardToken(test.app, answered.forwardId),
      verdict: "yes",
      answer: "",
      name: "Marek",
    });
    await team.withdraw({ forwardId: withdrawn.forwardId });
    test.clock.advance(6 * 24 * hour);
    await runDue(test.app);
    expect(await mails()).toHaveLength(3);
  });

  it("hears of the question in a machine of its own, signed, once, and later where the machine is busy", async () => {
    const machine = await listener();
    machine.answers.push(503);
    const secret = "a-secret-of-the-two-of-us";
    const { id } = await department({ hook: { kind: "signed", url: machine.url, secret } });
    const { forwardId } = await team.send(question(threadId, id));
    await runDue(test.app);
    expect(machine.got).toEqual([]);
    test.clock.advance(61_000);
    await runDue(test.app);
    await runDue(test.app);
    expect(machine.got).toHaveLength(1);
    const { headers, body } = machine.got[0]!;
    const signed = createHmac("sha256", secret).update(`${headers["konak-timestamp"]}.${body}`).digest("hex");
    expect(headers["konak-signature"]).toBe(`v1=${signed}`);
    expect(JSON.parse(body)).toMatchObject({
      kind: "forward.asked",
      forwardId,
      people: 1,
      question: "May we send a new lid?",
    });
    expect(body).not.toContain("Whitfield");
    await machine.stop();
  });

  it("hears in Slack as text, and a dead chat never holds up the mail", async () => {
    const machine = await listener();
    const { id } = await department({ hook: { kind: "slack", url: machine.url, secret: null } });
    await team.send(question(threadId, id));
    await runDue(test.app);
    expect(JSON.parse(machine.got[0]?.body ?? "{}").text).toContain("May we send a new lid?");
    await machine.stop();
    await team.send(question(threadId, id));
    await runDue(test.app);
    expect(await mails()).toHaveLength(2);
  });

  it("may not name a private address, and its address and secret stay sealed", async () => {
    const url = "http://10.0.0.1/hook";
    await expect(department({ hook: { kind: "slack", url, secret: null } })).rejects.toMatchObject({
      message: /10\.0\.0\.1/,
    });
    const machine = await listener();
    const { id } = await department({
      hook: { kind: "signed", url: machine.url, secret: "a-secret-of-the-two-of-us" },
    });
    const rows = await test.app.db.read.selectFrom("department").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain("a-secret-of-the-two-of-us");
    expect(JSON.stringify(await team.departments())).not.toContain("/hook");
    await department({ id, name: "Quality", hook: { kind: "signed", url: null, secret: null } });
    expect(await team.departments()).toMatchObject([{ name: "Quality", hook: { kind: "signed" } }]);
    await machine.stop();
  });

  it("leaves a reminder in doubt to nobody when Konak stopped half-way: a mail not yet handed over goes out again", async () => {
    const { id } = await department();
    await team.send(question(threadId, id));
    await test.app.db.write
      .updateTable("outbox")
      .set({ state: "taken", attempts: 1 })
      .where("kind", "=", "mail")
      .execute();
    await runDue(test.app);
    expect(await mails()).toHaveLength(1);
    expect(Object.keys(forwardingJobs(test.app))).toContain("notice.deliver");
  });
});
