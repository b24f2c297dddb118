import { z } from "zod";
import type { IncomingItem } from "#bff/connectors/incoming.ts";

const hour = 3_600_000;
const count = z.number().nullable();

/** What a channel of the demo had when its story ended; its numbers go on from there. */
const Told = z.object({
  at: z.string(),
  followers: z.number(),
  posts: z.array(
    z.object({
      externalId: z.string(),
      text: z.string(),
      url: z.string().nullable(),
      publishedAt: z.string(),
      lang: z.string().nullable(),
      paid: z.enum(["organic", "paid", "mixed", "unknown"]),
      counts: z.object({
        ...{ likes: count, comments: count, shares: count, quotes: count },
        ...{ reach: count, impressions: count, views: count },
      }),
    }),
  ),
});

/**
 * Followers and the counts of the newest posts as they stood at the last full hour between two syncs, grown since the
 * story ended; nothing while no hour is full. The same hour always has the same numbers, and none ever goes down.
 */
export function readingsBetween(told: unknown, from: string, to: string): IncomingItem[] {
  const known = Told.safeParse(told);
  const full = Math.floor(Date.parse(to) / hour) * hour;
  if (!known.success || full <= Date.parse(from)) return [];
  const { at, followers, posts } = known.data;
  const hours = Math.max(0, (full - Date.parse(at)) / hour);
  const grown = (base: number | null) =>
    base === null ? null : base + Math.floor(base * 0.3 * (1 - Math.exp(-hours / 48)));
  return [
    { type: "followers", at: new Date(full).toISOString(), count: followers + Math.floor((followers * hours) / 8000) },
    ...posts.map(({ counts, ...post }) => ({
      type: "post" as const,
      ...post,
      counts: {
        ...{ likes: grown(counts.likes), comments: grown(counts.comments), shares: grown(counts.shares) },
        ...{ quotes: grown(counts.quotes), reach: grown(counts.reach) },
        ...{ impressions: grown(counts.impressions), views: grown(counts.views) },
      },
    })),
  ];
}
