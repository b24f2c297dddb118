import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { facebook } from "#bff/test/start-meta.ts";
import { createFacebook } from "./connector.ts";

let world: Awaited<ReturnType<typeof facebook.start>>;
let network: (typeof world)["network"];
let access: ChannelAccess;

beforeEach(async () => {
  world = await facebook.start();
  ({ network } = world);
  access = await world.connected();
});
afterEach(() => network.stop());

/** What the newest webhook names beside asking for a reading. */
const named = () => {
  const { headers, body } = network.state.outbox.at(-1)!;
  const [news] = world.connector.hook!.read({ method: "POST", query: {}, headers, body }, access);
  expect(news?.poll).toBe(true);
  return news?.unlessRead ?? [];
};
const lookUp = (notice: string) => world.connector.hook!.lookUp!(access, notice);
const lookedUp = async () => valueIn(await lookUp(named()[0]!.notice));
const hour = 3_600_000;

/** A post with a comment, deep below everything that polling reads. */
async function buried() {
  const { state } = network;
  const post = state.post(state.brand, "Open day");
  const first = state.comment(state.hannah, post.id, "Is there parking?");
  network.clock.advance(hour);
  for (let n = 0; n < 75; n++) state.post(state.hannah, `Visit ${n}`);
  const { cursor } = valueIn(await world.connector.sync(access, null));
  network.clock.advance(hour);
  for (let n = 0; n < 75; n++) state.post(state.hannah, `Later visit ${n}`);
  const after = valueIn(await world.connector.sync(access, cursor));
  network.clock.advance(hour);
  return { state, post, first, cursor: after.cursor };
}

it("tells an answer under an old post with its thread and its post, which polling does not reach", async () => {
  const { state, post, first, cursor } = await buried();
  const ours = state.comment(state.brand, first.id, "Yes");
  network.clock.advance(1000);
  const answer = state.comment(state.hannah, first.id, "And for bicycles?");
  expect(valueIn(await world.connector.sync(access, cursor)).items).toEqual([]);
  expect(named()).toEqual([{ notice: expect.any(String), said: { externalId: answer.id, is: "here" } }]);
  const asked = network.requests.length;
  expect(await lookedUp()).toMatchObject([
    { type: "post", externalId: post.id, counts: { comments: 3 } },
    { externalId: first.id, threadExternalId: first.id, postExternalId: post.id, byBrand: false },
    { externalId: ours.id, threadExternalId: first.id, byBrand: true },
    { externalId: answer.id, threadExternalId: first.id, text: "And for bicycles?", editedAt: null },
  ]);
  expect(network.requests.length - asked).toBe(3);
});

it("tells what a visitor wrote long ago, and everything said below, as one thread", async () => {
  const { state } = network;
  const visit = state.post(state.hannah, "My kettle sings");
  const below = state.comment(state.hannah, visit.id, "Here is a film of it");
  expect(await lookedUp()).toMatchObject([
    { externalId: visit.id, threadExternalId: visit.id, kind: "mention" },
    { externalId: below.id, threadExternalId: visit.id, kind: "mention", postExternalId: null },
  ]);
  visit.text = "My kettle sings louder";
  state.told(visit.id, "edited");
  expect(named()).toMatchObject([{ said: { externalId: visit.id, is: "edited" } }]);
  expect(await lookedUp()).toMatchObject([{ text: "My kettle sings louder", editedAt: expect.any(String) }]);
  state.remove(visit.id);
  expect(await lookedUp()).toMatchObject([{ type: "deletion", externalId: visit.id, below: true }]);
});

it("tells an edit, a hiding and a deletion of a comment as it stands when asked", async () => {
  const { state } = network;
  const comment = state.comment(state.hannah, state.post(state.brand, "News").id, "Frist");
  const answer = state.comment(state.hannah, comment.id, "First");
  comment.text = "First";
  state.told(comment.id, "edited");
  expect(named()[0]?.said).toEqual({ externalId: comment.id, is: "edited" });
  expect(await lookedUp()).toMatchObject([{ type: "post" }, { text: "First", editedAt: expect.any(String) }]);
  comment.hidden = true;
  state.told(comment.id, "hide");
  expect(named()[0]?.said.is).toBe("hidden");
  expect(await lookedUp()).toMatchObject([{ type: "post" }, { hidden: true, editedAt: null }]);
  state.remove(answer.id);
  expect(named()[0]?.said).toEqual({ externalId: answer.id, is: "gone" });
  expect(await lookedUp()).toMatchObject([{ type: "deletion", externalId: answer.id, below: false }]);
  state.remove(comment.id);
  expect(await lookedUp()).toMatchObject([{ type: "deletion", externalId: comment.id, below: true }]);
});

it("takes nothing for deleted that is only not shown, unless it was shown before", async () => {
  const { state } = network;
  const post = state.post(state.brand, "News");
  const comment = state.comment(state.hannah, post.id, "First");
  const [{ notice } = { notice: "" }] = named();
  state.comments = [];
  expect(valueIn(await lookUp(notice))).toEqual([]);
  expect(valueIn(await world.connector.hook!.lookUp!(access, notice, true))).toMatchObject([
    { type: "deletion", externalId: comment.id, below: true },
  ]);
  state.posts = [];
  expect(valueIn(await lookUp(notice))).toMatchObject([{ type: "unreadable", externalId: comment.id, raw: notice }]);
});

it("keeps for people what is withheld alone, and waits where nothing may be read", async () => {
  const { state } = network;
  const comment = state.comment(state.hannah, state.post(state.brand, "News").id, "First");
  const [{ notice } = { notice: "" }] = named();
  const words = { error: { message: "(#10) This needs pages_read_user_content", code: 10 } };
  const withheld = (but: RegExp) =>
    createFacebook(
      {
        ...world.parts,
        fetch: async (url, init) =>
          but.test(url) ? Response.json(words, { status: 403 }) : world.parts.fetch(url, init),
      },
      `${network.url}/v25.0`,
    );
  expect(await withheld(new RegExp(comment.id)).hook!.lookUp!(access, notice)).toMatchObject({ kind: "refused" });
  expect(await withheld(/graph|v25/).hook!.lookUp!(access, notice)).toMatchObject({ kind: "narrowed" });
});

it("asks nothing of what stands under ads alone, save where a person asked for it", async () => {
  const { state } = network;
  const ad = state.post(state.brand, "A kettle for you", { published: false, promoted: true });
  const comment = state.comment(state.hannah, ad.id, "Too loud");
  const asked = network.requests.length;
  expect(await lookedUp()).toEqual([]);
  expect(network.requests.length).toBe(asked);
  access = await world.connected({ ads: "yes" });
  expect(await lookedUp()).toMatchObject([{ type: "post" }, { externalId: comment.id }]);
});

it("names nothing for likes, and nothing for posts that polling finds at the top", async () => {
  const { state } = network;
  const post = state.post(state.hannah, "Hello");
  expect(named()).toEqual([]);
  state.push({ item: "reaction", verb: "remove", reaction_type: "like", post_id: post.id, comment_id: "1_2" });
  expect(named()).toEqual([]);
});
