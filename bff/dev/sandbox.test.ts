import { expect, it } from "vitest";
import type { ChannelAccess, OutgoingReply } from "#bff/connectors/connector.ts";
import type { IncomingMessage } from "#bff/connectors/incoming.ts";
import { createSandbox } from "#bff/dev/sandbox.ts";
import { beatsBetween } from "#bff/dev/sandbox-rhythm.ts";
import { standingClock } from "#bff/platform/clock.ts";

const begin = "2026-11-22T09:30:00.000Z";

function aNetwork(settings: Record<string, unknown> = {}) {
  const clock = standingClock(begin);
  const waited: number[] = [];
  const sandbox = createSandbox({ clock, pause: async (milliseconds) => void waited.push(milliseconds) });
  const access: ChannelAccess = {
    channelId: "01kax3v8g0000b7c1d2e3",
    externalId: "x",
    handle: "lumi",
    credentials: {},
    settings,
  };
  return { clock, sandbox, access, waited };
}

const reply = (text: string): OutgoingReply => ({
  idempotencyKey: `key of ${text}`,
  text,
  lang: "en",
  parentExternalId: "m1",
  threadExternalId: "m1",
  postExternalId: null,
});

async function synced(network: ReturnType<typeof aNetwork>, cursor: string | null) {
  const page = await network.sandbox.sync(network.access, cursor);
  if (page.kind !== "ok") throw new Error(page.kind);
  return page.value;
}

it("has somebody write every 40 to 120 seconds", () => {
  const beats = beatsBetween(begin, "2026-11-23T09:30:00.000Z", { slot: 0, slots: 1 });
  const gaps = beats.slice(1).map((beat, index) => (Date.parse(beat.at) - Date.parse(beats[index]!.at)) / 1000);
  expect(beats.length).toBeGreaterThan(1000);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(120);
});

it("shares the rhythm among its channels so that every comment is made once", () => {
  const until = "2026-11-22T11:30:00.000Z";
  const all = beatsBetween(begin, until, { slot: 0, slots: 1 }).map((beat) => beat.at);
  const shared = [0, 1, 2].flatMap((slot) => beatsBetween(begin, until, { slot, slots: 3 }).map((beat) => beat.at));
  expect(shared.sort()).toEqual(all);
});

it("begins in silence and then brings what was written since, the same comments whoever asks", async () => {
  const network = aNetwork({ posts: ["p1", "p2"] });
  const first = await synced(network, null);
  expect(first.items).toEqual([]);
  network.clock.advance(5 * 60_000);
  const second = await synced(network, first.cursor);
  expect(second.items.length).toBeGreaterThanOrEqual(2);
  const message = second.items[0] as IncomingMessage;
  expect(["p1", "p2"]).toContain(message.postExternalId);
  expect(message.text.length).toBeGreaterThan(5);
  const texts = second.items.map((item) => (item as IncomingMessage).text);
  expect(new Set(texts).size).toBe(texts.length);
  expect((await synced(network, first.cursor)).items).toEqual(second.items);
  expect((await synced(network, second.cursor)).items).toEqual([]);
});

it("does not pour out a whole night at once", async () => {
  const network = aNetwork();
  network.clock.advance(9 * 3_600_000);
  expect((await synced(network, begin)).items.length).toBeLessThan(16);
});

it("sends once, whatever the number of attempts", async () => {
  const { sandbox, access } = aNetwork();
  const first = await sandbox.send(access, reply("Hello"));
  expect(first).toMatchObject({ kind: "ok", value: { sentAt: begin } });
  expect(await sandbox.send(access, reply("Hello"))).toEqual(first);
  expect(await sandbox.send(access, reply("Hello again"))).not.toEqual(first);
});

it.each([
  ["#fail429", ["wait", "ok"]],
  ["#fail500", ["wait", "wait", "ok"]],
  ["#refuse", ["refused", "refused"]],
] as const)("answers %s as a network in that trouble does", async (word, kinds) => {
  const { sandbox, access } = aNetwork();
  for (const kind of kinds) expect((await sandbox.send(access, reply(`Hello ${word}`))).kind).toBe(kind);
});

it("knows afterwards whether a reply without an answer went out", async () => {
  const { sandbox, access, waited } = aNetwork();
  const lost = reply("Hello #unknown");
  expect((await sandbox.send(access, lost)).kind).toBe("unknown");
  expect(await sandbox.findSent(access, lost)).toMatchObject({ kind: "ok", value: { sentAt: begin } });
  const silent = reply("Hello #silent");
  expect((await sandbox.send(access, silent)).kind).toBe("unknown");
  expect(await sandbox.findSent(access, silent)).toEqual({ kind: "ok", value: null });
  expect(waited).toContain(10_000);
});

it("has somebody answer a reply that asks for it, once, in its thread", async () => {
  const network = aNetwork();
  const { cursor } = await synced(network, null);
  await network.sandbox.send(network.access, reply("Hello #answer"));
  network.clock.advance(2_000);
  const heard = await synced(network, cursor);
  expect(heard.items.filter((item) => (item as IncomingMessage).threadExternalId === "m1")).toHaveLength(1);
  network.clock.advance(2_000);
  const later = await synced(network, heard.cursor);
  expect(later.items.filter((item) => (item as IncomingMessage).threadExternalId === "m1")).toEqual([]);
});

it("forgets a reply that was removed", async () => {
  const { sandbox, access } = aNetwork();
  const sent = await sandbox.send(access, reply("Hello"));
  if (sent.kind !== "ok") throw new Error(sent.kind);
  await sandbox.remove(access, sent.value.externalId, "thread");
  expect(await sandbox.findSent(access, reply("Hello"))).toEqual({ kind: "ok", value: null });
});

it("asks for a new key where the demo's channel has lost it", async () => {
  const { sandbox, access } = aNetwork({ reconnect: true });
  expect((await sandbox.sync(access, begin)).kind).toBe("reconnect");
  expect((await sandbox.send(access, reply("Hello"))).kind).toBe("reconnect");
});

it("tells followers and counts once for every full hour, growing, and nothing in between", async () => {
  const counts = { likes: 1000, comments: 10, shares: null, quotes: 0, reach: null, impressions: null, views: 5000 };
  const post = {
    externalId: "p1",
    text: "Sage green",
    url: null,
    publishedAt: begin,
    lang: "en",
    paid: "organic",
    counts,
  };
  const network = aNetwork({ told: { at: begin, followers: 20_000, posts: [post] }, slot: 0, slots: 1_000_000 });
  const readings = async (cursor: string) => {
    const page = await synced(network, cursor);
    return { cursor: page.cursor, items: page.items.filter((item) => item.type !== "message") };
  };
  network.clock.advance(20 * 60_000);
  const early = await readings(begin);
  expect(early.items).toEqual([]);
  network.clock.advance(20 * 60_000);
  const first = await readings(early.cursor);
  expect(first.items).toMatchObject([
    { type: "followers", at: "2026-11-22T10:00:00.000Z", count: 20_001 },
    { type: "post", externalId: "p1", counts: { likes: 1003, shares: null, quotes: 0 } },
  ]);
  expect((await readings(first.cursor)).items).toEqual([]);
  network.clock.advance(24 * 3_600_000);
  const next = await readings(first.cursor);
  expect(next.items).toMatchObject([{ count: 20_061 }, { counts: { likes: expect.any(Number) } }]);
});
