import type { Reader } from "#bff/platform/db/open.ts";

/** What some networks give by calls of their own, beside a post's plain counts (insights of Facebook and Instagram). */
const names = ["shares", "reach", "impressions", "views"] as const;
type Name = (typeof names)[number];

type Row = { postId: string; mix: string | null } & Record<Name, number | null>;

/**
 * Fills what the plain counts of posts leave open from the newest reading of each number, always of the same part as
 * the counts: interactions from people are never set against views bought with them (methods.md A3.7).
 */
export async function withGivenApart<Post extends Row>(
  db: Reader,
  brandId: string,
  days: readonly string[],
  posts: Post[],
): Promise<Post[]> {
  const rows = await newest(db, brandId, days);
  if (rows.length === 0) return posts;
  const known = new Map(rows.map((row) => [`${row.postId} ${row.metric} ${row.part}`, row.value]));
  return posts.map((post) => {
    const part = post.mix ?? "all";
    const open = names.filter((name) => post[name] === null);
    const given = open.map((name) => [name, known.get(`${post.postId} ${name} ${part}`) ?? null]);
    return { ...post, ...Object.fromEntries(given) };
  });
}

const newest = (db: Reader, brandId: string, days: readonly string[]) =>
  newestReadings(db)
    .innerJoin("post", "post.id", "reading.postId")
    .select(["post.id as postId", "reading.metric", "reading.part", "reading.value"])
    .where("post.brandId", "=", brandId)
    .where("post.day", "in", [...days])
    .execute();

/** The newest number of each kind and part that one post was given beside its plain counts. */
export const newestApart = (db: Reader, postId: string) =>
  newestReadings(db)
    .select(["reading.metric", "reading.part", "reading.value", "reading.at", "reading.call"])
    .where("reading.postId", "=", postId)
    .orderBy("reading.metric")
    .execute();

const newestReadings = (db: Reader) =>
  db
    .selectFrom("metric_reading as reading")
    .where("reading.metric", "in", [...names])
    .where("reading.fromAt", "is", null)
    .where("reading.at", "=", (eb) =>
      eb
        .selectFrom("metric_reading as later")
        .select((one) => one.fn.max("later.at").as("at"))
        .whereRef("later.postId", "=", "reading.postId")
        .whereRef("later.metric", "=", "reading.metric")
        .whereRef("later.part", "=", "reading.part")
        .where("later.fromAt", "is", null),
    );
