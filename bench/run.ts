import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { benchCheck } from "./check.ts";
import { benchImport } from "./import.ts";
import { benchGrowth, benchInboxThroughput, inboxPaths, type Town } from "./inbox-page.ts";
import { type Figure, type Sizes, shown } from "./numbers.ts";
import { benchPageSize } from "./page-size.ts";
import { searchPaths } from "./search.ts";
import { fillTown } from "./town-large.ts";

const full: Sizes = {
  townSmall: 100_000,
  townLarge: 2_000_000,
  rounds: 3,
  seconds: 3,
  requests: 520,
  importRows: 100_000,
  importManyRows: 1_000_000,
};
const small: Sizes = {
  townSmall: 10_000,
  townLarge: 100_000,
  rounds: 2,
  seconds: 1,
  requests: 104,
  importRows: 10_000,
  importManyRows: 50_000,
};

/** Benches of their own, by the name after `--`; they write their table beside them. */
const alone: Record<string, () => Promise<void>> = {
  calls: async () => {
    const { benchCalls } = await import("./calls.ts");
    const { benchAlike } = await import("./alike.ts");
    tell([...(await benchCalls(folder, values.small ? 2_000 : 20_000)), ...benchAlike(values.data)]);
  },
  forecast: async () => (await import("./forecast.ts")).benchForecast(folder),
  ingest: async () => {
    const { benchIngest } = await import("./ingest.ts");
    const few = { comments: 10_000, rounds: 1, seconds: 8 };
    tell(await benchIngest(folder, values.small ? few : { comments: 100_000, rounds: 3, seconds: 30 }));
  },
  "look-back": async () => {
    const { benchLookBack } = await import("./look-back.ts");
    tell(await benchLookBack(folder, values.small ? 3_000 : 100_000));
  },
  reports: async () => {
    const { benchReports } = await import("./reports.ts");
    tell(await benchReports(folder, sizes.townLarge, 2 * sizes.rounds + 1));
  },
};

const { values, positionals } = parseArgs({
  options: { json: { type: "boolean" }, small: { type: "boolean" }, data: { type: "string" } },
  allowPositionals: true,
});
const sizes = values.small ? small : full;
const folder = await mkdtemp(join(tmpdir(), "konak-bench-"));
process.once("SIGINT", () => void rm(folder, { recursive: true, force: true }).then(() => process.exit(130)));
try {
  await run();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const [name] = positionals;
  if (name !== undefined) {
    const one = Object.hasOwn(alone, name) ? alone[name] : undefined;
    if (!one) throw new Error(`There is no bench "${name}"; there are ${Object.keys(alone).join(", ")}.`);
    return await one();
  }
  tell(await measure());
}

function tell(figures: Figure[]): void {
  const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} threads, Node ${process.version}`;
  if (values.json) console.log(JSON.stringify({ at: new Date().toISOString(), machine, sizes, figures }, null, 2));
  else print(machine, figures);
}

async function measure(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const note = (step: string) => console.error(`${new Date().toISOString().slice(11, 19)}  ${step}`);
  note("the page's size");
  figures.push(await benchPageSize(folder));
  note("the personalization check");
  figures.push(await checkFigure());
  note(`import of ${sizes.importRows} and ${sizes.importManyRows} rows`);
  figures.push(...(await benchImport(folder, sizes)));
  note(`filling databases of ${sizes.townSmall} and ${sizes.townLarge} messages`);
  const towns: [Town, Town] = [await town(sizes.townSmall), await town(sizes.townLarge)];
  note("the inbox page");
  for (const one of towns) figures.push(await benchInboxThroughput(one, sizes));
  figures.push(await benchGrowth("inbox page", towns, inboxPaths, sizes));
  note("search");
  figures.push(await benchGrowth("search", towns, searchPaths, sizes));
  return figures;
}

async function town(messages: number): Promise<Town> {
  const own = join(folder, `town-${messages}`);
  await mkdir(own);
  return { folder: own, messages, ...(await fillTown(own, messages)) };
}

async function checkFigure(): Promise<Figure> {
  const { name, p50, p95, n } = await benchCheck();
  return {
    figure: name,
    measured: `p95 ${shown(p95, "ms")} (median ${shown(p50, "ms")}; n=${n})`,
    aim: "p95 under 10 ms",
    met: p95 < 10,
    values: { p50, p95, n },
  };
}

function print(machine: string, figures: Figure[]): void {
  console.log(`${machine}\n`);
  console.log("| figure | measured | aim | |\n| --- | --- | --- | --- |");
  for (const { figure, measured, aim, met } of figures)
    console.log(`| ${figure} | ${measured} | ${aim} | ${met === null ? "" : met ? "met" : "missed"} |`);
}
