import { sql } from "kysely";
import { countOf } from "#bff/features/ideas/queries.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Engine, Reader, Trx } from "#bff/platform/db/open.ts";
import { isAlike, likeness, type Traits, traitsOf } from "#shared/ideas/alike.ts";

const mostKept = 40_000;
const mostSuggested = 8;
const kept = new Map<string, Traits>();

export type Compared = { id: string; nearest: number | null; createdAt: string; traits: Traits };

/** The ideas of a call that stand by themselves, with what they are compared by; what was read before is not read again. */
export async function comparedOf(db: Reader | Trx, callId: string): Promise<Compared[]> {
  const rows = await (db as Reader)
    .selectFrom("idea")
    .select(["id", "version", "nearest", "createdAt"])
    .where("callId", "=", callId)
    .where("mergedIntoId", "is", null)
    .execute();
  const missing = rows.filter((row) => !kept.has(`${row.id} ${row.version}`)).map((row) => row.id);
  for (let at = 0; at < missing.length; at += 500) {
    const texts = await (db as Reader)
      .selectFrom("idea")
      .select(["id", "version", "title", sql<string>`substr(text, 1, 700)`.as("text")])
      .where("id", "in", missing.slice(at, at + 500))
      .execute();
    for (const row of texts) keep(`${row.id} ${row.version}`, traitsOf(wordsToCompare(row)));
  }
  return rows.flatMap(({ id, version, nearest, createdAt }) => {
    const traits = kept.get(`${id} ${version}`);
    return traits ? [{ id, nearest, createdAt, traits }] : [];
  });
}

function keep(key: string, traits: Traits): void {
  if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? "");
  kept.set(key, traits);
}

/** A title made from the text says nothing new; one that somebody wrote does. */
export const wordsToCompare = ({ title, text }: { title: string; text: string }): string =>
  text.startsWith(title.replace(/…$/u, "")) ? text : `${title}\n${text}`;

/** Compares an idea with the others of its call and keeps who is most alike, for it and for them. */
export async function keepLikeness(
  engine: Engine,
  trx: Trx,
  idea: { id: string; callId: string; traits: Traits },
  others: readonly Compared[],
): Promise<void> {
  const found = others
    .filter((other) => other.id !== idea.id)
    .map((other) => ({ ...other, similarity: likeness(idea.traits, other.traits) }))
    .sort((a, b) => b.similarity - a.similarity);
  const [first] = found;
  await trx
    .updateTable("idea")
    .set({ nearestId: first?.id ?? null, nearest: first?.similarity ?? null })
    .where("id", "=", idea.id)
    .execute();
  for (const other of found)
    if (other.similarity > (other.nearest ?? -1))
      await trx
        .updateTable("idea")
        .set({ nearestId: idea.id, nearest: other.similarity })
        .where("id", "=", other.id)
        .execute();
  const alike = found.filter((other) => isAlike(idea.traits, other.traits, other.similarity)).slice(0, mostSuggested);
  const rows = alike.map(({ id, similarity }) => {
    const [ideaId = "", otherId = ""] = [idea.id, id].sort();
    return { ideaId, otherId, callId: idea.callId, similarity, apart: 0 };
  });
  await insertMany(engine, trx, "idea_like", ["ideaId", "otherId", "callId", "similarity", "apart"], rows);
  await countAlike(trx, [idea.id, ...alike.map((other) => other.id)]);
}

/** Counts the look-alikes of ideas that nobody has settled: neither merged nor said to be different. */
export async function countAlike(trx: Trx, ideaIds: string[]): Promise<void> {
  for (const id of new Set(ideaIds)) {
    const { count } = await trx
      .selectFrom(pairsOf(trx, id).as("pair"))
      .innerJoin("idea", "idea.id", "pair.other")
      .select(countOf.as("count"))
      .where("pair.apart", "=", 0)
      .where("idea.mergedIntoId", "is", null)
      .executeTakeFirstOrThrow();
    const alike = sql<number>`case when "mergedIntoId" is null then cast(${count} as integer) else 0 end`;
    await trx.updateTable("idea").set({ alike }).where("id", "=", id).execute();
  }
}

/** The other one of each pair an idea is in; two look-ups by index, where one with "or" would read the whole table. */
const pairsOf = (trx: Trx, id: string) =>
  trx
    .selectFrom("idea_like")
    .select(["otherId as other", "apart"])
    .where("ideaId", "=", id)
    .unionAll(trx.selectFrom("idea_like").select(["ideaId as other", "apart"]).where("otherId", "=", id));

/** Says of every look-alike of an idea anew how many it has left. */
export async function recountAround(trx: Trx, ideaId: string): Promise<void> {
  const rows = await pairsOf(trx, ideaId).execute();
  await countAlike(trx, [ideaId, ...rows.map((row) => row.other)]);
}
