import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine, Reader, Trx } from "#bff/platform/db/open.ts";
import { indexedWords, newestPartsFirst, partsOf } from "#bff/platform/db/search-parts.ts";
import type { Tables } from "#bff/platform/db/tables.ts";
import { fold, foldedWords } from "#shared/text.ts";

/** What the two engines say differently, one function each. */

// PostgreSQL indexes no text whose words together are longer than a megabyte; nobody searches that far into one.
const longestIndexed = 200_000;

/** Puts messages into the full-text index; `text` is folded here, by the same rule as the query. */
export async function indexMessages(engine: Engine, trx: Trx, rows: { seq: number; text: string }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 400) {
    const values = sql.join(
      rows
        .slice(at, at + 400)
        .map((row) =>
          engine === "sqlite"
            ? sql`(${row.seq}, ${indexedWords(row.seq, row.text)})`
            : sql`(${row.seq}::bigint, to_tsvector('simple', ${fold(row.text.slice(0, longestIndexed))}))`,
        ),
    );
    if (engine === "sqlite") await sql`insert into message_fts (rowid, words) values ${values}`.execute(trx);
    else
      await sql`insert into message_fts (seq, words) values ${values}
        on conflict (seq) do update set words = excluded.words`.execute(trx);
  }
}

/** Takes a message out of the index, before its text changes or when it is deleted. */
export async function unindexMessage(engine: Engine, trx: Trx, seq: number): Promise<void> {
  if (engine === "sqlite") await sql`delete from message_fts where rowid = ${seq}`.execute(trx);
  else await sql`delete from message_fts where seq = ${seq}`.execute(trx);
}

/** A query as the engine wants it: every word has to begin a word of the text. Null when nothing can be searched. */
export function searchExpression(engine: Engine, query: string): string | null {
  const words = foldedWords(query);
  if (words.length === 0) return null;
  return engine === "sqlite" ? words.join(" ") : words.map((word) => `${word}:*`).join(" & ");
}

// Raw SQL needs the whole type; SQLite itself refuses writes through the reader.
const raw = (read: Reader): Kysely<Tables> => read as unknown as Kysely<Tables>;

/** Newest matching messages before `before` (a `seq`), newest first. */
export async function searchMessages(
  engine: Engine,
  read: Reader,
  expression: string,
  before: number | null,
  limit: number,
): Promise<number[]> {
  if (engine === "sqlite") return await searchParts(read, expression, before, limit);
  const query: RawBuilder<{ seq: number }> = sql`select seq from message_fts
    where words @@ to_tsquery('simple', ${expression}) and seq < ${before ?? Number.MAX_SAFE_INTEGER}
    order by seq desc limit ${limit}`;
  return (await query.execute(raw(read))).rows.map((row) => row.seq);
}

async function searchParts(read: Reader, words: string, before: number | null, limit: number): Promise<number[]> {
  const newest = sql<{ seq: number | null }>`select max(seq) as seq from message`;
  const bound = before ?? ((await newest.execute(raw(read))).rows[0]?.seq ?? -1) + 1;
  const found: number[] = [];
  for (const expression of newestPartsFirst(words, bound - 1)) {
    const query = sql<{ seq: number }>`select rowid as seq from message_fts where message_fts match ${expression}
      and rowid < ${bound} order by rowid desc limit ${limit - found.length}`;
    for (const row of (await query.execute(raw(read))).rows) found.push(row.seq);
    if (found.length === limit) break;
  }
  return found;
}

/** Which of these messages match, for telling whether a thread was already shown on an earlier page. */
export async function matchingAmong(
  engine: Engine,
  read: Reader,
  expression: string,
  seqs: number[],
): Promise<Set<number>> {
  if (seqs.length === 0) return new Set();
  const among = JSON.stringify(seqs);
  const queries =
    engine === "sqlite"
      ? partsOf(expression, seqs).map(
          (part) => sql<{ seq: number }>`select rowid as seq from message_fts where message_fts match ${part}
            and rowid in (select value from json_each(${among}))`,
        )
      : [
          sql<{ seq: number }>`select seq from message_fts where words @@ to_tsquery('simple', ${expression})
            and seq in (${sql.join(seqs)})`,
        ];
  const matching = new Set<number>();
  for (const query of queries) for (const row of (await query.execute(raw(read))).rows) matching.add(row.seq);
  return matching;
}

/** Skips rows another worker holds. SQLite has one writer, so there is nothing to skip. */
export const skipLocked = (engine: Engine): RawBuilder<unknown> =>
  engine === "sqlite" ? sql`` : sql`for update skip locked`;
