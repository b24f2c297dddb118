import type { Counts, IncomingItem, IncomingMessage, IncomingPost } from "#bff/connectors/incoming.ts";

const hour = 3_600_000;

export type Chance = {
  below(count: number): number;
  happens(share: number): boolean;
  pick<T>(list: readonly T[]): T;
};

/** Dice that fall the same way for the same seed (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return { below, happens: (share) => next() < share, pick: (list) => list[below(list.length)] as never };
}

type Span = { begins: number; ends: number; own: string };
type Timed = { at: number; item: IncomingItem };

/** What happens on one channel, each with the moment the network tells it. */
export function itemsOf(chance: Chance, span: Span): Timed[] {
  return [...followers(chance, span), ...posts(chance, span), ...threads(chance, span)].sort((a, b) => a.at - b.at);
}

const iso = (at: number): string => new Date(Math.floor(at)).toISOString();
const somewhen = (chance: Chance, { begins, ends }: Span): number =>
  begins + chance.below(Math.max(1, Math.floor((ends - begins) / 1000))) * 1000;

// Growing, shrinking, under a hundred, nobody at all; days without a reading, days with two, and none ever.
function followers(chance: Chance, span: Span): Timed[] {
  if (chance.happens(0.12)) return [];
  let count = chance.pick([0, 40, 95, 900, 12_000, 400_000]);
  const moves = chance.pick([-0.03, -0.002, 0.004, 0.05]);
  const readings: Timed[] = [];
  const gaps = chance.pick([0, 0.1, 0.75]);
  for (let at = span.begins + chance.below(24) * hour; at < span.ends; at += chance.pick([10, 24, 24, 24]) * hour) {
    count = Math.max(0, Math.round(count * (1 + moves) + chance.below(5) - 2));
    if (!chance.happens(gaps)) readings.push({ at, item: { type: "followers", at: iso(at), count } });
  }
  return readings;
}

function posts(chance: Chance, span: Span): Timed[] {
  const list: Timed[] = [];
  for (let n = chance.below(28); n > 0; n--) {
    const at = somewhen(chance, span);
    const post: IncomingPost = {
      type: "post",
      externalId: `${span.own}-post-${n}`,
      text: `Post ${n}`,
      url: null,
      publishedAt: iso(at),
      lang: "en",
      paid: chance.pick(["organic", "organic", "paid", "mixed", "unknown"]),
      counts: null,
    };
    const part = chance.pick(["all", "all", "organic"] as const);
    const counted = (): IncomingPost => ({ ...post, counts: { ...countsOf(chance), part } });
    list.push({ at: at + 1, item: chance.happens(0.08) ? post : counted() });
    for (let again = chance.below(4); again > 0; again--)
      list.push({ at: at + chance.below(200) * hour, item: counted() });
    if (chance.happens(0.4)) list.push(...givenApart(chance, post.externalId, at + 2));
    if (chance.happens(0.1)) list.push(gone(post.externalId, at + chance.below(100) * hour));
  }
  return list;
}

// Numbers by calls of their own: whole, organic or paid, now and then not given, and less than before.
function givenApart(chance: Chance, postExternalId: string, from: number): Timed[] {
  const list: Timed[] = [];
  for (const metric of ["shares", "reach", "impressions", "views", "saves"] as const)
    for (const part of ["all", "organic", "paid"] as const)
      for (let at = from; chance.happens(0.45); at += (1 + chance.below(60)) * hour) {
        const value = chance.happens(0.1) ? null : chance.below(20_000);
        const given = {
          type: "metric",
          postExternalId,
          metric,
          part,
          value,
          at: iso(at),
          call: "GET insights",
        } as const;
        list.push({ at, item: { ...given, from: null, to: null } });
      }
  return list;
}

const gone = (externalId: string, at: number): Timed => ({ at, item: { type: "deletion", externalId, at: iso(at) } });

// What a network does not give is null; some give less than before, and LinkedIn even less than nothing.
function countsOf(chance: Chance): Counts {
  const size = chance.pick([1, 10, 300, 9000]);
  const some = (share: number) => (chance.happens(share) ? chance.below(size) - (chance.happens(0.05) ? 4 : 0) : null);
  return {
    ...{ likes: some(0.9), comments: some(0.85), shares: some(0.6), quotes: some(0.3) },
    ...{ reach: some(0.6), impressions: some(0.6), views: some(0.4) },
  };
}

function threads(chance: Chance, span: Span): Timed[] {
  const list: Timed[] = [];
  for (let n = chance.below(40); n > 0; n--) {
    const root = `${span.own}-thread-${n}`;
    let at = somewhen(chance, span);
    const ids: string[] = [];
    const under = chance.happens(0.6) ? `${span.own}-post-${1 + chance.below(20)}` : null;
    for (let words = 1 + chance.below(5); words > 0; words--) {
      const id = ids.length === 0 ? root : `${root}-${ids.length}`;
      const byBrand = ids.length > 0 && chance.happens(0.5);
      const author = byBrand ? "own" : ids.length === 0 || chance.happens(0.7) ? `member-${n}` : "bystander";
      list.push({ at, item: message({ id, root, under }, author, byBrand, at) });
      ids.push(id);
      // An answer without a time of its own stands at the time of the message before it.
      if (!chance.happens(0.08)) at += chance.pick([0.01, 0.3, 4, 30, 120]) * hour;
    }
    for (const id of ids) if (chance.happens(0.06)) list.push(gone(id, at + chance.below(60) * hour));
    if (chance.happens(0.03)) for (const id of ids) list.push(gone(id, at + hour));
  }
  return list;
}

type Place = { id: string; root: string; under: string | null };
function message({ id, root, under }: Place, author: string, byBrand: boolean, at: number): IncomingMessage {
  return {
    type: "message",
    externalId: id,
    threadExternalId: root,
    parentExternalId: id === root ? null : root,
    postExternalId: under,
    kind: "comment",
    byBrand,
    author: { externalId: author, handle: author, displayName: author, url: null },
    text: `${author} writes ${id}`,
    lang: "en",
    sentAt: iso(at),
    editedAt: null,
    url: null,
  };
}
