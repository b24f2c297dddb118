import { afterEach, beforeEach, expect, it } from "vitest";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment, ours } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("what is kept aside of a channel", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  const messages = async () => {
    const rows = test.app.db.read.selectFrom("message").select(["externalId", "parentExternalId"]);
    return (await rows.orderBy("externalId").execute()).map((row) => [row.externalId, row.parentExternalId]);
  };
  const threads = () => test.app.db.read.selectFrom("thread").select(["externalId", "status"]).execute();
  const aside = async () =>
    (await test.app.db.read.selectFrom("set_aside").select(["kind", "externalId"]).orderBy("id").execute()).map(
      ({ kind, externalId }) => [kind, externalId],
    );
  const deletion = (externalId: string, more: object = {}): IncomingItem => ({
    type: "deletion",
    externalId,
    at: test.clock.iso(),
    ...more,
  });
  const unreadable = (externalId: string): IncomingItem => ({
    type: "unreadable",
    externalId,
    raw: `{"id":"${externalId}"}`,
    error: "It has no date.",
  });

  it("forgets an answer of ours that was deleted over there before its comment came, which stays unanswered", async () => {
    await bring(test, [ours("r1", "c1"), ours("r2", "c2")]);
    await bring(test, [deletion("r1")]);
    await bring(test, [comment("c1"), comment("c2")]);
    expect(await messages()).toEqual([
      ["c1", null],
      ["c2", null],
      ["r2", "c2"],
    ]);
    expect((await threads()).sort((a, b) => (a.externalId < b.externalId ? -1 : 1))).toEqual([
      { externalId: "c1", status: "open" },
      { externalId: "c2", status: "done" },
    ]);
  });

  it("forgets the answers that went along with a comment that never came", async () => {
    await bring(test, [ours("r1", "c1"), ours("r2", "c2")]);
    await bring(test, [deletion("c1", { below: true }), deletion("c2")]);
    expect(await aside()).toEqual([["orphan", "r2"]]);
  });

  it("forgets what could not be read as soon as it is deleted, or read well", async () => {
    await bring(test, ["c1", "c2", "c3", "c4"].map(unreadable));
    await bring(test, [deletion("c1"), comment("c2"), comment("new", { formerIds: ["c3"] })]);
    expect(await aside()).toEqual([["unreadable", "c4"]]);
  });

  it("keeps what could not be read when what comes may be older", async () => {
    await bring(test, [unreadable("c1")]);
    await bring(test, [comment("c1")], { pushed: true });
    expect(await aside()).toEqual([["unreadable", "c1"]]);
  });

  it("lets an answer come out whose thread was renamed while it waited", async () => {
    await bring(test, [ours("r1", "old")]);
    await bring(test, [comment("new", { formerIds: ["older", "old"] })]);
    expect(await messages()).toEqual([
      ["new", null],
      ["r1", "new"],
    ]);
    expect(await threads()).toEqual([{ externalId: "new", status: "done" }]);
    expect(await aside()).toEqual([]);
  });

  it("brings an answer out once that was renamed itself, below a comment that was too", async () => {
    await bring(test, [ours("r1", "c1", { parentExternalId: "c2" })]);
    await bring(test, [ours("r9", "c1", { parentExternalId: "c2", formerIds: ["r1"] })]);
    expect(await aside()).toEqual([["orphan", "r9"]]);
    const renamed = comment("c9", { threadExternalId: "c1", parentExternalId: "c1", formerIds: ["c2"] });
    await bring(test, [comment("c1"), renamed]);
    expect(await messages()).toEqual([
      ["c1", null],
      ["c9", "c1"],
      ["r9", "c9"],
    ]);
  });

  it("lets an answer join the thread in which what it answers stands, though its first comment is gone", async () => {
    await bring(test, [comment("c1"), comment("c2", { threadExternalId: "c1", parentExternalId: "c1" })]);
    await bring(test, [deletion("c1")]);
    // Whoever looks up an answer by itself does not know the comment that was there before.
    await bring(test, [ours("r1", "c2"), comment("c3", { threadExternalId: "c2", parentExternalId: "c2" })]);
    expect(await threads()).toEqual([{ externalId: "c1", status: "done" }]);
    expect(await aside()).toEqual([]);
    expect((await messages()).map(([id]) => id)).toEqual(["c1", "c2", "c3", "r1"]);
  });

  it("lets an answer that waited under such a comment come out with it", async () => {
    await bring(test, [comment("c1")]);
    for (const answer of [ours("r1", "c2"), ours("r2", "r1")]) await bring(test, [answer]);
    await bring(test, [comment("c2", { threadExternalId: "c1", parentExternalId: "c1" })]);
    expect(await threads()).toEqual([{ externalId: "c1", status: "done" }]);
    expect((await messages()).map(([id]) => id)).toEqual(["c1", "c2", "r1", "r2"]);
    expect(await aside()).toEqual([]);
  });

  it("leaves what is a thread already a thread, whatever comes in one page", async () => {
    const under = (root: string) => ({ threadExternalId: root, parentExternalId: root });
    await bring(test, [comment("c3", under("c2"))]);
    await bring(test, [comment("c1"), comment("c2", under("c1")), comment("c4", under("c2"))]);
    await bring(test, [comment("c5", under("c2"))]);
    const rows = test.app.db.read
      .selectFrom("message")
      .innerJoin("thread", "thread.id", "message.threadId")
      .select(["message.externalId", "thread.externalId as root"])
      .orderBy("message.externalId");
    expect((await rows.execute()).map(({ externalId, root }) => `${externalId} in ${root}`)).toEqual([
      "c1 in c1",
      "c2 in c1",
      "c3 in c2",
      "c4 in c2",
      "c5 in c2",
    ]);
  });
});
