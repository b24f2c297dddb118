import { expect, it } from "vitest";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import { startMastodon } from "./test/server.ts";

const visibilities = ["public", "unlisted", "private", "direct"] as const;
const audiences = { public: "public", unlisted: "public", private: "followers", direct: "private" };

it.each(visibilities)(
  "answers what is %s neither more nor less publicly, and tells who may read both",
  async (visibility) => {
    const { network, connector, connected } = await startMastodon();
    const { state } = network;
    const access = await connected();
    const asked = state.say(state.hannah, "@lumi is it safe?", { visibility });
    const about = { parentExternalId: asked.id, threadExternalId: asked.id, postExternalId: null };
    const reply = { idempotencyKey: "k", lang: "en", text: "It is.", ...about };
    const { externalId } = valueIn(await connector.send(access, reply));
    expect(state.find(externalId)).toMatchObject({ visibility, text: "@hannah It is." });
    const { items } = valueIn(await connector.sync(access, null));
    for (const id of [asked.id, externalId])
      expect(messageIn(items, id)).toMatchObject({ audience: audiences[visibility] });
    await network.stop();
  },
);

it("names the person also where somebody of a longer name is named, who alone would hear of it", async () => {
  const { network, connector, connected } = await startMastodon();
  const { state } = network;
  const access = await connected();
  const asked = state.say(state.hannah, "@lumi between us?", { visibility: "direct" });
  const about = { parentExternalId: asked.id, threadExternalId: asked.id, postExternalId: null };
  const reply = { idempotencyKey: "k", lang: "en", text: "As @hannahmill said.", ...about };
  const { externalId } = valueIn(await connector.send(access, reply));
  expect(state.find(externalId)?.text).toBe("@hannah As @hannahmill said.");
  await network.stop();
});

it("answers what was said to everybody so that only the person reads it, once for one key, and shows it in the thread", async () => {
  const { network, connector, connected } = await startMastodon();
  const { state } = network;
  const access = await connected();
  const asked = state.say(state.hannah, "@lumi is it safe?");
  const about = { externalId: asked.id, authorExternalId: state.hannah.id, threadExternalId: asked.id };
  const one = { action: "privateReply", idempotencyKey: "k", postExternalId: null, text: "It is.", ...about } as const;
  const { externalId, shown } = valueIn(await connector.act!(access, one));
  expect(valueIn(await connector.act!(access, one)).externalId).toBe(externalId);
  expect(state.said.filter((said) => said.by === state.brand)).toMatchObject([
    { id: externalId, parent: asked.id, visibility: "direct", text: "@hannah It is." },
  ]);
  const { items } = valueIn(await connector.sync(access, null));
  expect(shown).toMatchObject({ threadExternalId: asked.id, byBrand: true, audience: "private", text: "It is." });
  expect(messageIn(items, externalId ?? "")).toMatchObject({
    threadExternalId: asked.id,
    byBrand: true,
    audience: "private",
  });
  expect(await connector.act!(access, { ...one, idempotencyKey: "l", text: "x".repeat(400) })).toMatchObject({
    kind: "refused",
  });
  state.remove(asked.id);
  expect(await connector.act!(access, { ...one, idempotencyKey: "m" })).toMatchObject({ kind: "refused" });
  await network.stop();
});
