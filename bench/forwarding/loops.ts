import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Connector } from "#bff/connectors/connector.ts";
import { appRouter } from "#bff/router.ts";
import { loadTown } from "#fixtures/load.ts";
import { buildTown } from "#fixtures/town.ts";
import { addDays } from "#shared/time.ts";
import { median, share, shown } from "../numbers.ts";
import { openKonak } from "../open-konak.ts";
import { fillLoops } from "./loops-ground.ts";
import { walkBundle } from "./walk.ts";

// Every screen of forwarding at the server, with the story's few loops and with ten departments and 2,000 loops. The time
// is that of the processor: SQLite is read in the same thread, so on an idle machine the clock shows no more than that.
const { values } = parseArgs({ options: { loops: { type: "string", default: "2000" }, json: { type: "boolean" } } });
const rounds = 30;
const warm = 3;
const aim = 100;

type Konak = Awaited<ReturnType<typeof opened>>;
const screens: Record<string, (konak: Konak) => Promise<unknown>> = {
  "departments and their questions": async ({ team }) => [await team.departments(), await team.list({ state: "open" })],
  "list of loops, to close": ({ team }) => team.loops({ state: "toClose" }),
  "list of loops, closed": ({ team }) => team.loops({ state: "closed" }),
  "one loop, the largest to close": ({ team, loopId }) => team.loop({ loopId }),
  "its drafts for every follower": ({ team, loopId }) => team.drafts({ loopId }),
  "dialog: what goes along, suggestion": ({ team, threadId }) => team.preview({ threadId }),
  "dialog: the same feedback": ({ team, threadId }) => team.like({ threadId }),
  "loop report, half a year": ({ team, period }) => team.report(period),
};
const names = Object.keys(screens);

const small = await opened(0);
const large = await opened(Number(values.loops));
let walk: Record<string, number[]> = {};
const times = new Map(names.map((name) => [name, { small: [] as number[], large: [] as number[] }]));
try {
  // Turn by turn, so that whatever else the machine does befalls both alike.
  for (let round = 0; round < rounds + warm; round++) for (const name of names) await measure(name, round >= warm);
  walk = await walkBundle(large.app, large.caller, large.outside, large.town);
  print();
} finally {
  for (const konak of [small, large]) {
    await konak.db.close();
    await rm(konak.folder, { recursive: true, force: true });
  }
}

async function measure(name: string, counts: boolean): Promise<void> {
  for (const [size, konak] of [
    ["small", small],
    ["large", large],
  ] as const) {
    const began = process.cpuUsage();
    await screens[name]?.(konak);
    const { user, system } = process.cpuUsage(began);
    if (counts) times.get(name)?.[size].push((user + system) / 1000);
  }
}

async function opened(loops: number) {
  const folder = await mkdtemp(join(tmpdir(), "konak-loops-"));
  const opened = await openKonak(folder);
  const app = { ...opened, connectorFor: () => ({}) as Connector };
  const town = buildTown({ now: app.clock.iso() });
  await loadTown(app.db, town);
  const own = town.loops.find((loop) => loop.state === "answered")?.id ?? "";
  const loopId = loops > 0 ? (await fillLoops(app.db, town, loops)).loopId : own;
  const actor = {
    userId: town.ownerId,
    name: "Selin",
    email: "",
    workspaceId: town.workspace.id,
    role: "owner" as const,
    brandIds: null,
  };
  const with_ = { ...app, headers: () => new Headers(), setHeader: () => {} };
  const caller = appRouter.createCaller({ ...with_, actor });
  const outside = appRouter.createCaller({ ...with_, actor: null });
  const today = app.clock.iso().slice(0, 10);
  const open = town.threads.findLast((thread) => thread.status === "open" && thread.brandId === town.brands[0]?.id);
  const period = { brand: town.brands[0]?.slug ?? "", from: addDays(today, -182), to: today };
  return {
    folder,
    db: app.db,
    app,
    town,
    caller,
    outside,
    team: caller.forwarding,
    loopId,
    threadId: open?.id ?? "",
    period,
  };
}

function print(): void {
  const rows = names.map((name) => {
    const { small: few = [], large: many = [] } = times.get(name) ?? {};
    return { name, few: median(few), many: median(many), p95: share(many, 0.95), ratio: median(many) / median(few) };
  });
  const machine = `${cpus()[0]?.model ?? "unknown"}, ${availableParallelism()} threads, Node ${process.version}`;
  if (values.json) {
    console.log(JSON.stringify({ machine, loops: Number(values.loops), rows, walk }, null, 2));
    return;
  }
  console.log(
    `${machine}\n\n| screen | ${values.loops} loops, median | p95 | few loops, median | ratio | under ${aim} ms |`,
  );
  console.log("| --- | --- | --- | --- | --- | --- |");
  for (const row of rows) {
    const [many, p95, few] = [row.many, row.p95, row.few].map((value) => shown(value, "ms"));
    console.log(
      `| ${row.name} | ${many} | ${p95} | ${few} | ${row.ratio.toFixed(1)} | ${row.p95 < aim ? "met" : "missed"} |`,
    );
  }
  console.log(
    `\n| closing walk over 27 followers | times | median | most | under ${aim} ms |\n| --- | --- | --- | --- | --- |`,
  );
  for (const [step, list] of Object.entries(walk)) {
    const most = Math.max(...list);
    const [middle, worst] = [median(list), most].map((value) => shown(value, "ms"));
    console.log(`| ${step} | ${list.length} | ${middle} | ${worst} | ${most < aim ? "met" : "missed"} |`);
  }
}
