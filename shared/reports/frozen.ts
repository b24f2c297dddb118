import { z } from "zod";
import { Aggregate, RateFormula } from "./formula-schema.ts";
import { FigureId, type PostFigures, Report, ReportFilter } from "./schema.ts";

export const FreezeInput = z.object({ name: z.string().trim().min(1).max(120), filter: ReportFilter });
export type FreezeInput = z.infer<typeof FreezeInput>;

/** What is kept: the report as it stood, and the threads behind its answers as [id, begun, seconds]. */
export type FrozenBody = { report: Report; threads: [string, string, number | null][] };

/** A frozen report in a list; `by` is null when Konak froze it or the person is gone. */
export const FrozenView = z.object({
  id: z.string(),
  name: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  formula: RateFormula,
  aggregate: Aggregate,
  createdAt: z.string(),
  by: z.string().nullable(),
});
export type FrozenView = z.infer<typeof FrozenView>;
export const FrozenList = z.object({ items: z.array(FrozenView), asOf: z.string() });
export type FrozenList = z.infer<typeof FrozenList>;

const FigureChange = z.object({ id: FigureId, was: z.number().nullable(), now: z.number().nullable() });
const PostChange = z.object({
  id: z.string(),
  title: z.string(),
  what: z.enum(["counts", "followers", "deleted", "settled", "added", "gone"]),
  was: z.number().nullable(),
  now: z.number().nullable(),
});

/** What a report of the same period and formula says now and did not say when it was frozen. */
export const Changes = z.object({
  figures: z.array(FigureChange),
  posts: z.array(PostChange),
  threadsAdded: z.number(),
  threadsGone: z.number(),
  answersSince: z.number(),
});
export type Changes = z.infer<typeof Changes>;

export const FrozenReport = FrozenView.extend({ report: Report, changes: Changes });
export type FrozenReport = z.infer<typeof FrozenReport>;

/**
 * Compares a frozen report with the same report now: every figure whose value moved, every post whose counts,
 * followers or state did, and how many threads and answers came or went.
 */
export function changesSince(then: FrozenBody, now: FrozenBody): Changes {
  const figuresNow = new Map(now.report.figures.map((figure) => [figure.id, figure.value]));
  const figures = then.report.figures.flatMap(({ id, value }) => {
    const today = figuresNow.get(id) ?? null;
    return today === value ? [] : [{ id, was: value, now: today }];
  });
  const threadsThen = new Map(then.threads.map(([id, , seconds]) => [id, seconds]));
  const known = now.threads.filter(([id]) => threadsThen.has(id));
  return {
    figures,
    posts: postChanges(then.report.posts, now.report.posts),
    threadsAdded: now.threads.length - known.length,
    threadsGone: then.threads.length - known.length,
    answersSince: known.filter(([id, , seconds]) => seconds !== null && threadsThen.get(id) === null).length,
  };
}

function postChanges(then: readonly PostFigures[], now: readonly PostFigures[]): Changes["posts"] {
  const [before, after] = [then, now].map((posts) => new Map(posts.map((post) => [post.id, post])));
  const named = ({ id, title }: PostFigures) => ({ id, title });
  const added = now.flatMap((post) =>
    before?.has(post.id) ? [] : { ...named(post), what: "added" as const, was: null, now: post.interactions },
  );
  const changed = then.flatMap((old): Changes["posts"] => {
    const post = after?.get(old.id);
    if (!post) return [{ ...named(old), what: "gone", was: old.interactions, now: null }];
    const changes: Changes["posts"] = [];
    const note = (what: Changes["posts"][number]["what"], a: number | null, b: number | null) =>
      a !== b && changes.push({ ...named(post), what, was: a, now: b });
    note("counts", old.interactions, post.interactions);
    note("followers", old.followers?.count ?? null, post.followers?.count ?? null);
    note("deleted", Number(old.deleted), Number(post.deleted));
    note("settled", Number(old.settled), Number(post.settled));
    return changes;
  });
  return [...changed, ...added];
}
