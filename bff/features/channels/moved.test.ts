import { afterEach, expect, it } from "vitest";
import { createFeed } from "#bff/connectors/feed/connector.ts";
import { disconnectChannel } from "#bff/features/channels/commands.ts";
import { connectChannel, fieldsOfChannel, reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { buildBlog } from "#fixtures/wire/feed/stand-in.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";

type Blog = StandIn<ReturnType<typeof buildBlog>["state"]>;

let test: TestApp;
let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await test.remove();
  for (const stop of stops) await stop();
  stops = [];
});

const allow = { allowAddresses: ["127.0.0.1"] };
const clock = { now: () => test.clock.now(), iso: () => test.clock.iso() };
const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock };
const minutesAgo = (minutes: number) => new Date(test.clock.now().getTime() - minutes * 60_000).toISOString();
const env = { KONAK_ALLOW_ADDRESSES: "127.0.0.1" };

const rows = (table: "channel" | "thread" | "message" | "member" | "identity") =>
  test.app.db.write.selectFrom(table).selectAll().execute() as Promise<Record<string, unknown>[]>;
const texts = async () => (await rows("message")).map((row) => String(row.text).split("\n")[0]).sort();
async function read(minutes = 10): Promise<void> {
  test.clock.advance(minutes * 60_000);
  await doDueJobs(test, ["channel.sync"]);
}

eachEngine("a feed that moved", (engine) => {
  let blog: Blog;
  let other: Blog;
  let id: string;
  const channel = () =>
    test.app.db.write.selectFrom("channel").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

  async function start(ids: Blog["state"]["ids"] = "kept"): Promise<void> {
    test = await testApp(engine, { connector: createFeed(parts), env });
    [blog, other] = [await startStandIn(buildBlog), await startStandIn(buildBlog)];
    stops = [blog.stop, other.stop];
    for (const one of [blog, other]) one.state.ids = ids;
    // A blog counts its entries from 1; those of the other one come after those it takes over.
    for (const text of ["a", "b", "c"]) other.state.write(text);
    other.state.posts.length = 0;
    blog.state.write("The first", minutesAgo(30));
    blog.state.write("The second", minutesAgo(20));
    const fields = { url: `${blog.url}/feed`, words: "" };
    ({ id } = await connectChannel(await test.as("lead"), { brandId: test.brandId, network: "feed", fields }));
    await read(0);
    expect(await texts()).toEqual(["The first", "The second"]);
  }
  const takeAlong = () => other.state.posts.push(...blog.state.posts.map((post) => ({ ...post })));
  const reconnect = async (url = `${other.url}/feed`) =>
    reconnectChannel(await test.as("lead"), { channelId: id, fields: { url } });

  it.each(["kept", "address", "none"] as const)(
    "goes on at its new address with everything it had, where ids are %s",
    async (ids) => {
      await start(ids);
      const before = await channel();
      takeAlong();
      blog.state.gone = true;
      await read();
      expect(await channel()).toMatchObject({
        health: "reconnect",
        healthReason: expect.stringMatching(/new address/),
      });
      expect(await fieldsOfChannel(await test.as("lead"), id)).toEqual({ url: `${blog.url}/feed` });
      other.state.write("The third", minutesAgo(1));
      await reconnect();
      const { hookSecret, createdAt } = before;
      const there = { externalId: `${other.url}/feed`, health: "ok", hookSecret, createdAt, removedAt: null };
      expect(await channel()).toMatchObject(there);
      await read(0);
      other.state.edit(other.state.posts[2]!.id, "The first, said better");
      await read();
      expect(await texts()).toEqual(["The first", "The second", "The third"]);
      expect((await rows("message")).filter(({ editedAt }) => editedAt !== null)).toHaveLength(1);
      expect([(await rows("channel")).length, (await rows("thread")).length]).toEqual([2, 3]);
      expect([(await rows("member")).length, (await rows("identity")).length]).toEqual([1, 1]);
    },
  );

  it("does not bring again what its new address tells of years ago", async () => {
    await start("address");
    takeAlong();
    other.state.posts.push({
      ...other.state.posts[0]!,
      id: "https://blog.example/?p=0",
      title: "Long ago",
      html: "<p>Long ago</p>",
      at: minutesAgo(90 * 1440),
    });
    await reconnect();
    await read(0);
    expect(await texts()).toEqual(["The first", "The second"]);
  });

  it("is not mixed with another one that was typed, and stands beside none that is here", async () => {
    await start();
    other.state.title = "A blog about coffee";
    other.state.write("Beans", minutesAgo(5));
    const before = await channel();
    await expect(reconnect()).rejects.toMatchObject({
      code: "invalid_input",
      details: { reason: expect.stringMatching(/no entry of Tea blog and another title.*channel of its own/) },
    });
    other.state.title = "tea blog";
    const lead = await test.as("lead");
    const fields = { url: `${other.url}/feed`, words: "" };
    await connectChannel(lead, { brandId: test.brandId, network: "feed", fields });
    await expect(reconnect()).rejects.toMatchObject({ details: { reason: "connected_already" } });
    expect(await channel()).toEqual(before);
  });

  const connect = async (url: string) =>
    (
      await connectChannel(await test.as("lead"), {
        brandId: test.brandId,
        network: "feed",
        fields: { url, words: "" },
      })
    ).id;
  /** A channel at the address to come, with what it had brought, which nobody sees any more. */
  async function disconnectedThere(): Promise<string> {
    await start();
    takeAlong();
    const there = await connect(`${other.url}/feed`);
    await read(0);
    await disconnectChannel(await test.as("lead"), there);
    return there;
  }
  const addresses = async () => Object.fromEntries((await rows("channel")).map((row) => [row.id, row.externalId]));
  const isMovedFrom = async (there: string) => {
    const address = `${other.url}/feed`;
    expect(await addresses()).toMatchObject({ [id]: address, [there]: `${address}#removed-${there}` });
    expect((await rows("message")).filter(({ channelId }) => channelId === there)).toHaveLength(2);
  };

  it("goes to an address that was disconnected, which has its history again once nobody is there", async () => {
    const there = await disconnectedThere();
    await reconnect();
    await isMovedFrom(there);
    expect(await connect(`${other.url}/feed`)).toBe(id);
    await reconnect(`${blog.url}/feed`);
    expect(await connect(`${other.url}/feed`)).toBe(there);
    expect(await addresses()).toMatchObject({ [id]: `${blog.url}/feed`, [there]: `${other.url}/feed` });
    expect((await rows("channel")).find((row) => row.id === there)).toMatchObject({ removedAt: null });
    await read(0);
    expect(await rows("message")).toHaveLength(4);
    await expect(reconnect()).rejects.toMatchObject({ details: { reason: "connected_already" } });
  });

  it("goes to an address that was disconnected when its old one says so, not to one in use", async () => {
    const there = await disconnectedThere();
    expect(await connect(`${other.url}/feed`)).toBe(there);
    blog.state.moved = { to: other.url, status: 301 };
    await read();
    expect(await addresses()).toMatchObject({ [id]: `${blog.url}/feed`, [there]: `${other.url}/feed` });
    await disconnectChannel(await test.as("lead"), there);
    other.state.write("The third", minutesAgo(1));
    await read();
    await isMovedFrom(there);
  });

  it("goes to an address that was disconnected when the old one is typed", async () => {
    const there = await disconnectedThere();
    blog.state.moved = { to: other.url, status: 301 };
    expect(await connect(`${blog.url}/feed`)).toBe(id);
    await isMovedFrom(there);
  });

  it("is left alone where the address that is typed leads to another one that was disconnected as it was", async () => {
    const there = await disconnectedThere();
    await disconnectChannel(await test.as("lead"), id);
    blog.state.moved = { to: other.url, status: 301 };
    expect(await connect(`${blog.url}/feed`)).toBe(there);
    expect(await addresses()).toMatchObject({ [id]: `${blog.url}/feed`, [there]: `${other.url}/feed` });
  });

  it("keeps its words when only its address is typed", async () => {
    await start();
    const lead = await test.as("lead");
    await reconnectChannel(lead, { channelId: id, fields: { url: `${blog.url}/feed`, words: "kettle\nlid" } });
    takeAlong();
    await reconnect();
    expect(JSON.parse((await channel()).settings)).toMatchObject({
      words: ["kettle", "lid"],
      url: `${other.url}/feed`,
    });
  });

  it.each([301, 308] as const)("is asked at its new address from then on when the old one says %i", async (status) => {
    await start("address");
    takeAlong();
    blog.state.moved = { to: other.url, status };
    await read();
    expect(await channel()).toMatchObject({ externalId: `${other.url}/feed`, health: "ok" });
    const asked = blog.requests.length;
    other.state.write("The third", minutesAgo(1));
    await read();
    expect(blog.requests).toHaveLength(asked);
    expect(await texts()).toEqual(["The first", "The second", "The third"]);
    expect(await rows("member")).toHaveLength(1);
    const fields = { url: `${blog.url}/feed`, words: "" };
    const again = await connectChannel(await test.as("lead"), { brandId: test.brandId, network: "feed", fields });
    expect(again).toEqual({ id });
  });

  it.each([302, 307] as const)("is asked at its own address again after a %i", async (status) => {
    await start();
    takeAlong();
    blog.state.moved = { to: other.url, status };
    other.state.write("The third", minutesAgo(1));
    await read();
    expect(await channel()).toMatchObject({ externalId: `${blog.url}/feed` });
    expect(await texts()).toEqual(["The first", "The second", "The third"]);
    await read();
    expect(other.requests.at(-1)).toMatchObject({ status: 304 });
    blog.state.moved = null;
    await read();
    expect(blog.requests.at(-1)).toMatchObject({ status: 200 });
    expect(await texts()).toEqual(["The first", "The second", "The third"]);
  });

  it("is found again under the address it was connected with before that one redirected", async () => {
    await start();
    takeAlong();
    await test.app.db.write.updateTable("channel").set({ removedAt: test.clock.iso() }).where("id", "=", id).execute();
    blog.state.moved = { to: other.url, status: 301 };
    const fields = { url: `${blog.url}/feed`, words: "" };
    const again = await connectChannel(await test.as("lead"), { brandId: test.brandId, network: "feed", fields });
    expect(again).toEqual({ id });
    await read(0);
    expect(await texts()).toEqual(["The first", "The second"]);
  });

  it("follows no redirect to an address that is not allowed, and stays where it was", async () => {
    await start();
    blog.state.moved = { to: "http://127.0.0.2:9", status: 301 };
    await read();
    expect(await channel()).toMatchObject({
      externalId: `${blog.url}/feed`,
      health: "slow",
      healthReason: expect.stringMatching(/127\.0\.0\.2/),
    });
  });
});
