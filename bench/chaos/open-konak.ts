import { readConfig } from "#bff/platform/config.ts";
import type { App } from "#bff/platform/context.ts";
import { openVault } from "#bff/platform/crypto.ts";
import { migrate } from "#bff/platform/db/migrate.ts";
import { openPostgres, openSqlite } from "#bff/platform/db/open.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { openLive } from "#bff/platform/live.ts";
import { openLog } from "#bff/platform/log.ts";
import { openMailer } from "#bff/platform/mail.ts";
import { type Addresses, connectorsAt } from "./networks.ts";

/** A clock that runs, and that the run may let jump; Konak dies and comes back with the same one. */
export type JumpingClock = App["clock"] & { ahead: number };

export function jumpingClock(ahead: number): JumpingClock {
  const clock: JumpingClock = {
    ahead,
    now: () => new Date(Date.now() + clock.ahead),
    iso: () => clock.now().toISOString(),
  };
  return clock;
}

/** What a Konak of the run is told beside its folder: PostgreSQL instead of a file there, and where the stand-ins are. */
export type Outside = { databaseUrl: string | null; addresses: Addresses };

/** Konak on the folder, with its real connectors, reading every second. */
export async function openChaosKonak(
  folder: string,
  clock: JumpingClock,
  { databaseUrl, addresses }: Outside = { databaseUrl: null, addresses: {} },
): Promise<App> {
  const env = {
    KONAK_DATA: folder,
    KONAK_LOG: process.env.KONAK_LOG ?? "silent",
    KONAK_SYNC_SECONDS: "1",
    KONAK_UNDO_SECONDS: "0",
  };
  const read = readConfig({ ...env, KONAK_ALLOW_ADDRESSES: "127.0.0.1" });
  if ("problem" in read) throw new Error(read.problem);
  const { config } = read;
  const db = databaseUrl ? openPostgres(databaseUrl) : openSqlite(`${folder}/konak.db`);
  await migrate(db);
  const parts = { fetch: fetchSafely(config), fetchStream: streamSafely(config), clock };
  const networks = connectorsAt(parts, addresses);
  return {
    db,
    clock,
    log: openLog(config.logLevel),
    live: openLive(),
    config,
    vault: openVault(folder, null),
    mailer: openMailer(config),
    url: "http://localhost:4700",
    networks,
    connectorFor: (network) => networks.find((one) => one.network === network) ?? null,
    wake: () => {},
  };
}
