import { createHmac } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "#bff/app.ts";
import { handlers, lanes } from "#bff/jobs.ts";
import { openAuth } from "#bff/platform/auth.ts";
import { startWorker } from "#bff/platform/jobs/worker.ts";
import { jumpingClock, openChaosKonak } from "../chaos/open-konak.ts";
import { share } from "../numbers.ts";
import { connectAll } from "./ground.ts";

// A process of its own: webhooks knock at a steady rate while somebody reads the inbox. Says how long a comment took from
// its webhook to the hint that has an open page show it, and what the inbox took without and with the load.
const [folder = "", url = "", perSecond = "50", seconds = "20"] = process.argv.slice(2);
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

for (let n = 0; n < 500; n++) await push(-1 - n);
await inbox(1000);
const quiet = await inbox(6000);
took.length = 0;
let n = 0;
const timer = setInterval(() => void push(n++), 1000 / Number(perSecond));
const busy = await inbox(Number(seconds) * 1000);
clearInterval(timer);
await new Promise((done) => setTimeout(done, 1500));
await look();
stop.abort();
await listening;
await worker.stop();
process.send?.({
  sent: n,
  told: took.length,
  median: share(took, 0.5),
  p95: share(took, 0.95),
  quiet: share(quiet, 0.95),
  busy: share(busy, 0.95),
});
process.exit(0);
