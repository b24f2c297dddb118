import { readdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterEach, beforeEach, expect, it } from "vitest";
import { saidBy } from "#bff/features/forwarding/test/loops.ts";
import { asking, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("what goes along with a question", (engine) => {
  let test: TestApp;
  let selin: Ctx;
  let team: ReturnType<typeof asking>;
  let departmentId: string;
  let threads: string[];
  let model: Server;
  const asked: string[] = [];

  beforeEach(async () => {
    asked.length = 0;
    model = createServer((request, response) => {
      let body = "";
      request.on("data", (piece) => (body += piece));
      request.on("end", () => {
        asked.push(body);
        response.end(JSON.stringify({ choices: [{ message: { content: "The spring is slack, [phone number]" } }] }));
      });
    });
    await new Promise<void>((resolve) => model.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
    test = await testApp(engine, { env: { KONAK_MODEL_URL: url, KONAK_MODEL_NAME: "llama-small" } });
    selin = await test.as("owner");
    team = asking(test.app, selin);
    const contacts = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];
    departmentId = (await team.saveDepartment({ name: "Product quality", contacts })).id;
    threads = [
      await saidBy(test, { name: "Zeynep Çağlar", text: "Yay gevşedi, 0532 123 45 67 beni arayın", lang: "tr" }),
      await saidBy(test, { name: "Mark Lee", text: "My lid leaks", lang: "en" }),
    ];
    await hang(threads[0] ?? "", ["https://f.example/1.jpeg", "https://x.example/zeynepalar/2"]);
    await hang(threads[1] ?? "", ["https://f.example/3.jpeg"]);
  });
  afterEach(async () => {
    model.closeAllConnections();
    await new Promise((resolve) => model.close(resolve));
    await test.remove();
  });

  const messageIn = async (threadId: string) =>
    (
      await test.app.db.read
        .selectFrom("message")
        .select("id")
        .where("threadId", "=", threadId)
        .executeTakeFirstOrThrow()
    ).id;
  async function hang(threadId: string, urls: string[]) {
    const messageId = await messageIn(threadId);
    const rows = urls.map((url, place) => ({
      id: newId(),
      messageId,
      place,
      kind: "picture",
      name: `lid ${place}`,
      url,
    }));
    await test.app.db.write.insertInto("attachment").values(rows).execute();
  }
  const send = async (more: object = {}) => {
    const input = { ...question(threads[0] ?? "", departmentId), alsoThreadIds: threads.slice(1), ...more };
    return forwardToken(test.app, (await team.send(input)).forwardId);
  };
  async function quotes(token: string) {
    const page = await asking(test.app, null).question({ token });
    if (page.state !== "open") throw new Error(page.state);
    return page.quotes;
  }
  async function mail() {
    await runDue(test.app);
    const folder = join(test.app.config.data, "mail");
    const [name = ""] = await readdir(folder);
    return await simpleParser(await readFile(join(folder, name)));
  }

  it("offers what hangs on the thread and on those that say the same, and which addresses name somebody", async () => {
    const { messages } = await team.preview({ threadId: threads[0] ?? "" });
    expect(messages[0]?.attachments).toMatchObject([
      { kind: "picture", name: "lid 0", url: "https://f.example/1.jpeg", namesWriter: false },
      { kind: "picture", name: "lid 1", namesWriter: true },
    ]);
    const also = await saidBy(test, { name: "Aino Laine", text: "My lid leaks too" });
    await hang(also, ["https://f.example/4.jpeg"]);
    const { threads: like } = await team.like({ threadId: threads[1] ?? "" });
    expect(like).toMatchObject([{ threadId: also, attachments: [{ url: "https://f.example/4.jpeg" }] }]);
    expect(like[0]?.messageId).toBe(await messageIn(also));
  });

  it("is on the page and in the mail as it was chosen, without an address that names somebody", async () => {
    const { messages } = await team.preview({ threadId: threads[0] ?? "" });
    const token = await send({ attachmentIds: messages[0]?.attachments.map(({ id }) => id) });
    expect((await quotes(token)).map(({ attachments }) => attachments)).toEqual([
      [
        { kind: "picture", name: "lid 0", url: "https://f.example/1.jpeg" },
        { kind: "picture", name: "lid 1", url: null },
      ],
      [],
    ]);
    const { text, html } = await mail();
    expect(text).toContain("> Picture: lid 0 https://f.example/1.jpeg\n> Picture: lid 1\n");
    expect(html).toContain('<a href="https://f.example/1.jpeg">Picture: lid 0</a>');
    expect(text).not.toContain("x.example");
    expect(text).not.toContain("3.jpeg");
  });

  it("leaves out what was not said to everybody, in a bundle too, unless a person chooses it", async () => {
    const said = async (threadId = "", audience: string | null = null) =>
      test.app.db.write.updateTable("message").set({ audience }).where("threadId", "=", threadId).execute();
    await said(threads[0], "private");
    const texts = async (more?: object) => (await quotes(await send(more))).map(({ text }) => text);
    expect((await team.preview({ threadId: threads[0] ?? "" })).messages[0]?.forAll).toBe(false);
    expect(await texts()).toEqual(["My lid leaks"]);
    expect(await texts({ messageIds: [await messageIn(threads[0] ?? "")] })).toHaveLength(2);
    // Where a network has narrower audiences, nothing kept is not known, so it is not for all either.
    await said(threads[0], "public");
    await said(threads[1]);
    await test.app.db.write.updateTable("channel").set({ network: "mastodon" }).execute();
    expect(await texts()).toHaveLength(1);
  });

  it("is everything where nothing was chosen, and nothing where all of it was unticked", async () => {
    expect((await quotes(await send())).map(({ attachments }) => attachments.length)).toEqual([2, 1]);
    expect((await quotes(await send({ attachmentIds: [] }))).map(({ attachments }) => attachments.length)).toEqual([
      0, 0,
    ]);
  });

  it("is nothing for a question asked before what hangs on messages was kept", async () => {
    const token = await send();
    const { along } = await test.app.db.read.selectFrom("forward").select("along").executeTakeFirstOrThrow();
    const { attachmentIds: _, ...before } = JSON.parse(along);
    await test.app.db.write
      .updateTable("forward")
      .set({ along: JSON.stringify(before) })
      .execute();
    expect((await quotes(token)).map(({ attachments }) => attachments)).toEqual([[], []]);
  });

  it("carries a translation beside the original, with who made it, in the mail and on the page", async () => {
    const messageId = await messageIn(threads[0] ?? "");
    const text = "The spring is slack, call me at 0532 123 45 67";
    const token = await send({ translations: [{ messageId, lang: "en", text, by: "both" }] });
    const [quote] = await quotes(token);
    expect(quote).toMatchObject({ lang: "tr", text: expect.stringContaining("Yay gevşedi") });
    expect(quote?.translation).toEqual({
      lang: "en",
      text: "The spring is slack, call me at [phone number]",
      person: "owner person",
      model: "llama-small",
    });
    const { text: words, html } = await mail();
    expect(words).toContain("Translated by owner person with a language model (llama-small):\n\n> The spring is slack");
    expect(html).toContain("Translated by owner person with a language model");
    expect(words?.indexOf("Yay gevşedi")).toBeLessThan(words?.indexOf("The spring is slack") ?? -1);
  });

  it("drops a translation once the words it translates were edited, and calls a person's a person's", async () => {
    const messageId = await messageIn(threads[0] ?? "");
    const token = await send({ translations: [{ messageId, lang: "en", text: "Slack", by: "person" }] });
    expect((await quotes(token))[0]?.translation).toMatchObject({ person: "owner person", model: null });
    const editedAt = "2026-11-18T10:00:00.000Z";
    await test.app.db.write
      .updateTable("message")
      .set({ editedAt, text: "Yay iyi" })
      .where("id", "=", messageId)
      .execute();
    expect((await quotes(token))[0]?.translation).toBeNull();
  });

  it("is drafted by the model without private details, on record, and sends nothing", async () => {
    const wished = { threadId: threads[0] ?? "", messageId: await messageIn(threads[0] ?? ""), lang: "en" as const };
    const drafted = await team.translate(wished);
    expect(drafted).toEqual({ text: "The spring is slack, [phone number]", replaced: 1 });
    expect(asked[0]).toContain("Yay gevşedi");
    expect(asked[0]).toContain("into English");
    expect(asked[0]).not.toContain("532");
    const row = await test.app.db.read
      .selectFrom("audit")
      .select("detail")
      .where("action", "=", "forward.translate")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(row.detail)).toMatchObject({ model: "llama-small", lang: "en", replaced: 1 });
    expect(await test.app.db.read.selectFrom("outbox").selectAll().execute()).toEqual([]);
  });

  it("is drafted whole or not at all: a long text has room, a longer one is refused before anything leaves", async () => {
    const messageId = await messageIn(threads[0] ?? "");
    const wished = { threadId: threads[0] ?? "", messageId, lang: "en" as const };
    const write = (text: string) => test.app.db.write.updateTable("message").set({ text }).where("id", "=", messageId);
    await write("yay ".repeat(1000)).execute();
    await team.translate(wished);
    expect(JSON.parse(asked[0] ?? "").max_tokens).toBeGreaterThanOrEqual(4000);
    await write("yay ".repeat(1001)).execute();
    await expect(team.translate(wished)).rejects.toMatchObject({ cause: { code: "translation_too_long" } });
    expect(asked).toHaveLength(1);
  });

  it("is translated for nobody else: another brand, another thread's message, no model", async () => {
    const messageId = await messageIn(threads[0] ?? "");
    const wished = { threadId: threads[0] ?? "", messageId, lang: "en" as const };
    const stranger = asking(test.app, await test.as("manager", ["another"]));
    await expect(stranger.translate(wished)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const mixed = team.translate({ ...wished, threadId: threads[1] ?? "" });
    await expect(mixed).rejects.toMatchObject({ code: "NOT_FOUND" });
    test.app.config.model = null;
    await expect(team.translate(wished)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(asked).toEqual([]);
  });
});
