import { afterAll, expect, it } from "vitest";
import { messageIn, valueIn } from "#bff/connectors/contract-world.ts";
import type { IncomingItem } from "#bff/connectors/incoming.ts";
import { problems, startYoutube, stopAll } from "#bff/test/start-youtube.ts";
import type { Status } from "#fixtures/wire/youtube/state.ts";

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});

/** A video of a channel, what its followers say there so many minutes ago, and what the next passes tell. */
async function begun(heldById: boolean) {
  const { connector, connected, network } = await startYoutube();
  const access = await connected();
  const { state, clock } = network;
  state.heldById = heldById;
  const film = state.post("The kettle");
  const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);
  const say = (minutes: number, status: Status = "published", parent = film.id) => {
    const said = state.say(state.hannah, parent, `Number ${minutes}`, ago(minutes));
    said.status = status;
    return said;
  };
  let cursor: string | null = null;
  const read = async (passes: number): Promise<IncomingItem[]> => {
    const items: IncomingItem[] = [];
    for (let n = 0; n < passes; ) {
      const page = valueIn(await connector.sync(access, cursor));
      items.push(...page.items.filter(({ type }) => type !== "post" && type !== "followers"));
      cursor = page.cursor;
      if (!page.more) n++;
    }
    return items;
  };
  const spent = async () => {
    const before = state.quota.used;
    await read(1);
    return state.quota.used - before;
  };
  return { state, film, say, read, spent };
}

const many = (n: number) => Array.from({ length: n }, (_, at) => at);
const idsOf = (items: IncomingItem[]) =>
  items.flatMap((item) => ("externalId" in item && item.externalId ? [item.externalId] : []));

it("reads all that is held when it reads a channel first", async () => {
  const { say, read } = await begun(false);
  const held = many(130).map((n) => say(1000 + n, n % 2 ? "heldForReview" : "likelySpam"));
  const older = many(130).map((n) => say(2000 + n, "heldForReview"));
  const items = await read(1);
  for (const { id } of [...held, ...older]) expect(messageIn(items, id)).toMatchObject({ hidden: true });
  expect(await read(2)).toEqual([]);
});

it.each([false, true])(
  "takes what is held for review behind a hundred others neither for deleted nor for shown (lists by id have it: %s)",
  async (heldById) => {
    const { state, say, read, spent } = await begun(heldById);
    const first = ["heldForReview", "likelySpam"] as const;
    const known = first.map((status, n) => say(9000 + n, status));
    const approved = say(9010, "heldForReview");
    const removed = say(9020, "likelySpam");
    const rejected = say(9030, "heldForReview");
    const edited = say(9040);
    await read(1);
    many(120).map((n) => say(100 + n, "heldForReview"));
    many(110).map((n) => say(300 + n, "likelySpam"));
    many(110).map((n) => say(500 + n));
    await read(1);
    expect(await read(3)).toEqual([]);
    expect(await spent(), "of ten thousand a day").toBeLessThan(12);
    state.moderate(approved.id, "published");
    state.remove(removed.id);
    state.moderate(rejected.id, "rejected");
    state.edit(edited.id, "in other words");
    const gone = (id: string) => expect.objectContaining({ type: "deletion", externalId: id });
    const items = await read(3);
    expect(items).toContainEqual(
      expect.objectContaining({ type: "visibility", externalId: approved.id, hidden: false }),
    );
    expect(items).toContainEqual(gone(removed.id));
    expect(messageIn(items, edited.id)).toMatchObject({ hidden: false });
    // Where lists by id leave out what is rejected, nothing tells it from what is deleted.
    if (!heldById) expect(items).toContainEqual(gone(rejected.id));
    expect(items).toHaveLength(heldById ? 3 : 4);
    expect(idsOf(items)).not.toContain(known[0]!.id);
    expect(await read(3)).toEqual([]);
  },
);

it.each([false, true])(
  "takes a held answer that others hide from the list neither for deleted nor for shown (lists by id have it: %s)",
  async (heldById) => {
    const { state, say, read } = await begun(heldById);
    const top = say(100);
    const [early, later] = [say(99, "heldForReview", top.id), say(98, "heldForReview", top.id)];
    const items = await read(1);
    for (const { id } of [early, later]) expect(messageIn(items, id)).toMatchObject({ hidden: true });
    const others = many(6).map((n) => say(90 - n, "heldForReview", top.id));
    const shown = others.slice(1).map(({ id }) => id);
    expect(idsOf(await read(3)).toSorted()).toEqual(shown.toSorted());
    for (const { id } of others) state.moderate(id, "published");
    expect(idsOf(await read(2)).toSorted()).toEqual(others.map(({ id }) => id).toSorted());
    state.remove(early.id);
    state.moderate(later.id, "published");
    const last = await read(3);
    expect(last).toHaveLength(2);
    expect(last).toContainEqual(expect.objectContaining({ type: "deletion", externalId: early.id, below: false }));
    expect(last).toContainEqual(expect.objectContaining({ type: "visibility", externalId: later.id, hidden: false }));
  },
);

it("tells an older comment that is held now as hidden, however many are held before it", async () => {
  const { state, say, read } = await begun(false);
  const old = say(9000);
  many(120).map((n) => say(100 + n, "heldForReview"));
  many(120).map((n) => say(400 + n));
  await read(1);
  state.moderate(old.id, "heldForReview");
  expect(await read(3)).toMatchObject([{ type: "visibility", externalId: old.id, hidden: true }]);
});

it("says nothing of what may be held behind more than it reads, and tells deletions before that", async () => {
  const { state, say, read, spent } = await begun(false);
  const deep = say(9000, "heldForReview");
  const early = say(150);
  await read(1);
  many(520).map((n) => say(200 + n, "heldForReview"));
  many(101).map((n) => say(40 + n));
  await read(2);
  state.moderate(deep.id, "rejected");
  state.remove(early.id);
  expect(await read(8)).toMatchObject([{ type: "deletion", externalId: early.id }]);
  expect(await spent()).toBeLessThan(20);
});

it("asks twice before it says that a comment or a video is gone", async () => {
  const { state, film, say, read } = await begun(false);
  const old = say(9000);
  many(110).map((n) => say(100 + n));
  await read(1);
  state.forAMoment.add(old.id).add(film.id);
  expect(await read(1)).toEqual([]);
  expect(state.forAMoment.size).toBe(0);
});
