import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type Transaction,
} from "kysely";
import type { ReadonlyKysely } from "kysely/readonly";
import pg from "pg";
import type { Tables } from "#bff/platform/db/tables.ts";

export type Engine = "sqlite" | "postgres";
export type Trx = Transaction<Tables>;
export type Reader = ReadonlyKysely<Tables>;

/** One database, opened twice on SQLite: a writer behind a mutex and a reader that cannot write. */
export type Db = { engine: Engine; write: Kysely<Tables>; read: Reader; close(): Promise<void> };

// Begins by taking the write lock, so two writers queue instead of failing half-way. A full disk makes SQLite roll
// back by itself; rolling back once more would only hide why.
class ImmediateDriver extends SqliteDriver {
  #database: StatementCache;
  constructor(database: StatementCache) {
    super({ database });
    this.#database = database;
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction()) await super.rollbackTransaction(connection);
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class KonakSqliteDialect extends SqliteDialect {
  #database: StatementCache;
  constructor(database: StatementCache) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): SqliteDriver {
    return new ImmediateDriver(this.#database);
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

type StatementCache = { close(): void; inTransaction(): boolean; prepare(sql: string): Database.Statement<unknown[]> };

// Compiling a statement costs more than running most of ours; the last few hundred are kept.
function withStatementCache(database: Database.Database): StatementCache {
  const kept = new Map<string, Database.Statement<unknown[]>>();
  return {
    close: () => void database.close(),
    inTransaction: () => database.inTransaction,
    prepare(sql) {
      let statement = kept.get(sql);
      if (!statement) {
        statement = database.prepare<unknown[]>(sql);
        if (kept.size > 400) kept.delete(kept.keys().next().value ?? "");
        kept.set(sql, statement);
      }
      return statement;
    },
  };
}

/** Opens `file` with write-ahead logging; a writer elsewhere (an import) is waited for up to 10 seconds. */
export function openSqlite(file: string): Db {
  mkdirSync(dirname(file), { recursive: true });
  const writer = new Database(file);
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = NORMAL");
  writer.pragma("foreign_keys = ON");
  writer.pragma("busy_timeout = 10000");
  writer.pragma("cache_size = -65536");
  // An import's batches would otherwise each wait for the log to be copied back.
  writer.pragma("wal_autocheckpoint = 8000");
  const reader = new Database(file);
  reader.pragma("query_only = ON");
  reader.pragma("busy_timeout = 10000");
  reader.pragma("cache_size = -65536");
  reader.pragma("mmap_size = 268435456");
  const write = new Kysely<Tables>({ dialect: new KonakSqliteDialect(withStatementCache(writer)) });
  const read = new Kysely<Tables>({ dialect: new KonakSqliteDialect(withStatementCache(reader)) });
  return {
    engine: "sqlite",
    write,
    read: read as unknown as Reader,
    async close() {
      await write.destroy();
      await read.destroy();
      if (reader.open) reader.close();
      if (writer.open) writer.close();
    },
  };
}

/** Opens PostgreSQL; whole numbers and sums come back as numbers, as they do from SQLite. */
export function openPostgres(url: string, options: { max?: number } = {}): Db {
  const parsers = new pg.TypeOverrides();
  parsers.setTypeParser(20, Number);
  parsers.setTypeParser(1700, Number);
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 10, types: parsers });
  pool.on("error", () => {});
  const write = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { engine: "postgres", write, read: write as unknown as Reader, close: () => write.destroy() };
}
