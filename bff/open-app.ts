import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { connectors } from "#bff/connectors/registry.ts";
import { createSandbox } from "#bff/dev/sandbox.ts";
import { systemClock } from "#bff/platform/clock.ts";
import { type Config, readConfig } from "#bff/platform/config.ts";
import type { App } from "#bff/platform/context.ts";
import { openVault } from "#bff/platform/crypto.ts";
import { migrate } from "#bff/platform/db/migrate.ts";
import { type Db, openPostgres, openSqlite } from "#bff/platform/db/open.ts";
import { openLive } from "#bff/platform/live.ts";
import { openLog } from "#bff/platform/log.ts";
import { openMailer } from "#bff/platform/mail.ts";

/** Ends the process with one sentence; nothing was started that would have to be stopped. */
export function giveUp(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

export function configOrGiveUp(): Config {
  const read = readConfig(process.env);
  if ("problem" in read) giveUp(read.problem);
  const { data } = read.config;
  try {
    mkdirSync(data, { recursive: true });
    accessSync(data, constants.W_OK);
  } catch {
    giveUp(`KONAK_DATA is "${data}", but Konak may not write there.`);
  }
  return read.config;
}

/** Opens and migrates the database and puts the app together around it. */
export async function openApp(config: Config, url: string): Promise<{ app: App; setWake(wake: () => void): void }> {
  const db = await openDb(config);
  const log = openLog(config.logLevel);
  const clock = systemClock;
  let wake = (): void => {};
  const app: App = {
    db,
    clock,
    log,
    live: openLive(),
    config,
    vault: openVault(config.data, config.secret, config.previousSecret),
    mailer: openMailer(config),
    url,
    ...connectors({ config, clock, sandbox: config.sandbox ? createSandbox({ clock }) : null }),
    wake: () => wake(),
  };
  return {
    app,
    setWake: (next) => {
      wake = next;
    },
  };
}

async function openDb(config: Config): Promise<Db> {
  const file = join(config.data, "konak.db");
  try {
    const db = config.databaseUrl ? openPostgres(config.databaseUrl) : openSqlite(file);
    await migrate(db);
    return db;
  } catch (error) {
    const where = config.databaseUrl ? "the database of DATABASE_URL" : file;
    return giveUp(
      `Konak cannot open ${where}: ${error instanceof Error ? error.message : error}. Nothing was changed.`,
    );
  }
}
