import type { Ctx } from "#bff/platform/context.ts";

/** The brands a person may see, by name. */
export async function overviewBrands(
  ctx: Ctx,
): Promise<{ slug: string; name: string; color: string; timeZone: string }[]> {
  let query = ctx.db.read
    .selectFrom("brand")
    .select(["slug", "name", "color", "timeZone"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("name")
    .limit(200);
  if (ctx.actor.brandIds) query = query.where("id", "in", [...ctx.actor.brandIds, ""]);
  return await query.execute();
}
