import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { firingsJudged, type Outcome } from "#shared/replies/learning.ts";
import type { WarningRecord } from "#shared/replies/look-back.ts";
import { WarningCode } from "#shared/replies/schema.ts";

/** The reasons that are hints in a brand because people rarely heeded them. */
export async function demotedCodes(ctx: Pick<Ctx, "db">, brandId: string): Promise<WarningCode[]> {
  const rows = await ctx.db.read
    .selectFrom("warning_learned")
    .select("code")
    .where("brandId", "=", brandId)
    .where("demotedAt", "is not", null)
    .orderBy("code")
    .execute();
  return rows.map((row) => WarningCode.parse(row.code));
}

/** What became of the newest firings of a reason in a brand, newest first, since a lead put it back. */
export async function newestOutcomes(
  trx: Trx,
  brandId: string,
  code: WarningCode,
  since: string | null,
): Promise<Outcome[]> {
  let query = trx
    .selectFrom("reply_warning")
    .select("outcome")
    .where("brandId", "=", brandId)
    .where("code", "=", code)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(firingsJudged);
  if (since) query = query.where("at", ">", since);
  return (await query.execute()).map((row) => row.outcome as Outcome);
}

/** How the reasons of a brand fared in a period of its days, those that fired most first. */
export async function warningRecords(
  ctx: Ctx,
  brandId: string,
  { from, to }: { from: string; to: string },
): Promise<WarningRecord[]> {
  const counts = await ctx.db.read
    .selectFrom("reply_warning")
    .select(["code", "outcome", "reason"])
    .select((eb) => [eb.fn.countAll<number>().as("count"), eb.fn.sum<number>("edited").as("edited")])
    .where("brandId", "=", brandId)
    .where("day", ">=", from)
    .where("day", "<=", to)
    .groupBy(["code", "outcome", "reason"])
    .execute();
  const learned = await ctx.db.read
    .selectFrom("warning_learned")
    .select(["code", "demotedAt", "restoredAt"])
    .where("brandId", "=", brandId)
    .execute();
  const codes = new Set([...counts.map((row) => row.code), ...learned.map((row) => row.code)]);
  return [...codes]
    .map((code): WarningRecord => {
      const its = counts.filter((row) => row.code === code);
      const sum = (outcome: string | null) =>
        its.filter((row) => outcome === null || row.outcome === outcome).reduce((all, row) => all + row.count, 0);
      const known = learned.find((row) => row.code === code);
      return {
        code: WarningCode.parse(code),
        fired: sum(null),
        heeded: sum("heeded"),
        overridden: sum("overridden"),
        edited: its.reduce((all, row) => all + Number(row.edited ?? 0), 0),
        reasons: its
          .flatMap(({ reason, count }) => (reason ? [{ reason, count }] : []))
          .sort((a, b) => b.count - a.count)
          .slice(0, 5),
        demotedAt: known?.demotedAt ?? null,
        restoredAt: known?.restoredAt ?? null,
      };
    })
    .sort((a, b) => b.fired - a.fired || (a.code < b.code ? -1 : 1));
}
