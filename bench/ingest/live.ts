import { fork } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { createApp } from "#bff/app.ts";
import { buildPage } from "#bff/build-page.ts";
import { handlers, lanes } from "#bff/jobs.ts";
import { openAuth } from "#bff/platform/auth.ts";
import { startWorker } from "#bff/platform/jobs/worker.ts";
import { jumpingClock, openChaosKonak } from "../chaos/open-konak.ts";
import { share } from "../numbers.ts";
import { connectAll } from "./ground.ts";

// A process of its own: webhooks knock at a steady rate while somebody reads the inbox. Says how long a comment took from
// its webhook to the hint that has an open page show it, and to its row in somebody's browser; and what the inbox took
// without and with the load.
const [folder = "", url = "", perSecond = "50", seconds = "20"] = process.argv.slice(2);
await buildPage(() => {});
const app = await openChaosKonak(folder, jumpingClock(0));
app.config.syncSeconds = 60;
const { ctx, ids } = await connectAll(app, url, ["live"]);
const [channelId = ""] = ids;
const row = await app.db.read
  .selectFrom("channel")
  .select("hookSecret")
  .where("id", "=", channelId)
  .executeTakeFirstOrThrow();
const secret = app.vault.open(row.hookSecret ?? "") as string;
const worker = startWorker(app, handlers(app), lanes);
app.wake = worker.wake;
const cookie = (await openAuth(app).createSession(ctx.actor.userId ?? "")).split(";")[0] ?? "";
const port = await new Promise<number>((resolve) =>
  serve({ fetch: createApp(app).fetch, port: 0, hostname: "127.0.0.1" }, (address: AddressInfo) =>
    resolve(address.port),
  ),
);
const base = `http://127.0.0.1:${port}`;

const sentAt = new Map<string, number>();
const took: number[] = [];
let seen = 0;
async function look(): Promise<void> {
  const rows = await app.db.read
    .selectFrom("message")
    .select(["seq", "externalId"])
    .where("seq", ">", seen)
    .orderBy("seq")
    .execute();
  const now = performance.now();
  for (const { seq, externalId } of rows) {
    seen = seq;
    const at = sentAt.get(externalId);
    if (at !== undefined) took.push(now - at);
  }
}
const stop = new AbortController();
const listening = (async () => {
  for await (const hint of app.live.listen(ctx.actor.workspaceId, stop.signal))
    if ("slice" in hint && hint.slice === "inbox") await look();
})().catch(() => {});

async function push(n: number): Promise<void> {
  const id = `live-${n}`;
  const at = new Date().toISOString();
  const body = JSON.stringify({
    id,
    text: `Live comment ${n} about the lid`,
    at,
    author: { id: `u${n % 300}`, handle: `p${n % 300}`, name: `Person ${n % 300}` },
  });
  const time = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex");
  sentAt.set(id, performance.now());
  await fetch(`${base}/hooks/${channelId}`, {
    method: "POST",
    body,
    headers: { "x-konak-signature": `t=${time},v1=${signature}` },
  }).then((answer) => answer.text());
}

async function inbox(during: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + during;
  const input = encodeURIComponent(JSON.stringify({ status: "open" }));
  while (performance.now() < end) {
    const began = performance.now();
    await fetch(`${base}/api/trpc/inbox.list?input=${input}`, { headers: { cookie } }).then((answer) => answer.text());
    times.push(performance.now() - began);
    await new Promise((done) => setTimeout(done, 20));
  }
  return times;
}

let n = 0;
/** Webhooks at the steady rate while `meanwhile` goes on, and until all of them are seen. */
async function load<T>(meanwhile: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void push(n++), 1000 / Number(perSecond));
  const result = await meanwhile();
  clearInterval(timer);
  await new Promise((done) => setTimeout(done, 1500));
  return result;
}

for (let n = 0; n < 500; n++) await push(-1 - n);
await inbox(1000);
const quiet = await inbox(6000);
took.length = 0;
const busy = await load(() => inbox(Number(seconds) * 1000));
const toHint = n;
await look();
stop.abort();
await listening;
// The browser takes a good part of a small machine, so what the inbox took was measured before it came.
const browser = fork(join(import.meta.dirname, "watch.ts"), [base, cookie], {
  stdio: ["ignore", "inherit", "inherit", "ipc"],
});
await once(browser, "message");
await load(() => new Promise((done) => setTimeout(done, Number(seconds) * 1000)));
browser.send("end");
const [painted] = (await once(browser, "message")) as [Record<string, number>];
// The newest stand on top: what a later one is painted above is in the list too, below what the window shows.
const visible: number[] = [];
let since = Number.POSITIVE_INFINITY;
for (let last = n - 1; last >= toHint; last--) {
  since = Math.min(since, painted[last] ?? since);
  visible.push(since - performance.timeOrigin - (sentAt.get(`live-${last}`) ?? 0));
}
await worker.stop();
process.send?.({
  visible: {
    sent: visible.length,
    shown: visible.filter(Number.isFinite).length,
    median: share(visible, 0.5),
    p95: share(visible, 0.95),
  },
  sent: toHint,
  told: took.length,
  median: share(took, 0.5),
  p95: share(took, 0.95),
  quiet: share(quiet, 0.95),
  busy: share(busy, 0.95),
});
process.exit(0);
