import { afterEach, beforeEach, expect, it } from "vitest";
import { votePageIdea } from "#bff/features/ideas/page-commands.ts";
import { callById } from "#bff/features/ideas/queries.ts";
import { calls, idea, ideas, openCall, refusal, runDue } from "#bff/features/ideas/test/town.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import type { Brief } from "#shared/ideas/brief.ts";
import type { LetterReasons } from "#shared/ideas/letters.ts";

let test: TestApp;
let owner: Ctx;
let callId: string;
afterEach(() => test.remove());

/** A call with the ideas of three people; their ids in the order they came. */
async function threeIdeas(more: Partial<Brief> = {}): Promise<[string, string, string]> {
  ({ owner, callId } = await openCall(test, more));
  await bring(test, [
    idea("c1", "hannah", "A lid that clicks so I hear it is shut"),
    idea("c2", "jo", "Let the lid click so that I can hear it shut", { sentAt: "2026-11-18T08:01:00.000Z" }),
    idea("c3", "irem", "Kapak içinde buhar deliği olsun, el yanmasın", {
      lang: "tr",
      sentAt: "2026-11-18T08:02:00.000Z",
    }),
  ]);
  await runDue(test.app);
  const rows = await test.app.db.read.selectFrom("idea").select("id").orderBy("number").execute();
  return rows.map((row) => row.id) as [string, string, string];
}

const decline = "The click you want needs a spring, and no spring of ours survives steam.";

async function letAll(overrideReason: string | null = null) {
  const { rows } = await calls(test.app, owner).letters({ callId, state: "draft" });
  const letters = rows.map((row) => ({ id: row.id, text: row.text }));
  return calls(test.app, owner).sendLetters({ letters, overrideReason });
}

eachEngine("deciding ideas", (engine) => {
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    await bring(test, [post("p1")]);
  });

  it("refuses a decline that is short or takes up nothing of the idea", async () => {
    const [ideaId] = await threeIdeas();
    const as = ideas(test.app, owner);
    const short = await refusal(as.decide({ ideaId, verdict: "declined", reason: "Too costly." }));
    expect([short?.code, short?.details.echoes]).toEqual(["reason_empty", false]);
    const empty = "We thank everybody for taking part and wish all of them a wonderful winter.";
    expect((await refusal(as.decide({ ideaId, verdict: "declined", reason: empty })))?.code).toBe("reason_empty");
    expect(await as.decide({ ideaId, verdict: "declined", reason: decline })).toEqual({ letters: 1 });
  });

  it("does not close while ideas are undecided or people untold, and closes when everybody has heard", async () => {
    const [one, two, three] = await threeIdeas({ merging: "together" });
    const as = ideas(test.app, owner);
    await as.merge({ ideaId: two, intoId: one });
    await as.decide({ ideaId: one, verdict: "adopted", reason: "It clicks from March.", outcome: "In every kettle." });
    const open = await refusal(calls(test.app, owner).close({ callId, cost: null }));
    expect([open?.code, open?.details]).toEqual(["ideas_undecided", { count: 1, untold: 2 }]);
    const reason = "Buhar deliği güzel bir fikir ama kapak o zaman sızdırıyor, elini de korumuyor.";
    await as.decide({ ideaId: three, verdict: "declined", reason });
    const { rows } = await calls(test.app, owner).letters({ callId, state: "draft" });
    expect(rows.map((row) => row.memberName).sort()).toEqual(["hannah", "irem", "jo"]);
    expect(rows.find((row) => row.memberName === "jo")?.text).toContain("joined with");
    expect(rows.find((row) => row.memberName === "irem")?.text).toContain("fikrin hakkında");
    expect((await letAll("meant")).sent).toBe(3);
    await calls(test.app, owner).close({ callId, cost: 1200 });
    test.clock.advance(12_000);
    await runDue(test.app);
    test.clock.advance(20_000);
    await runDue(test.app);
    const told = await calls(test.app, owner).letters({ callId, state: "sent" });
    expect(told.total).toBe(3);
    const { figures } = await calls(test.app, owner).report({ callId });
    expect([figures.people, figures.ideas, figures.merged, figures.answered]).toEqual([3, 3, 1, 3]);
    expect([figures.adopted, figures.costPerAdopted, figures.reasonedDeclines]).toEqual([1, 1200, 1]);
  });

  it("asks before letters that read alike leave, and sends each once whatever is clicked twice", async () => {
    const [one, two] = await threeIdeas();
    const as = ideas(test.app, owner);
    for (const ideaId of [one, two]) await as.decide({ ideaId, verdict: "declined", reason: decline });
    const { rows } = await calls(test.app, owner).letters({ callId, state: "draft" });
    const letters = rows.map((row) => ({ id: row.id, text: `Hello. ${decline}` }));
    const same = await refusal(calls(test.app, owner).sendLetters({ letters }));
    const marked = (same?.details.letters ?? []) as LetterReasons[];
    expect([same?.code, marked.map((one) => one.warnings[0]?.code)]).toEqual([
      "needs_confirmation",
      ["REPEAT_RECENT", "REPEAT_RECENT"],
    ]);
    expect(marked[0]?.warnings[0]?.earlier?.memberName).toBe("jo");
    const send = () => calls(test.app, owner).sendLetters({ letters, overrideReason: "Both asked the same." });
    const both = await Promise.all([1, 2, 3].map(send));
    // Which click sent which letter is the database's affair; each left once, and the other clicks are told so.
    expect(both.reduce((sum, one) => sum + one.sent, 0)).toBe(2);
    expect(both.reduce((sum, one) => sum + one.already, 0)).toBe(4);
    expect(both.flatMap((one) => one.notSent)).toEqual([]);
    const replies = await test.app.db.read.selectFrom("reply").select(["text", "overrideReason"]).execute();
    expect(replies.map((row) => row.overrideReason)).toEqual(["Both asked the same.", "Both asked the same."]);
  });

  it("takes a decision back while nobody has heard, and not after", async () => {
    const [ideaId] = await threeIdeas();
    const as = ideas(test.app, owner);
    await as.decide({ ideaId, verdict: "declined", reason: decline });
    await as.takeBack({ ideaId });
    expect((await as.get({ ideaId })).stage).toBe("decide");
    expect((await calls(test.app, owner).letters({ callId })).total).toBe(0);
    await as.decide({ ideaId, verdict: "declined", reason: decline });
    await letAll("meant");
    expect((await refusal(as.takeBack({ ideaId })))?.code).toBe("too_late");
  });

  it("suggests look-alikes at entry and at the desk, and not again once they were kept apart", async () => {
    const [one, two] = await threeIdeas();
    const as = ideas(test.app, owner);
    const found = await as.similar({ callId, text: "Can the lid click, so one can hear it is shut?" });
    expect(found.map((row) => row.ideaId).sort()).toEqual([one, two].sort());
    expect((await as.get({ ideaId: one })).alike.map((row) => row.ideaId)).toEqual([two]);
    expect((await as.list({ callId, show: "lookAlike" })).total).toBe(2);
    await as.keepApart({ ideaId: one, otherId: two });
    expect((await as.list({ callId, show: "lookAlike" })).total).toBe(0);
    expect((await as.get({ ideaId: one })).alike).toEqual([]);
  });

  it("merges as promised: after the author agreed, or never", async () => {
    const [one, two] = await threeIdeas({ merging: "ask" });
    const as = ideas(test.app, owner);
    expect(await as.merge({ ideaId: two, intoId: one })).toEqual({ state: "asked" });
    expect((await as.get({ ideaId: two })).mergedInto).toBeNull();
    await as.setCredit({ ideaId: two, mayMerge: "yes" });
    expect((await as.get({ ideaId: two })).mergedInto?.ideaId).toBe(one);
    await as.unmerge({ ideaId: two });
    await as.setCredit({ ideaId: two, mayMerge: "no" });
    expect((await refusal(as.merge({ ideaId: two, intoId: one })))?.code).toBe("not_allowed");
  });

  it("counts a visitor once over merged ideas and gives every vote back when they part", async () => {
    const [one, two, three] = await threeIdeas({ merging: "together" });
    const call = await callById(test.app.db.read, callId);
    const vote = (ideaId: string, visitor: string, value: "up" | "down") =>
      call && votePageIdea(test.app, call, { ideaId, visitor, value });
    for (const visitor of ["a", "b", "c"]) await vote(one, visitor, "up");
    test.clock.advance(1000);
    for (const visitor of ["c", "d"]) await vote(two, visitor, "down");
    await vote(three, "e", "up");
    const as = ideas(test.app, owner);
    await as.merge({ ideaId: three, intoId: two });
    await as.merge({ ideaId: two, intoId: one });
    const all = await as.get({ ideaId: one });
    expect([all.votes.n, all.votes.up, all.joined]).toEqual([5, 3, 2]);
    await as.unmerge({ ideaId: two });
    const [left, right] = [await as.get({ ideaId: one }), await as.get({ ideaId: two })];
    expect([left.votes.n, left.votes.up, left.joined]).toEqual([3, 3, 0]);
    expect([right.votes.n, right.votes.up, right.joined]).toEqual([3, 1, 1]);
  });

  it("ranks nothing under five votes and says the interval from there on", async () => {
    const [one, two] = await threeIdeas();
    const call = await callById(test.app.db.read, callId);
    for (let at = 0; at < 5; at++)
      await votePageIdea(test.app, call!, { ideaId: two, visitor: `v${at}`, value: at === 0 ? "down" : "up" });
    for (let at = 0; at < 4; at++) await votePageIdea(test.app, call!, { ideaId: one, visitor: `v${at}`, value: "up" });
    const { rows } = await ideas(test.app, owner).list({ callId, order: "ranked" });
    expect(rows[0]?.id).toBe(two);
    expect(rows[0]?.votes.low).toBeCloseTo(0.3755, 3);
    expect(rows.find((row) => row.id === one)?.votes).toEqual({ n: 4, up: 4, low: null, high: null, average: null });
  });

  it("shows how far evaluators are apart, and takes only the brief's criteria", async () => {
    const [ideaId] = await threeIdeas();
    const lead = await test.as("lead");
    await ideas(test.app, owner).score({ ideaId, criterion: "safe", value: 5 });
    await ideas(test.app, lead).score({ ideaId, criterion: "safe", value: 1 });
    await ideas(test.app, lead).score({ ideaId, criterion: "safe", value: 2 });
    const { scores, agreement, reviewers } = await ideas(test.app, owner).get({ ideaId });
    expect(scores[0]).toMatchObject({ mine: 5, mean: 3.5 });
    expect(scores[0]?.spread).toBeCloseTo(2.1213, 3);
    expect(agreement).toBe(0);
    expect(reviewers).toHaveLength(2);
    const wrong = ideas(test.app, owner).score({ ideaId, criterion: "colour", value: 3 });
    expect((await refusal(wrong))?.code).toBe("invalid_input");
  });

  it("keeps versions of an idea, and a second writer is told of the first", async () => {
    const [ideaId] = await threeIdeas();
    const as = ideas(test.app, owner);
    const words = { title: "A lid that clicks", text: "A lid that clicks once, softly, when it is shut." };
    expect(await as.edit({ ideaId, ...words, version: 1 })).toEqual({ version: 2 });
    expect((await refusal(as.edit({ ideaId, ...words, version: 1 })))?.code).toBe("conflict");
    expect((await as.get({ ideaId })).versions.map((one) => one.by)).toEqual(["owner person", "hannah"]);
  });

  it("lists whom to thank, ticks it off, and knows whom to ask about the topic", async () => {
    const [one] = await threeIdeas();
    const as = ideas(test.app, owner);
    await as.decide({ ideaId: one, verdict: "adopted", reason: "It clicks from March.", outcome: "In every kettle." });
    const before = await calls(test.app, owner).contributors({ callId });
    expect([before.people, before.toThank, before.toReward]).toEqual([3, 3, 1]);
    await as.tick({ ideaId: one, what: "rewarded", on: true });
    expect((await calls(test.app, owner).contributors({ callId })).toReward).toBe(0);
    await as.tick({ ideaId: one, what: "rewarded", on: false });
    expect((await calls(test.app, owner).contributors({ callId })).toReward).toBe(1);
    const irem = before.rows.find((row) => row.name === "irem");
    await as.mark({ memberId: irem?.memberId ?? "", kind: "helpful", topic: "Descaling" });
    const knowers = await as.whomToAsk({ topic: "lid" });
    expect(knowers[0]).toMatchObject({ name: "hannah", right: 1, ideas: 1 });
    expect((await as.whomToAsk({ topic: "descaling" })).map((row) => row.name)).toEqual(["irem"]);
  });
});
