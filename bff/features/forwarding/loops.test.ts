import { afterEach, beforeEach, expect, it } from "vitest";
import { answered, saidBy, threeLids } from "#bff/features/forwarding/test/loops.ts";
import { asking, question, runDue } from "#bff/features/forwarding/test/town.ts";
import { forwardToken } from "#bff/features/forwarding/token.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

const people = [{ name: "Marek Wójcik", mail: "marek@quality.example" }];

eachEngine("a loop", (engine) => {
  let test: TestApp;
  let team: ReturnType<typeof asking>;
  let selin: Ctx;
  let quality: string;
  let shop: string;
  let lids: string[];
  const outside = () => asking(test.app, null);

  beforeEach(async () => {
    test = await testApp(engine);
    selin = await test.as("owner");
    team = asking(test.app, selin);
    quality = (await team.saveDepartment({ name: "Product quality", contacts: people, topics: ["lid", "kapa"] })).id;
    const contacts = [{ name: "Pekka Lähde", mail: "pekka@shop.example" }];
    shop = (await team.saveDepartment({ name: "Shop", contacts })).id;
    lids = await threeLids(test);
  });
  afterEach(() => test.remove());

  const send = (more: object = {}) =>
    team.send({ ...question(lids[0] ?? "", quality), alsoThreadIds: lids.slice(1), ...more });
  const answer = async (forwardId: string, more: object = {}) =>
    outside().answer({
      token: forwardToken(test.app, forwardId),
      verdict: "yes",
      answer: "New lids leave on Monday. Keep below the line.",
      name: "Marek",
      ...more,
    });
  const statuses = async () =>
    (await test.app.db.read.selectFrom("thread").select("status").where("id", "in", lids).execute()).map(
      (row) => row.status,
    );

  it("speaks for several people: one question, counted, with what each wrote and nothing private", async () => {
    const { forwardId, loopId } = await send();
    const page = await outside().question({ token: forwardToken(test.app, forwardId) });
    expect(page).toMatchObject({ state: "open", people: 3 });
    const quotes = page.state === "open" ? page.quotes : [];
    expect(quotes.map((quote) => quote.name)).toEqual(["Hannah", "Mark", "Zeynep"]);
    expect(quotes[1]?.text).toBe("My lid leaks when the kettle boils, write to [mail address]");
    expect(await statuses()).toEqual(["waiting", "waiting", "waiting"]);
    expect(await team.loop({ loopId })).toMatchObject({
      state: "out",
      followers: 3,
      told: 0,
      departmentName: "Product quality",
    });
    for (const threadId of lids) expect(await team.forThread({ threadId })).toMatchObject([{ loopId, followers: 3 }]);
  });

  it("brings the answer back onto every thread of the bundle", async () => {
    const { forwardId, loopId } = await send();
    await answer(forwardId, { outcome: "changed" });
    const notes = await test.app.db.read.selectFrom("note").select(["threadId", "text"]).execute();
    expect(new Set(notes.map((note) => note.threadId))).toEqual(new Set(lids));
    expect(await statuses()).toEqual(["open", "open", "open"]);
    expect(await team.loop({ loopId })).toMatchObject({ state: "answered", outcome: "changed" });
  });

  it("finds the same feedback, says why, and adds it to the open bundle, once", async () => {
    const { loopId, forwardId } = await send();
    const fourth = await saidBy(test, { name: "Priya Nair", text: "The lid leaks on my kettle too" });
    const found = await team.like({ threadId: fourth });
    expect(found.loops).toMatchObject([{ loopId, followers: 3 }]);
    expect(found.loops[0]?.words).toEqual(expect.arrayContaining(["lid", "leaks"]));
    await team.addToLoop({ loopId, threadIds: [fourth] });
    await team.addToLoop({ loopId, threadIds: [fourth] });
    expect(await team.loop({ loopId })).toMatchObject({ followers: 4 });
    expect(await outside().question({ token: forwardToken(test.app, forwardId) })).toMatchObject({ people: 4 });
    expect((await team.like({ threadId: fourth })).loops).toEqual([]);
  });

  it("offers other open threads that say the same, and none that a bundle has already", async () => {
    const other = await saidBy(test, { name: "Tom Wood", text: "Lid leaks, kettle boils over" });
    const like = (await team.like({ threadId: lids[1] ?? "" })).threads;
    expect(like.map((one) => one.threadId)).toContain(other);
    expect(like.find((one) => one.threadId === other)?.words).toEqual(expect.arrayContaining(["lid", "leaks"]));
    await send();
    expect((await team.like({ threadId: other })).threads).toEqual([]);
  });

  it("is handed on with its reason: the old link is done, the new one asks, the loop stays one", async () => {
    const { forwardId, loopId } = await send();
    const passed = { verdict: "not_ours", answer: "The shop keeps the lids.", handToId: shop };
    expect(await answer(forwardId, passed)).toMatchObject({ state: "answered", handedTo: "Shop" });
    const loop = await team.loop({ loopId });
    expect(loop).toMatchObject({ state: "out", departmentName: "Shop", followers: 3 });
    expect(loop.forwards.map((forward) => [forward.departmentName, forward.state])).toEqual([
      ["Product quality", "handed_on"],
      ["Shop", "sent"],
    ]);
    const next = loop.forwards[1]?.id ?? "";
    test.clock.advance(3_600_000);
    await answer(next);
    expect((await team.loop({ loopId })).spells.map((spell) => spell.who)).toEqual(["Product quality", "Shop", null]);
    await expect(answer(forwardId)).resolves.toMatchObject({ handedTo: "Shop" });
    expect(await statuses()).toEqual(["open", "open", "open"]);
  });

  it("takes no decline and no handing-on without a reason, nor to itself or to another workspace", async () => {
    const { forwardId } = await send();
    await expect(answer(forwardId, { verdict: "no", answer: " " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await expect(answer(forwardId, { verdict: "not_ours", answer: " ", handToId: shop })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
    await expect(answer(forwardId, { verdict: "not_ours", answer: "x", handToId: quality })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(answer(forwardId, { verdict: "not_ours", answer: "x", handToId: "elsewhere" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await outside().question({ token: forwardToken(test.app, forwardId) })).toMatchObject({ state: "open" });
  });

  it("closes only when each follower has heard or was set aside, and an answer that failed is none", async () => {
    const { forwardId, loopId } = await send();
    const outcome = { loopId, outcome: "changed" as const, outcomeText: "New springs." };
    await expect(team.close(outcome)).rejects.toMatchObject({ code: "CONFLICT" });
    test.clock.advance(60_000);
    await answer(forwardId);
    await expect(team.told({ loopId, threadId: lids[0] ?? "" })).rejects.toMatchObject({ code: "CONFLICT" });
    test.clock.advance(60_000);
    for (const threadId of lids.slice(0, 2)) {
      await answered(test, threadId, `Told ${threadId}`);
      await team.told({ loopId, threadId });
    }
    await expect(team.close(outcome)).rejects.toMatchObject({ message: "Followers of this loop have not heard yet." });
    await team.setAside({ loopId, threadId: lids[2] ?? "", reason: "Answered by telephone." });
    await test.app.db.write
      .updateTable("reply")
      .set({ status: "failed" })
      .where("threadId", "=", lids[0] ?? "")
      .execute();
    await expect(team.close(outcome)).rejects.toMatchObject({ message: "Followers of this loop have not heard yet." });
    await test.app.db.write.updateTable("reply").set({ status: "sent" }).execute();
    await team.close(outcome);
    const closed = await team.loop({ loopId });
    expect(closed).toMatchObject({
      state: "closed",
      told: 2,
      aside: 1,
      outcome: "changed",
      outcomeText: "New springs.",
    });
    expect(closed.happenings.map((one) => one.kind)).toEqual([
      "asked",
      "answered",
      "told",
      "told",
      "set_aside",
      "closed",
    ]);
    await team.reopen({ loopId });
    expect(await team.loop({ loopId })).toMatchObject({ state: "answered", closedAt: null });
  });

  it("offers an answer given elsewhere since, but counts it only when a person says so", async () => {
    const { forwardId, loopId } = await send();
    await answer(forwardId);
    test.clock.advance(60_000);
    await answered(test, lids[0] ?? "", "We asked; new lids leave on Monday.");
    const [first] = (await team.loop({ loopId })).followersList;
    expect(first).toMatchObject({ state: "untold", since: { text: "We asked; new lids leave on Monday." } });
    await team.told({ loopId, threadId: lids[0] ?? "" });
    expect((await team.loop({ loopId })).followersList[0]).toMatchObject({ state: "told" });
  });

  it("drafts another public answer for each follower, in their language, and none before there is an answer", async () => {
    const { forwardId, loopId } = await send();
    expect(await team.drafts({ loopId })).toEqual([]);
    await answer(forwardId);
    const drafts = await team.drafts({ loopId });
    expect(drafts.map((draft) => draft.lang)).toEqual(["en", "en", "tr"]);
    expect(new Set(drafts.map((draft) => draft.text)).size).toBe(3);
    expect(drafts[1]?.text).toMatch(/^Hi Mark, .*My lid leaks when the kettle boils.*New lids leave on Monday\./);
    expect(drafts[2]).toMatchObject({ translate: true });
  });

  it("suggests the department with its reason, and learns from what was chosen instead", async () => {
    const [first] = (await team.preview({ threadId: lids[1] ?? "" })).suggestions;
    expect(first).toMatchObject({ departmentId: quality, words: ["lid"], earlier: null });
    for (const threadId of lids.slice(0, 2)) await team.send({ ...question(threadId, shop), suggestedId: quality });
    const again = await saidBy(test, { name: "Anna Bell", text: "My lid leaks when it boils" });
    const learned = (await team.preview({ threadId: again })).suggestions;
    expect(learned[0]).toMatchObject({ departmentId: shop, earlier: { count: 1 } });
  });

  it("forwards by itself only where a department's rule says so, and joins like feedback to what is out", async () => {
    await runDue(test.app);
    expect(await team.list({})).toEqual([]);
    const rule = {
      id: quality,
      name: "Product quality",
      contacts: people,
      topics: ["lid", "leak"],
      auto: true,
      autoQuestion: "Is this yours?",
    };
    await team.saveDepartment(rule);
    await saidBy(test, { name: "Tom Wood", text: "The lid leaks badly when the water boils" });
    await saidBy(test, { name: "Priya Nair", text: "Lovely colour" });
    test.clock.advance(16_000);
    await runDue(test.app);
    const [forward, ...others] = await team.list({});
    expect(others).toEqual([]);
    expect(forward).toMatchObject({ question: "Is this yours?", personName: "Konak", memberName: "Tom Wood" });
    await saidBy(test, { name: "Anna Bell", text: "Lid leaks when the water boils, badly" });
    test.clock.advance(16_000);
    await runDue(test.app);
    expect(await team.list({})).toMatchObject([{ id: forward?.id, followers: 2 }]);
    await team.saveDepartment({ ...rule, auto: false });
    await saidBy(test, { name: "Ada Moss", text: "Lid leaks when the water boils, badly, again" });
    test.clock.advance(60_000);
    await runDue(test.app);
    expect(await team.list({})).toMatchObject([{ followers: 2 }]);
  });

  it("keeps threads and loops of other brands and workspaces out of reach", async () => {
    const { loopId } = await send();
    const elsewhere = asking(test.app, await test.as("manager", ["another-brand"]));
    await expect(elsewhere.loop({ loopId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(elsewhere.drafts({ loopId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(elsewhere.addToLoop({ loopId, threadIds: [lids[0] ?? ""] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect((await elsewhere.loops({})).rows).toEqual([]);
    await expect(send({ alsoThreadIds: ["no-such-thread"] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is told by the report: received, forwarded, answered, closed, times, told, outcomes with a quote", async () => {
    const { forwardId, loopId } = await send();
    test.clock.advance(2 * 3_600_000);
    await answer(forwardId, { outcome: "planned" });
    test.clock.advance(60_000);
    await answered(test, lids[0] ?? "", "Told.");
    await team.told({ loopId, threadId: lids[0] ?? "" });
    await saidBy(test, { name: "Ada Moss", text: "Lovely colour" });
    await team.send({ ...question(lids[1] ?? "", shop), dueAt: "2026-11-18T09:30:00.000Z" });
    const period = { brand: "lumi", from: "2026-11-18", to: "2026-11-18" };
    const report = await team.report(period);
    expect(report).toMatchObject({ received: 4, forwarded: 3, answered: 3, closed: 0 });
    expect(report.sums).toMatchObject({
      loops: 2,
      answered: 1,
      late: 1,
      medianSeconds: 7200,
      told: { count: 1, of: 3 },
    });
    expect(report.departments.map((one) => [one.name, one.loops, one.late])).toEqual([
      ["Product quality", 1, 0],
      ["Shop", 1, 1],
    ]);
    expect(report.outcomes[1]).toEqual({ outcome: "planned", loops: 1, followers: 3 });
    expect(report.quotes).toMatchObject([{ outcome: "planned", quote: { name: "Hannah" } }]);
    expect(await team.report({ ...period, from: "2026-11-19", to: "2026-11-19" })).toMatchObject({
      received: 0,
      sums: { medianSeconds: null, told: null },
    });
    expect((await team.loops({ state: "late" })).rows).toHaveLength(1);
    expect((await team.loops({ state: "toClose" })).rows).toMatchObject([{ id: loopId, told: 1 }]);
  });
});
