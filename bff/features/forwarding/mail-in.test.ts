import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { takeMail } from "#bff/features/forwarding/mail-in-commands.ts";
import { parseMail } from "#bff/features/forwarding/parse-mail.ts";
import { asking, hannahsThread, question } from "#bff/features/forwarding/test/town.ts";
import { messageIdOf, replyAddressOf } from "#bff/features/forwarding/token.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const secret = "a-secret-of-the-mail-service-and-konak";
const env = { KONAK_MAIL_REPLY_TO: "answers@lumi.example", KONAK_MAIL_HOOK_SECRET: secret };

eachEngine("a reply by mail", (engine) => {
  let test: TestApp;
  let team: ReturnType<typeof asking>;
  let threadId: string;
  let forwardId: string;

  beforeEach(async () => {
    test = await testApp(engine, { env });
    team = asking(test.app, await test.as("owner"));
    const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
    const { id } = await team.saveDepartment({ name: "Product quality", contacts });
    threadId = await hannahsThread(test);
    forwardId = (await team.send(question(threadId, id))).forwardId;
  });
  afterEach(() => test.remove());

  const shown = async () => (await team.forThread({ threadId }))[0];
  const raw = (headers: Record<string, string>, body: string) =>
    Buffer.from(
      `${Object.entries({
        From: "Marek Wojcik <marek@quality.example>",
        "Message-ID": "<one@quality.example>",
        ...headers,
      })
        .map(([name, value]) => `${name}: ${value}`)
        .join("\r\n")}\r\n\r\n${body}`,
    );
  const toUs = () => ({ To: replyAddressOf(test.app, forwardId) ?? "" });
  const take = async (mail: Buffer) => takeMail(test.app, await parseMail(mail), "mail");
  const quoted =
    "\r\n\r\nOn Fri, 20 Nov 2026 at 12:00, Lumi <team@lumi.example> wrote:\r\n> May we send a new lid?\r\n";

  it("is taken by its signed address, without what it quotes, and with its short answer", async () => {
    expect(await take(raw(toUs(), `Yes, from Monday on.${quoted}`))).toBe("answer");
    expect(await shown()).toMatchObject({
      state: "answered",
      verdict: "yes",
      answer: "Yes, from Monday on.",
      answeredBy: "Marek Wojcik",
      answeredVia: "mail",
    });
    const thread = await test.app.db.read.selectFrom("thread").select("status").executeTakeFirst();
    expect(thread?.status).toBe("open");
  });

  it("is taken by what it refers to, where the address took no tag", async () => {
    const refers = { To: "team@lumi.example", "In-Reply-To": messageIdOf(test.app, forwardId, "after") };
    expect(await take(raw(refers, "Springs lose tension after 20 days."))).toBe("answer");
    expect(await shown()).toMatchObject({ verdict: null, answer: "Springs lose tension after 20 days." });
  });

  it("is taken once, however often the same mail comes, and a second one changes nothing", async () => {
    expect(await take(raw(toUs(), "Yes."))).toBe("answer");
    expect(await take(raw(toUs(), "Yes."))).toBe("repeated");
    expect(await take(raw({ ...toUs(), "Message-ID": "<two@quality.example>" }, "No, sorry."))).toBe("late");
    expect(await shown()).toMatchObject({ verdict: "yes" });
    expect(await test.app.db.read.selectFrom("note").selectAll().execute()).toHaveLength(1);
  });

  it("is not taken with a guessed or changed signature, nor for a question that was taken back", async () => {
    const address = replyAddressOf(test.app, forwardId) ?? "";
    const forged = address.replace(/\.([0-9a-f])/, (_, first) => `.${first === "0" ? "1" : "0"}`);
    expect(await take(raw({ To: forged }, "Yes."))).toBe("unknown");
    expect(
      await take(raw({ To: `answers+${forwardId}.${"0".repeat(20)}@lumi.example`, "Message-ID": "<2@x>" }, "Yes.")),
    ).toBe("unknown");
    await team.withdraw({ forwardId });
    expect(await take(raw({ ...toUs(), "Message-ID": "<3@x>" }, "Yes."))).toBe("late");
    expect(await shown()).toMatchObject({ state: "withdrawn" });
  });

  it("is no answer when a machine sent it or nobody wrote anything", async () => {
    expect(await take(raw({ ...toUs(), "Auto-Submitted": "auto-replied" }, "I am on holiday."))).toBe("automatic");
    expect(await take(raw({ ...toUs(), "Message-ID": "<2@x>" }, quoted))).toBe("empty");
    expect(await shown()).toMatchObject({ state: "sent" });
  });

  it("says that the question did not arrive when the mail bounced", async () => {
    const type = 'multipart/report; report-type=delivery-status; boundary="b"';
    const body = `--b\r\nContent-Type: text/plain\r\n\r\nmarek@quality.example: no such mailbox\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${messageIdOf(test.app, forwardId)}\r\n--b--\r\n`;
    expect(
      await take(raw({ From: "mailer-daemon@lumi.example", To: "team@lumi.example", "Content-Type": type }, body)),
    ).toBe("bounce");
    expect(await shown()).toMatchObject({ state: "failed" });
  });

  it("comes out of HTML as plain words, its scripts, styles and quotes left out", async () => {
    const html = `<html><style>p{color:red}</style><body><p>Evet, <b>pazartesi</b> başlıyor.</p><script>alert(1)</script><img src="x" onerror="alert(1)"><div class="gmail_quote"><blockquote>May we?</blockquote></div></body></html>`;
    expect(await take(raw({ ...toUs(), "Content-Type": "text/html; charset=utf-8" }, html))).toBe("answer");
    const answer = (await shown())?.answer ?? "";
    expect(answer).toBe("Evet, pazartesi başlıyor.");
  });

  it("of a megabyte is kept as far as an answer goes, by mail and by link", async () => {
    const long = "Springs lose tension. ".repeat(50_000);
    expect(await take(raw(toUs(), long))).toBe("answer");
    expect((await shown())?.answer?.length).toBeLessThanOrEqual(5000);
    const app = createApp(test.app);
    const post = await app.request("/api/trpc/forwarding.answer", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: "x", verdict: "yes", answer: long, name: "M" }),
    });
    expect(post.status).toBe(400);
  });

  const deliver = (body: string, more: { at?: number; key?: string; type?: string } = {}) => {
    const timestamp = String(Math.floor((more.at ?? test.app.clock.now().getTime()) / 1000));
    const signature = `v1=${createHmac("sha256", more.key ?? secret)
      .update(`${timestamp}.${body}`)
      .digest("hex")}`;
    return createApp(test.app).request("/hooks/mail", {
      method: "POST",
      headers: {
        "content-type": more.type ?? "application/json",
        "konak-timestamp": timestamp,
        "konak-signature": signature,
      },
      body,
    });
  };

  it("is taken from a mail service whose signature is right and fresh, and from nobody else", async () => {
    const body = JSON.stringify({
      from: "marek@quality.example",
      fromName: "Marek",
      to: toUs().To,
      text: `No. Too dear.${quoted}`,
    });
    expect((await deliver(body, { key: "another-secret-of-somebody-else-here" })).status).toBe(401);
    expect((await deliver(body, { at: test.app.clock.now().getTime() - 400_000 })).status).toBe(401);
    expect((await createApp(test.app).request("/hooks/mail", { method: "POST", body })).status).toBe(401);
    expect(await (await deliver(body)).json()).toEqual({ outcome: "answer" });
    expect(await (await deliver(body)).json()).toEqual({ outcome: "repeated" });
    expect(await shown()).toMatchObject({ verdict: "no", answer: "No. Too dear.", answeredVia: "hook" });
    expect((await deliver("{half")).status).toBe(400);
    expect((await deliver("x".repeat(3_000_000))).status).toBe(413);
  });

  it("is taken as a raw mail too, and the address is not there without a secret", async () => {
    const body = raw(toUs(), "Tak, od poniedziałku.").toString();
    expect(await (await deliver(body, { type: "message/rfc822" })).json()).toEqual({ outcome: "answer" });
    const closed = createApp({ ...test.app, config: { ...test.app.config, mailHookSecret: null } });
    expect((await closed.request("/hooks/mail", { method: "POST", body: "{}" })).status).toBe(404);
  });
});
