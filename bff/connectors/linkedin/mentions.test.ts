import { afterAll, expect, it } from "vitest";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { problems, standardTier, startLinkedin, stopAll } from "#bff/test/start-linkedin.ts";
import { urnOf } from "#fixtures/wire/linkedin/state.ts";

const day = 86_400_000;
const paul = "urn:li:person:PauL";

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});

async function begun(fields: Record<string, string> = standardTier) {
  const world = await startLinkedin();
  const access = await world.connected(fields);
  const { state, clock } = world.network;
  let cursor: string | null = null;
  const sync = async (): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    for (let more = true, pages = 0; more; pages++) {
      expect(pages, "it has to end").toBeLessThan(50);
      const page: { items: IncomingItem[]; cursor: string; more: boolean } = valueIn(
        await world.connector.sync(access, cursor),
      );
      items.push(...page.items);
      ({ cursor, more } = page);
    }
    clock.advance(60_000);
    return items;
  };
  const reply = (parent: string, root: string, text: string) => {
    const to = { parentExternalId: parent, threadExternalId: root, postExternalId: null };
    return { ...to, idempotencyKey: `key-${text}`, text, lang: "en" };
  };
  const act = (action: "edit" | "like", externalId: string, root: string, text: string | null) => {
    const where = { externalId, threadExternalId: root, postExternalId: null, authorExternalId: null };
    return world.connector.act!(access, { ...where, action, idempotencyKey: "k", text });
  };
  return { ...world, access, state, clock, sync, reply, act };
}

it("tells who named the page in a post, in words as people read them, the last thirty days' at first", async () => {
  const { state, clock, sync, network } = await begun();
  const early = state.mention("Their shop, @Lumi, is lovely", { at: new Date(clock.now().getTime() - 20 * day) });
  const older = state.mention("@Lumi once", { at: new Date(clock.now().getTime() - 40 * day) });
  const first = await sync();
  expect(messageIn(first, early.urn)).toMatchObject({
    text: "Their shop, @Lumi, is lovely",
    sentAt: expect.any(String),
  });
  expect(messageIn(first, older.urn)).toBeUndefined();
  const shop = state.mention("@Lumi #tea (50%)", { by: "urn:li:organization:77" });
  expect(messageIn(await sync(), shop.urn)).toEqual({
    ...{ type: "message", externalId: shop.urn, threadExternalId: shop.urn, parentExternalId: null },
    ...{ postExternalId: null, kind: "mention", byBrand: false, text: "@Lumi #tea (50%)", lang: null, editedAt: null },
    author: {
      ...{ externalId: "urn:li:organization:77", handle: "page 77", displayName: null },
      url: "https://www.linkedin.com/company/77/",
    },
    sentAt: new Date(shop.at).toISOString(),
    url: `https://www.linkedin.com/feed/update/${shop.urn}/`,
    attachments: [],
  });
  expect(await sync()).toEqual([]);
  const asked = network.requests.map(({ path }) => path).filter((path) => path.includes("Notifications"));
  expect(asked.length).toBeGreaterThan(1);
});

it("answers below the post that named the page, and below what is said there, each once, and takes both back", async () => {
  const { state, connector, access, sync, reply, act } = await begun();
  const mention = state.mention("@Lumi, is it loud?");
  const stranger = state.say(paul, mention.urn, "I wonder as well");
  await sync();
  const once = valueIn(await connector.send(access, reply(mention.urn, mention.urn, "Not at all")));
  expect(valueIn(await connector.send(access, reply(mention.urn, mention.urn, "Not at all")))).toEqual(once);
  const really = state.say(state.hannah, once.externalId, "Really?");
  const items = await sync();
  const inThread = { kind: "mention", threadExternalId: mention.urn, postExternalId: null };
  expect(messageIn(items, once.externalId)).toMatchObject({
    ...inThread,
    byBrand: true,
    parentExternalId: mention.urn,
  });
  expect(messageIn(items, urnOf(really))).toMatchObject({ ...inThread, parentExternalId: once.externalId });
  expect(messageIn(items, urnOf(stranger)), "what others say there is not said to us").toBeUndefined();
  const second = reply(urnOf(really), mention.urn, "Not at all");
  expect(valueIn(await connector.findSent(access, second))).toBeNull();
  const below = valueIn(await connector.send(access, second));
  expect(valueIn(await connector.send(access, second))).toEqual(below);
  expect(below.externalId).not.toBe(once.externalId);
  const ours = () => state.comments.filter(({ by }) => by === state.page.urn);
  expect(ours().map(({ parent }) => parent)).toEqual([null, ours()[0]!.id]);
  valueIn(await act("edit", below.externalId, mention.urn, "Very quiet"));
  expect(ours()[1]).toMatchObject({ text: "Very quiet" });
  await sync();
  valueIn(await connector.remove(access, below.externalId, mention.urn));
  expect(ours()).toHaveLength(1);
  valueIn(await connector.remove(access, once.externalId, mention.urn));
  expect(ours()).toEqual([]);
  expect(valueIn(await connector.remove(access, once.externalId, mention.urn))).toBeNull();
  const lost = await connector.send(access, second);
  expect(lost).toMatchObject({ kind: "refused", reason: expect.stringMatching(/no longer there/) });
});

it("tells a mention by the words of its notification where the post is closed, and says in words what cannot be done", async () => {
  const { state, connector, access, sync, reply, act } = await begun();
  const closed = state.mention("@Lumi, in private");
  state.closed.add(closed.urn);
  expect(messageIn(await sync(), closed.urn)).toMatchObject({
    text: "@Lumi, in private",
    author: { handle: "member zLqTygBP8S" },
  });
  expect(await sync()).toEqual([]);
  const refused = { kind: "refused", reason: expect.stringMatching(/somebody else's post/) };
  expect(await connector.send(access, reply(closed.urn, closed.urn, "Hello")), "no lack of permission").toMatchObject(
    refused,
  );
  expect(await act("like", closed.urn, closed.urn, null)).toMatchObject(refused);
});

it("keeps a mention raw where neither post nor notification says what it says, and tells it when it may be read", async () => {
  const { state, connector, access, sync } = await begun();
  state.decorates = false;
  const closed = state.mention("@Lumi, in private");
  state.closed.add(closed.urn);
  const items = await sync();
  expect(items.filter((item) => item.type === "unreadable")).toMatchObject([
    { externalId: closed.urn, error: expect.stringMatching(/does not let this app read the post that names the page/) },
  ]);
  expect(() =>
    connector.reread!(items.flatMap((item) => (item.type === "unreadable" ? item.raw : []))[0]!, access),
  ).toThrow();
  expect(await sync()).toEqual([]);
  state.closed.clear();
  expect(messageIn(await sync(), closed.urn)).toMatchObject({ text: "@Lumi, in private", editedAt: null });
});

it("takes a post of our own that names the page for what it is", async () => {
  const { state, sync } = await begun();
  await sync();
  const own = state.mention("@Lumi is open", { by: state.page.urn });
  const items = await sync();
  expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(["post"]));
  expect(items.some((item) => item.type === "message" || item.type === "deletion")).toBe(false);
  const said = state.say(paul, own.urn, "Finally");
  expect(messageIn(await sync(), urnOf(said))).toMatchObject({ kind: "comment", postExternalId: own.urn });
});

it("tells once that a post which named the page is gone, with our answer below it", async () => {
  const { state, connector, access, sync, reply } = await begun({});
  const mention = state.mention("@Lumi, is it loud?");
  await sync();
  const sent = valueIn(await connector.send(access, reply(mention.urn, mention.urn, "Not at all")));
  await sync();
  state.remove(mention.urn);
  const gone = (await sync()).flatMap((item) => (item.type === "deletion" ? item.externalId : []));
  expect(gone).toEqual([sent.externalId, mention.urn]);
  expect(await sync()).toEqual([]);
});
