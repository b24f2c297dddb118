import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import pg from "pg";
import { presets } from "#bff/connectors/file/presets.ts";
import { importTarget } from "#bff/features/channels/import-commands.ts";
import { importFile } from "#bff/features/channels/import-file.ts";
import { standingClock } from "#bff/platform/clock.ts";
import type { App } from "#bff/platform/context.ts";
import { migrate } from "#bff/platform/db/migrate.ts";
import { openPostgres } from "#bff/platform/db/open.ts";
import { startPostgres } from "#bff/test/postgres.ts";
import { townNow } from "#fixtures/clock.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";
import { type RateFormula, rateFormulaIds } from "#shared/reports/closed-list.ts";
import { openKonak } from "../open-konak.ts";
import { makeCommunity } from "./community.ts";
import type { Compared } from "./compare.ts";
import { hold } from "./hold.ts";
import type { Query } from "./plain-rows.ts";

// node bench/reports/reference.ts [FOLDER OF THE REAL DATA] [--communities 200] [--engine sqlite|postgres]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { communities: { type: "string" }, engine: { type: "string" } },
});
const real = resolve(positionals[0] ?? join(import.meta.dirname, "../../../shared/data"));
const communities = Number(values.communities ?? 200);
let wrong = 0;

const every = (from: string, to: string): { from: string; to: string; formula: RateFormula }[] =>
  rateFormulaIds.map((formula) => ({ from, to, formula }));

const files = {
  "page-posts.csv": { preset: "page-posts", network: "facebook", year: 2014, timeZone: "Europe/Lisbon" },
  "airline-mentions.csv": { preset: "airline-mentions", network: "x", year: 2015, timeZone: "America/New_York" },
} as const;

async function onEngine(engine: "sqlite" | "postgres"): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "konak-reference-"));
  const { app, query, close } = engine === "sqlite" ? await onSqlite(folder) : await onPostgres(folder);
  try {
    tell(engine, "the demo story", await theStory(app, query));
    tell(engine, `${communities} communities`, await theCommunities(app, query));
    for (const file of ["page-posts.csv", "airline-mentions.csv"] as const)
      if (existsSync(join(real, file))) tell(engine, file, await theFile(app, query, file));
      else console.log(`${engine}: ${file} is not in ${real}; left out`);
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

function tell(engine: string, what: string, { numbers, differences }: Compared): void {
  wrong += differences.length;
  console.log(`${engine}: ${what}: ${numbers.toLocaleString("en")} numbers compared, ${differences.length} differ`);
  for (const line of differences.slice(0, 10)) console.log(`  ${line}`);
}

type Opened = { app: App; query: Query; close(): Promise<void> };

async function onSqlite(folder: string): Promise<Opened> {
  const app = await openKonak(folder);
  const plain = new Database(join(folder, "konak.db"), { readonly: true });
  const query: Query = async (text) => plain.prepare(text).all() as never[];
  const close = async () => {
    plain.close();
    await app.db.close();
  };
  return { app, query, close };
}

async function onPostgres(folder: string): Promise<Opened> {
  const server = await startPostgres();
  const db = openPostgres(server.url);
  await migrate(db);
  const base = await openKonak(folder);
  const plain = new pg.Client({ connectionString: server.url });
  await plain.connect();
  const query: Query = async (text) => (await plain.query(text)).rows as never[];
  const close = async () => {
    await plain.end();
    await db.close();
    await base.db.close();
    await server.stop();
  };
  return { app: { ...base, db }, query, close };
}

const add = (sum: Compared, more: Compared): Compared => ({
  numbers: sum.numbers + more.numbers,
  differences: [...sum.differences, ...more.differences],
});
async function theStory(app: App, query: Query): Promise<Compared> {
  const town = buildTown({ now: townNow });
  await loadTown(app.db, town);
  let sum: Compared = { numbers: 0, differences: [] };
  for (const { id, slug, workspaceId } of town.brands) {
    const asks = [...every("2026-05-24", "2026-11-22"), ...every("2026-10-12", "2026-11-08")];
    const names = town.campaigns.filter((one) => one.brandId === id).map((one) => one.name);
    const narrow = names.flatMap((campaign) => asks.map((ask) => ({ ...ask, campaign })));
    sum = add(
      sum,
      await hold(app, query, { slug, brandId: id, workspaceId, now: townNow, asks: [...asks, ...narrow] }),
    );
  }
  return sum;
}

async function theCommunities(app: App, query: Query): Promise<Compared> {
  let sum: Compared = { numbers: 0, differences: [] };
  for (let seed = 1; seed <= communities; seed++)
    sum = add(sum, await hold(app, query, await makeCommunity(app, seed)));
  return sum;
}

async function theFile(app: App, query: Query, file: keyof typeof files): Promise<Compared> {
  const { preset, network, year, timeZone } = files[file];
  const brand = file.replace(".csv", "");
  const now = `${year + 1}-06-01T09:00:00.000Z`;
  const at = { ...app, clock: standingClock(now) };
  const target = await importTarget(at, { brand, network, timeZone, file: basename(file) });
  const read = presets[preset]?.({ timeZone: target.timeZone, year });
  if (!read) throw new Error(`The preset ${preset} is gone.`);
  await importFile(target, { path: join(real, file), format: undefined, read, guess: () => null }, () => {});
  const { brandId, workspaceId } = target.channel;
  const year1 = every(`${year}-01-01`, `${year}-12-31`);
  const asks = [...year1, ...every(`${year}-02-10`, `${year}-03-31`)];
  return await hold(app, query, { slug: brand, brandId, workspaceId, now, asks });
}

for (const engine of ["sqlite", "postgres"] as const)
  if (!values.engine || values.engine === engine) await onEngine(engine);
process.exit(wrong > 0 ? 1 : 0);
