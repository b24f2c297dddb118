import type { Kysely } from "kysely";
import { createIndex, createTable, id, maybe, number, text } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** What hangs on messages beside their words, as addresses; the pictures themselves stay where they are. */
export async function attachments(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await createTable(db, "attachment", {
    id,
    messageId: 'text not null references "message"("id") on delete cascade',
    place: number,
    kind: text,
    name: maybe,
    url: maybe,
  });
  await createIndex(db, "attachment", ["messageId", "place"], { unique: true });
}
