import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "#bff/test/postgres.ts";
import { deadlocksOf } from "./deadlocks-queries.ts";
import { makeGround, settleDoubts } from "./ground.ts";
import { isClean, judge } from "./judge.ts";
import { chancesOf, live, type Place } from "./live.ts";
import { chaosNetworks } from "./networks.ts";
import { jumpingClock, type Outside, openChaosKonak } from "./open-konak.ts";
import { print } from "./print.ts";
import { KonakProcess } from "./process.ts";
import { showStuck } from "./stuck.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "500" },
    seconds: { type: "string", default: "900" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    engine: { type: "string", default: "sqlite" },
  },
});
const [rounds, mostSeconds, seed] = [Number(values.rounds), Number(values.seconds), Number(values.seed)];
const only = values.only?.split(",");
const { random, chance, pick } = chancesOf(seed);
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
process.env.STAND_INS_UNDESCRIBED = "1";

const began = Date.now();
const given = process.env.DATABASE_URL;
const server = values.engine === "postgres" && !given ? await startPostgres() : null;
const databaseUrl = values.engine === "postgres" ? (given ?? server?.url ?? null) : null;
const started = await Promise.all(
  chaosNetworks
    .filter(({ name }) => !only || only.includes(name))
    .map(async ({ name, start }) => ({ name, network: await start() })),
);
const addresses = Object.fromEntries(started.map(({ name, network }) => [name, network.url]));
const outside: Outside = { databaseUrl, addresses };
const folder = mkdtempSync(join(tmpdir(), "konak-chaos-"));
const clock = jumpingClock(0);
const app = await openChaosKonak(folder, clock, outside);
const { ctx, brandId } = await makeGround(app);
const konak = new KonakProcess(folder, outside);
let jumps = 0;

const places: Place[] = [];
for (const [at, { name, network }] of started.entries()) {
  const channelId = await network.connect({ ctx, brandId, channelId: null });
  const { hookSecret } = await app.db.write
    .selectFrom("channel")
    .select("hookSecret")
    .where("id", "=", channelId)
    .executeTakeFirstOrThrow();
  const secret = hookSecret ? (app.vault.open(hookSecret) as string) : "";
  const chances = chancesOf(seed * 100 + at);
  const nothing = { rounds: 0, expired: 0, renewed: 0, said: [], written: [], along: [], late: [] };
  places.push({ name, network, channelId, secret, chances, ...nothing });
}
await konak.start();

let done = 0;
for (; done < rounds && Date.now() - began < mostSeconds * 1000; done++) {
  await Promise.all(places.map((place) => live(ctx, place, konak.url)));
  for (const place of places) if (chance(0.15)) await reconnectIfDead(place);
  // What networks ask to wait for takes minutes; a round is about half a minute of everybody's.
  pass(20_000 + random() * 20_000);
  if (chance(0.1)) {
    jumps++;
    pass(pick([30_000, 90_000, 3_600_000]) ?? 0);
  }
  if (chance(0.12)) await konak.killAndStart();
  await pause(80 + random() * 160);
  if (process.stderr.isTTY) process.stderr.write(`\rround ${done + 1} of ${rounds}, ${konak.kills} kills`);
}
const rounded = Date.now();
const settled = await comeToRest();
const verdicts = await Promise.all(places.map((place) => judge(app, place)));
const deadlocks = databaseUrl ? await deadlocksOf(app.db) : 0;
const seconds = (from: number, to: number) => Math.round((to - from) / 1000);
const expired = places.reduce((sum, place) => sum + place.expired, 0);
console.log(
  `\n${done} rounds on ${app.db.engine} in ${seconds(began, rounded)} s and ${seconds(rounded, Date.now())} s of rest: ${konak.kills} times killed with -9, ${expired} keys expired, ${jumps} clock jumps${databaseUrl ? `, ${deadlocks} deadlocks` : ""}${settled ? "" : "; it did not come to rest"}\n`,
);
print(verdicts);
await konak.stop();
for (const { network } of places) await network.stop();
await app.db.close();
await server?.stop();
rmSync(folder, { recursive: true });
process.exit(verdicts.every(isClean) && settled ? 0 : 1);

function jobsOf(kind: string) {
  return app.db.write.selectFrom("job").select("id").where("kind", "=", kind).execute();
}

function healthOf(channelId: string) {
  return app.db.write
    .selectFrom("channel")
    .select(["health", "lastSyncAt"])
    .where("id", "=", channelId)
    .executeTakeFirstOrThrow();
}

async function reconnectIfDead(place: Place): Promise<void> {
  const { network, channelId } = place;
  if ((await healthOf(channelId)).health !== "reconnect") return;
  network.faults.clear();
  await network.connect({ ctx, brandId, channelId });
  place.renewed++;
}

function pass(milliseconds: number): void {
  clock.ahead += milliseconds;
  konak.jump(milliseconds);
  for (const { network } of places) network.advance(milliseconds);
}

/** The trouble ends: time goes on until nothing is on its way any more and every channel was read some times more. */
async function comeToRest(): Promise<boolean> {
  const read = new Map(places.map(({ channelId }) => [channelId, new Set<string>()]));
  const readings = 12;
  for (const end = Date.now() + 240_000; Date.now() < end; ) {
    for (const place of places) {
      place.network.faults.clear();
      place.late.splice(0);
      await reconnectIfDead(place);
    }
    await settleDoubts(ctx);
    pass(30_000);
    await pause(400);
    for (const [id, times] of read) times.add((await healthOf(id)).lastSyncAt ?? "");
    const moving = await app.db.write
      .selectFrom("reply")
      .select("id")
      .where("status", "in", ["queued", "waiting", "sending", "unknown"])
      .execute();
    const hooks = await app.db.write.selectFrom("hook_event").select("id").where("state", "=", "kept").execute();
    const named = await jobsOf("channel.lookUp");
    const quiet = moving.length + hooks.length + named.length === 0;
    if (!quiet || ![...read.values()].every((times) => times.size > readings)) continue;
    // What only a webhook's look-up brought is looked at again within a day.
    if ((await jobsOf("channel.lookAgain")).length === 0) return true;
    pass(24 * 3_600_000);
  }
  await showStuck(app);
  return false;
}
