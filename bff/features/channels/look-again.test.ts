import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import type { Outcome } from "#bff/connectors/connector.ts";
import type { HookNews } from "#bff/connectors/inbound.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { comment } from "#bff/test/incoming.ts";
import { scriptedNetwork } from "#bff/test/scripted-network.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("what only a look-up brought", (engine) => {
  let test: TestApp;
  let answers: Outcome<IncomingItem[]>[];
  let asked: string[];
  let network: ReturnType<typeof scriptedNetwork>;
  beforeEach(async () => {
    answers = [];
    asked = [];
    network = scriptedNetwork();
    network.hook = {
      verify: () => ({ ok: true, id: null, at: null }),
      read: ({ body }) => [
        { account: null, items: [], poll: false, ...(JSON.parse(body.toString()) as Partial<HookNews>) },
      ],
      async lookUp(_access, notice, known = false) {
        asked.push(`${notice} ${known}`);
        return answers.shift() ?? { kind: "ok", value: [comment(notice.replace("ad ", ""))] };
      },
    };
    test = await testApp(engine, { connector: network });
    await keep({ hookSecret: test.app.vault.seal("secret") });
  });
  afterEach(() => test.remove());

  const keep = (values: object) =>
    test.app.db.write.updateTable("channel").set(values).where("id", "=", test.channelId).execute();
  const knock = (news: Partial<HookNews>) =>
    createApp(test.app).request(`/hooks/${test.channelId}`, { method: "POST", body: JSON.stringify(news) });
  const work = () => doDueJobs(test, ["channel.hook", "channel.lookUp", "channel.lookAgain"]);
  const health = async () => channelHealth(await test.as("lead"), test.channelId);
  const hookWay = async () => (await health()).streams.find(({ stream }) => stream === "hook");
  const standing = async () =>
    (await test.app.db.read.selectFrom("message").select("externalId").where("deletedAt", "is", null).execute())
      .map(({ externalId }) => externalId)
      .sort();
  const gone = (externalId: string): IncomingItem => ({ type: "deletion", externalId, at: test.clock.iso() });
  const days = async (count: number) => {
    for (let day = 0; day < count; day++) {
      test.clock.advance(86_400_000);
      await work();
    }
  };

  it("is looked at again until it is gone, and no longer than a day", async () => {
    await knock({ unlessRead: ["a", "b"].map((id) => ({ notice: id, said: { externalId: id, is: "here" } })) });
    await work();
    test.clock.advance(61_000);
    await keep({ lastSyncAt: test.clock.iso() });
    await work();
    expect(await standing()).toEqual(["a", "b"]);
    const { lookUp } = network.hook!;
    const beside: IncomingItem = { type: "unreadable", externalId: "z", raw: "{}", error: "It has no date." };
    network.hook!.lookUp = async (...asking) => {
      const told = await lookUp!(...asking);
      return asking[1] === "a" ? { kind: "ok", value: [gone("a"), comment("z"), beside] } : told;
    };
    test.clock.advance(20 * 60_000);
    expect((await health()).hooksWaiting).toBe(0);
    await work();
    expect(await standing()).toEqual(["b"]);
    await days(4);
    expect(asked.sort()).toEqual(["a false", "a true", "b false", "b true", "b true"]);
    expect([await standing(), (await health()).aside]).toEqual([["b"], []]);
  });

  it("is looked at again where no polling ever reads it, over a refusal, and is no sign of the webhooks", async () => {
    network.hook!.aboutAlone = (notice) => (notice.startsWith("ad ") ? notice.slice(3) : null);
    await knock({ lookUp: ["ad a", "b"] });
    await work();
    const before = await hookWay();
    answers = [
      { kind: "refused", reason: "Not now." },
      { kind: "ok", value: [gone("a")] },
    ];
    test.clock.advance(20 * 60_000);
    await work();
    expect([asked.length, (await health()).aside]).toEqual([3, []]);
    await days(3);
    expect(asked.sort()).toEqual(["ad a false", "ad a true", "ad a true", "b false"]);
    expect([await standing(), await hookWay()]).toEqual([["b"], before]);
  });
});
