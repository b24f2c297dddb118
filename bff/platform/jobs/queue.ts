import { sql } from "kysely";
import { skipLocked } from "#bff/platform/db/dialects.ts";
import type { Db, Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";

export type Job = { id: string; kind: string; payload: unknown; attempts: number };

/**
 * Queues a job inside the caller's transaction, so it exists exactly when the change does.
 * With `uniqueKey`, a second job of the same key is the same job (its time moves to the earlier one); asked for while
 * it runs, it runs once more after that, which the attempts set to 0 tell whoever runs it.
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
        runAt: sql`case when job."lockedUntil" is null and job."runAt" < excluded."runAt" then job."runAt"
          else excluded."runAt" end`,
        attempts: 0,
        failedAt: null,
      }),
    )
    .execute();
}

/** Whether a job of these kinds is due. Only reads, so that an idle worker never takes the lock of the database. */
export async function isDue(db: Db, now: string, kinds: string[], but: string[] = []): Promise<boolean> {
  const row = await db.read
    .selectFrom("job")
    .select("id")
    .where("failedAt", "is", null)
    .where("runAt", "<=", now)
    .where((eb) => eb.or([eb("lockedUntil", "is", null), eb("lockedUntil", "<=", now)]))
    .where("kind", "in", kinds)
    .where("id", "not in", ["", ...but])
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** After a start: nobody else works on this database, so whatever is held was held by a Konak that died. */
export const releaseAll = (db: Db): Promise<unknown> =>
  db.write.updateTable("job").set({ lockedUntil: null }).where("lockedUntil", "is not", null).execute();

/**
 * Takes the next due job, holding it until `lockedUntil`; a worker that died gives it back by that time. `but` are the
 * jobs this process runs already: a clock that jumps ahead ends the holding, not the work.
 */
export async function claim(
  db: Db,
  now: string,
  lockedUntil: string,
  kinds: string[],
  but: string[] = [],
): Promise<Job | null> {
  const row = await db.write.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: string; kind: string; payload: string; attempts: number }>`
      select id, kind, payload, attempts from job
      where "failedAt" is null and "runAt" <= ${now} and ("lockedUntil" is null or "lockedUntil" <= ${now})
        and kind in (${sql.join(kinds)}) and id not in (${sql.join(["", ...but])})
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

/** Takes a job that is done out of the queue, or has it run again at `again`. */
export async function finish(db: Db, job: Job, again: string | null): Promise<void> {
  if (again !== null) await release(db, job, { runAt: again, attempts: 0, error: null });
  else {
    const mine = db.write.deleteFrom("job").where("id", "=", job.id).where("attempts", "=", job.attempts);
    if ((await mine.executeTakeFirst()).numDeletedRows === 0n) await unlockAskedAgain(db, job.id);
  }
}

/** Holds a job that still runs for longer. */
export const hold = (db: Db, job: Job, lockedUntil: string): Promise<unknown> =>
  db.write
    .updateTable("job")
    .set({ lockedUntil })
    .where("id", "=", job.id)
    .where("lockedUntil", "is not", null)
    .execute();

type Release = { runAt: string; attempts?: number; error: string | null };

async function release(db: Db, job: Job, to: Release): Promise<void> {
  const { numUpdatedRows } = await db.write
    .updateTable("job")
    .set({ ...to, lockedUntil: null })
    .where("id", "=", job.id)
    .where("attempts", "=", job.attempts)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await unlockAskedAgain(db, job.id);
}

// Somebody asked for the job while it ran, so it keeps the time it was asked for.
const unlockAskedAgain = (db: Db, id: string): Promise<unknown> =>
  db.write.updateTable("job").set({ lockedUntil: null }).where("id", "=", id).where("attempts", "=", 0).execute();

/** Puts a job that threw back with a growing delay, an hour at most: nothing that was promised is given up silently. */
export async function putBack(db: Db, job: Job, error: string, now: Date): Promise<void> {
  const delay = Math.min(2 ** job.attempts * 1000, 3_600_000);
  await release(db, job, { error, runAt: new Date(now.getTime() + delay).toISOString() });
}
