import type { Said } from "#bff/connectors/inbound.ts";
import type { App } from "#bff/platform/context.ts";

/** What a webhook said of a message, and when that was read. */
export type SaidAt = Said & { at: string };

/** Whether a message is here and stands over there, for all that is known. */
export async function isHere(app: Pick<App, "db">, channelId: string, externalId: string): Promise<boolean> {
  const row = await app.db.read
    .selectFrom("message")
    .select("deletedAt")
    .where("channelId", "=", channelId)
    .where("externalId", "=", externalId)
    .executeTakeFirst();
  return row?.deletedAt === null;
}

/**
 * Whether a message is here as a webhook said, so that nobody has to be asked. What never was here is as good as gone,
 * and whether it is hidden matters to nobody.
 */
export async function isAsSaid(
  app: Pick<App, "db">,
  channelId: string,
  { externalId, is, at }: SaidAt,
): Promise<boolean> {
  const row = await app.db.read
    .selectFrom("message")
    .select(["deletedAt", "hiddenAt", "editedAt"])
    .where("channelId", "=", channelId)
    .where("externalId", "=", externalId)
    .executeTakeFirst();
  if (is === "here") return row !== undefined;
  if (is === "edited") return row !== undefined && (row.deletedAt !== null || (row.editedAt ?? "") >= at);
  if (!row || row.deletedAt !== null) return true;
  return is !== "gone" && (row.hiddenAt !== null) === (is === "hidden");
}
