import { brandOf } from "#bff/features/reports/queries.ts";
import { shareToken } from "#bff/features/reports/share-token.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import type { Db, Trx } from "#bff/platform/db/open.ts";
import { ReportFilter } from "#shared/reports/schema.ts";
import type { ShareView } from "#shared/reports/sharing-schema.ts";

const mostShares = 100;

/** The newest links of a brand, with what became of each. */
export async function listShares(ctx: Ctx, slug: string): Promise<ShareView[]> {
  const brand = await brandOf(ctx, slug);
  const rows = await ctx.db.read
    .selectFrom("report_share")
    .leftJoin("user", "user.id", "report_share.userId")
    .selectAll("report_share")
    .select("user.name as createdBy")
    .where("brandId", "=", brand.id)
    .orderBy("report_share.createdAt", "desc")
    .limit(mostShares)
    .execute();
  return rows.map((row) => {
    const { from, to } = ReportFilter.parse(JSON.parse(row.filter));
    return {
      ...{ id: row.id, url: shareUrl(ctx, row.id), from, to },
      live: row.frozen === null,
      hasPassword: row.passwordHash !== null,
      state: shareState(row, ctx.clock.iso()),
      expiresAt: row.expiresAt,
      createdAt: row.createdAt,
      createdBy: row.createdBy ?? "",
      opened: row.opened,
      lastOpenedAt: row.lastOpenedAt,
    };
  });
}

export const shareUrl = (app: Pick<App, "vault" | "url">, id: string): string => `${app.url}/r/${shareToken(app, id)}`;

/** What a link is worth at a moment. */
export const shareState = (
  share: { revokedAt: string | null; expiresAt: string },
  at: string,
): "open" | "expired" | "revoked" => (share.revokedAt ? "revoked" : share.expiresAt <= at ? "expired" : "open");

export type SharedRow = NonNullable<Awaited<ReturnType<typeof shareByTokenHash>>>;

/** The link with this hash, of a brand that is still there. */
export const shareByTokenHash = (db: Db["read"] | Trx, tokenHash: string) =>
  db
    .selectFrom("report_share")
    .innerJoin("brand", "brand.id", "report_share.brandId")
    .selectAll("report_share")
    .select(["brand.name as brandName", "brand.timeZone", "brand.slug"])
    .where("tokenHash", "=", tokenHash)
    .executeTakeFirst();
