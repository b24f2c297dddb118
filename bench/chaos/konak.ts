import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { createApp } from "#bff/app.ts";
import { rereadAfterUpdate } from "#bff/features/channels/aside-commands.ts";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { openStreams } from "#bff/features/channels/open-streams.ts";
import { handlers, lanes } from "#bff/jobs.ts";
import { releaseAll } from "#bff/platform/jobs/queue.ts";
import { startWorker } from "#bff/platform/jobs/worker.ts";
import { jumpingClock, type Outside, openChaosKonak } from "./open-konak.ts";

// The Konak that is killed: a process of its own, put together as `bff/main.ts` does it.
const [folder = "", ahead = "0", outside = ""] = process.argv.slice(2);
const clock = jumpingClock(Number(ahead));
const app = await openChaosKonak(folder, clock, JSON.parse(outside) as Outside);
await ensureSyncJobs(app);
await releaseAll(app.db);
const worker = startWorker(app, handlers(app), lanes);
app.wake = worker.wake;
openStreams(app);
void rereadAfterUpdate(app);
process.on("message", (message: { ahead: number }) => {
  clock.ahead = message.ahead;
  worker.wake();
});
process.on("disconnect", () => process.exit(0));
serve({ fetch: createApp(app).fetch, port: 0, hostname: "127.0.0.1" }, (address: AddressInfo) =>
  process.send?.({ port: address.port }),
);
