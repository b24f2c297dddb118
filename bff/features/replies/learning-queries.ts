import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { firingsJudged, type Outcome } from "#shared/replies/learning.ts";
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
