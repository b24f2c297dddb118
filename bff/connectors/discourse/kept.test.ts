import { expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { refusal } from "#shared/channels/allowance.ts";
import { requestLimit } from "./about.ts";
import { mostAsked } from "./read.ts";
import { startDiscourse } from "./test/forum.ts";

/** A forum read by an ordinary member, with topics of questions and chatter between them, and how to read it on. */
async function reading(detailed404: boolean) {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  Object.assign(state, { moderates: false, detailed404 });
  const access = await connected();
  let cursor: string | null = null;
  const read = async (times = 1): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    for (let n = 0; n < times; n++) {
      const page = valueIn(await connector.sync(access, cursor));
      items.push(...page.items);
      cursor = page.cursor;
      if (page.more) n--;
    }
    return items;
  };
  const topic = (questions: number) => {
    const first = state.open(state.hannah, "Lids", "@lumi where is my lid?");
    const others = Array.from({ length: questions - 1 }, (_, n) => state.answer(state.hannah, first.id, `and ${n}`));
    const posts = [first, ...others];
    return { posts, ids: posts.map(({ id }) => String(id)), topic: state.topicOf(first) };
  };
  const chatter = () => {
    const room = state.open(state.hannah, "Toasters", "Which one?");
    for (let n = 0; n < 60; n++) state.answer(state.hannah, room.id, `the round one ${n}`);
  };
  const look = async (id: string) => valueIn(await connector.hook!.lookUp!(access, id));
  return { network, state, read, look, topic, chatter };
}

const gone = (items: IncomingItem[]) =>
  items
    .flatMap((one) => (one.type === "deletion" ? [Number(one.externalId)] : []))
    .toSorted((a, b) => a - b)
    .map(String);

it.each([false, true])(
  "tells nothing of a topic that was moved where the user may not look, and reads it on when it is back (detailed 404: %s)",
  async (detailed404) => {
    const { network, state, read, topic, chatter } = await reading(detailed404);
    const moved = topic(6);
    const one = topic(1);
    chatter();
    await read();
    moved.topic.kept = true;
    one.topic.kept = true;
    expect(await read(4)).toEqual([]);
    network.requests.splice(0);
    await read();
    expect(network.requests.length, "what is kept from the user is not asked for one by one").toBeLessThan(12);
    moved.topic.kept = false;
    state.edit(moved.posts[3]!.id, "@lumi in other words");
    expect(await read(2)).toMatchObject([{ type: "message", externalId: moved.ids[3] }]);
    state.remove(moved.posts[4]!.id);
    expect(gone(await read(2))).toEqual([moved.ids[4]]);
    await network.stop();
  },
);

it.each([false, true])(
  "tells every post of a topic that was deleted, which a forum refuses alike (detailed 404: %s)",
  async (detailed404) => {
    const { network, read, topic, chatter } = await reading(detailed404);
    const there = topic(3);
    const away = topic(45);
    chatter();
    await read();
    away.topic.deleted = true;
    expect(gone(await read(3))).toEqual(away.ids);
    expect(await read(2)).toEqual([]);
    away.topic.deleted = false;
    expect((await read(2)).flatMap((item) => (item.type === "message" ? item.externalId : []))).toEqual(away.ids);
    there.topic.kept = true;
    expect(await read(2)).toEqual([]);
    await network.stop();
  },
);

it("knows posts that went along into another topic when the rest of theirs was deleted", async () => {
  const { network, state, read, topic, chatter } = await reading(false);
  const from = topic(4);
  chatter();
  const to = topic(2);
  chatter();
  await read();
  const moved = from.topic.posts.splice(2, 2);
  for (const post of moved) to.topic.posts.push(Object.assign(post, { topic: to.topic.id }));
  from.topic.deleted = true;
  expect(gone(await read(3))).toEqual(from.ids.slice(0, 2));
  state.remove(moved[0]!.id);
  expect(gone(await read(3))).toEqual([from.ids[2]]);
  await network.stop();
});

it("tells a moderator's user that answers went with their topic, and that they came back with it", async () => {
  const { network, state, read, look, topic, chatter } = await reading(false);
  state.moderates = true;
  const { posts, ids } = topic(5);
  chatter();
  await read();
  state.remove(posts[0]!.id);
  expect(gone(await read(2))).toEqual(ids);
  expect(await read(2)).toEqual([]);
  expect(await look(ids[3]!)).toMatchObject([{ type: "deletion", externalId: ids[3] }]);
  state.recover(posts[0]!.id);
  const back = (await read(2)).flatMap((item) => (item.type === "message" ? item.externalId : []));
  expect(back.toSorted((a, b) => Number(a) - Number(b))).toEqual(ids);
  const late = state.answer(state.hannah, posts[0]!.id, "and late");
  expect(await read(2)).toMatchObject([{ type: "message", externalId: String(late.id) }]);
  expect(await read(2)).toEqual([]);
  await network.stop();
});

it("says of a deleted topic that what answered in it went along, an answer nobody has read yet too", async () => {
  const { state, read, topic } = await reading(false);
  const { posts, ids } = topic(2);
  await read();
  state.remove(posts[0]!.id);
  const told = await read(2);
  expect(told).toContainEqual(expect.objectContaining({ type: "deletion", externalId: ids[0], below: true }));
  expect(told.find((one) => "externalId" in one && one.externalId === ids[1])).not.toHaveProperty("below");
});

it("leaves people's answers their share of a minute, however much a reading took of it", () => {
  const { limit, cost, keptForPeople } = requestLimit;
  const left = { name: "requests", remaining: limit - mostAsked, limit, resetAt: "2026-11-18T09:01:00.000Z" };
  const asking = { urgency: "news" as const, keptForPeople, cost: cost.sync };
  expect(refusal(left, asking, "2026-11-18T09:00:20.000Z")).not.toBeNull();
  expect(refusal(left, { ...asking, urgency: "person", cost: cost.send }, "2026-11-18T09:00:20.000Z")).toBeNull();
});
