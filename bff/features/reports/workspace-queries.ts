import type { App } from "#bff/platform/context.ts";

/** The workspace a brand is in, whichever it is, for the command line; `known` are the brands there are. */
export async function brandOfAny(
  { db }: Pick<App, "db">,
  slug: string,
): Promise<{ workspaceId: string | null; brandId: string | null; known: string[] }> {
  const rows = await db.read
    .selectFrom("brand")
    .select(["id", "slug", "workspaceId"])
    .orderBy("createdAt")
    .orderBy("slug")
    .limit(500)
    .execute();
  const found = rows.find((row) => row.slug === slug);
  const known = [...new Set(rows.map((row) => row.slug))].slice(0, 20);
  return { workspaceId: found?.workspaceId ?? null, brandId: found?.id ?? null, known };
}
