import { z } from "zod";
import { Network } from "#shared/channel.ts";

const Day = z.iso.date();
const Count = z.number().int().nonnegative().max(2_000_000_000);

/** Public counts of a competitor on one network over whole days: followers at their end, posts and interactions in them. */
export const RivalCounts = z.object({
  network: Network,
  from: Day,
  to: Day,
  followers: Count.nullable(),
  posts: Count,
  interactions: Count,
});
export type RivalCounts = z.infer<typeof RivalCounts>;

/** A competitor's counts added up over a period. `days` of each network are covered by readings. */
export type RivalSum = {
  followers: number | null;
  posts: number;
  interactions: number;
  networks: { network: Network; days: number }[];
};

/**
 * Adds up the readings that lie within a period; a reading that reaches beyond it cannot be cut and is left out. Followers
 * are the newest of each network, added up; null when a network has none.
 */
export function sumOfRival(readings: readonly RivalCounts[], from: string, to: string): RivalSum & { leftOut: number } {
  const touching = readings.filter((one) => one.to >= from && one.from <= to);
  const inside = touching.filter((one) => one.from >= from && one.to <= to);
  const networks = [...new Set(inside.map((one) => one.network))].sort();
  const newest = networks.map((network) => {
    const known = inside.filter((one) => one.network === network && one.followers !== null);
    return known.sort((a, b) => (a.to < b.to ? -1 : 1)).at(-1)?.followers ?? null;
  });
  const whole = newest.length > 0 && newest.every((count) => count !== null);
  return {
    followers: whole ? newest.reduce((sum: number, count) => sum + (count ?? 0), 0) : null,
    posts: inside.reduce((sum, one) => sum + one.posts, 0),
    interactions: inside.reduce((sum, one) => sum + one.interactions, 0),
    networks: networks.map((network) => ({
      network,
      days: inside.filter((one) => one.network === network).reduce((sum, one) => sum + daysOf(one), 0),
    })),
    leftOut: touching.length - inside.length,
  };
}

const daysOf = ({ from, to }: { from: string; to: string }): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/**
 * Average post engagement rate from public counts, 0..1: interactions / posts / followers at the end of the period
 * (Socialbakers 2014, "average post engagement rate"). The only rate public counts allow, so the own brand is computed
 * the same way beside it. Null without posts, or without followers, or with under 100 of them.
 */
export const publicRate = (sum: Pick<RivalSum, "followers" | "posts" | "interactions">): number | null =>
  sum.posts > 0 && sum.followers !== null && sum.followers >= 100 ? sum.interactions / sum.posts / sum.followers : null;

/** Ranks from 1 by a number, largest first; equal numbers share a rank, and what has none has no rank. */
export function ranksOf(values: readonly (number | null)[]): (number | null)[] {
  return values.map((value) =>
    value === null ? null : 1 + values.filter((other) => other !== null && other > value).length,
  );
}

/** Two readings of one competitor and network that share a day without being the same period: one of them is too much. */
export const overlaps = (a: { from: string; to: string }, b: { from: string; to: string }): boolean =>
  a.from <= b.to && b.from <= a.to && !(a.from === b.from && a.to === b.to);
