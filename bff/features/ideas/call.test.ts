import { afterEach, beforeEach, expect, it } from "vitest";
import { callInput, calls, goodBrief, idea, ideas, openCall, refusal, runDue } from "#bff/features/ideas/test/town.ts";
import { mergeMembers, undoMerge } from "#bff/features/members/commands.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, ours, post } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
afterEach(() => test.remove());

const later = (seconds: number) => test.clock.advance(seconds * 1000);

eachEngine("an open call", (engine) => {
  beforeEach(async () => {
    test = await testApp(engine, { connector: scriptedNetwork() });
    await bring(test, [post("p1")]);
  });

  it("keeps a draft that lacks everything and publishes it only when the brief is whole", async () => {
    const owner = await test.as("owner");
    const as = calls(test.app, owner);
    const brief = goodBrief(owner.actor.userId ?? "");
    const { callId } = await as.save(callInput({ ...brief, criteria: [], question: "" }));
    const broken = await refusal(as.publish({ callId }));
    expect(broken?.code).toBe("brief_incomplete");
    expect(((broken?.details.problems ?? []) as { code: string }[]).map((one) => one.code)).toEqual([
      "no_question",
      "few_criteria",
    ]);
    await as.save(callInput(brief, { id: callId }));
    const { slug } = await as.publish({ callId });
    expect(slug).toBe("what-should-the-next-lumi-lid-do-better");
    expect((await as.get({ callId })).state).toBe("open");
    const other = await as.save(callInput(brief));
    expect((await as.publish({ callId: other.callId })).slug).toBe(`${slug}-2`);
  });

  it("is deciding by itself once its last day is over in the brand's time zone", async () => {
    const { owner, callId } = await openCall(test);
    test.clock.advance(Date.parse("2026-11-30T20:59:00Z") - test.clock.now().getTime());
    expect((await calls(test.app, owner).get({ callId })).state).toBe("open");
    later(120);
    expect((await calls(test.app, owner).get({ callId })).state).toBe("deciding");
  });

  it("takes comments under its posts, its hashtag and mentions with its words, each once, and nothing else", async () => {
    const { owner, callId } = await openCall(test);
    await bring(test, [
      idea("c1", "hannah", "A lid I can open with one thumb"),
      idea("c2", "jo", "Nice"),
      idea("c3", "piotr", "Zatrzask, który słychać #LumiLid", {
        postExternalId: null,
        sentAt: "2026-11-18T09:01:00.000Z",
      }),
      idea("c4", "irem", "Bir idea: kapakta buhar deliği", {
        postExternalId: null,
        kind: "mention",
        sentAt: "2026-11-18T09:02:00.000Z",
      }),
      idea("c5", "tom", "Where can I buy this kettle in Turku?", { postExternalId: null }),
      idea("c6", "jo", "I would like that very much too", { threadExternalId: "c1", parentExternalId: "c1" }),
    ]);
    await runDue(test.app);
    later(20);
    await runDue(test.app);
    const { rows } = await ideas(test.app, owner).list({ callId, order: "newest" });
    expect(rows.map((row) => [row.source, row.authorName]).sort()).toEqual([
      ["comment", "hannah"],
      ["hashtag", "piotr"],
      ["mention", "irem"],
    ]);
  });

  it("takes comments that stood under its posts before it was published", async () => {
    await bring(test, [idea("c1", "hannah", "A lid I can open with one thumb")]);
    const { owner, callId } = await openCall(test);
    await runDue(test.app);
    expect((await ideas(test.app, owner).list({ callId })).total).toBe(1);
  });

  it("makes one entry of a flood of the same words, and an idea of it when a person says so", async () => {
    const { owner, callId } = await openCall(test);
    const flood = Array.from({ length: 600 }, (_, at) =>
      idea(`f${at}`, `bot${at % 7}`, `Buy cheap kettles at the best shop ${at % 10}`),
    );
    await bring(test, flood);
    for (let turn = 0; turn < 4; turn++) await runDue(test.app);
    const suspicions = await calls(test.app, owner).suspicions({ callId });
    expect(suspicions).toHaveLength(1);
    const { total } = await ideas(test.app, owner).list({ callId });
    expect(total).toBeLessThanOrEqual(4);
    expect((suspicions[0]?.count ?? 0) + total).toBe(600);
    const taken = await calls(test.app, owner).settleSuspicion({ id: suspicions[0]?.id ?? "", as: "idea" });
    expect(taken.ideaId).not.toBeNull();
    expect((await ideas(test.app, owner).list({ callId })).total).toBe(total + 1);
  });

  it("cuts an idea of a megabyte and keeps HTML as the words it is", async () => {
    const { owner, callId } = await openCall(test);
    await bring(test, [
      idea("big", "hannah", `A lid with <script>alert(1)</script> ${"very long ".repeat(100_000)}`),
      idea("odd", "irem", "Kapak \u0000 içinde \ud800 buhar deliği olsun"),
    ]);
    await runDue(test.app);
    const { rows } = await ideas(test.app, owner).list({ callId, order: "newest" });
    const long = await ideas(test.app, owner).get({
      ideaId: rows.find((row) => row.authorName === "hannah")?.id ?? "",
    });
    expect(long.text.length).toBeLessThanOrEqual(4000);
    expect(long.text).toContain("<script>");
  });

  it("keeps every version of a published brief and tells each contributor once, in their language", async () => {
    const { owner, callId } = await openCall(test);
    await bring(test, [
      idea("c1", "hannah", "A lid I can open with one thumb"),
      idea("c2", "piotr", "Zatrzask, który słychać z daleka", { lang: "pl" }),
      idea("c3", "hannah", "Sell spare lids in every colour please"),
    ]);
    await runDue(test.app);
    const as = calls(test.app, owner);
    const brief = goodBrief(owner.actor.userId ?? "", { closesOn: "2026-12-05" });
    const edit = callInput(brief, { id: callId, version: 1 });
    expect((await refusal(as.save(edit)))?.code).toBe("invalid_input");
    const saved = await as.save({ ...edit, note: "Five more days." });
    expect(saved).toEqual({ callId, version: 2, told: 2 });
    expect((await refusal(as.save({ ...edit, note: "Again." })))?.code).toBe("conflict");
    const { rows } = await as.letters({ callId, state: "draft" });
    expect(rows.map((row) => [row.kind, row.lang]).sort()).toEqual([
      ["change", "en"],
      ["change", "pl"],
    ]);
    expect(rows.every((row) => row.text.includes("Five more days."))).toBe(true);
    expect((await as.get({ callId })).versions.map((one) => one.note)).toEqual(["Five more days.", ""]);
  });

  it("stops early and opens again as another version, which contributors hear of", async () => {
    const { owner, callId } = await openCall(test);
    const as = calls(test.app, owner);
    await bring(test, [idea("c1", "hannah", "A lid I can open with one thumb")]);
    await runDue(test.app);
    await as.stop({ callId });
    expect((await refusal(as.stop({ callId })))?.code).toBe("conflict");
    const past = { callId, closesOn: "2026-11-17", note: "Two more weeks." };
    expect((await refusal(as.reopen(past)))?.code).toBe("invalid_input");
    await as.reopen({ ...past, closesOn: "2026-12-24" });
    const call = await as.get({ callId });
    expect([call.state, call.brief.closesOn, call.brief.decideBy]).toEqual(["open", "2026-12-24", "2026-12-24"]);
    expect(call.versions[0]).toMatchObject({ version: 2, note: "Two more weeks." });
    const { rows } = await as.letters({ callId, state: "draft" });
    expect(rows.map((row) => [row.memberName, row.kind])).toEqual([["hannah", "change"]]);
    expect(rows[0]?.text).toContain("Two more weeks. Your idea “A lid I can open with one thumb” still counts.");
  });

  it("knows an answer in the thread as the first answer, and an author's word after a question as theirs", async () => {
    const { owner, callId } = await openCall(test);
    await bring(test, [idea("c1", "hannah", "A lid I can open with one thumb")]);
    await runDue(test.app);
    const [row] = (await ideas(test.app, owner).list({ callId })).rows;
    const ideaId = row?.id ?? "";
    await ideas(test.app, owner).askAuthor({ ideaId, text: "Which hand do you use, Hannah?" });
    expect((await ideas(test.app, owner).get({ ideaId })).waitsFor).toBe("answer");
    later(11);
    await runDue(test.app);
    later(20);
    await runDue(test.app);
    const asked = await ideas(test.app, owner).get({ ideaId });
    expect([asked.stage, asked.waitsFor, asked.letters[0]?.state]).toEqual(["refine", "author", "sent"]);
    expect(asked.firstAnswerAt).not.toBeNull();
    const said = { threadExternalId: "c1", parentExternalId: "c1", sentAt: test.clock.iso() };
    await bring(test, [idea("c2", "hannah", "The left one, always", said)]);
    later(20);
    await runDue(test.app);
    const told = await ideas(test.app, owner).get({ ideaId });
    expect(told.happenings.map((one) => one.kind)).toContain("author_said");
    expect(told.waitsFor).toBe("votes");
    expect((await ideas(test.app, owner).list({ callId })).total).toBe(1);
  });

  it("counts a person on two networks once they were merged, and twice again when that is taken back", async () => {
    const { owner, callId } = await openCall(test);
    await bring(test, [
      idea("c1", "hannah", "A lid I can open with one thumb"),
      idea("c2", "hannahw", "Sell spare lids in every colour please"),
    ]);
    await runDue(test.app);
    const members = await test.app.db.read.selectFrom("member").select(["id", "name"]).orderBy("name").execute();
    const [keep, merge] = members;
    const people = async () => (await calls(test.app, owner).get({ callId })).people;
    expect(await people()).toBe(2);
    const { id } = await mergeMembers(owner, { keepId: keep?.id ?? "", mergeId: merge?.id ?? "" });
    expect(await people()).toBe(1);
    const known = await ideas(test.app, owner).person({ memberId: merge?.id ?? "" });
    expect([known.memberId, known.figures.ideas, known.merges.length]).toEqual([keep?.id, 2, 1]);
    const threads = await test.app.db.read.selectFrom("thread").select("memberId").distinct().execute();
    expect(threads).toEqual([{ memberId: keep?.id }]);
    await bring(test, [idea("c3", "hannahw", "And a lid that shows the pour side")]);
    await undoMerge(owner, id);
    later(20);
    await runDue(test.app);
    expect(await people()).toBe(2);
    const back = await ideas(test.app, owner).person({ memberId: merge?.id ?? "" });
    expect([back.name, back.figures.ideas, back.merges.length]).toEqual(["hannahw", 2, 0]);
  });

  it("lists over all calls what waits, what is least like the rest, and what is ranked", async () => {
    const { owner, callId } = await openCall(test);
    const said = [
      "Wider hinge",
      "Quiet click",
      "Spare lids",
      "Steam hole",
      "Glass window",
      "Cork handle",
      "Wider hinges",
    ];
    await bring(
      test,
      said.map((words, at) =>
        idea(`c${at}`, `who${at}`, `${words} would help me every ${"abcdefg"[at]?.repeat(6)} morning`),
      ),
    );
    await runDue(test.app);
    const as = ideas(test.app, owner);
    const distant = await as.list({ show: "distant" });
    expect(distant.total).toBe(5);
    expect(distant.rows.some((row) => row.title.startsWith("Wider"))).toBe(false);
    expect((await as.list({ show: "needAnswer" })).total).toBe(7);
    const best = distant.rows[0]?.id ?? "";
    await test.app.db.write.updateTable("idea").set({ up: 5, votes: 6 }).where("id", "=", best).execute();
    expect((await as.list({ order: "ranked" })).rows[0]?.id).toBe(best);
    expect(await calls(test.app, owner).counts({})).toMatchObject({ open: 1, needAnswer: 7, distant: 5, toTell: 0 });
    expect((await as.list({ callId, find: "QUIET clıck" })).total).toBe(1);
  });

  it("compares a call with the one before it: who is new, and who came back", async () => {
    const first = await openCall(test);
    await bring(test, [
      idea("c1", "hannah", "A lid I can open with one thumb"),
      idea("c2", "jo", "Sell lids in the shop"),
    ]);
    await runDue(test.app);
    await calls(test.app, first.owner).stop({ callId: first.callId });
    later(3600);
    const { owner, callId } = await openCall(test, { question: "How should the switch sound?" }, { postIds: [] });
    const on = { postExternalId: null, sentAt: test.clock.iso() };
    await bring(test, [
      idea("d1", "hannah", "A soft click #lumilid", on),
      idea("d2", "irem", "Sessiz olsun bence #lumilid", on),
    ]);
    later(20);
    await runDue(test.app);
    const report = await calls(test.app, owner).report({ callId });
    expect([report.figures.people, report.figures.newcomers, report.figures.returned]).toEqual([2, 1, null]);
    expect(report.earlier.map((one) => [one.figures.people, one.figures.newcomers, one.figures.returned])).toEqual([
      [2, 2, 0.5],
    ]);
    expect((await calls(test.app, owner).get({ callId })).newcomerShare).toBe(0.5);
  });

  it("shows nothing of a call to people of other brands", async () => {
    const { callId } = await openCall(test);
    const stranger = await test.as("manager", ["another-brand"]);
    expect((await calls(test.app, stranger).list({})).rows).toEqual([]);
    expect((await refusal(calls(test.app, stranger).get({ callId })))?.code).toBe("not_found");
    expect((await refusal(calls(test.app, stranger).letters({ callId })))?.code).toBe("not_found");
  });

  it("marks an idea answered when the brand had answered before it was taken by hand", async () => {
    const { owner, callId } = await openCall(test, {}, { postIds: [], hashtags: [], mentionWords: [] });
    await bring(test, [idea("c1", "hannah", "A lid I can open with one thumb"), ours("r1", "c1")]);
    const { id: threadId } = await test.app.db.read.selectFrom("thread").select("id").executeTakeFirstOrThrow();
    const first = await ideas(test.app, owner).add({ callId, threadId });
    const again = await ideas(test.app, owner).add({ callId, threadId });
    expect(again).toEqual(first);
    expect((await ideas(test.app, owner).get(first)).firstAnswerAt).toBe("2026-11-18T08:30:00.000Z");
    expect((await ideas(test.app, owner).forThread({ threadId })).ideas).toHaveLength(1);
  });
});
