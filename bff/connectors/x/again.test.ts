import { afterAll, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { startX, stopAll } from "#bff/test/start-x.ts";

afterAll(stopAll);

it("sees at once that a young one is gone, and passes no old one over while others come and go", async () => {
  const { connected, connector, network } = await startX();
  const access = await connected();
  const { state } = network;
  const said = Array.from({ length: 620 }, (_, n) => state.say(state.hannah, `@lumi ${n}`).id);
  let cursor = valueIn(await connector.sync(access, null)).cursor;
  const gone = async () => {
    const page = valueIn(await connector.sync(access, cursor));
    cursor = page.cursor;
    return page.items.flatMap((item) => (item.type === "deletion" ? item.externalId : []));
  };
  const [young, old] = [said.at(-50)!, said[330]!];
  for (const id of [young, old]) state.remove(id);
  expect(await gone()).toContain(young);
  const seen: string[] = [];
  for (let pass = 0; pass < 13; pass++) {
    for (let n = 0; n < 20; n++) state.say(state.hannah, `@lumi late ${pass} ${n}`);
    seen.push(...(await gone()));
  }
  expect(seen).toContain(old);
});
