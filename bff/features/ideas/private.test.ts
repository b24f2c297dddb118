import { afterEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { calls, idea, ideas, openCall, runDue } from "#bff/features/ideas/test/town.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { bring, post } from "#bff/test/incoming.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

let test: TestApp;
afterEach(() => test.remove());

eachEngine("what was not said to everybody", (engine) => {
  it("becomes no idea by itself, and stays off the public page when the team makes one of it", async () => {
    test = await testApp(engine);
    await bring(test, [post("p1")]);
    const { owner, callId } = await openCall(test);
    await bring(test, [
      idea("c1", "hannah", "A lid I can open with one thumb", { audience: "public" }),
      idea("c2", "jo", "A steam hole for my bad wrist", { audience: "private" }),
      idea("c3", "irem", "A handle for my left hand", { audience: "followers" }),
    ]);
    // As it was kept by a version that did not know who reads.
    await test.app.db.write.updateTable("channel").set({ network: "mastodon" }).execute();
    await bring(test, [idea("c4", "ada", "A cord that rolls itself up")]);
    await runDue(test.app);
    const texts = async () =>
      (await ideas(test.app, owner).list({ callId, order: "newest" })).rows.map((row) => row.authorName).sort();
    expect(await texts()).toEqual(["hannah"]);
    const said = await owner.db.read
      .selectFrom("message")
      .select(["id", "threadId"])
      .where("externalId", "=", "c2")
      .executeTakeFirstOrThrow();
    await ideas(test.app, owner).add({ callId, threadId: said.threadId, messageId: said.id });
    expect(await texts()).toEqual(["hannah", "jo"]);
    const { slug } = await calls(test.app, owner).get({ callId });
    const page = await (await createApp(test.app).request(`/c/${slug}`)).text();
    expect(page).toContain("open with one thumb");
    expect(page).not.toContain("bad wrist");
  });
});
