import { expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import type { Said } from "#fixtures/wire/mastodon/state.ts";
import { startMastodon } from "./test/server.ts";

/** An account whose mentions were read, and how to read on: what the next so many passes tell, and the most one asks. */
async function reading(mentions: number, lists = true) {
  const { network, connector, connected } = await startMastodon();
  const { state } = network;
  state.lists = lists;
  const access = await connected();
  const said = Array.from({ length: mentions }, (_, n) => state.say(state.hannah, `@lumi number ${n}`));
  let cursor: string | null = null;
  let most = 0;
  const read = async (times: number): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    for (let n = 0; n < times; n++) {
      const before = network.requests.length;
      const page = valueIn(await connector.sync(access, cursor));
      most = Math.max(most, network.requests.length - before);
      items.push(...page.items);
      cursor = page.cursor;
    }
    return items;
  };
  await read(1);
  most = 0;
  return { network, connector, access, state, said, read, most: () => most, cursor: () => cursor };
}

const changes = (items: IncomingItem[]) =>
  items.flatMap((one) => (one.type === "message" || one.type === "deletion" ? [`${one.type} ${one.externalId}`] : []));

/** What changed at either end and in between, and how it is told. */
function change(state: { edit(id: string, text: string): void; remove(id: string): void }, said: Said[]): string[] {
  const [first, middle, last] = [said[0]!, said[Math.floor(said.length / 2)]!, said.at(-1)!];
  state.edit(first.id, "@lumi in other words");
  state.remove(middle.id);
  state.edit(last.id, "@lumi in other words too");
  return [`message ${first.id}`, `deletion ${middle.id}`, `message ${last.id}`].sort();
}

it("notices an edit and a deletion among all messages it remembers, the newest at once and the older in their turn", async () => {
  const { network, state, said, read, most } = await reading(300);
  const expected = change(state, said);
  const [newest] = [changes(await read(1))];
  expect(newest).toContain(expected.find((one) => one.endsWith(said.at(-1)!.id)));
  expect([...newest, ...changes(await read(4))].sort()).toEqual(expected);
  expect(changes(await read(6))).toEqual([]);
  expect(most()).toBeLessThan(15);
  await network.stop();
});

it("notices them as well on a server that gives no lists of statuses, asking for a few at a time", async () => {
  const { network, state, said, read, most } = await reading(60, false);
  const expected = change(state, said);
  expect(changes(await read(8)).sort()).toEqual(expected);
  expect(most()).toBeLessThan(25);
  await network.stop();
});

it("reads the counts of posts on a server that gives no lists of statuses", async () => {
  const { network, connector, access, state } = await reading(1, false);
  const posts = Array.from({ length: 3 }, (_, n) => state.say(state.brand, `Kettle ${n}`).id);
  state.remove(posts[1]!);
  const items = valueIn(await connector.counts!.read(access, posts));
  expect(items).toMatchObject([
    { type: "post", externalId: posts[0], counts: { likes: 0 } },
    { type: "deletion", externalId: posts[1] },
    { type: "post", externalId: posts[2] },
  ]);
  await network.stop();
});

it("notices the edit of a post as well as the answers under it where a server gives no lists", async () => {
  const { network, state, read } = await reading(1, false);
  const posts = Array.from({ length: 30 }, (_, n) => state.say(state.brand, `Kettle ${n}`).id);
  await read(1);
  const answer = state.say(state.hannah, "does it whistle?", { parent: posts[3]! });
  state.notes = [];
  state.edit(posts[5]!, "Kettle in other words");
  const told = await read(8);
  expect(told).toContainEqual(
    expect.objectContaining({ type: "post", externalId: posts[5], text: "Kettle in other words" }),
  );
  expect(told).toContainEqual(expect.objectContaining({ type: "message", externalId: answer.id, kind: "comment" }));
  expect(told).toContainEqual(expect.objectContaining({ type: "post", externalId: posts[3] }));
  await network.stop();
});

it("goes on from the cursor of an earlier version, and tells once who may read what is remembered", async () => {
  const { network, connector, access, said, cursor } = await reading(3);
  const { alone: _a, turns: _t, known, ...earlier } = JSON.parse(cursor() ?? "{}");
  const before = known.map(([id, place]: [string, object]) => [id, { ...place, edited: "" }]);
  const page = valueIn(await connector.sync(access, JSON.stringify({ ...earlier, known: before })));
  expect(changes(page.items)).toEqual(said.map(({ id }) => `message ${id}`));
  expect(page.items).toMatchObject(said.map(() => ({ audience: "public" })));
  expect(changes(valueIn(await connector.sync(access, page.cursor)).items)).toEqual([]);
  await network.stop();
});
