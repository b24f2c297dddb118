import { afterEach, beforeEach, expect, it } from "vitest";
import { listThreads } from "#bff/features/inbox/list-queries.ts";
import { getThread } from "#bff/features/inbox/thread-queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, comment } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { answerAudience, audienceOn, isWider } from "#shared/inbox/audience.ts";

eachEngine("who may read a message", (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await testApp(engine);
  });
  afterEach(() => test.remove());

  async function shown() {
    const ctx = await test.as("manager");
    const [row] = (await listThreads(ctx, { status: "all" })).items;
    const { entries } = await getThread(ctx, row!.id);
    return entries.flatMap((entry) => (entry.type === "message" ? [entry.audience] : []));
  }
  const on = (network: string) =>
    test.app.db.write.updateTable("channel").set({ network }).where("id", "=", test.channelId).execute();

  it("is kept as its network tells it, learnt later where it was not, and stays where the network says nothing", async () => {
    await on("mastodon");
    await bring(test, [comment("c1"), comment("c2", { threadExternalId: "c1", audience: "private" })]);
    expect(await shown()).toEqual([null, "private"]);
    await bring(test, [comment("c1", { audience: "followers" }), comment("c2", { threadExternalId: "c1" })]);
    expect(await shown()).toEqual(["followers", "private"]);
  });

  it("is everybody on a network that has nothing else", async () => {
    await on("facebook");
    await bring(test, [comment("c1")]);
    expect(await shown()).toEqual(["public"]);
  });
});

it("gives an answer the readers of what somebody outside said last, and takes what nobody knows for public", () => {
  const said = (author: string, audience: "public" | "private" | null, deletedAt: string | null = null) => ({
    author,
    audience,
    deletedAt,
  });
  expect(answerAudience([said("member", "public"), said("member", "private"), said("brand", "public")])).toBe(
    "private",
  );
  expect(answerAudience([said("member", "public"), said("other", "private", "2026-11-18")])).toBe("public");
  expect(answerAudience([said("brand", "public")])).toBe(null);
  expect(audienceOn("mastodon", "something else")).toBe(null);
  expect([isWider("public", "private"), isWider("followers", "private"), isWider(null, "followers")]).not.toContain(
    false,
  );
  expect([isWider("private", "private"), isWider("private", null), isWider(null, "public")]).not.toContain(true);
});
