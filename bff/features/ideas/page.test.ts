import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { ideaLink } from "#bff/features/ideas/page-token.ts";
import { calls, ideas, openCall, runDue } from "#bff/features/ideas/test/town.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
let owner: Ctx;
let callId: string;
let slug: string;
afterEach(() => test.remove());

/** Somebody with a browser: it keeps its cookie and sends forms as a page has them. */
function visitor() {
  const hono = createApp(test.app);
  let cookie = "";
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await hono.request(path, { ...init, headers: { cookie, "accept-language": "en", ...init.headers } });
    cookie = answer.headers.get("set-cookie")?.split(";")[0] || cookie;
    return { status: answer.status, text: await answer.text(), to: answer.headers.get("location"), answer };
  };
  const send = (path: string, fields: Record<string, string>) =>
    ask(path, { method: "POST", body: new URLSearchParams(fields) });
  const stamp = async () => {
    const { text } = await ask(`/c/${slug}`);
    test.clock.advance(5000);
    return /name="stamp" value="([^"]+)"/.exec(text)?.[1] ?? "";
  };
  return { ask, send, stamp };
}

const words = "A lid that clicks so I hear it is shut";
const whole = { text: words, name: "Priya Nair", consent: "1", mayName: "1", mayMerge: "1" };

const everything = async () => {
  const counts = [];
  for (const table of ["idea", "idea_vote", "idea_event", "idea_suspicion", "member", "page_person"] as const)
    counts.push((await test.app.db.read.selectFrom(table).selectAll().execute()).length);
  return counts;
};

eachEngine("the public page of a call", (engine) => {
  beforeEach(async () => {
    test = await testApp(engine);
    ({ owner, callId, slug } = await openCall(test));
  });

  it("speaks the language that was asked for, carries no script, and allows none", async () => {
    const { ask } = visitor();
    for (const [lang, said] of [
      ["tr", "Fikrimi ekle"],
      ["fi", "Lähetä ideani"],
      ["pl", "Dodaj mój pomysł"],
      ["de, tr;q=0.8", "Fikrimi ekle"],
      ["de", "Add my idea"],
    ]) {
      const { text, answer } = await ask(`/c/${slug}`, { headers: { "accept-language": lang ?? "" } });
      expect(text).toContain(said);
      expect(text).not.toContain("<script");
      expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    }
    expect((await ask(`/c/${slug}?lang=fi`)).text).toContain('lang="fi"');
  });

  it("changes nothing when it is read, whatever the address says", async () => {
    const { ask, send, stamp } = visitor();
    await send(`/c/${slug}/ideas`, { ...whole, stamp: await stamp() });
    const before = await everything();
    for (const path of ["", "/ideas", "/votes", "?value=up", "/i/guess", "/i/guess?answer=x"])
      await ask(`/c/${slug}${path}`);
    expect(await everything()).toEqual(before);
  });

  it("takes an idea, gives its author a page of its own, and takes a double click once", async () => {
    const { ask, send, stamp } = visitor();
    const form = { ...whole, stamp: await stamp() };
    const first = await send(`/c/${slug}/ideas`, form);
    expect(first.status).toBe(303);
    const second = await send(`/c/${slug}/ideas`, form);
    expect(second.to).toBe(first.to);
    expect((await ask(first.to ?? "")).text).toContain("Your idea is in");
    const { rows } = await ideas(test.app, owner).list({ callId });
    expect(rows.map((row) => [row.title, row.authorName, row.source])).toEqual([[words, "Priya Nair", "page"]]);
  });

  it("asks for what is missing and keeps the words", async () => {
    const { send, stamp } = visitor();
    const made = await stamp();
    for (const [fields, said] of [
      [{ ...whole, consent: "" }, "Without your agreement"],
      [{ ...whole, text: "Nice one" }, "at least three words"],
      [{ ...whole, mail: "nobody" }, "no mail address"],
      [{ ...whole, stamp: "guessed" }, "open for long"],
    ] as [Record<string, string>, string][]) {
      const { status, text } = await send(`/c/${slug}/ideas`, { stamp: made, ...fields });
      expect(status).toBe(422);
      expect(text).toContain(said);
      expect(text).toContain(fields.text ?? "");
    }
    expect((await everything())[0]).toBe(0);
  });

  it("shows what is close before a second like it is added", async () => {
    const first = visitor();
    await first.send(`/c/${slug}/ideas`, { ...whole, stamp: await first.stamp() });
    const second = visitor();
    const like = { ...whole, text: "The lid should click so one hears that it is shut", stamp: await second.stamp() };
    const shown = await second.send(`/c/${slug}/ideas`, like);
    expect([shown.status, shown.text.includes(words)]).toEqual([200, true]);
    expect((await second.send(`/c/${slug}/ideas`, { ...like, anyway: "1" })).status).toBe(303);
    expect((await ideas(test.app, owner).list({ callId })).total).toBe(2);
  });

  it("sets aside what fills in the field nobody sees, as one entry", async () => {
    const { send, stamp } = visitor();
    for (let at = 0; at < 5; at++)
      await send(`/c/${slug}/ideas`, { ...whole, website: "http://spam.example", stamp: await stamp() });
    const [found, ...more] = await calls(test.app, owner).suspicions({ callId });
    expect([found?.kind, found?.count, more.length]).toEqual(["trap", 5, 0]);
    expect((await everything())[0]).toBe(0);
  });

  it("stops an address that sends too much, and refuses a megabyte and other sites", async () => {
    const { send, stamp, ask } = visitor();
    test.clock.advance(86_400_000 * 3);
    let last = 0;
    for (let at = 0; at < 11; at++) {
      const text = `Idea ${"abcdefghijk"[at]} ${at} about ${"xyzuvwrstqp"[at]?.repeat(9)} things ${at * 7919}`;
      last = (await send(`/c/${slug}/ideas`, { ...whole, text, anyway: "1", stamp: await stamp() })).status;
    }
    expect(last).toBe(429);
    expect(
      (await send(`/c/${slug}/ideas`, { ...whole, text: "x ".repeat(500_000), stamp: await stamp() })).status,
    ).toBe(413);
    const elsewhere = { method: "POST", headers: { origin: "https://evil.example", host: "localhost" } };
    expect((await ask(`/c/${slug}/votes`, elsewhere)).status).toBe(403);
  });

  it("takes one vote of a visitor, shows counts only to who voted, and hides nobody's words as HTML", async () => {
    const author = visitor();
    const text = 'A lid with <b onclick="x()">bold</b> words & "quotes" on it';
    await author.send(`/c/${slug}/ideas`, { ...whole, text, stamp: await author.stamp() });
    const { ask, send, stamp } = visitor();
    const seen = (await ask(`/c/${slug}`)).text;
    expect(seen).toContain("&lt;b onclick=");
    expect(seen).not.toContain("<b onclick");
    expect(seen).not.toContain("in favour");
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    const vote = async (value: string) =>
      send(`/c/${slug}/votes`, { idea: row?.id ?? "", value, stamp: await stamp() });
    await vote("up");
    await vote("up");
    await vote("down");
    expect((await ask(`/c/${slug}`)).text).toContain("0 of 1 in favour");
    expect((await visitor().ask(`/c/${slug}`)).text).not.toContain("in favour");
    await vote("none");
    expect((await ideas(test.app, owner).get({ ideaId: row?.id ?? "" })).votes.n).toBe(0);
    const guessed = await send(`/c/${slug}/votes`, { idea: row?.id ?? "", value: "up", stamp: "guessed" });
    expect(guessed.status).toBe(303);
    expect((await ideas(test.app, owner).get({ ideaId: row?.id ?? "" })).votes.n).toBe(0);
  });

  it("lets its author answer a question, agree to a merge, and hear the outcome, by mail too", async () => {
    const { ask, send, stamp } = visitor();
    const { to } = await send(`/c/${slug}/ideas`, { ...whole, mail: "priya@mail.example", stamp: await stamp() });
    const path = to?.split("?")[0] ?? "";
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    const ideaId = row?.id ?? "";
    await ideas(test.app, owner).askAuthor({ ideaId, text: "How loud should it click?" });
    await runDue(test.app);
    expect((await ideas(test.app, owner).get({ ideaId })).letters[0]).toMatchObject({ way: "mail", state: "sent" });
    expect((await ask(path)).text).toContain("How loud should it click?");
    await send(path, { answer: "As loud as a ballpoint pen." });
    const answered = await ideas(test.app, owner).get({ ideaId });
    expect(answered.happenings.at(-1)).toMatchObject({ kind: "author_said", who: "Priya Nair" });
    await ideas(test.app, owner).decide({ ideaId, verdict: "adopted", reason: "It clicks from March." });
    expect((await ask(path)).text).toContain("It clicks from March.");
    expect((await ask(`/c/${slug}`)).text).toContain("Priya Nair");
  });

  it("knows no guessed link, no draft, and no link long after the call", async () => {
    const { ask, send, stamp } = visitor();
    const { to } = await send(`/c/${slug}/ideas`, { ...whole, stamp: await stamp() });
    const path = to?.split("?")[0] ?? "";
    expect((await ask(`${path.slice(0, -1)}x`)).status).toBe(404);
    expect((await ask("/c/no-such-call")).status).toBe(404);
    const draft = await test.app.db.read.selectFrom("call").select("id").executeTakeFirstOrThrow();
    expect((await ask(`/c/${draft.id}`)).status).toBe(404);
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    const reason = "The click of your lid would wear out the spring within a year.";
    await ideas(test.app, owner).decide({ ideaId: row?.id ?? "", verdict: "declined", reason });
    const { rows: letters } = await calls(test.app, owner).letters({ callId, state: "draft" });
    expect(letters.map((letter) => letter.way)).toEqual(["page"]);
    await calls(test.app, owner).sendLetters({ letters });
    await calls(test.app, owner).close({ callId, cost: null });
    expect((await ask(path)).text).toContain("wear out the spring");
    test.clock.advance(91 * 86_400_000);
    expect((await ask(path)).status).toBe(410);
    expect((await ask(`/c/${slug}`)).text).toContain("Not taken up");
    expect(ideaLink(test.app, slug, row?.id ?? "")).toContain(path);
  });

  it("takes nothing more once the call is over", async () => {
    const { send, stamp } = visitor();
    const made = await stamp();
    await calls(test.app, owner).stop({ callId });
    expect((await send(`/c/${slug}/ideas`, { ...whole, stamp: made })).status).toBe(409);
    expect((await everything())[0]).toBe(0);
  });
});
