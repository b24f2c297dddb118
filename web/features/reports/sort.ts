import type { PostFigures } from "#shared/reports/schema.ts";

export const sortColumns = ["published", "interactions", "followers", "rate", "reach"] as const;
export type SortColumn = (typeof sortColumns)[number];
export type Sorting = { by: SortColumn; direction: "ascending" | "descending" };

const read: Record<SortColumn, (post: PostFigures) => number | null> = {
  published: (post) => Date.parse(post.publishedAt),
  interactions: (post) => post.interactions,
  followers: (post) => post.followers?.count ?? null,
  rate: (post) => post.rate,
  reach: (post) => post.rateByReach,
};

/** Sorted posts; whatever the direction, those without the number stand last, newest first. */
export function sortPosts(posts: readonly PostFigures[], { by, direction }: Sorting): PostFigures[] {
  const sign = direction === "ascending" ? 1 : -1;
  const newestFirst = (a: PostFigures, b: PostFigures) => b.publishedAt.localeCompare(a.publishedAt);
  return [...posts].sort((a, b) => {
    const [left, right] = [read[by](a), read[by](b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || newestFirst(a, b);
    return sign * (left - right) || newestFirst(a, b);
  });
}

/** A click on a column: the largest first, and the other way round when it was that already. */
export const sortBy = (now: Sorting, by: SortColumn): Sorting => ({
  by,
  direction: now.by === by && now.direction === "descending" ? "ascending" : "descending",
});

/** The ends of the table by rate, among posts old enough to be compared. A post never stands on both sides. */
export function bestAndWorst(posts: readonly PostFigures[], most = 3): { best: PostFigures[]; worst: PostFigures[] } {
  const rated = sortPosts(
    posts.filter((post) => post.settled && post.rate !== null),
    { by: "rate", direction: "descending" },
  );
  const count = Math.min(most, Math.floor(rated.length / 2));
  return { best: rated.slice(0, count), worst: count === 0 ? [] : rated.slice(-count).reverse() };
}
