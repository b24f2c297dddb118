import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess, Connector } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { facebook } from "#bff/test/start-meta.ts";
import { createFacebook } from "./connector.ts";

let world: Awaited<ReturnType<typeof facebook.start>>;
let network: (typeof world)["network"];
let connector: Connector;
let access: ChannelAccess;

beforeEach(async () => {
  world = await facebook.start();
  ({ network, connector } = world);
  access = await world.connected();
});
afterEach(() => network.stop());

async function sync(cursor: string | null = null): Promise<{ items: IncomingItem[]; cursor: string }> {
  return valueIn(await connector.sync(access, cursor));
}

it("reads under every post it read under before, however many posts came since", async () => {
  const { state } = network;
  const post = state.post(state.brand, "Open day");
  let { cursor } = await sync();
  for (let n = 0; n < 75; n++) {
    network.clock.advance(60_000);
    state.post(state.hannah, `Visit ${n}`);
    if (n === 70) state.comment(state.hannah, post.id, "Is there parking?");
  }
  const read = await sync(cursor);
  ({ cursor } = read);
  const texts = read.items.flatMap((item) => (item.type === "message" ? item.text : []));
  expect(texts).toContain("Is there parking?");
  expect(texts.filter((text) => text.startsWith("Visit"))).toHaveLength(75);
  const asked = network.requests.length;
  expect((await sync(cursor)).items).toEqual([]);
  // Six pages of ten posts, and what a pass asks once.
  expect(network.requests.length - asked).toBeLessThan(10);
});

it("reads a post with hundreds of comments whole, each once, and then only what is new", async () => {
  const { state } = network;
  const post = state.post(state.brand, "Who wants one?");
  for (let n = 0; n < 230; n++) state.comment(state.hannah, post.id, `Me ${n}`);
  const first = await sync();
  const ids = first.items.flatMap((item) => (item.type === "message" ? [item.externalId] : []));
  expect(new Set(ids).size).toBe(230);
  expect(ids).toHaveLength(230);
  network.requests.length = 0;
  state.comment(state.hannah, post.id, "Me too");
  const second = await sync(first.cursor);
  expect(second.items.filter((item) => item.type === "message")).toHaveLength(1);
  expect(network.requests.length).toBeLessThan(4);
});

it("keeps what it cannot read, and ends at a page that repeats its cursor for ever", async () => {
  const { state } = network;
  const post = state.post(state.brand, "Odd times", { at: "the day before" });
  const { parts } = world;
  let calls = 0;
  const fetch = async (url: string, init?: RequestInit) => {
    calls += 1;
    const answer = await parts.fetch(url, init);
    if (!url.includes("/feed")) return answer;
    const body = (await answer.json()) as object;
    const paging = { cursors: { after: "MA" }, next: "https://graph.facebook.com/next" };
    return Response.json({ ...body, paging });
  };
  const looping = createFacebook({ ...parts, fetch }, `${network.url}/v25.0`);
  const { items } = valueIn(await looping.sync(access, null));
  expect(items).toContainEqual(expect.objectContaining({ type: "unreadable", externalId: post.id }));
  expect(calls).toBeLessThan(6);
});

it("takes fewer posts at a time where Facebook says that it is too much", async () => {
  const { state } = network;
  for (let n = 0; n < 5; n++) state.comment(state.hannah, state.post(state.brand, `Post ${n}`).id, "Me");
  const { parts } = world;
  const message = "Please reduce the amount of data you're asking for, then retry your request";
  const fetch = async (url: string, init?: RequestInit) =>
    url.endsWith("limit=10") || /limit=10&/.test(url)
      ? Response.json({ error: { message, code: 1 } }, { status: 500 })
      : parts.fetch(url, init);
  const busy = createFacebook({ ...parts, fetch }, `${network.url}/v25.0`);
  const { items } = valueIn(await busy.sync(access, null));
  expect(items.filter((item) => item.type === "message")).toHaveLength(5);
});
