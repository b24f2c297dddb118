import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { createCustom } from "#bff/connectors/custom/connector.ts";
import { connectChannel } from "#bff/features/channels/connect-commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { buildCustom, type CustomState } from "#fixtures/wire/custom/stand-in.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";

eachEngine("a webhook at the door", (engine) => {
  let network: StandIn<CustomState>;
  let test: TestApp;
  let channelId: string;
  let secret: string;
  beforeEach(async () => {
    network = await startStandIn(buildCustom);
    const allow = { allowAddresses: ["127.0.0.1"] };
    const clock = { now: () => test.app.clock.now(), iso: () => test.app.clock.iso() };
    const connector = createCustom({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock });
    test = await testApp(engine, { connector, env: { KONAK_ALLOW_ADDRESSES: "127.0.0.1" } });
    const fields = { name: "Forum", url: `${network.url}/comments`, key: "right-key-of-the-forum" };
    const lead = await test.as("lead");
    ({ id: channelId } = await connectChannel(lead, { brandId: test.brandId, network: "custom", fields }));
    secret = (await channelHealth(lead, channelId)).hook?.secret ?? "";
  });
  afterEach(async () => {
    await test.remove();
    await network.stop();
  });

  const signed = (body: string, at = test.clock.now(), key = secret) => {
    const seconds = Math.floor(at.getTime() / 1000);
    return `t=${seconds},v1=${createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex")}`;
  };
  const item = (id: string, more: object = {}) =>
    JSON.stringify({
      id,
      text: `Hello ${id}`,
      at: "2026-11-18T08:50:00Z",
      author: { id: "u1", name: "Aino" },
      ...more,
    });
  const knock = (body: string, headers: Record<string, string>, at = channelId) =>
    createApp(test.app).request(`/hooks/${at}`, { method: "POST", body, headers });
  const push = async (body: string, delivery?: string) =>
    await knock(body, { "x-konak-signature": signed(body), ...(delivery && { "x-konak-delivery": delivery }) });
  const messages = async () =>
    (await test.app.db.read.selectFrom("message").select("externalId").orderBy("externalId").execute()).map(
      (row) => row.externalId,
    );
  const hookJobs = () => doDueJobs(test, ["channel.hook"]);

  it("is kept before it is answered, and read by a job", async () => {
    expect((await push(item("a"), "d1")).status).toBe(200);
    expect(await messages()).toEqual([]);
    expect((await channelHealth(await test.as("viewer"), channelId)).hooksWaiting).toBe(1);
    await hookJobs();
    expect(await messages()).toEqual(["a"]);
    expect((await channelHealth(await test.as("viewer"), channelId)).hooksWaiting).toBe(0);
  });

  it("brings one comment however often and in whatever order it is delivered", async () => {
    const again = item("a");
    const said: string[] = [];
    for (const delivery of ["d1", "d1", "d2", "d1"]) {
      const answer = await push(again, delivery);
      said.push(`${answer.status} ${await answer.text()}`);
    }
    expect(said).toEqual(["200 kept", "200 known already", "200 kept", "200 known already"]);
    await push(item("r2", { thread: "c", parent: "c", author: { id: "u2" } }));
    await push(item("c"));
    await hookJobs();
    expect(await messages()).toEqual(["a", "c", "r2"]);
    expect(await test.app.db.read.selectFrom("hook_event").select("id").execute()).toHaveLength(4);
  });

  it("is refused with a wrong, an old or no signature, and the channel says so", async () => {
    const body = item("a");
    const old = signed(body, new Date(test.clock.now().getTime() - 6 * 60_000));
    const replayed = await knock(body, { "x-konak-signature": old });
    expect(await replayed.text()).toBe("This webhook was refused: it was signed more than five minutes ago.");
    for (const header of [signed(body, test.clock.now(), "another"), old, signed(`${body} `), "nonsense", ""]) {
      const answer = await knock(body, { "x-konak-signature": header });
      expect([answer.status, await answer.text()]).toEqual([
        401,
        expect.stringMatching(/^This webhook was refused: .+\.$/),
      ]);
    }
    expect(await hookJobs()).toBe(0);
    expect(await messages()).toEqual([]);
    const way = (await channelHealth(await test.as("viewer"), channelId)).streams.find((one) => one.stream === "hook");
    expect(way?.error).toContain("refused");
  });

  it("is refused unread when it is larger than 1 MB", async () => {
    const body = item("a", { text: "x".repeat(10_000_000) });
    const answer = await knock(body, { "x-konak-signature": signed(body) });
    expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining("1 MB")]);
    expect(await test.app.db.read.selectFrom("hook_event").select("id").execute()).toEqual([]);
    const way = (await channelHealth(await test.as("viewer"), channelId)).streams.find((one) => one.stream === "hook");
    expect(way?.error).toContain("1 MB");
  });

  it("knows no channel but its own, and no challenge where the network has none", async () => {
    const body = item("a");
    expect((await knock(body, { "x-konak-signature": signed(body) }, "elsewhere")).status).toBe(404);
    expect((await knock(body, { "x-konak-signature": signed(body) }, test.channelId)).status).toBe(404);
    expect((await createApp(test.app).request(`/hooks/${channelId}`)).status).toBe(404);
  });

  it("finds a comment again whose id changed, and says so", async () => {
    await push(item("a"));
    await push(item("b", { text: "Hello a", former: "a" }));
    await hookJobs();
    expect(await messages()).toEqual(["b"]);
    expect(await channelHealth(await test.as("viewer"), channelId)).toMatchObject({ renamed: 1, asideCount: 0 });
  });

  it("keeps what it cannot read raw, shows it to people, and has the channel read", async () => {
    await push("<html>maintenance</html>");
    await push(item("b", { at: "yesterday" }));
    await hookJobs();
    const health = await channelHealth(await test.as("viewer"), channelId);
    expect(health.aside.map((one) => [one.externalId, one.error])).toEqual([
      ["b", "It does not say when it was written, with an offset."],
      [null, "It is no JSON."],
    ]);
    expect(health.hook).toBeNull();
  });

  it("shows the secret only to those who may connect", async () => {
    expect((await channelHealth(await test.as("lead"), channelId)).hook?.secret).toHaveLength(32);
    expect((await channelHealth(await test.as("manager"), channelId)).hook).toBeNull();
  });
});
