import type { Db, Trx } from "#bff/platform/db/open.ts";
import type { LookView } from "#shared/reports/sharing-schema.ts";

/** The ink of a brand that chose no colour of its own: that of its square in the sidebar. */
const usualColors: Record<string, string> = {
  orange: "#b4530a",
  blue: "#2f4fd0",
  green: "#1f7a45",
  violet: "#6d3fc0",
  amber: "#8a6100",
  teal: "#0f7377",
};
const plain = "#2f4fd0";

/** How a brand's printed pages look; `chosen` is false while nobody set it. */
export async function lookOf(db: Db["read"] | Trx, brandId: string): Promise<LookView & { chosen: boolean }> {
  const row = await db
    .selectFrom("brand")
    .leftJoin("brand_look as look", "look.brandId", "brand.id")
    .select(["brand.color as named", "look.color", "look.logo", "look.logoType"])
    .where("brand.id", "=", brandId)
    .executeTakeFirst();
  return {
    color: row?.color ?? usualColors[row?.named ?? ""] ?? plain,
    logo: row?.logo && row.logoType ? `data:${row.logoType};base64,${row.logo}` : null,
    chosen: Boolean(row?.color),
  };
}
