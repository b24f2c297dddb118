import { countAll } from "#bff/features/inbox/list-queries.ts";
import { newestApart } from "#bff/features/reports/given-apart-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { type PostReading, type PostReadings, type ReadName, readNames } from "#shared/reports/post-readings.ts";

const shown = 40;

type Row = Record<ReadName, number | null> & { at: string; source: string; call: string | null; mix: string | null };

/** The dated readings of one post, each with its source: those its figures stand on, and what was read before. */
export async function getPostReadings(ctx: Ctx, postId: string): Promise<PostReadings> {
  await assertOwnPost(ctx, postId);
  const ofPost = ctx.db.read.selectFrom("post_reading").where("postId", "=", postId);
  const rows = await ofPost
    .select(["at", "source", "call", "mix", ...readNames])
    .orderBy("at", "desc")
    .limit(shown + 1)
    .execute();
  const { count } = await ofPost.select(countAll.as("count")).executeTakeFirstOrThrow();
  const [newest, ...earlier] = rows;
  const part = (newest?.mix ?? "all") as PostReading["part"];
  const given = (await newestApart(ctx.db.read, postId)).filter(
    (one) => one.part === part && one.value !== null && (newest?.[one.metric as ReadName] ?? null) === null,
  );
  const apart = given.map(({ at, call, metric, value }) => ({
    ...{ at, call, part, source: "network" as const },
    values: [{ name: metric as ReadName, value: value ?? 0 }],
  }));
  const used = [...(newest ? [readingOf(newest)] : []), ...apart].filter((one) => one.values.length > 0);
  return { used: together(used), earlier: earlier.map(readingOf), more: Math.max(count - 1 - earlier.length, 0) };
}

async function assertOwnPost(ctx: Ctx, postId: string): Promise<void> {
  const post = await ctx.db.read
    .selectFrom("post")
    .innerJoin("brand", "brand.id", "post.brandId")
    .select("post.brandId")
    .where("post.id", "=", postId)
    .where("brand.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!post) throw new DomainError("not_found", "There is no such post.", {});
  assertBrand(ctx.actor, post.brandId);
}

const readingOf = ({ at, source, call, mix, ...row }: Row): PostReading => ({
  ...{ at, call, source: source as PostReading["source"], part: (mix ?? "all") as PostReading["part"] },
  values: readNames.flatMap((name) => (row[name] === null ? [] : { name, value: row[name] })),
});

/** What one call gave at one moment is one reading. */
function together(readings: PostReading[]): PostReading[] {
  const found = new Map<string, PostReading>();
  for (const one of readings) {
    const key = `${one.at} ${one.call} ${one.source}`;
    const before = found.get(key);
    found.set(key, before ? { ...before, values: [...before.values, ...one.values] } : one);
  }
  return [...found.values()];
}
