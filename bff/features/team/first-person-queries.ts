import type { App } from "#bff/platform/context.ts";

/** The owner who was there first, and whether they can sign in by password; null in an empty Konak. */
export async function firstPerson(app: App): Promise<{ id: string; name: string; hasPassword: boolean } | null> {
  const row = await app.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .leftJoin("account", (join) => join.onRef("account.userId", "=", "user.id").on("account.password", "is not", null))
    .select(["user.id", "user.name", "account.id as accountId"])
    .where("membership.role", "=", "owner")
    .orderBy("membership.createdAt")
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id, name: row.name, hasPassword: row.accountId !== null } : null;
}

/** The person of a mail address, however it is written. */
export const accountByMail = (app: App, mail: string): Promise<{ id: string } | undefined> =>
  app.db.read.selectFrom("user").select("id").where("email", "=", mail.trim().toLowerCase()).executeTakeFirst();
