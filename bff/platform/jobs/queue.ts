import { sql } from "kysely";
import { skipLocked } from "#bff/platform/db/dialects.ts";
import type { Db, Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";

export type Job = { id: string; kind: string; payload: unknown; attempts: number };

/**
 * Queues a job inside the caller's transaction, so it exists exactly when the change does.
 * With `uniqueKey`, a second job of the same key is the same job (its time moves to the earlier one).
 */
export async function enqueue(
  trx: Trx,
  kind: string,
  payload: unknown,
  options: { runAt: string; uniqueKey?: string },
): Promise<void> {
  await trx
    .insertInto("job")
    .values({
      id: newId(),
      kind,
      payload: JSON.stringify(payload),
      uniqueKey: options.uniqueKey ?? null,
      runAt: options.runAt,
      attempts: 0,
      lockedUntil: null,
      error: null,
      failedAt: null,
      createdAt: options.runAt,
    })
    .onConflict((conflict) =>
      conflict.column("uniqueKey").doUpdateSet({
        runAt: sql`case when job."runAt" < excluded."runAt" then job."runAt" else excluded."runAt" end`,
        failedAt: null,
      }),
    )
    .execute();
}

/** Takes the next due job, holding it until `lockedUntil`; a worker that died gives it back by that time. */
export async function claim(db: Db, now: string, lockedUntil: string, kinds: string[]): Promise<Job | null> {
  const row = await db.write.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; kind: string; payload: string; attempts: number }>`
      select id, kind, payload, attempts from job
      where "failedAt" is null and "runAt" <= ${now} and ("lockedUntil" is null or "lockedUntil" <= ${now})
        and kind in (${sql.join(kinds)})
      order by "runAt", id limit 1 ${skipLocked(db.engine)}`.execute(trx);
    const next = rows[0];
    if (!next) return null;
    await trx
      .updateTable("job")
      .set({ lockedUntil, attempts: next.attempts + 1 })
      .where("id", "=", next.id)
      .execute();
    return next;
  });
  return row && { id: row.id, kind: row.kind, payload: JSON.parse(row.payload), attempts: row.attempts + 1 };
}

export const finish = (db: Db, id: string): Promise<unknown> =>
  db.write.deleteFrom("job").where("id", "=", id).execute();

/** Puts a job that threw back with a growing delay; after ten attempts it stays, marked failed, with its error. */
export async function putBack(db: Db, job: Job, error: string, now: Date): Promise<void> {
  const delay = Math.min(2 ** job.attempts * 1000, 3_600_000);
  const failedAt = job.attempts >= 10 ? now.toISOString() : null;
  await db.write
    .updateTable("job")
    .set({ lockedUntil: null, error, failedAt, runAt: new Date(now.getTime() + delay).toISOString() })
    .where("id", "=", job.id)
    .execute();
}
