import { expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { inTurn } from "#bff/connectors/in-turn.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Said } from "#fixtures/wire/discourse/state.ts";
import { startDiscourse } from "./test/forum.ts";

/** A forum read to its end, and how to read it on: what the next so many readings tell, and the most one asks. */
async function reading() {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const access = await connected();
  let cursor: string | null = null;
  let most = 0;
  const read = async (times: number): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    for (let n = 0; n < times; ) {
      const before = network.requests.length;
      const page = valueIn(await connector.sync(access, cursor));
      most = Math.max(most, network.requests.length - before);
      items.push(...page.items);
      cursor = page.cursor;
      if (!page.more) n++;
    }
    return items;
  };
  const ask = (n: number) => state.open(state.hannah, `Question ${n}`, `@lumi hello ${n}`);
  /** what members say to each other, fifty pages of it */
  const chatter = (posts: number) => {
    const room = state.open(state.hannah, "Toasters", "Which one?");
    for (let n = 0; n < posts; n++) state.answer(state.hannah, room.id, `the round one ${n}`);
  };
  return { network, state, read, ask, chatter, most: () => most };
}

const called = (items: IncomingItem[], type: IncomingItem["type"]) =>
  items.filter((one) => one.type === type).map((one) => ("externalId" in one ? one.externalId : null));
const idsOf = (posts: Said[]) => posts.map(({ id }) => String(id));
const sorted = (ids: (string | null)[]) => ids.toSorted((a, b) => Number(a) - Number(b));

it("notices in turn what was edited, hidden or deleted of hundreds of posts, ours too, without a webhook", async () => {
  const { network, state, read, ask, most } = await reading();
  const asked = Array.from({ length: 200 }, (_, n) => ask(n));
  const answers = asked.map(({ id }, n) => state.answer(state.brand, id, `Hello back ${n}`));
  await read(1);
  const gone = [...asked.filter((_, n) => n % 25 === 3), ...answers.filter((_, n) => n % 25 === 7)];
  const edited = asked.filter((_, n) => n % 25 === 11);
  const hidden = asked.filter((_, n) => n % 25 === 19);
  for (const { id } of gone) state.remove(id);
  for (const { id } of edited) state.edit(id, "@lumi in other words");
  for (const one of hidden) one.hidden = true;
  const items = await read(4);
  // A topic goes with its first post, and the answers in it.
  const along = answers.filter((_, n) => n % 25 === 3);
  expect(sorted(called(items, "deletion"))).toEqual(sorted(idsOf([...gone, ...along])));
  expect(sorted(called(items, "message"))).toEqual(idsOf(edited));
  expect(sorted(called(items, "visibility"))).toEqual(idsOf(hidden));
  expect(await read(4), "nothing is told twice").toEqual([]);
  expect(most(), "of the sixty a minute a forum allows").toBeLessThan(48);
  await network.stop();
});

it("asks by topic where the brand is talked of here and there, and a few at a time", async () => {
  const { network, state, read, ask, chatter, most } = await reading();
  const topics = Array.from({ length: 24 }, (_, n) => {
    const first = ask(n);
    chatter(50);
    return first;
  });
  const later = topics.map(({ id }) => {
    const one = state.answer(state.hannah, id, "and again");
    chatter(50);
    return one;
  });
  await read(1);
  const asked = () => network.requests.splice(0);
  asked();
  const gone = [topics[0]!, topics[7]!, later[7]!, later[20]!];
  for (const { id } of gone) state.remove(id);
  const items = await read(3);
  expect(sorted(called(items, "deletion"))).toEqual(sorted(idsOf([...gone, later[0]!])));
  expect(asked().length).toBeLessThan(3 * 20);
  expect(most()).toBeLessThan(48);
  await network.stop();
});

it("tells the last words of somebody who took the name of the brand out of them", async () => {
  const { network, state, read } = await reading();
  const room = state.open(state.hannah, "Toasters", "Which one?");
  const { id } = state.answer(state.hannah, room.id, "@lumi yours?");
  await read(1);
  state.edit(id, "never mind");
  expect(await read(1)).toMatchObject([{ type: "message", externalId: String(id), text: /never mind/ }]);
  expect(await read(1)).toEqual([]);
  await network.stop();
});

it("takes a post that was moved to another topic for no deletion, and knows it there", async () => {
  const { network, state, read, ask, chatter } = await reading();
  const from = ask(1);
  chatter(60);
  const moved = state.answer(state.hannah, from.id, "@lumi by the way");
  chatter(60);
  const to = ask(2);
  chatter(60);
  await read(1);
  const [old, other] = [state.topicOf(from), state.topicOf(to)];
  old.posts = old.posts.filter((one) => one !== moved);
  other.posts.push(Object.assign(moved, { topic: other.id, number: 2 }));
  expect(await read(1)).toEqual([]);
  network.requests.splice(0);
  expect(await read(1)).toEqual([]);
  expect(network.requests.map(({ path }) => path)).not.toContain(`/posts/${moved.id}.json`);
  state.remove(moved.id);
  expect(await read(1)).toMatchObject([{ type: "deletion", externalId: String(moved.id) }]);
  await network.stop();
});

it("takes a post that cannot be read any more for no deletion", async () => {
  const { network, state, read, ask, chatter } = await reading();
  const odd = ask(1);
  ask(2);
  chatter(60);
  await read(1);
  const { at } = odd;
  Object.assign(odd, { at: 7 });
  expect(await read(3)).toEqual([]);
  Object.assign(odd, { at });
  state.edit(odd.id, "@lumi readable again");
  expect(called(await read(1), "message")).toEqual([String(odd.id)]);
  await network.stop();
});

it.each([
  ["a moderator deleted", (post: Said, away: boolean) => Object.assign(post, { deleted: away ? "now" : null })],
  ["its author took back", (post: Said, away: boolean) => Object.assign(post, { withdrawn: away })],
])("tells a post again that %s and that came back", async (_, take) => {
  const { network, read, ask } = await reading();
  ask(1);
  const post = ask(2);
  await read(1);
  take(post, true);
  expect(called(await read(1), "deletion")).toEqual([String(post.id)]);
  expect(await read(1)).toEqual([]);
  take(post, false);
  expect(called(await read(1), "message")).toEqual([String(post.id)]);
  expect(await read(1)).toEqual([]);
  await network.stop();
});

it("tells older posts again that were deleted and came back, and leaves room for the rest while they are away", async () => {
  const { network, state, read, ask, chatter, most } = await reading();
  const asked = Array.from({ length: 200 }, (_, n) => ask(n));
  chatter(60);
  await read(1);
  const away = asked.slice(0, 80);
  for (const { id } of away) state.remove(id);
  const deleted = called(await read(6), "deletion");
  expect(sorted(deleted)).toEqual(idsOf(away));
  expect(await read(3), "nothing is told twice").toEqual([]);
  network.requests.splice(0);
  await read(1);
  expect(network.requests.length, "what is away is asked for with the rest").toBeLessThan(20);
  for (const { id } of away) state.recover(id);
  expect(sorted(called(await read(3), "message"))).toEqual(idsOf(away));
  expect(await read(3)).toEqual([]);
  expect(most()).toBeLessThan(48);
  await network.stop();
});

it("looks up what a webhook says was edited, deleted or recovered, however old it is", async () => {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const access = await connected();
  const at = new Date(network.clock.now().getTime() - 400 * 86_400_000).toISOString();
  const [asked, gone] = [1, 2].map((n) => state.open(state.hannah, `Question ${n}`, `@lumi hello ${n}`, { at }));
  const none = state.open(state.hannah, "Toasters", "Which one?", { at });
  const notices = () =>
    state.deliveries
      .splice(0)
      .map((one) => ({ ...one, method: "POST" as const, query: {}, body: Buffer.from(one.body) }))
      .flatMap((request) => connector.hook!.read(request, access))
      .map(({ poll, lookUp }) => ({ poll, lookUp }));
  expect(notices()).toEqual([{ poll: true }, { poll: true }, { poll: true }]);
  state.edit(asked!.id, "@lumi in other words");
  state.remove(gone!.id);
  state.edit(none.id, "The round one, or the flat one?");
  const ids = [asked!, gone!, none].map(({ id }) => String(id));
  expect(notices()).toEqual(ids.map((id) => ({ poll: true, lookUp: [id] })));
  const look = async (id: string) => valueIn(await connector.hook!.lookUp!(access, id));
  const [edited, deleted, other] = [await look(ids[0]!), await look(ids[1]!), await look(ids[2]!)];
  expect(edited).toMatchObject([{ type: "message", text: /in other words/, threadExternalId: ids[0] }]);
  expect(deleted).toMatchObject([{ type: "deletion", externalId: ids[1] }]);
  expect(other).toEqual([]);
  state.recover(gone!.id);
  expect(notices()).toEqual([{ poll: true, lookUp: [ids[1]] }]);
  expect(await look(ids[1]!)).toMatchObject([{ type: "message", externalId: ids[1] }]);
  network.faults.next(403, 1, `/posts/${ids[0]}.json`);
  expect(await look(ids[0]!), "kept from the user, and perhaps from nobody else").toEqual([]);
  Object.assign(asked!, { at: 7 });
  expect(await look(ids[0]!)).toMatchObject([{ type: "unreadable", externalId: ids[0] }]);
  await network.stop();
});

it("comes by everything in a list that is longer than one time, and takes a short one whole", () => {
  const list = Array.from({ length: 7 }, (_, n) => n);
  const met: number[] = [];
  for (let turn = 0, times = 0; times < 3; times++) {
    const { from, chosen } = inTurn(list, turn, 3);
    turn = from + chosen.length;
    met.push(...chosen);
  }
  expect(met).toEqual([0, 1, 2, 3, 4, 5, 6, 0, 1]);
  expect(inTurn([1, 2], 9, 3)).toEqual({ from: 0, chosen: [1, 2] });
});
