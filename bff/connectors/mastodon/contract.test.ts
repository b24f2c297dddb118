import { afterAll, expect, it } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { mastodonCapabilities } from "./about.ts";
import { networks, startMastodon } from "./test/server.ts";

const day = 86_400_000;

connectorContract("Mastodon", mastodonCapabilities, async () => {
  const { network, connector, connected, refusedCode } = await startMastodon();
  const { state } = network;
  const parentOf = (id: string) => ({ parent: id });
  return {
    connector,
    input: { server: network.url },
    wrongInput: { server: network.url },
    connected,
    refusedCode,
    brandPosts: async (text) => state.say(state.brand, text).id,
    brandDeletes: async (id) => state.remove(id),
    followerReplies: async (parent, text) => state.say(state.hannah, text, parentOf(parent)).id,
    followerMentions: async (text) => state.say(state.hannah, `@lumi ${text}`).id,
    followerQuotes: async (post, text) => state.say(state.hannah, text, { quotes: post }).id,
    followerEdits: async (id, text) => state.edit(id, text),
    followerDeletes: async (id) => state.remove(id),
    followerWroteBefore: async (days, text) => {
      const at = new Date(network.clock.now().getTime() - days * day).toISOString();
      return state.say(state.hannah, `@lumi ${text}`, { at }).id;
    },
    brandReplies: async (parent, text) => state.say(state.brand, text, parentOf(parent)).id,
    brandRepliesUnder: async (id) =>
      state.said
        .filter((one) => one.parent === id && one.by === state.brand)
        .map((one) => ({ id: one.id, text: one.text.replace(/^@hannah /, "") })),
    async wasDone(action, id) {
      if (action === "like") return state.find(id)?.likedBy.includes(state.brand.id) ?? false;
      if (action === "unlike") return state.find(id)?.likedBy.length === 0;
      if (action === "mute") return state.muted.has(state.hannah.id);
      if (action === "unmute") return !state.muted.has(state.hannah.id);
      if (action === "privateReply")
        return state.said.some((one) => one.parent === id && one.visibility === "direct" && one.by === state.brand);
      if (action === "report") return state.reports.some((one) => one.statuses.includes(id));
      return state.find(id)?.text === "@hannah In other words";
    },
    async withdrawn(access) {
      for (const token of state.tokens) token.withdrawn = true;
      return access;
    },
    narrowed: () => connected("read:accounts read:statuses read:notifications"),
    passes: (milliseconds) => network.clock.advance(milliseconds),
    faults: network.faults,
    sendPath: "POST",
    stop: network.stop,
  };
});

afterAll(() => {
  // The description leaves out 403 (scopes), and every whole quote fits its short form too.
  const known = /answers 403|quote must match exactly one schema/;
  for (const { state } of networks) expect((state.spec?.problems ?? []).filter((one) => !known.test(one))).toEqual([]);
});

it("says which permissions were not given", async () => {
  const { network, leave, connector } = await startMastodon();
  const { ask, code, verifier, exchange } = leave("read write:statuses");
  const [account] = valueIn(await exchange(ask, code, verifier));
  expect(account).toMatchObject({
    handle: expect.stringMatching(/^@lumi@127\.0\.0\.1/),
    missingScopes: ["write:favourites", "write:mutes", "write:reports"],
    settings: { limit: 400 },
  });
  expect(await connector.connect({})).toMatchObject({ kind: "refused" });
  await network.stop();
});

it("hears over the stream that something happened, and of the limits in every answer", async () => {
  const { network, connector, connected } = await startMastodon();
  const access = await connected();
  const outcome = await connector.sync(access, null);
  expect(outcome.budget).toMatchObject([{ name: "requests", limit: 300, resetAt: expect.any(String) }]);
  const ended = new AbortController();
  const news = connector.stream!(access, ended.signal)[Symbol.asyncIterator]();
  const first = news.next();
  await expect.poll(() => network.state.listeners.size).toBe(1);
  network.state.say(network.state.hannah, "@lumi hello");
  expect((await first).value).toEqual({ items: [], poll: true });
  ended.abort();
  await expect(news.next()).rejects.toThrow();
  await network.stop();
});

it("answers in private what was asked in private, and names the person once", async () => {
  const { network, connector, connected } = await startMastodon();
  const { state } = network;
  const access = await connected();
  const asked = state.say(state.hannah, "@lumi between us: is it safe?", { visibility: "direct" });
  const reply = {
    idempotencyKey: "k",
    lang: "fi",
    parentExternalId: asked.id,
    threadExternalId: asked.id,
    postExternalId: null,
  };
  valueIn(await connector.send(access, { ...reply, text: "@hannah it is." }));
  expect(state.said.at(-1)).toMatchObject({ visibility: "direct", text: "@hannah it is.", language: "fi" });
  await network.stop();
});

it("knows our answer by whom it answers when what it answers is deleted: it is no post, and it did arrive", async () => {
  const { network, connector, connected } = await startMastodon();
  const { state } = network;
  const access = await connected();
  const said = state.say(state.hannah, "@lumi is it safe?");
  const ids = { parentExternalId: said.id, threadExternalId: said.id, postExternalId: null };
  const reply = { idempotencyKey: "k", lang: "en", text: "It is.", ...ids };
  const { externalId } = valueIn(await connector.send(access, reply));
  state.remove(said.id);
  expect(valueIn(await connector.findSent(access, reply))).toMatchObject({ externalId });
  expect(valueIn(await connector.findSent(access, { ...reply, text: "It is not." }))).toBeNull();
  const { items } = valueIn(await connector.sync(access, null));
  expect(items).toContainEqual(expect.objectContaining({ type: "message", externalId, byBrand: true, text: "It is." }));
  await network.stop();
});

it("finds an answer in doubt behind everything that was answered since", async () => {
  const { network, connector, connected } = await startMastodon();
  const { state } = network;
  const access = await connected();
  const said = state.say(state.hannah, "@lumi is it safe?");
  const ids = { parentExternalId: said.id, threadExternalId: said.id, postExternalId: null };
  const reply = { idempotencyKey: "k", lang: "en", text: "It is.", ...ids };
  const { externalId } = valueIn(await connector.send(access, reply));
  for (let n = 0; n < 90; n++) state.say(state.brand, `@hannah number ${n}`, { parent: said.id });
  expect(valueIn(await connector.findSent(access, reply))).toMatchObject({ externalId });
  await network.stop();
});

it("reads more than a page of mentions without asking for one twice", async () => {
  const { network, connector, connected } = await startMastodon();
  const access = await connected();
  const { state } = network;
  for (let n = 0; n < 45; n++) state.say(state.hannah, `@lumi number ${n}`);
  const page = valueIn(await connector.sync(access, null));
  expect(page.items.filter((item) => item.type === "message")).toHaveLength(45);
  expect(network.requests.length).toBeLessThan(40);
  await network.stop();
});
