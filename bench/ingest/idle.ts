import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { handlers, lanes } from "#bff/jobs.ts";
import { startWorker } from "#bff/platform/jobs/worker.ts";
import { jumpingClock, openChaosKonak } from "../chaos/open-konak.ts";
import { connectAll } from "./ground.ts";

// A process of its own: Konak with many channels on which nothing happens, read every minute. Says its share of a core.
const [folder = "", url = "", many = "200", seconds = "60"] = process.argv.slice(2);
const app = await openChaosKonak(folder, jumpingClock(0));
app.config.syncSeconds = 60;
await connectAll(
  app,
  url,
  Array.from({ length: Number(many) }, (_, n) => `board-${n}`),
);
await ensureSyncJobs(app);
const worker = startWorker(app, handlers(app), lanes);
// The first reading of all of them, which is not idleness.
const pending = async () =>
  (await app.db.read.selectFrom("channel").select("id").where("lastSyncAt", "is", null).limit(1).execute()).length > 0;
while (await pending()) await new Promise((done) => setTimeout(done, 200));
await new Promise((done) => setTimeout(done, 2000));
const used = process.cpuUsage();
const began = performance.now();
await new Promise((done) => setTimeout(done, Number(seconds) * 1000));
const { user, system } = process.cpuUsage(used);
const share = (user + system) / 1000 / (performance.now() - began);
await worker.stop();
await app.db.close();
process.send?.({ share, megabytes: process.memoryUsage.rss() / 1_000_000 });
process.disconnect?.();
