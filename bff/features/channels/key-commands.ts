import type { KeyPlace } from "#bff/connectors/connector.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { inTransaction } from "#bff/platform/write.ts";

const remembered = 8;

/** The last keys of each channel that Konak renewed by itself, sealed, each out of the one before. */
const renewals = new Map<string, string[]>();

/** Remembers that a channel's key was renewed by the work on it, and not brought by a person. */
export function tellRenewed(channelId: string, before: string | null, renewed: string): void {
  if (before === null) return;
  const chain = renewals.get(channelId) ?? [];
  renewals.set(channelId, chain.at(-1) === before ? [...chain, renewed].slice(-remembered) : [before, renewed]);
}

/** The sealed key that some work began with, and whatever came of it by renewing since. */
export function sameKey(channelId: string, sealed: string): string[] {
  const chain = renewals.get(channelId) ?? [];
  const at = chain.indexOf(sealed);
  return at < 0 ? [sealed] : chain.slice(at);
}

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
    async keep(renewed) {
      if (before === null) return;
      const [credentials, replaced] = [app.vault.seal(renewed), before];
      await inTransaction(app, (trx) => replaceKey(trx, channelId, replaced, credentials));
    },
  };
}

/** Puts a renewed key, sealed, in the place of the one it was renewed out of; a key that a person brought stays. */
export async function replaceKey(trx: Trx, channelId: string, before: string, credentials: string): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable("channel")
    .set({ credentials })
    .where("id", "=", channelId)
    .where("credentials", "=", before)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) tellRenewed(channelId, before, credentials);
}
