import { afterEach, beforeEach, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { lookUpNotice } from "#bff/features/channels/look-up-jobs.ts";
import { channelToSync, openChannel, unsealed } from "#bff/features/channels/queries.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { startX, stopAll } from "#bff/test/start-x.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";

eachEngine("a key that works for two hours, and renews once", (engine) => {
  let test: TestApp;
  let world: Awaited<ReturnType<typeof startX>>;
  let state: (typeof world)["network"]["state"];
  beforeEach(async () => {
    world = await startX();
    ({ state } = world.network);
    const { credentials } = await world.connected();
    test = await testApp(engine, { connector: world.connector });
    test.clock.advance(Date.now() - test.clock.now().getTime());
    const { vault, db } = test.app;
    const app = { id: "app", workspaceId: test.workspaceId, network: "x", server: "", clientId: state.app.id };
    const now = test.clock.iso();
    await db.write
      .insertInto("network_app")
      .values({ ...app, secret: vault.seal(state.app.secret), createdAt: now, updatedAt: now })
      .execute();
    await keep({
      network: "x",
      externalId: state.brand.id,
      appId: "app",
      settings: "{}",
      credentials: vault.seal(credentials),
    });
    world.network.clock.advance(7_200_000);
  });
  afterEach(async () => {
    await stopAll();
    await test.remove();
  });

  const keep = (values: object) =>
    test.app.db.write.updateTable("channel").set(values).where("id", "=", test.channelId).execute();
  const channel = async () => (await channelToSync(test.app, test.channelId))!;
  const opened = async () => (await openChannel(test.app, await channel()))!;

  it("is stored at once, and found by work that began with the old one", async () => {
    const [reading, looking] = [await opened(), await opened()];
    const said = state.say(state.hannah, "@lumi hello");
    valueIn(await reading.connector.sync(reading.access, null));
    expect(unsealed(test.app, (await channel()).credentials)).toMatchObject({ refresh: state.tokens.at(-1)!.refresh });
    expect(valueIn(await looking.connector.hook!.lookUp!(looking.access, said.id))).toHaveLength(1);
    expect(state.tokens.filter(({ used }) => used)).toHaveLength(1);
  });

  it("is asked for by one of two that want it at the same time, and the channel stays well", async () => {
    const all = ["one", "two"].map((text) => state.say(state.hannah, `@lumi ${text}`));
    await Promise.all(all.map(({ id }) => lookUpNotice(test.app, test.channelId, id)));
    expect(await channel()).toMatchObject({ health: "ok" });
    expect(state.tokens.filter(({ used }) => used)).toHaveLength(1);
  });

  it("is not put over one that a person brought meanwhile", async () => {
    const { connector, access } = await opened();
    valueIn(await connector.sync(access, null));
    const brought = { ...(unsealed(test.app, (await channel()).credentials) as object), token: "of-a-person" };
    await keep({ credentials: test.app.vault.seal(brought) });
    valueIn(await connector.sync(access, null));
    expect(unsealed(test.app, (await channel()).credentials)).toEqual(brought);
  });
});
