import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { takePageIdea } from "#bff/features/ideas/page-commands.ts";
import { callById } from "#bff/features/ideas/queries.ts";
import { calls, ideas, openCall, runDue } from "#bff/features/ideas/test/town.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
let owner: Ctx;
let callId: string;
let slug: string;
afterEach(() => test.remove());

const words = "A lid that clicks so I hear it is shut";
const whole = { text: words, name: "Priya Nair", consent: "1", mayName: "1", mayMerge: "1" };

/** Somebody with a browser; `fresh` throws its cookie away, as a machine does. */
function visitor() {
  const hono = createApp(test.app);
  let cookie = "";
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await hono.request(path, { ...init, headers: { cookie, "accept-language": "en", ...init.headers } });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] || cookie;
    return { status: answer.status, text: await answer.text(), to: answer.headers.get("location") };
  };
  const send = (path: string, fields: Record<string, string>) =>
    ask(path, { method: "POST", body: new URLSearchParams(fields) });
  const stamp = async (at = slug) => /name="stamp" value="([^"]+)"/.exec((await ask(`/c/${at}`)).text)?.[1] ?? "";
  return { ask, send, stamp, fresh: () => (cookie = "") };
}

const countOf = async (table: "idea" | "idea_vote" | "member" | "page_person" | "idea_event") =>
  (await test.app.db.read.selectFrom(table).selectAll().execute()).length;

eachEngine("the public page of a call, when somebody means harm", (engine) => {
  beforeEach(async () => {
    test = await testApp(engine);
    ({ owner, callId, slug } = await openCall(test));
  });

  // PostgreSQL is asked over a socket: a fifth of the flood says the same there.
  const flood = engine === "sqlite" ? 5000 : 1000;
  it(`makes one entry of an idea sent ${flood} times by as many visitors, and a crowd of none`, async () => {
    const call = await callById(test.app.db.read, callId);
    const before = await countOf("member");
    for (let at = 0; at < flood; at++)
      await takePageIdea(test.app, call!, {
        ...{ text: `Buy cheap kettles at the best shop ${at % 10}`, name: `Bot ${at}`, mail: null, lang: "en" },
        ...{ pageLang: "en", mayName: true, mayMerge: true, visitor: `visitor-${at}` },
      });
    const [found, ...more] = await calls(test.app, owner).suspicions({ callId });
    const { total } = await ideas(test.app, owner).list({ callId });
    expect([found?.kind, more.length, (found?.count ?? 0) + total]).toEqual(["flood", 0, flood]);
    expect(total).toBeLessThanOrEqual(4);
    expect([(await countOf("member")) - before, await countOf("page_person")]).toEqual([total, total]);
    const { ideaId } = await calls(test.app, owner).settleSuspicion({ id: found?.id ?? "", as: "idea" });
    expect((await ideas(test.app, owner).get({ ideaId: ideaId ?? "" })).authorName).toMatch(/^Bot \d+$/);
  });

  it("keeps the mail address of whose words were set aside first, and of nobody after them", async () => {
    const call = await callById(test.app.db.read, callId);
    for (let at = 0; at < 8; at++)
      await takePageIdea(test.app, call!, {
        ...{ text: words, name: `Priya ${at}`, mail: `priya${at}@mail.example`, lang: "en", pageLang: "en" },
        ...{ mayName: true, mayMerge: true, visitor: `visitor-${at}` },
      });
    const { total } = await ideas(test.app, owner).list({ callId });
    expect(await countOf("page_person")).toBe(total + 1);
    const [found] = await calls(test.app, owner).suspicions({ callId });
    const { ideaId } = await calls(test.app, owner).settleSuspicion({ id: found?.id ?? "", as: "idea" });
    const { authorName } = await ideas(test.app, owner).get({ ideaId: ideaId ?? "" });
    const people = await test.app.db.read.selectFrom("page_person").select("mail").execute();
    expect(people.map(({ mail }) => mail)).toContain(`${authorName?.toLowerCase().replace(" ", "")}@mail.example`);
  });

  it("counts 200 votes from one address as forty, whatever cookies they come with", async () => {
    const author = visitor();
    const stamp = await author.stamp();
    test.clock.advance(5000);
    await author.send(`/c/${slug}/ideas`, { ...whole, stamp });
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    const bot = visitor();
    const answers = new Map<number, number>();
    for (let at = 0; at < 200; at++) {
      bot.fresh();
      const { status } = await bot.send(`/c/${slug}/votes`, {
        idea: row?.id ?? "",
        value: "up",
        stamp: await bot.stamp(),
      });
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
    expect(Object.fromEntries(answers)).toEqual({ 303: 40, 429: 160 });
    expect((await ideas(test.app, owner).get({ ideaId: row?.id ?? "" })).votes.n).toBe(40);
  });

  it("takes nothing from a form of another visitor, of another call, of yesterday or of this very second", async () => {
    const other = await openCall(test);
    const [mine, theirs] = [visitor(), visitor()];
    const foreign = await theirs.stamp();
    const elsewhere = await mine.stamp(other.slug);
    const old = await mine.stamp();
    test.clock.advance(25 * 3_600_000);
    const now = await mine.stamp();
    for (const stamp of [foreign, elsewhere, old, now, `${now}x`, ""])
      expect((await mine.send(`/c/${slug}/ideas`, { ...whole, stamp })).status).toBe(422);
    expect(await countOf("idea")).toBe(0);
    test.clock.advance(5000);
    await mine.send(`/c/${slug}/ideas`, { ...whole, stamp: now });
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    for (const stamp of [foreign, elsewhere, old, `${now}x`, ""])
      expect((await mine.send(`/c/${slug}/votes`, { idea: row?.id ?? "", value: "up", stamp })).status).toBe(303);
    const there = await mine.stamp(other.slug);
    const wrong = await mine.send(`/c/${other.slug}/votes`, { idea: row?.id ?? "", value: "up", stamp: there });
    expect(wrong.status).toBe(404);
    expect(await countOf("idea_vote")).toBe(0);
  });

  it("hears an answer once however often its form is sent, and nothing on a link of another call", async () => {
    const other = await openCall(test);
    const { ask, send, stamp } = visitor();
    const made = await stamp();
    test.clock.advance(5000);
    const { to } = await send(`/c/${slug}/ideas`, { ...whole, stamp: made });
    const path = to?.split("?")[0] ?? "";
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    const ideaId = row?.id ?? "";
    await ideas(test.app, owner).askAuthor({ ideaId, text: "How loud should it click?" });
    await runDue(test.app);
    for (let at = 0; at < 3; at++) await send(path, { answer: `As loud as a ballpoint pen ${at}.` });
    const { happenings } = await ideas(test.app, owner).get({ ideaId });
    expect(happenings.filter((one) => one.kind === "author_said")).toHaveLength(1);
    const events = await countOf("idea_event");
    const crossed = path.replace(slug, other.slug);
    expect([(await ask(crossed)).status, (await send(crossed, { answer: "Me again" })).status]).toEqual([404, 404]);
    await send(path, { merge: "yes" });
    expect(await countOf("idea_event")).toBe(events);
  });

  it("stops an address that guesses links", async () => {
    const { ask } = visitor();
    const answers = [];
    for (let at = 0; at < 61; at++) answers.push((await ask(`/c/${slug}/i/guess-${at}.abc`)).status);
    expect(answers.filter((status) => status === 404)).toHaveLength(60);
    expect(answers.at(-1)).toBe(429);
  });
});
