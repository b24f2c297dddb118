import { afterAll, expect, it } from "vitest";
import { valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { startYoutube, stopAll } from "#bff/test/start-youtube.ts";

afterAll(stopAll);

const many = 600;

/** A video with as many comments as are remembered, all read once. */
async function begun() {
  const { connector, connected, network } = await startYoutube();
  const access = await connected();
  const { state, clock } = network;
  const film = state.post("The kettle");
  const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
  const all = Array.from({ length: many }, (_, n) =>
    state.say(state.hannah, film.id, `Number ${n}`, ago(2 * many - n)),
  );
  const told: string[] = [];
  let cursor: string | null = null;
  const pass = async () => {
    const items: IncomingItem[] = [];
    for (let more = true; more; ) {
      const page = valueIn(await connector.sync(access, cursor));
      items.push(...page.items);
      ({ cursor, more } = page);
    }
    told.push(...items.flatMap((item) => (item.type === "message" ? item.externalId : [])));
    return items.flatMap((item) => (item.type === "deletion" ? item.externalId : []));
  };
  await pass();
  return { state, film, all, pass, told };
}

it("asks for every known comment again in six passes, wherever it stands", async () => {
  const { state, all, pass } = await begun();
  const removed = all.filter((_, n) => n % 60 === 30).map(({ id }) => id);
  for (const id of removed) state.remove(id);
  const gone: string[] = [];
  for (let passes = 0; passes < 6; passes++) gone.push(...(await pass()));
  expect(gone.sort()).toEqual(removed.sort());
});

it("forgets what is old only after it was there once more, so that no deletion is missed", async () => {
  const { state, film, all, pass } = await begun();
  const removed = [...all.slice(300, 310), ...all.slice(400, 410)].map(({ id }) => id);
  for (const id of removed) state.remove(id);
  const gone: string[] = [];
  for (let passes = 0; passes < 6; passes++) {
    for (let n = 0; n < 10; n++) state.say(state.hannah, film.id, `Later ${passes} ${n}`);
    gone.push(...(await pass()));
  }
  expect(gone.sort()).toEqual(removed.sort());
});

it("finds an answer that came in an older thread after another one of it was found gone", async () => {
  const { state, all, pass, told } = await begun();
  const goes = state.say(state.hannah, all[450]!.id, "Red?");
  await pass();
  expect(told).toContain(goes.id);
  state.remove(goes.id);
  const gone: string[] = [];
  for (let passes = 0; passes < 7; passes++) gone.push(...(await pass()));
  expect(gone).toEqual([goes.id]);
  const comes = state.say(state.hannah, all[450]!.id, "Or blue?");
  await pass();
  expect(told).toContain(comes.id);
});
