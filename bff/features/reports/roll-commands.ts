import { hoursOf } from "#bff/features/reports/hours.ts";
import { dayParts, type RollBrand } from "#bff/features/reports/raw-queries.ts";
import type { App } from "#bff/platform/context.ts";
import { markEverything } from "#bff/platform/db/day-marks.ts";
import { insertMany } from "#bff/platform/db/insert-many.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import type { ChannelDayTable, PostFigureTable } from "#bff/platform/db/tables-reports.ts";
import { inTransaction } from "#bff/platform/write.ts";

/** Days written in one transaction: few, so that nobody who writes waits for long. */
const atOnce = 30;
const marksAtOnce = 4000;

const channelDayColumns = [
  ...["brandId", "day", "channelId", "followers", "received", "begun", "answered", "untimed", "seconds"],
] as (keyof ChannelDayTable)[];
const postFigureColumns = [
  ...["postId", "brandId", "channelId", "day", "publishedAt", "paid", "deleted", "readAt", "source", "likes"],
  ...["comments", "shares", "quotes", "reach", "impressions", "views", "paidInteractions", "followers"],
  ...["followersHow", "followersReadAt"],
] as (keyof PostFigureTable)[];

/**
 * Writes the days anew whose rows changed, oldest marks first, and gives how many there were. Doing it twice, or not
 * at all, changes no number: a report computes marked days from the rows.
 */
export async function rollUp(app: App): Promise<number> {
  const marks = await app.db.read
    .selectFrom("day_mark")
    .select(["id", "brandId", "day"])
    .orderBy("id")
    .limit(marksAtOnce)
    .execute();
  let written = 0;
  for (const [brandId, ofBrand] of Map.groupBy(marks, (mark) => mark.brandId)) {
    const byDay = [...Map.groupBy(ofBrand, (mark) => mark.day)];
    for (let at = 0; at < byDay.length; at += atOnce) {
      const some = byDay.slice(at, at + atOnce);
      const ids = some.flatMap(([, ofDay]) => ofDay.map((mark) => mark.id));
      const days = some.map(([day]) => day);
      await inTransaction(app, (trx) => rollDays(app, trx, brandId, days, ids));
      written += days.length;
    }
  }
  return written;
}

/** Throws the roll-up away and writes it from the rows; with `brandId` only that brand's. Gives the days written. */
export async function rebuild(app: App, brandId?: string): Promise<number> {
  await inTransaction(app, async (trx) => {
    for (const table of ["day_mark", "channel_day", "post_figure"] as const) {
      const gone = trx.deleteFrom(table);
      await (brandId ? gone.where("brandId", "=", brandId) : gone).execute();
    }
    await markEverything(trx, brandId);
  });
  let written = 0;
  for (let some = await rollUp(app); some > 0; some = await rollUp(app)) written += some;
  return written;
}

async function rollDays(app: App, trx: Trx, brandId: string, days: string[], marks: string[]): Promise<void> {
  const brand = await lockedBrand(app, trx, brandId);
  if (brand) {
    const parts = await dayParts(trx, brand, days);
    for (const table of ["channel_day", "post_figure"] as const)
      await trx.deleteFrom(table).where("brandId", "=", brandId).where("day", "in", days).execute();
    await insertMany(app.db.engine, trx, "channel_day", channelDayColumns, parts.channelDays);
    await insertMany(app.db.engine, trx, "post_figure", postFigureColumns, parts.postFigures);
  }
  for (let at = 0; at < marks.length; at += 500)
    await trx
      .deleteFrom("day_mark")
      .where("id", "in", marks.slice(at, at + 500))
      .execute();
}

// On PostgreSQL the server and a rebuild from the command line may roll up the same day.
async function lockedBrand({ db }: App, trx: Trx, id: string): Promise<RollBrand | null> {
  const query = trx.selectFrom("brand").select(["id", "timeZone", "serviceHours"]).where("id", "=", id);
  const row = await (db.engine === "postgres" ? query.forUpdate() : query).executeTakeFirst();
  return row ? { ...row, serviceHours: hoursOf(row.serviceHours) } : null;
}
