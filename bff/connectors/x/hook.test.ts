import { createHmac } from "node:crypto";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createApp } from "#bff/app.ts";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import { keepReconnected } from "#bff/features/channels/connect-commands.ts";
import { channelHealth } from "#bff/features/channels/health-queries.ts";
import { channelToSync, unsealed } from "#bff/features/channels/queries.ts";
import { subscribeHook } from "#bff/features/channels/subscribe-commands.ts";
import { doDueJobs } from "#bff/test/due-jobs.ts";
import { eachEngine } from "#bff/test/each-engine.ts";
import { apiFields, startX, stopAll } from "#bff/test/start-x.ts";
import { type TestApp, testApp } from "#bff/test/test-app.ts";
import { pushRaw } from "#fixtures/wire/x/activity.ts";

eachEngine("webhooks of X", (engine) => {
  let test: TestApp;
  let world: Awaited<ReturnType<typeof startX>>;
  let access: Awaited<ReturnType<typeof world.connected>>;
  let state: (typeof world)["network"]["state"];
  beforeEach(async () => {
    world = await startX();
    ({ state } = world.network);
    access = await world.connected(apiFields(state));
    test = await testApp(engine, { connector: world.connector });
    test.clock.advance(Date.now() + 60_000 - test.clock.now().getTime());
    test.app.url = "https://konak.example";
    state.knock = async (url) => (await createApp(test.app).request(url.replace(test.app.url, ""))).json();
    await keep({ network: "x", externalId: state.brand.id, hookSecret: test.app.vault.seal("ours") });
    await keep({ credentials: test.app.vault.seal(access.credentials), settings: "{}" });
  });
  afterEach(async () => {
    await stopAll();
    await test.remove();
  });

  const keep = (values: object) =>
    test.app.db.write.updateTable("channel").set(values).where("id", "=", test.channelId).execute();
  const knock = ({ headers, body }: (typeof state.outbox)[number]) =>
    createApp(test.app).request(`/hooks/${test.channelId}`, { method: "POST", headers, body: body.toString() });
  const deliver = async (events = state.outbox.splice(0)) => {
    for (const event of events) expect((await knock(event)).status).toBe(200);
    await doDueJobs(test, ["channel.hook", "channel.lookUp"]);
  };
  const messages = () =>
    test.app.db.read
      .selectFrom("message")
      .innerJoin("thread", "thread.id", "message.threadId")
      .select([
        "message.externalId",
        "thread.externalId as root",
        "message.text",
        "message.author",
        "message.deletedAt",
      ])
      .orderBy("message.externalId")
      .execute();
  const way = async () =>
    (await channelHealth(await test.as("lead"), test.channelId)).streams.find(({ stream }) => stream === "hook");

  it("answer X's question whether the address is ours, with the secret of the API key", async () => {
    const ask = () => createApp(test.app).request(`/hooks/${test.channelId}?crc_token=token-of-x`);
    const hash = createHmac("sha256", state.api.secret).update("token-of-x").digest("base64");
    expect(await (await ask()).json()).toEqual({ response_token: `sha256=${hash}` });
    await keep({ credentials: test.app.vault.seal({ ...(access.credentials as object), api: undefined }) });
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining("not known here")]);
  });

  it("are asked for once, at an address that works already where there is one", async () => {
    const again = await subscribeHook(test.app, test.channelId);
    expect(again).toBeDefined();
    await subscribeHook(test.app, test.channelId);
    const callback = `https://konak.example/hooks/${test.channelId}`;
    expect(state.webhooks).toMatchObject([{ url: callback, valid: true }]);
    expect(state.subscriptions.map(({ event_type }) => event_type)).toEqual([
      "post.create",
      "post.delete",
      "post.mention.create",
      "post.reply.create",
      "post.quote.create",
    ]);
    state.webhooks[0]!.valid = false;
    await subscribeHook(test.app, test.channelId);
    expect(state.webhooks).toMatchObject([{ url: callback, valid: true }]);
    const second = `${callback}-of-another-channel`;
    const neighbours = [{ callback, connected: true }];
    valueIn(await world.connector.hook!.subscribe!({ ...access, externalId: "1003" }, second, "ours", neighbours));
    expect(state.webhooks).toHaveLength(1);
    expect(state.subscriptions.filter(({ filter }) => filter.user_id === "1003")).toHaveLength(5);
    expect(await way()).toMatchObject({ error: null });
  });

  it("bring what X does send where it refuses an event, and the channel says which", async () => {
    state.unsent.add("post.delete");
    await subscribeHook(test.app, test.channelId);
    expect(state.subscriptions.map(({ event_type }) => event_type)).toEqual([
      "post.create",
      "post.mention.create",
      "post.reply.create",
      "post.quote.create",
    ]);
    expect((await way())?.error).toContain("post.delete");
    expect(await channelHealth(await test.as("lead"), test.channelId)).toMatchObject({ health: "ok" });
    state.unsent.clear();
    await subscribeHook(test.app, test.channelId);
    expect(state.subscriptions).toHaveLength(5);
    expect(await way()).toMatchObject({ error: null });
  });

  it.each([
    ["no API key was given", { api: undefined }, "API key and its secret were not given"],
    ["the API key is another one", { api: { key: "key", secret: "other" } }, "does not accept the app's API key"],
  ])("leave polling as it is where %s, and the channel says so", async (_why, change, words) => {
    await keep({ credentials: test.app.vault.seal({ ...(access.credentials as object), ...change }) });
    await subscribeHook(test.app, test.channelId);
    expect((await way())?.error).toContain(words);
    expect(await channelHealth(await test.as("lead"), test.channelId)).toMatchObject({ health: "ok" });
  });

  it("bring what was said once and where it belongs, doubled and in whatever order", async () => {
    const post = state.say(state.brand, "The new kettle");
    const comment = state.say(state.hannah, "In red?", { parent: post.id });
    const answer = state.say(state.brand, "And in blue", { parent: comment.id });
    const mention = state.say(state.hannah, "@lumi it whistles");
    const quote = state.say(state.hannah, "Look", { quotes: post.id });
    const events = state.outbox.splice(0);
    await deliver([...events.toReversed(), ...events]);
    expect(await messages()).toMatchObject([
      { externalId: comment.id, root: comment.id, text: "In red?", author: "member" },
      { externalId: answer.id, root: comment.id, text: "And in blue", author: "brand" },
      { externalId: mention.id, root: mention.id, text: "@lumi it whistles" },
      { externalId: quote.id, root: quote.id, text: "Look" },
    ]);
    const posts = await test.app.db.read.selectFrom("post").select("externalId").execute();
    expect(posts).toEqual([{ externalId: post.id }]);
    const kept = await test.app.db.read.selectFrom("hook_event").select("id").execute();
    expect(kept).toHaveLength(events.length);
  });

  it("tell an answer that was taken back, also when its deletion comes first", async () => {
    const mention = state.say(state.hannah, "@lumi hello");
    const stays = state.say(state.brand, "Good morning", { parent: mention.id });
    const goes = state.say(state.brand, "Good night", { parent: mention.id });
    await deliver();
    state.remove(goes.id);
    const brief = state.say(state.brand, "Soon", { parent: mention.id });
    state.remove(brief.id);
    await deliver(state.outbox.splice(0).toReversed());
    expect(await messages()).toMatchObject([
      { externalId: mention.id, deletedAt: null },
      { externalId: stays.id, deletedAt: null },
      { externalId: goes.id, deletedAt: expect.any(String) },
    ]);
  });

  it("take an edit for what it is, and never the old words for a deletion", async () => {
    const mention = state.say(state.hannah, "@lumi it is lound");
    await deliver();
    world.network.clock.advance(60_000);
    test.clock.advance(60_000);
    state.edit(mention.id, "@lumi it is loud");
    pushRaw(state, {
      data: { event_type: "post.delete", filter: { user_id: state.brand.id }, payload: { id: mention.id } },
    });
    await deliver();
    expect(await messages()).toMatchObject([{ externalId: mention.id, text: "@lumi it is loud", deletedAt: null }]);
  });

  it("are refused with a wrong, a foreign or no signature, in a sentence", async () => {
    state.say(state.hannah, "@lumi hello");
    const [event] = state.outbox.splice(0);
    const name = "x-twitter-webhooks-signature";
    const other = `sha256=${createHmac("sha256", state.app.secret).update(event!.body).digest("base64")}`;
    for (const headers of [{} as Record<string, string>, { [name]: other }, { [name]: "sha256=" }]) {
      const answer = await knock({ body: event!.body, headers });
      expect([answer.status, await answer.text()]).toEqual([401, expect.stringMatching(/^This webhook was refused: /)]);
    }
    const touched = { ...event!, body: Buffer.concat([event!.body, Buffer.from(" ")]) };
    expect((await knock(touched)).status).toBe(401);
    expect((await way())?.error).toContain("refused");
    await doDueJobs(test, ["channel.hook", "channel.lookUp"]);
    expect(await messages()).toEqual([]);
    await deliver([event!, event!]);
    expect(await messages()).toHaveLength(1);
  });

  it("are understood in the older form, and others are left alone or kept raw", async () => {
    const mention = state.say(state.hannah, "@lumi hello");
    const answer = state.say(state.brand, "Hello", { parent: mention.id });
    state.outbox.length = 0;
    pushRaw(state, {
      for_user_id: state.brand.id,
      tweet_create_events: [{ id_str: mention.id }, { id_str: answer.id }],
    });
    await deliver();
    expect(await messages()).toHaveLength(2);
    state.remove(answer.id);
    state.outbox.length = 0;
    pushRaw(state, { for_user_id: state.brand.id, tweet_delete_events: [{ status: { id: answer.id } }] });
    pushRaw(state, {
      data: { event_type: "follow.follow", filter: { user_id: state.brand.id }, payload: { id: "1002" } },
    });
    pushRaw(state, { something: "else" });
    await deliver();
    expect((await messages())[1]).toMatchObject({ externalId: answer.id, deletedAt: expect.any(String) });
    const { aside } = await channelHealth(await test.as("lead"), test.channelId);
    expect(aside).toMatchObject([{ error: "It is no event of X that Konak knows." }]);
  });

  it("keep the API key when a person connects again and leaves its fields empty", async () => {
    const again = await world.connected();
    const channel = await channelToSync(test.app, test.channelId);
    await keepReconnected(await test.as("lead"), world.connector, channel!, { ...again, name: "Lumi", url: null });
    const { credentials } = (await channelToSync(test.app, test.channelId))!;
    const { token } = again.credentials as { token: string };
    expect(unsealed(test.app, credentials)).toMatchObject({ token, api: state.api });
  });

  it("name a post that cannot be read: it is kept raw and shown", async () => {
    const mention = state.say(state.hannah, "@lumi hello");
    state.odd.set(mention.id, { id: mention.id, text: { later: true } });
    await deliver();
    const { aside } = await channelHealth(await test.as("lead"), test.channelId);
    expect(aside).toMatchObject([{ error: expect.stringContaining("text") }]);
    expect(await messages()).toEqual([]);
  });

  it("cost a look-up, and nothing of the limits that only reading touches", async () => {
    state.say(state.hannah, "@lumi hello");
    await deliver();
    const spent = await test.app.db.read.selectFrom("channel_budget").select("name").execute();
    expect(spent).toEqual([{ name: "lookup" }]);
  });

  it("keep the API key when the account's own key is renewed", async () => {
    const app = { clientId: state.app.id, clientSecret: state.app.secret };
    world.network.clock.advance(7_200_000);
    const said = state.say(state.hannah, "@lumi hello");
    const own = { ...access, app };
    expect(messageIn(valueIn(await world.connector.hook!.lookUp!(own, said.id)), said.id)?.text).toBe("@lumi hello");
    expect(world.connector.refreshed!(own)).toMatchObject({ api: state.api });
  });
});

it("asks for both parts of the API key or neither", async () => {
  const { leave, network } = await startX();
  const { ask, code, verifier, exchange } = leave({ apiKey: network.state.api.key });
  expect(await exchange(ask, code, verifier)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("both"),
  });
  await stopAll();
});
