import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { disconnectChannel } from "#bff/features/channels/commands.ts";
import { keepAccount } from "#bff/features/channels/connect-commands.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { apiFields, startX, stopAll } from "#bff/test/start-x.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("channels of one app of X", (engine) => {
  let test: TestApp;
  let world: Awaited<ReturnType<typeof startX>>;
  let state: (typeof world)["network"]["state"];
  beforeEach(async () => {
    world = await startX();
    ({ state } = world.network);
    test = await testApp(engine, { connector: world.connector });
    test.clock.advance(Date.now() + 60_000 - test.clock.now().getTime());
    test.app.url = "https://konak.example";
    state.knock = async (url) => (await createApp(test.app).request(url.replace(test.app.url, ""))).json();
  });
  afterEach(async () => {
    await stopAll();
    await test.remove();
  });

  const connect = async (externalId: string, change: object = {}, appId = "app-of-lumi") => {
    const { credentials } = await world.connected(apiFields(state));
    const account = { externalId, handle: `@lumi-${externalId}`, name: "Lumi", url: null };
    const given = { ...account, credentials: { ...(credentials as object), ...change } };
    const place = { brandId: test.brandId, appId, network: "x" };
    return (await keepAccount(await test.as("lead"), world.connector, place, given)).id;
  };
  const subscribe = () => doDueJobs(test, ["channel.neighbours", "channel.subscribe"]);
  const address = (channel: string) => `https://konak.example/hooks/${channel}`;
  /** at which address X tells of an account */
  const toldAt = (account: string) => [
    ...new Set(
      state.subscriptions.flatMap(({ filter, webhook_id }) =>
        filter.user_id === account ? (state.webhooks.find(({ id }) => id === webhook_id)?.url ?? []) : [],
      ),
    ),
  ];

  it("share one address, and have their own as soon as the channel it belongs to is disconnected", async () => {
    const [first, second] = [await connect("1001"), await connect("1003")];
    await subscribe();
    expect(state.webhooks).toHaveLength(1);
    const [shared] = toldAt("1003");
    expect([address(first), address(second)]).toContain(shared);
    const [goes, stays] = shared === address(first) ? [first, second] : [second, first];
    await disconnectChannel(await test.as("lead"), goes);
    await subscribe();
    expect(state.webhooks.map(({ url }) => url)).toEqual([address(stays)]);
    expect(toldAt(stays === second ? "1003" : "1001")).toEqual([address(stays)]);
  });

  it("ask anew although Konak was killed right after one was disconnected, or connected again", async () => {
    const [first, second] = [await connect("1001"), await connect("1003")];
    await subscribe();
    const asking = async () => {
      await doDueJobs(test, ["channel.neighbours"]);
      const asks = test.app.db.write.selectFrom("job").select("uniqueKey").where("kind", "=", "channel.subscribe");
      const due = asks.where("runAt", "<=", test.clock.iso()).orderBy("uniqueKey");
      return (await due.execute()).map(({ uniqueKey }) => uniqueKey);
    };
    // Whoever writes wakes the worker right after the commit.
    test.app.wake = () => {
      throw new Error("killed");
    };
    await expect(disconnectChannel(await test.as("lead"), first)).rejects.toThrow("killed");
    test.app.wake = () => {};
    expect(await asking()).toEqual([`subscribe:${second}`]);
    await subscribe();
    test.app.wake = () => {
      throw new Error("killed");
    };
    await expect(connect("1001")).rejects.toThrow("killed");
    test.app.wake = () => {};
    expect(await asking()).toEqual([first, second].map((id) => `subscribe:${id}`).sort());
  });

  it("leave an address whose channel was connected again with the key of another app", async () => {
    const first = await connect("1001");
    await subscribe();
    const second = await connect("1003");
    await subscribe();
    expect(toldAt("1003")).toEqual([address(first)]);
    await connect("1001", { api: { key: "other", secret: "of-another-app" } });
    await subscribe();
    expect(toldAt("1003")).toContain(address(second));
  });

  it("leave the address of another app's channel alone", async () => {
    const foreign = await connect("1001", {}, "app-of-others");
    await subscribe();
    const own = await connect("1003");
    await disconnectChannel(await test.as("lead"), foreign);
    await subscribe();
    expect(state.webhooks.map(({ url }) => url)).toEqual([address(foreign), address(own)]);
    expect(toldAt("1003")).toEqual([address(own)]);
  });
});
