import { afterEach, expect, it } from "vitest";
import { createCustom } from "#bff/connectors/custom/connector.ts";
import { standardMapping } from "#bff/connectors/custom/mapping.ts";
import { connectChannel, fieldsOfChannel, reconnectChannel } from "#bff/features/channels/connect-commands.ts";
import { queueReply } from "#bff/features/replies/commands.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { buildCustom } from "#fixtures/wire/custom/stand-in.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";

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
const rows = (table: "thread" | "message" | "member") => test.app.db.write.selectFrom(table).selectAll().execute();
const texts = async () =>
  (await test.app.db.write.selectFrom("message").select("text").execute()).map(({ text }) => text).sort();
async function read(minutes = 10): Promise<void> {
  test.clock.advance(minutes * 60_000);
  await doDueJobs(test, ["channel.sync"]);
}

eachEngine("an own source that moved", (engine) => {
  type Source = StandIn<ReturnType<typeof buildCustom>["state"]>;
  let old: Source;
  let now: Source;
  let id: string;
  const channel = () =>
    test.app.db.write.selectFrom("channel").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const key = "right-key-of-the-forum";
  const fieldsAt = (source: Source) => ({ url: `${source.url}/comments`, sendUrl: `${source.url}/answers` });

  async function start(): Promise<void> {
    test = await testApp(engine, { connector: createCustom(parts), env });
    [old, now] = [await startStandIn(buildCustom), await startStandIn(buildCustom)];
    stops = [old.stop, now.stop];
    const fields = { name: "Forum", ...fieldsAt(old), key, mapping: standardMapping };
    ({ id } = await connectChannel(await test.as("lead"), { brandId: test.brandId, network: "custom", fields }));
  }
  // Its ids are addresses of comments, and change with the address of the forum.
  const say = (source: Source, number: number, more: { thread?: number; text: string; minutes: number }) => {
    const at = minutesAgo(more.minutes);
    const address = (one: number) => `${source.url}/c/${one}`;
    const below = more.thread ? { thread: address(more.thread), parent: address(more.thread) } : {};
    const item = { text: more.text, at, changedAt: at, ...below };
    const made = source.state.write(item);
    const told = { ...source.state.items.get(made)!, id: address(number), thread: null, ...below };
    source.state.items.delete(made);
    source.state.items.set(address(number), told);
  };

  it("goes on with its threads, its waiting answers and its secret under ids that hold its new address", async () => {
    await start();
    say(old, 1, { text: "Is the lid safe", minutes: 50 });
    say(old, 2, { text: "Where is the manual", minutes: 40 });
    await read(0);
    const { hookSecret } = await channel();
    old.state.key = "withdrawn";
    await read();
    const ctx = await test.as("manager");
    const thread = await test.app.db.read
      .selectFrom("thread")
      .selectAll()
      .where("externalId", "like", "%/c/1")
      .executeTakeFirstOrThrow();
    const nothing = { templateId: null, parentExternalId: null, overrideReason: null, thenDone: false };
    await queueReply(ctx, { ...nothing, threadId: thread.id, text: "It is.", lang: "en", idempotencyKey: "one" }, []);
    test.clock.advance(20_000);
    await doDueJobs(test, ["reply.deliver"]);
    for (const [number, text] of [
      [1, "Is the lid safe"],
      [2, "Where is the manual"],
    ] as const)
      say(now, number, { text, minutes: 60 - number * 5 });
    say(now, 3, { thread: 2, text: "Found it", minutes: 1 });
    const lead = await test.as("lead");
    const fields = { ...fieldsAt(now), key };
    await reconnectChannel(lead, { channelId: id, fields });
    expect(await channel()).toMatchObject({ externalId: `${now.url}/comments`, health: "ok", hookSecret });
    await read(0);
    await doDueJobs(test, ["reply.deliver"]);
    expect([...now.state.items.values()].filter((item) => item.ours)).toMatchObject([
      { text: "It is.", parent: `${now.url}/c/1` },
    ]);
    expect(await texts()).toEqual(["Found it", "Is the lid safe", "It is.", "Where is the manual"]);
    expect(await rows("thread")).toHaveLength(2);
    expect(await rows("member")).toHaveLength(1);
  });

  it("sends its kept key to no other server than the one it was given for", async () => {
    await start();
    const lead = await test.as("lead");
    expect(await fieldsOfChannel(lead, id)).not.toHaveProperty("key");
    await expect(reconnectChannel(lead, { channelId: id, fields: fieldsAt(now) })).rejects.toMatchObject({
      code: "wrong_password",
    });
    expect(JSON.stringify(now.requests)).not.toContain(key);
    await reconnectChannel(lead, { channelId: id, fields: { ...fieldsAt(old), key: "", sendUrl: "" } });
    expect(JSON.parse((await channel()).settings)).toMatchObject({ sendUrl: null });
    expect(old.requests.at(-1)?.headers.authorization).toBe(`Bearer ${key}`);
  });
});
