import type { KeyPlace } from "#bff/connectors/connector.ts";
import type { App } from "#bff/platform/context.ts";
import { inTransaction } from "#bff/platform/write.ts";

/** Where the work on a channel finds the key that other work renewed meanwhile, and keeps its own the moment it comes. */
export function keyPlace(
  app: Pick<App, "db" | "vault">,
  channelId: string,
  open: (sealed: string | null) => unknown,
): KeyPlace {
  let before: string | null = null;
  return {
    async stored() {
      const row = await app.db.write
        .selectFrom("channel")
        .select("credentials")
        .where("id", "=", channelId)
        .executeTakeFirst();
      before = row?.credentials ?? null;
      return open(before);
    },
    // A key that a person brought meanwhile stays.
    async keep(renewed) {
      if (before === null) return;
      const [credentials, replaced] = [app.vault.seal(renewed), before];
      await inTransaction(app, (trx) =>
        trx
          .updateTable("channel")
          .set({ credentials })
          .where("id", "=", channelId)
          .where("credentials", "=", replaced)
          .execute(),
      );
    },
  };
}
