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
