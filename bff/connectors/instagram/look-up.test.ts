import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { instagram } from "#bff/test/start-meta.ts";

let world: Awaited<ReturnType<typeof instagram.start>>;
let network: (typeof world)["network"];
let access: ChannelAccess;

beforeEach(async () => {
  world = await instagram.start();
  ({ network } = world);
  access = await world.connected();
});
afterEach(() => network.stop());

const named = () => {
  const { headers, body } = network.state.outbox.at(-1)!;
  const [news] = world.connector.hook!.read({ method: "POST", query: {}, headers, body }, access);
  expect(news?.poll).toBe(true);
  return news?.unlessRead ?? [];
};
const lookUp = async (notice: string) => valueIn(await world.connector.hook!.lookUp!(access, notice));

it("tells an answer under a comment that is older than the newest fifty of its post, with the thread", async () => {
  const { state } = network;
  const media = state.publish("Who wants one?");
  const first = state.say(state.follower, media.id, "Me first");
  network.clock.advance(1000);
  for (let n = 0; n < 60; n++) state.say(state.follower, media.id, `Me ${n}`);
  const { cursor } = valueIn(await world.connector.sync(access, null));
  network.clock.advance(60_000);
  const ours = state.say(state.account, first.id, "Noted");
  network.clock.advance(1000);
  const answer = state.say(state.follower, first.id, "Two, please");
  expect(named()).toEqual([{ notice: expect.any(String), said: { externalId: answer.id, is: "here" } }]);
  const asked = network.requests.length;
  expect(await lookUp(named()[0]!.notice)).toMatchObject([
    { type: "post", externalId: media.id, counts: { comments: 63 } },
    { externalId: first.id, threadExternalId: first.id, postExternalId: media.id },
    { externalId: ours.id, threadExternalId: first.id, byBrand: true },
    { externalId: answer.id, threadExternalId: first.id, text: "Two, please" },
  ]);
  expect(network.requests.length - asked).toBe(3);
  expect(cursor).not.toBe("");
});

it("finds the album of a comment of which a webhook named only the picture", async () => {
  const { state } = network;
  const media = state.publish("Three pictures");
  const comment = state.say(state.follower, media.id, "The second one");
  state.push({ id: comment.id, media: { id: "1799999999999999" } }, "comments", state.account.id, "instagram");
  expect(await lookUp(named()[0]!.notice)).toMatchObject([
    { type: "post", externalId: media.id },
    { externalId: comment.id, postExternalId: media.id },
  ]);
});

it("says nothing of a comment that went before anybody read it, and keeps what it cannot judge", async () => {
  const { state } = network;
  const comment = state.say(state.follower, state.publish("News").id, "First");
  const [{ notice } = { notice: "" }] = named();
  state.unsay(comment.id);
  expect(await lookUp(notice)).toEqual([]);
  const again = valueIn(await world.connector.hook!.lookUp!(access, notice, true));
  expect(again).toMatchObject([{ type: "deletion", externalId: comment.id, below: true }]);
  state.media = [];
  expect(await lookUp(notice)).toMatchObject([{ type: "unreadable", externalId: comment.id, raw: notice }]);
});
