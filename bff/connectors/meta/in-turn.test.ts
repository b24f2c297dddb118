import { afterAll, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { facebook, instagram } from "#bff/test/start-meta.ts";

afterAll(() => Promise.all([facebook.stopAll(), instagram.stopAll()]));

type World = Awaited<ReturnType<typeof facebook.start>> | Awaited<ReturnType<typeof instagram.start>>;

/** Passes one after the other; what they told, without webhooks, and how many calls the dearest of them took. */
async function reader(world: World) {
  const { network, connector } = world;
  const access = await world.connected();
  let cursor: string | null = null;
  const pass = async () => {
    const read = valueIn(await connector.sync(access, cursor));
    ({ cursor } = read);
    network.clock.advance(600_000);
    return read.items;
  };
  return async (times: number) => {
    const items = [];
    let dearest = 0;
    for (let n = 0; n < times; n++) {
      const before = network.requests.length;
      items.push(...(await pass()));
      dearest = Math.max(dearest, network.requests.length - before);
    }
    return { items, dearest };
  };
}

it("reads under posts older than the newest sixty in turn, and tells each comment once", async () => {
  const world = await facebook.start();
  const { state, clock } = world.network;
  const passes = await reader(world);
  const post = state.post(state.brand, "Open day");
  const known = state.comment(state.hannah, post.id, "Is there parking?");
  for (let half = 0; half < 2; half++) {
    clock.advance(60_000);
    for (let n = 0; n < 75; n++) state.post(state.hannah, `Visit ${n}`);
    await passes(1);
  }
  const late = state.comment(state.hannah, post.id, "And for bicycles?");
  known.text = "Is there parking nearby?";
  const { items, dearest } = await passes(16);
  const told = items.flatMap((item) => (item.type === "message" ? [item.externalId] : []));
  expect(told.sort()).toEqual([known.id, late.id].sort());
  // The pages of the newest posts, those the pass before read, one page in turn, followers and numbers.
  expect(dearest).toBeLessThan(25);
  expect((await passes(16)).items).toEqual([]);
});

it("finds an answer under a comment, and a deletion, that stand deeper than the newest fifty comments", async () => {
  const world = await instagram.start();
  const { state, clock } = world.network;
  const passes = await reader(world);
  const media = state.publish("Who wants one?");
  const first = state.say(state.follower, media.id, "Me first");
  const second = state.say(state.follower, media.id, "Me second");
  clock.advance(1000);
  for (let n = 0; n < 130; n++) state.say(state.follower, media.id, `Me ${n}`);
  await passes(1);
  const answer = state.say(state.follower, first.id, "Two, please");
  state.unsay(second.id);
  const { items, dearest } = await passes(1);
  expect(items.flatMap((item) => (item.type === "message" ? [item.externalId] : []))).toEqual([answer.id]);
  expect(items.flatMap((item) => (item.type === "deletion" ? [item.externalId] : []))).toEqual([second.id]);
  expect(dearest).toBeLessThan(10);
});

it("goes on every ten minutes, and begins anew where Meta does not know the place any more", async () => {
  const { network, connector, connected } = await instagram.start();
  const access = await connected();
  let cursor: string | null = null;
  const turn = async (minutes: number) => {
    network.clock.advance(minutes * 60_000);
    ({ cursor } = valueIn(await connector.sync(access, cursor)));
    return (JSON.parse(cursor) as { turn: { after: string | null } }).turn.after;
  };
  for (let n = 0; n < 75; n++) network.state.publish(`Post ${n}`);
  expect(await turn(0)).toBeNull();
  expect(await turn(5)).toBeNull();
  const first = await turn(5);
  expect(first).not.toBeNull();
  expect(await turn(9)).toBe(first);
  expect(await turn(1)).not.toBe(first);
  cursor = JSON.stringify({ ...JSON.parse(cursor!), turn: { after: "lost", at: "2026-11-01T00:00:00.000Z" } });
  expect(await turn(0)).toBeNull();
  expect(await turn(10)).toBe(first);
});

it("asks for nothing in turn where every pass sees everything", async () => {
  const { network, connector, connected } = await instagram.start();
  const access = await connected();
  network.state.say(network.state.follower, network.state.publish("News").id, "First");
  const { cursor } = valueIn(await connector.sync(access, null));
  network.clock.advance(600_000);
  network.requests.length = 0;
  valueIn(await connector.sync(access, cursor));
  expect(network.requests.map(({ path }) => path).filter((path) => path.endsWith("/media"))).toHaveLength(1);
});
