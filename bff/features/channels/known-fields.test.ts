import { afterEach, expect, it } from "vitest";
import { createDiscourse } from "#bff/connectors/discourse/connector.ts";
import { createWordpress } from "#bff/connectors/wordpress/connector.ts";
import { connectChannel, fieldsOfChannel, reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { filledIn, knownFields } from "#bff/features/channels/known-fields.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { buildDiscourse } from "#fixtures/wire/discourse/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";

let test: TestApp;
afterEach(() => test.remove());

const allow = { allowAddresses: ["127.0.0.1"] };
const clock = { now: () => test.clock.now(), iso: () => test.clock.iso() };
const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock };

eachEngine("a channel that is connected again with a new key alone", (engine) => {
  it("goes on reading what it was told to read", async () => {
    test = await testApp(engine, { connector: createDiscourse(parts), env: { KONAK_ALLOW_ADDRESSES: "127.0.0.1" } });
    const forum = await startStandIn(buildDiscourse);
    const lead = await test.as("lead");
    const category = forum.state.categories[0]!;
    const watched = { categories: category.name, tags: "kettle", words: "Lumi Kettle\nlid" };
    const fields = { site: forum.url, key: "right-key-of-lumi", user: "lumi", ...watched };
    const { id } = await connectChannel(lead, { brandId: test.brandId, network: "discourse", fields });
    const settings = async () =>
      JSON.parse(
        (
          await test.app.db.write
            .selectFrom("channel")
            .select("settings")
            .where("id", "=", id)
            .executeTakeFirstOrThrow()
        ).settings,
      );
    const before = await settings();
    expect(before).toMatchObject({ tags: ["kettle"], words: ["Lumi Kettle", "lid"] });
    expect(before.categories).not.toEqual([]);
    await reconnectChannel(lead, { channelId: id, fields: { key: "right-key-of-lumi" } });
    expect(await settings()).toEqual(before);
    expect(await fieldsOfChannel(lead, id)).toMatchObject({ site: forum.url, user: "lumi", words: "Lumi Kettle\nlid" });
    expect(await fieldsOfChannel(lead, id)).not.toHaveProperty("key");
    await expect(fieldsOfChannel(await test.as("viewer"), id)).rejects.toMatchObject({ code: "not_allowed" });
    await forum.stop();
  });

  it("knows the address of a blog, of which only the place of its API was kept", async () => {
    const connector = createWordpress(parts);
    test = await testApp(engine, { connector });
    const channel = await test.app.db.write.selectFrom("channel").selectAll().executeTakeFirstOrThrow();
    const keys = { api: "https://blog.example/wp-json/", user: "lumi", password: "secret" };
    const kept = { ...channel, url: "https://blog.example", credentials: test.app.vault.seal(keys) };
    const known = knownFields(await test.as("lead"), connector, kept);
    expect(known).toEqual({ site: "https://blog.example", user: "lumi", password: "secret" });
    const { fields } = connector.connectBy;
    expect(filledIn(fields, known, { password: "" })).toEqual(known);
    expect(filledIn(fields, known, { site: "new.example" })).toEqual({ site: "https://new.example", user: "lumi" });
    expect(filledIn(fields, known, { site: "https://blog.example/", password: "new" })).toMatchObject({
      password: "new",
    });
  });
});
