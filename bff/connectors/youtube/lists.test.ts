import { afterAll, expect, it } from "vitest";
import type { BackfillPage, SyncPage } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { problems, startYoutube, stopAll } from "#bff/test/start-youtube.ts";

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});

async function world() {
  const { connector, connected, network } = await startYoutube();
  const access = await connected();
  const { state, clock } = network;
  const sync = async (cursor: string | null): Promise<SyncPage> => {
    const page = valueIn(await connector.sync(access, cursor));
    if (!page.more) return page;
    const rest = await sync(page.cursor);
    return { ...rest, items: [...page.items, ...rest.items] };
  };
  return { connector, access, state, clock, sync };
}

it("begins a sync and a history anew where Google no longer knows the page they stood at", async () => {
  const { connector, access, clock, state } = await world();
  const film = state.post("The kettle");
  const all = Array.from({ length: 250 }, (_, n) =>
    state.say(state.hannah, film.id, `Number ${n}`, new Date(clock.now().getTime() - (300 - n) * 60_000)),
  );
  const ids = all.map(({ id }) => id).toSorted();
  const told = new Set<string>();
  const keep = (page: SyncPage | BackfillPage) => {
    for (const item of page.items) if (item.type === "message") told.add(item.externalId);
    return page;
  };
  state.failing = 1;
  const failed = await connector.sync(access, null);
  expect(failed, "what Google could not do just now").toMatchObject({ kind: "wait" });
  let page = keep(valueIn(await connector.sync(access, null)));
  state.marks = "later-";
  for (let turns = 0; page.more; turns++) {
    expect(turns).toBeLessThan(5);
    page = keep(valueIn(await connector.sync(access, page.cursor)));
  }
  expect([...told].toSorted()).toEqual(ids);
  told.clear();
  let cursor: string | null = null;
  for (let more = true, turns = 0; more; turns++) {
    expect(turns).toBeLessThan(12);
    const past = keep(valueIn(await connector.backfill!(access, "2000-01-01T00:00:00.000Z", cursor)));
    ({ cursor, more } = past);
    if (turns === 2) state.marks = "later-still-";
  }
  expect([...told].toSorted()).toEqual(ids);
});

it("takes what a list by id leaves out or refuses for no deletion while another list has it", async () => {
  const { connector, access, clock, state, sync } = await world();
  const film = state.post("The kettle");
  const all = Array.from({ length: 220 }, (_, n) =>
    state.say(state.hannah, film.id, `Number ${n}`, new Date(clock.now().getTime() - (300 - n) * 60_000)),
  );
  let { cursor } = await sync(null);
  state.idsAtOnce = 20;
  for (const { id } of [all[3]!, all[60]!]) state.forbidden.add(id);
  state.remove(all[5]!.id);
  const items: SyncPage["items"] = [];
  for (let pass = 0; pass < 4; pass++) {
    const before = state.quota.used;
    const page = await sync(cursor);
    expect(state.quota.used - before, "of ten thousand a day").toBeLessThan(100);
    items.push(...page.items);
    ({ cursor } = page);
  }
  expect(items.filter(({ type }) => type !== "post")).toMatchObject([{ type: "deletion", externalId: all[5]!.id }]);
  expect(await connector.remove(access, all[3]!.id, all[3]!.id)).toMatchObject({ kind: "refused" });
});
