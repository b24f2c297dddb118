import { expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { startDiscourse } from "./test/forum.ts";

it("does not say that an answer is absent below a deleted post, which only moderators still see", async () => {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const access = await connected();
  const asked = state.open(state.hannah, "Lids", "@lumi where is my lid?");
  const id = String(asked.id);
  const about = { parentExternalId: id, threadExternalId: id, postExternalId: null };
  const reply = { idempotencyKey: "key", text: "It is on its way to you.", lang: "en", ...about };
  expect(valueIn(await connector.findSent(access, reply))).toBeNull();
  const sent = valueIn(await connector.send(access, reply));
  state.remove(asked.id);
  expect(valueIn(await connector.findSent(access, reply))?.externalId).toBe(sent.externalId);
  state.moderates = false;
  expect(await connector.findSent(access, reply)).toMatchObject({ kind: "unknown" });
  await network.stop();
});

it("does not take what the user may not see any more for taken away", async () => {
  const { network, connector, connected } = await startDiscourse();
  const { state } = network;
  const access = await connected();
  const asked = state.open(state.hannah, "Lids", "@lumi where is my lid?");
  const ours = state.answer(state.brand, asked.id, "Under the kettle");
  const topic = state.topicOf(asked);
  topic.kept = true;
  expect(await connector.remove(access, String(ours.id), String(asked.id))).toMatchObject({ kind: "refused" });
  const about = { idempotencyKey: "key", authorExternalId: null, threadExternalId: String(asked.id), text: null };
  const taken = { ...about, action: "removeTheirs" as const, externalId: String(asked.id), postExternalId: null };
  expect(await connector.act!(access, taken)).toMatchObject({ kind: "refused" });
  topic.kept = false;
  expect(await connector.remove(access, String(ours.id), String(asked.id))).toMatchObject({ kind: "ok" });
  await network.stop();
});
