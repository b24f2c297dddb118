import { expect, it } from "vitest";
import { allConnectors } from "#bff/connectors/registry.ts";
import { disconnectChannel, syncNow } from "#bff/features/channels/commands.ts";
import { connectChannel, reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { networkViews } from "#bff/features/channels/network-queries.ts";
import { listChannels } from "#bff/features/channels/queries.ts";
import { channelRow, jobs, messages, network, start, test, turn } from "#bff/features/channels/test/reading.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { comment, page } from "#bff/test/written-network.ts";

const fields = { service: "http://127.0.0.1:2583", handle: "lumi.test", appPassword: "right" };
const bluesky = { network: "bluesky" as const, fields };

eachEngine("connecting a channel", (engine) => {
  it("connects with the right password, keeps it sealed, and begins to read", async () => {
    await start(engine);
    const lead = await test.as("lead");
    const { id } = await connectChannel(lead, { ...bluesky, brandId: test.brandId });
    const row = await channelRow(id);
    expect(row).toMatchObject({ network: "bluesky", externalId: "did:plc:lumi", handle: "lumi.test", health: "ok" });
    expect(row.credentials).not.toContain("right");
    expect((await jobs()).map((job) => job.uniqueKey)).toEqual([`sync:${id}`]);
    const [channel] = (await listChannels(lead, "lumi")).filter((one) => one.id === id);
    expect(channel).toMatchObject({ brandSlug: "lumi", setAside: 0, syncs: true, readingOnFrom: null });
  });

  it("says what is wrong: the password, the silence, the address, the brand", async () => {
    await start(engine);
    const lead = await test.as("lead");
    const connect = ({ brandId = test.brandId, ...more }: Record<string, string>) =>
      connectChannel(lead, { ...bluesky, brandId, fields: { ...fields, ...more } });
    await expect(connect({ appPassword: "wrong" })).rejects.toMatchObject({ code: "wrong_password" });
    for (const service of ["https://127.0.0.2", "127.0.0.2:2583", "http://[::1]:2583", "nonsense://x"])
      await expect(connect({ service })).rejects.toMatchObject({ code: "address_not_allowed" });
    await expect(connect({ brandId: "elsewhere" })).rejects.toMatchObject({ code: "not_found" });
    network.silent = true;
    await expect(connect({})).rejects.toMatchObject({ code: "network_unreachable" });
    expect(await listChannels(lead, null)).toHaveLength(1);
  });

  it("says once, and only where a person sets webhooks up, that the health of the channel tells how", async () => {
    await start(engine);
    const lead = await test.as("lead");
    const networks = allConnectors({ fetch, fetchStream: fetch, clock: test.clock });
    for (const { network: name, steps } of await networkViews({ ...lead, networks })) {
      const toldHow = steps.filter(({ text }) => /health of the channel/.test(text));
      expect([name, toldHow.length]).toEqual([name, ["custom", "discourse", "linkedin"].includes(name) ? 1 : 0]);
    }
  });

  it("keeps the history of an account that is connected again", async () => {
    await start(engine);
    const lead = await test.as("lead");
    const { id } = await connectChannel(lead, { ...bluesky, brandId: test.brandId });
    network.answers = [page("one", false, comment("a"))];
    await turn();
    await disconnectChannel(lead, id);
    expect(await channelRow(id)).toMatchObject({ credentials: null, removedAt: test.clock.iso() });
    expect((await listChannels(lead, null)).map((channel) => channel.id)).toEqual([test.channelId]);
    expect(await jobs()).toEqual([]);
    expect(await messages()).toEqual([{ externalId: "a" }]);
    expect(await connectChannel(lead, { ...bluesky, brandId: test.brandId })).toEqual({ id });
    expect(await channelRow(id)).toMatchObject({ cursor: "one", removedAt: null, health: "ok" });
  });

  it("is refused to those who may not, before the network is asked", async () => {
    await start(engine);
    network.connect = () => {
      throw new Error("asked");
    };
    const input = { ...bluesky, brandId: test.brandId };
    await expect(connectChannel(await test.as("manager"), input)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(connectChannel(await test.as("lead", ["other"]), input)).rejects.toMatchObject({ code: "not_found" });
    const viewer = await test.as("viewer");
    const { channelId } = test;
    await expect(syncNow(viewer, channelId)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(disconnectChannel(viewer, channelId)).rejects.toMatchObject({ code: "not_allowed" });
    await expect(reconnectChannel(viewer, { channelId, fields: { appPassword: "x" } })).rejects.toMatchObject({
      code: "not_allowed",
    });
    expect(await listChannels(await test.as("manager", ["other"]), null)).toEqual([]);
  });

  it("writes down who connected and who let go, without the key", async () => {
    await start(engine);
    const lead = await test.as("lead");
    const { id } = await connectChannel(lead, { ...bluesky, brandId: test.brandId });
    await disconnectChannel(lead, id);
    const rows = await test.app.db.write.selectFrom("audit").selectAll().orderBy("id").execute();
    expect(rows.map((row) => [row.action, row.subject, row.userId])).toEqual([
      ["channel.connect", `channel:${id}`, lead.actor.userId],
      ["channel.disconnect", `channel:${id}`, lead.actor.userId],
    ]);
    expect(JSON.stringify(rows)).not.toContain("right");
  });
});
