import { type Kysely, type RawBuilder, sql } from "kysely";
import type { Engine, Reader, Trx } from "#bff/platform/db/open.ts";
import type { Tables } from "#bff/platform/db/tables.ts";
import { fold, foldedWords } from "#shared/text.ts";

/** What the two engines say differently, one function each. */

/** Puts messages into the full-text index; `text` is folded here, by the same rule as the query. */
export async function indexMessages(engine: Engine, trx: Trx, rows: { seq: number; text: string }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 400) {
    const values = sql.join(
      rows
        .slice(at, at + 400)
        .map((row) =>
          engine === "sqlite"
            ? sql`(${row.seq}, ${fold(row.text)})`
            : sql`(${row.seq}::bigint, to_tsvector('simple', ${fold(row.text)}))`,
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
  return engine === "sqlite"
    ? words.map((word) => `"${word}"*`).join(" ")
    : words.map((word) => `${word}:*`).join(" & ");
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
  const bound = before ?? Number.MAX_SAFE_INTEGER;
  const query: RawBuilder<{ seq: number }> =
    engine === "sqlite"
      ? sql`select rowid as seq from message_fts where message_fts match ${expression} and rowid < ${bound}
            order by rowid desc limit ${limit}`
      : sql`select seq from message_fts where words @@ to_tsquery('simple', ${expression}) and seq < ${bound}
            order by seq desc limit ${limit}`;
  return (await query.execute(raw(read))).rows.map((row) => row.seq);
}

/** Which of these messages match, for telling whether a thread was already shown on an earlier page. */
export async function matchingAmong(
  engine: Engine,
  read: Reader,
  expression: string,
  seqs: number[],
): Promise<Set<number>> {
  if (seqs.length === 0) return new Set();
  const among = sql.join(seqs);
  const query: RawBuilder<{ seq: number }> =
    engine === "sqlite"
      ? sql`select rowid as seq from message_fts where message_fts match ${expression} and rowid in (${among})`
      : sql`select seq from message_fts where words @@ to_tsquery('simple', ${expression}) and seq in (${among})`;
  return new Set((await query.execute(raw(read))).rows.map((row) => row.seq));
}

/** Skips rows another worker holds. SQLite has one writer, so there is nothing to skip. */
export const skipLocked = (engine: Engine): RawBuilder<unknown> =>
  engine === "sqlite" ? sql`` : sql`for update skip locked`;
