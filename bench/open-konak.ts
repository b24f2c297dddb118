import { systemClock } from "#bff/platform/clock.ts";
import { readConfig } from "#bff/platform/config.ts";
import type { App } from "#bff/platform/context.ts";
import { openVault } from "#bff/platform/crypto.ts";
import { migrate } from "#bff/platform/db/migrate.ts";
import { openSqlite } from "#bff/platform/db/open.ts";
import { openLive } from "#bff/platform/live.ts";
import { openLog } from "#bff/platform/log.ts";
import { openMailer } from "#bff/platform/mail.ts";

/** Konak on the database of `folder`, with its usual settings and no network behind it. */
export async function openKonak(folder: string): Promise<App> {
  const read = readConfig({ KONAK_DATA: folder, KONAK_LOG: "error" });
  if ("problem" in read) throw new Error(read.problem);
  const db = openSqlite(`${folder}/konak.db`);
  await migrate(db);
  return {
    db,
    clock: systemClock,
    log: openLog("error"),
    live: openLive(),
    config: read.config,
    vault: openVault(folder, null),
    mailer: openMailer(read.config),
    url: "http://localhost:4700",
    networks: [],
    connectorFor: () => null,
    wake: () => {},
  };
}
