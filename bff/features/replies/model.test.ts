import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { draftWithModel } from "#bff/features/replies/model-draft.ts";
import { setCrisis } from "#bff/features/team/crisis-commands.ts";
import { askModel } from "#bff/platform/ask-model.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

/** What an OpenAI-compatible server insists on. */
const Question = z.object({
  model: z.literal("llama-small"),
  stream: z.literal(false),
  temperature: z.number(),
  max_tokens: z.number().int().positive(),
  messages: z.tuple([
    z.object({ role: z.literal("system"), content: z.string().min(1) }),
    z.object({ role: z.literal("user"), content: z.string().min(1) }),
  ]),
});
type Question = z.infer<typeof Question>;

let server: Server;
let asked: Question[];
let answer: () => Response | Promise<Response>;
const says = (content: string) => () => Response.json({ choices: [{ message: { role: "assistant", content } }] });

beforeEach(async () => {
  asked = [];
  answer = says("Hi Hannah, the lid that stopped locking is known to us; a new one is on its way.");
  const hono = new Hono();
  hono.post("/v1/chat/completions", async (c) => {
    if (c.req.header("authorization") !== "Bearer sesame") return c.json({ error: "no key" }, 401);
    asked.push(Question.parse(await c.req.json()));
    return await answer();
  });
  server = createServer(getRequestListener(hono.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const config = (key = "sesame") => ({ model: { url: url(), key, name: "llama-small" }, allowAddresses: [] });
const question = { system: "Write a reply.", user: "The lid broke." };

describe("a model of one's own", () => {
  it("is asked in the form of chat completions and answers with a draft", async () => {
    expect(await askModel(config(), question)).toMatch(/^Hi Hannah/);
    expect(asked[0]?.messages[1].content).toBe("The lid broke.");
  });

  it.each([
    ["<think>She is angry.</think>\n\nHi Hannah, sorry.", "Hi Hannah, sorry."],
    ["<think>She is angry", ""],
    ["```text\nHi Hannah.\n```", "Hi Hannah."],
    ["“Hi Hannah.”", "Hi Hannah."],
    ["She said “no” and “yes”", "She said “no” and “yes”"],
  ])("leaves off what is no reply: %j", async (content, draft) => {
    answer = says(content);
    const got = await askModel(config(), question).catch((error) => error.code);
    expect(got).toBe(draft || "model_useless");
  });

  it.each<[string, () => Response, string]>([
    ["500", () => new Response("no memory left", { status: 500 }), "model_refused"],
    ["HTML", () => new Response("<!doctype html><title>Proxy</title>", { status: 200 }), "model_useless"],
    ["an empty body", () => new Response("", { status: 200 }), "model_useless"],
    ["no choices", () => Response.json({ choices: [] }), "model_useless"],
    ["an empty text", () => Response.json({ choices: [{ message: { content: "  " } }] }), "model_useless"],
    [
      "half a text",
      () => Response.json({ choices: [{ message: { content: "Hi" }, finish_reason: "length" }] }),
      "model_useless",
    ],
    ["another form", () => Response.json({ response: "Hi" }), "model_useless"],
    ["a way elsewhere", () => Response.redirect("http://127.0.0.1:9/"), "model_silent"],
  ])("that answers with %s is told in words", async (_what, wrong, code) => {
    answer = wrong;
    await expect(askModel(config(), question)).rejects.toMatchObject({ code, details: { host: "127.0.0.1" } });
  });

  it("that takes too long is given up", async () => {
    answer = () => new Promise(() => {});
    await expect(askModel(config(), question, 200)).rejects.toMatchObject({ code: "model_silent" });
  });

  it("that wants another key, or is not there, is told apart", async () => {
    await expect(askModel(config("wrong"), question)).rejects.toMatchObject({
      code: "model_refused",
      details: { status: 401 },
    });
    const gone = config();
    await new Promise((resolve) => server.close(resolve));
    await expect(askModel(gone, question)).rejects.toMatchObject({ code: "model_silent" });
  });
});

describe("a draft by the model", () => {
  let test: TestApp;
  let ctx: Ctx;
  beforeEach(async () => {
    const env = { KONAK_MODEL_URL: url(), KONAK_MODEL_KEY: "sesame", KONAK_MODEL_NAME: "llama-small" };
    test = await testApp("sqlite", { env });
    ctx = await test.as("manager");
    await bring(test, [
      comment("c1", {
        text: "My lid broke, write me at hannah@example.com or +44 20 7946 0958, card 4111 1111 1111 1111",
      }),
      comment("c0", {
        author: { externalId: "aino", handle: "aino", displayName: "Aino Laine", url: null },
        sentAt: "2026-11-17T07:00:00.000Z",
      }),
      ours("r1", "c0", { text: "Hi Aino, call 020 7946 0958 and ask for Meri.", sentAt: "2026-11-17T08:00:00.000Z" }),
    ]);
  });
  afterEach(() => test.remove());

  const wished = async (more: object = {}) => {
    const row = (await listThreads(ctx, { status: "all" })).items.find((one) => one.memberName.startsWith("Hannah"));
    return { threadId: row?.id ?? "", templateId: null, lang: "en", text: null, wish: null, ...more };
  };

  it("is made of the thread, with nobody's address or number, and sends nothing", async () => {
    const { text, replaced } = await draftWithModel(ctx, await wished());
    expect(text).toMatch(/^Hi Hannah/);
    const said = JSON.stringify(asked[0]);
    expect(said).toContain("My lid broke");
    expect(said).not.toMatch(/example\.com|7946|4111/);
    expect(replaced).toBe(4);
    expect(await test.app.db.read.selectFrom("reply").selectAll().execute()).toEqual([]);
    expect(await test.app.db.read.selectFrom("outbox").selectAll().execute()).toEqual([]);
  });

  it("is asked for soberly while the brand is in a crisis", async () => {
    await draftWithModel(ctx, await wished());
    await setCrisis(await test.as("lead"), { brandId: test.brandId, hours: 6, reason: "" });
    await draftWithModel(ctx, await wished());
    expect(asked.map(({ messages }) => /is in a crisis/.test(messages[0].content))).toEqual([false, true]);
  });

  it("is on record with the place it went to, and without its words", async () => {
    await draftWithModel(ctx, await wished({ text: "We send one.", wish: "warmer; tell a@b.com" }));
    const row = await test.app.db.read.selectFrom("audit").selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(row.detail)).toEqual({
      kind: "rewrite",
      model: "llama-small",
      host: new URL(url()).host,
      replaced: 5,
    });
    expect(JSON.stringify(asked[0])).toContain("warmer; tell [email]");
  });

  it("is not to be had in a thread of somebody else's brand, nor without a model", async () => {
    const stranger = await test.as("manager", ["another"]);
    await expect(draftWithModel(stranger, await wished())).rejects.toMatchObject({ code: "not_found" });
    ctx.config.model = null;
    await expect(draftWithModel(ctx, await wished())).rejects.toMatchObject({ code: "not_found" });
    expect(asked).toEqual([]);
  });
});
