import type { Kysely } from "kysely";
import { createIndex } from "#bff/platform/db/migrations/ddl.ts";
import type { Engine } from "#bff/platform/db/open.ts";

/** The numbers beside the views of the sidebar are told from an index alone, however many threads there are. */
export async function counts(db: Kysely<unknown>, _engine: Engine): Promise<void> {
  await createIndex(db, "thread", ["brandId", "status", "deletedAt", "assigneeId"]);
}
