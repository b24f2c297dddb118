import { afterEach, beforeEach, expect, it } from "vitest";
import { calls, idea, ideas, openCall, refusal, runDue } from "#bff/features/ideas/test/town.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { DomainError } from "#shared/errors.ts";
import type { LetterReasons } from "#shared/ideas/letters.ts";

let test: TestApp;
let owner: Ctx;
let callId: string;
afterEach(() => test.remove());

const spring = "The spring in that hinge is a new one from March on, and your old kettle gets it too, free of charge.";
const reasonFor = {
  hannah: "A lid that clicks needs a spring, and the one we tried lost its click after a week of steam.",
  jo: "A whistle in the spout is ready: you will hear it in the kettle of next autumn.",
  irem: "Kapakta buhar deliği deniyoruz; elini yakmayan ilk örnek ocakta hazır olacak.",
};

/** Three people with an idea each, all decided, and the letters that wait for them by name. */
async function waiting() {
  ({ owner, callId } = await openCall(test));
  await bring(test, [
    idea("c1", "hannah", "A lid that clicks so I hear it is shut"),
    idea("c2", "jo", "Put a whistle into the spout", { sentAt: "2026-11-18T08:01:00.000Z" }),
    idea("c3", "irem", "Kapakta buhar deliği olsun, elim yanmasın", {
      lang: "tr",
      sentAt: "2026-11-18T08:02:00.000Z",
    }),
  ]);
  await runDue(test.app);
  const { rows } = await ideas(test.app, owner).list({ callId });
  for (const { id: ideaId, authorName } of rows) {
    const reason = reasonFor[authorName as keyof typeof reasonFor];
    await ideas(test.app, owner).decide({
      ideaId,
      verdict: authorName === "hannah" ? "declined" : "adopted",
      reason,
    });
  }
  const letters = (await calls(test.app, owner).letters({ callId, state: "draft" })).rows;
  return new Map(letters.map((letter) => [letter.memberName, { id: letter.id, text: letter.text }]));
}

const judge = async (letters: { id: string; text: string }[]): Promise<LetterReasons[]> =>
  calls(test.app, owner).checkLetters({ callId, letters });
const markedIn = (error: DomainError | undefined) => (error?.details.letters ?? []) as LetterReasons[];
const codes = (found: LetterReasons | undefined) =>
  found?.warnings.filter((one) => one.strength !== "hint").map((one) => one.code);

eachEngine("letters of a call", (engine) => {
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    await bring(test, [
      post("p1"),
      comment("old", { author: { externalId: "anna", handle: "anna", displayName: "Anna", url: null } }),
      ours("r1", "old", { text: `Anna, ${spring}` }),
    ]);
  });

  it("find nothing against words that are each person's own", async () => {
    const letters = [...(await waiting()).values()];
    const found = await judge(letters);
    expect(found.map(codes)).toEqual([[], [], []]);
    expect(found.map((one) => one.echoes)).toEqual([true, true, true]);
    expect(await calls(test.app, owner).sendLetters({ letters })).toEqual({ sent: 3, already: 0, notSent: [] });
  });

  it("are judged however many wait before them", async () => {
    const [letter] = (await waiting()).values();
    const row = await test.app.db.read
      .selectFrom("idea_letter")
      .selectAll()
      .where("id", "=", letter?.id ?? "")
      .executeTakeFirstOrThrow();
    const before = (from: number) =>
      Array.from({ length: 100 }, (_, n) => ({
        ...row,
        ...{ id: `before${from + n}`, about: `before${from + n}`, text: `Thanks ${from + n}` },
        createdAt: "2026-01-01T00:00:00.000Z",
      }));
    for (let from = 0; from < 500; from += 100)
      await test.app.db.write.insertInto("idea_letter").values(before(from)).execute();
    const [found] = await judge([{ id: row.id, text: `Hi Hannah, ${spring}` }]);
    expect(found?.id).toBe(row.id);
    expect(codes(found)).toContain("REPEAT_RECENT");
  });

  it("find nothing against the question whether two ideas may be joined, though it names another person", async () => {
    ({ owner, callId } = await openCall(test, { merging: "ask" }));
    await bring(test, [
      idea("c1", "Hannah", "A lid that clicks so I hear it is shut"),
      idea("c2", "Piotr", "Zatrzask, który słychać, kiedy pokrywka jest zamknięta", { lang: "pl" }),
      idea("c3", "Marta", "Let the lid click so that one hears it shut"),
    ]);
    await runDue(test.app);
    const { rows } = await ideas(test.app, owner).list({ callId });
    const of = (name: string) => rows.find((row) => row.authorName === name)?.id ?? "";
    for (const name of ["Marta", "Piotr"])
      await ideas(test.app, owner).merge({ ideaId: of(name), intoId: of("Hannah") });
    const { rows: letters } = await calls(test.app, owner).letters({ callId, state: "draft" });
    expect(letters.map((letter) => letter.kind)).toEqual(["merge", "merge"]);
    expect((await judge(letters)).map(codes)).toEqual([[], []]);
  });

  it("are held to what a reply is held to, each with its own evidence", async () => {
    const letters = await waiting();
    const [hannah, jo, irem] = [letters.get("hannah")!, letters.get("jo")!, letters.get("irem")!];
    const words = [
      { id: hannah.id, text: `Hannah, ${spring}` },
      { id: jo.id, text: "Jo, the whistle is ready. Ring Peter at +358 40 123 4567 and ask for the new spout." },
      { id: irem.id, text: "Irem, the steam vent you asked for is ready, and the first lid with it comes in January." },
    ];
    const [toHannah, toJo, toIrem] = await judge(words);
    expect(codes(toHannah)).toEqual(["REPEAT_RECENT", "ECHOES_NOTHING"]);
    expect(toHannah?.warnings[0]?.earlier).toMatchObject({ memberName: "Anna", text: `Anna, ${spring}` });
    expect(codes(toJo)).toEqual(["PRIVATE_PUBLIC"]);
    expect(codes(toIrem)).toEqual(["LANG_MISMATCH"]);
    const asked = await refusal(calls(test.app, owner).sendLetters({ letters: words }));
    expect([asked?.code, markedIn(asked).map((one) => one.id)]).toEqual([
      "needs_confirmation",
      words.map((one) => one.id),
    ]);
    expect(await test.app.db.read.selectFrom("reply").select("id").execute()).toEqual([]);
    const sent = await calls(test.app, owner).sendLetters({ letters: words, overrideReason: "Peter agreed." });
    expect(sent).toEqual({ sent: 3, already: 0, notSent: [] });
    const kept = await test.app.db.read.selectFrom("reply").select(["overrideReason", "warnings"]).execute();
    expect(kept.every((row) => row.overrideReason === "Peter agreed." && row.warnings !== "[]")).toBe(true);
  });

  it("find nothing against a letter whose thread went on since it was written", async () => {
    const letter = (await waiting()).get("hannah")!;
    const at = { sentAt: "2026-11-18T10:00:00.000Z" };
    test.clock.advance(7_200_000);
    await bring(test, [ours("later", "c1", { text: "We read it with pleasure, more soon.", ...at })]);
    expect((await judge([letter])).map(codes)).toEqual([[]]);
  });

  it("can be sent again as they are when they did not arrive", async () => {
    const letter = (await waiting()).get("jo")!;
    await calls(test.app, owner).sendLetters({ letters: [letter] });
    await test.app.db.write.updateTable("reply").set({ status: "failed", reason: "The network said no." }).execute();
    test.clock.advance(20_000);
    await runDue(test.app);
    const { rows } = await calls(test.app, owner).letters({ callId, state: "failed" });
    expect(rows.map((row) => row.id)).toEqual([letter.id]);
    expect((await judge([letter])).map(codes)).toEqual([[]]);
    expect((await calls(test.app, owner).sendLetters({ letters: [letter] })).sent).toBe(1);
    expect(await test.app.db.read.selectFrom("reply").select("id").execute()).toHaveLength(2);
  });

  it("see a letter that waits beside them, before any has left", async () => {
    const letters = await waiting();
    const same = "Thank you for writing to us about the kettle; the team talked it over for a whole long afternoon.";
    const [first, second] = [letters.get("hannah")!, letters.get("jo")!];
    const [one, other] = await judge([
      { id: first.id, text: `Hannah, ${same}` },
      { id: second.id, text: `Jo, ${same}` },
    ]);
    expect(one?.warnings.find((warning) => warning.code === "REPEAT_RECENT")?.earlier?.memberName).toBe("jo");
    expect(other?.warnings.find((warning) => warning.code === "REPEAT_RECENT")?.earlier?.memberName).toBe("hannah");
  });

  it("say when a decline takes up the idea only by quoting its title", async () => {
    const { id, text } = (await waiting()).get("hannah")!;
    const [quoted] = text.split(reasonFor.hannah);
    const [empty] = await judge([{ id, text: `${quoted}we thank you for it and wish you a wonderful long winter.` }]);
    expect(empty?.echoes).toBe(false);
    const [own] = await judge([{ id, text: `${quoted}no spring we know keeps its click for long in steam.` }]);
    expect(own?.echoes).toBe(true);
  });

  it("say when a sentence in them is in another language than the person's", async () => {
    const { id } = (await waiting()).get("irem")!;
    const text = "Irem, “Kapakta buhar deliği olsun” fikrin hayata geçiyor. The first lids leave the house in March.";
    const [mixed] = await judge([{ id, text }]);
    expect(mixed?.warnings[0]).toMatchObject({ code: "LANG_MISMATCH", params: { draft: "en", comment: "tr" } });
    const [{ from, to } = { from: 0, to: 0 }] = mixed?.warnings[0]?.spans ?? [];
    expect(text.slice(from, to).trim()).toBe("The first lids leave the house in March.");
  });

  it("ask once about a question to an author like about any answer, and keep nothing of one that was held back", async () => {
    ({ owner, callId } = await openCall(test));
    await bring(test, [idea("c1", "hannah", "A lid that clicks so I hear it is shut")]);
    await runDue(test.app);
    const { rows } = await ideas(test.app, owner).list({ callId });
    const question = { ideaId: rows[0]?.id ?? "", text: `Hannah, ${spring} Which kettle is yours?` };
    const held = await refusal(ideas(test.app, owner).askAuthor(question));
    expect([held?.code, codes(markedIn(held)[0])]).toEqual(["needs_confirmation", ["REPEAT_RECENT"]]);
    const tooLong = await refusal(ideas(test.app, owner).askAuthor({ ...question, text: "How loud? ".repeat(190) }));
    expect(tooLong?.code).toBe("too_long");
    expect((await calls(test.app, owner).letters({ callId })).total).toBe(0);
    expect((await ideas(test.app, owner).get(question)).stage).toBe("open");
    await ideas(test.app, owner).askAuthor({ ...question, overrideReason: "Agreed with the team" });
    expect((await calls(test.app, owner).letters({ callId, state: "onTheWay" })).total).toBe(1);
  });

  it("ask the author of an idea whose language is not known without a word about it", async () => {
    ({ owner, callId } = await openCall(test));
    await bring(test, [idea("c1", "hannah", "A lid that clicks so I hear it is shut")]);
    await runDue(test.app);
    await test.app.db.write.updateTable("idea").set({ lang: null }).execute();
    const { rows } = await ideas(test.app, owner).list({ callId });
    const question = {
      ideaId: rows[0]?.id ?? "",
      text: "Should the lid click once, or twice when it is hot?",
    };
    await ideas(test.app, owner).askAuthor(question);
    expect((await calls(test.app, owner).letters({ callId, state: "onTheWay" })).total).toBe(1);
  });

  it("ask once in a language that authors write and Konak has no frame in, and nothing is kept a second time", async () => {
    await test.app.db.write.updateTable("brand").set({ languages: '["en","de"]' }).execute();
    ({ owner, callId } = await openCall(test));
    const german = "Ein Deckel, der beim Schließen deutlich hörbar klickt, wäre schön";
    await bring(test, [idea("c1", "hannah", german, { lang: "de" })]);
    await runDue(test.app);
    const { rows } = await ideas(test.app, owner).list({ callId });
    const text = "Soll der Deckel beim Schließen einmal klicken oder lieber zweimal, wenn das Wasser heiß ist?";
    await ideas(test.app, owner).askAuthor({ ideaId: rows[0]?.id ?? "", text });
    const { rows: letters } = await calls(test.app, owner).letters({ callId });
    expect(letters.map((letter) => [letter.state, letter.text])).toEqual([["queued", text]]);
  });

  it("may be written anew in the person's own language, though Konak had not known it", async () => {
    ({ owner, callId } = await openCall(test));
    const text = "Kapakta buhar deliği olsun, elim yanmasın artık";
    await bring(test, [idea("c1", "irem", text, { lang: "tr" })]);
    await runDue(test.app);
    await test.app.db.write.updateTable("idea").set({ lang: null }).execute();
    const { rows } = await ideas(test.app, owner).list({ callId });
    const decision = { ideaId: rows[0]?.id ?? "", verdict: "adopted" as const, reason: "The vent is ready." };
    await ideas(test.app, owner).decide(decision);
    const [letter] = (await calls(test.app, owner).letters({ callId, state: "draft" })).rows;
    expect(letter?.lang).toBe("en");
    const [anew] = await judge([{ id: letter!.id, text: `Irem, ${reasonFor.irem}` }]);
    expect(codes(anew)).toEqual([]);
    const [polish] = await judge([
      { id: letter!.id, text: "Irem, pierwsze pokrywki z otworem na parę będą w styczniu." },
    ]);
    expect(codes(polish)).toContain("LANG_MISMATCH");
  });

  it("make an idea of the author's newest words, not of whoever spoke last in the thread", async () => {
    ({ owner, callId } = await openCall(test, {}, { postIds: [], hashtags: [], mentionWords: [] }));
    const at = (minute: number) => `2026-11-18T08:0${minute}:00.000Z`;
    const beth = { externalId: "beth", handle: "beth", displayName: "Beth", url: null };
    const under = { threadExternalId: "c1", parentExternalId: "c1" };
    await bring(test, [
      idea("c1", "hannah", "The lid is hard to open", { sentAt: at(0) }),
      comment("c2", {
        ...under,
        sentAt: at(1),
        text: "A lid that opens with one thumb",
        author: { externalId: "hannah", handle: "hannah", displayName: "hannah", url: null },
      }),
      comment("c3", { ...under, sentAt: at(2), text: "I would rather have a bigger spout", author: beth }),
    ]);
    const thread = await test.app.db.read
      .selectFrom("thread")
      .select("id")
      .where("externalId", "=", "c1")
      .executeTakeFirstOrThrow();
    const { ideaId } = await ideas(test.app, owner).add({ callId, threadId: thread.id });
    expect(await ideas(test.app, owner).get({ ideaId })).toMatchObject({
      authorName: "hannah",
      text: "A lid that opens with one thumb",
    });
    const theirs = await test.app.db.read
      .selectFrom("message")
      .select("id")
      .where("externalId", "=", "c3")
      .executeTakeFirstOrThrow();
    const named = await ideas(test.app, owner).add({ callId, threadId: thread.id, messageId: theirs.id });
    expect(await ideas(test.app, owner).get(named)).toMatchObject({ authorName: "Beth" });
  });
});
