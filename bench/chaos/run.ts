import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Ctx } from "#bff/platform/context.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { dice } from "../dice.ts";
import { answerSome, connect, makeGround, settleDoubts } from "./ground.ts";
import { isClean, judge, type Verdict } from "./judge.ts";
import type { ChaosNetwork } from "./network.ts";
import { chaosNetworks } from "./networks.ts";
import { jumpingClock, openChaosKonak } from "./open-konak.ts";
import { KonakProcess } from "./process.ts";
import { showStuck } from "./stuck.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "500" },
    seconds: { type: "string", default: "900" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const [rounds, mostSeconds] = [Number(values.rounds), Number(values.seconds)];
const roll = dice(Number(values.seed));
const random = (): number => roll(1_000_000) / 1_000_000;
const chance = (share: number): boolean => random() < share;
const pick = <T>(list: T[]): T | undefined => list[Math.floor(random() * list.length)];
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

type Place = {
  name: string;
  network: ChaosNetwork;
  channelId: string;
  secret: string;
  said: string[];
  written: string[];
  late: { method: string; headers: Record<string, string>; body: Buffer }[];
};

const folder = mkdtempSync(join(tmpdir(), "konak-chaos-"));
const clock = jumpingClock(0);
const app = await openChaosKonak(folder, clock);
const { ctx, brandId } = await makeGround(app);
const konak = new KonakProcess(folder);
const began = Date.now();
let [count, expired, jumps] = [0, 0, 0];

const places: Place[] = [];
for (const { name, start } of chaosNetworks.filter((one) => !values.only || one.name === values.only)) {
  const allow = { allowAddresses: ["127.0.0.1"] };
  const network = await start({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow) });
  const { id } = await connect(ctx, network, brandId, await network.account());
  const row = await app.db.write
    .selectFrom("channel")
    .select("hookSecret")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  const secret = row.hookSecret ? (app.vault.open(row.hookSecret) as string) : "";
  places.push({ name, network, channelId: id, secret, said: [], written: [], late: [] });
}
await konak.start();

let done = 0;
for (; done < rounds && Date.now() - began < mostSeconds * 1000; done++) {
  for (const place of places) await live(ctx, place);
  if (chance(0.1)) jump(pick([30_000, 90_000, 3_600_000]) ?? 0);
  if (chance(0.12)) await konak.killAndStart();
  await pause(80 + random() * 160);
  if (process.stderr.isTTY) process.stderr.write(`\rround ${done + 1} of ${rounds}, ${konak.kills} kills`);
}
const settled = await comeToRest();
const verdicts = await Promise.all(
  places.map(({ name, network, channelId, written }) => judge(app, name, network, channelId, written)),
);
print(verdicts);
await konak.stop();
for (const { network } of places) await network.stop();
await app.db.close();
rmSync(folder, { recursive: true });
process.exit(verdicts.every(isClean) && settled ? 0 : 1);

/** One round on one network: people say, edit and delete, the brand answers here and there, and things go wrong. */
async function live(as: Ctx, place: Place): Promise<void> {
  const { network, said } = place;
  const name = (what: string) => `${what} ${++count}`;
  const share = chance(0.3) ? 0 : 0.06;
  network.faults.slowBy = 100 + Math.floor(random() * 400);
  network.faults.chance(
    { 429: share, 500: share, 503: share / 2, cutBefore: share, cutAfter: share, slow: share, html: share },
    random,
  );
  for (let n = Math.floor(random() * 4); n > 0; n--) said.push(network.write(name("comment")));
  const one = pick(said.slice(-40));
  if (one && network.answer && chance(0.4)) said.push(network.answer(one, name("reply")));
  if (one && network.edit && chance(0.2)) network.edit(one, name("edited"));
  if (one && network.answerElsewhere && chance(0.1)) network.answerElsewhere(one, name("elsewhere"));
  if (one && network.remove && chance(0.05)) {
    network.remove(one);
    said.splice(said.indexOf(one), 1);
  }
  place.written.push(...(await answerSome(as, place.channelId, Math.floor(random() * 3), () => name("answer"))));
  await push(place);
  if (network.expire && chance(0.03)) {
    network.expire();
    expired++;
  }
  if (chance(0.15)) await reconnectIfDead(as, place);
  network.tidy();
}

/** Webhooks come twice, late and out of order, and some never do. */
async function push({ network, channelId, secret, late }: Place): Promise<void> {
  const sent = network.pushes?.(secret) ?? [];
  const now = [...late.splice(0), ...sent.filter(() => !chance(0.1)), ...sent.filter(() => chance(0.2))];
  for (const request of now.sort(() => random() - 0.5)) {
    if (chance(0.1)) late.push(request);
    else
      await fetch(`${konak.url}/hooks/${channelId}`, {
        method: "POST",
        headers: request.headers,
        body: new Uint8Array(request.body),
        signal: AbortSignal.timeout(3000),
      }).catch(() => late.push(request));
  }
}

async function reconnectIfDead(as: Ctx, { network, channelId }: Place): Promise<void> {
  const row = await as.db.write
    .selectFrom("channel")
    .select("health")
    .where("id", "=", channelId)
    .executeTakeFirstOrThrow();
  if (row.health !== "reconnect") return;
  await connect(as, network, brandId, await network.account());
}

function jump(milliseconds: number): void {
  jumps++;
  clock.ahead += milliseconds;
  konak.jump(milliseconds);
  for (const { network } of places) network.advance(milliseconds);
}

/** The trouble ends: time goes on until nothing is on its way any more and every channel was read twice. */
async function comeToRest(): Promise<boolean> {
  for (let turn = 0; turn < 120; turn++) {
    for (const place of places) {
      place.network.faults.clear();
      place.late.splice(0);
      await reconnectIfDead(ctx, place);
    }
    await settleDoubts(ctx);
    jump(30_000);
    await pause(400);
    const moving = await app.db.write
      .selectFrom("reply")
      .select("id")
      .where("status", "in", ["queued", "waiting", "sending", "unknown"])
      .execute();
    const hooks = await app.db.write.selectFrom("hook_event").select("id").where("state", "=", "kept").execute();
    if (moving.length === 0 && hooks.length === 0 && turn > 8) return true;
  }
  await showStuck(app);
  return false;
}

function print(results: Verdict[]): void {
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(
    `\n${done} rounds in ${seconds} s: ${konak.kills} times killed with -9, ${expired} keys expired, ${jumps} clock jumps${settled ? "" : "; it did not come to rest"}\n`,
  );
  console.log(
    "| network | items there | in Konak | lost | doubled | other words | answers written | there once | lost | doubled | refused (deleted before) |",
  );
  console.log("|---|---|---|---|---|---|---|---|---|---|---|");
  for (const v of results)
    console.log(
      `| ${[v.network, v.items, v.inKonak, v.lost.length, v.doubled.length, v.wrongWords.length, v.written, v.answers, v.answersLost.length, v.answersDoubled.length, v.refused].join(" | ")} |`,
    );
  for (const v of results.filter((one) => !isClean(one)))
    console.log(
      JSON.stringify({
        ...v,
        lost: v.lost.slice(0, 5),
        doubled: v.doubled.slice(0, 5),
        wrongWords: v.wrongWords.slice(0, 5),
        answersLost: v.answersLost.slice(0, 5),
      }),
    );
}
