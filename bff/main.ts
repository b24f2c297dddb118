import { createServer } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { createApp } from "#bff/app.ts";
import { buildPage } from "#bff/build-page.ts";
import { seedStory } from "#bff/dev/seed.ts";
import { rereadAfterUpdate } from "#bff/features/channels/aside-commands.ts";
import { ensureSyncJobs } from "#bff/features/channels/commands.ts";
import { openStreams } from "#bff/features/channels/open-streams.ts";
import { ensureMailboxJob } from "#bff/features/forwarding/jobs.ts";
import { ensureListening } from "#bff/features/ideas/call-commands.ts";
import { ensureWakeJob } from "#bff/features/inbox/jobs.ts";
import { ensureLookJob } from "#bff/features/replies/look-commands.ts";
import { ensureRollJob } from "#bff/features/reports/jobs.ts";
import { firstPerson } from "#bff/features/team/first-person-queries.ts";
import { setupLink, signInLink } from "#bff/features/team/link-commands.ts";
import { handlers, lanes } from "#bff/jobs.ts";
import { configOrGiveUp, giveUp, openApp } from "#bff/open-app.ts";
import type { App } from "#bff/platform/context.ts";
import { releaseAll } from "#bff/platform/jobs/queue.ts";
import { startWorker } from "#bff/platform/jobs/worker.ts";
import { takeLock } from "#bff/platform/lock.ts";

const config = configOrGiveUp();
const empty = process.argv.includes("--empty");
const port = await portOrGiveUp(config.port, config.host);
const lock = await takeLock({ folder: config.data, databaseUrl: config.databaseUrl }).catch((error) =>
  giveUp(`DATABASE_URL cannot be reached: ${error.message}.`),
);
if (!lock)
  giveUp(
    `Another Konak already serves ${config.databaseUrl ? "this database" : `the folder ${config.data}`}. Stop it first.`,
  );

const url = config.url ?? `http://localhost:${port}`;
const { app, setWake } = await openApp(config, url);
await buildPage(console.log);
const person = await firstPerson(app);
if (!person && !empty) await seedStory(app.db, app.clock);
await ensureSyncJobs(app);
await ensureWakeJob(app);
await ensureListening(app);
await ensureMailboxJob(app);
await ensureRollJob(app);
await ensureLookJob(app);
await releaseAll(app.db);
const worker = startWorker(app, handlers(app), lanes);
setWake(worker.wake);
const streams = openStreams(app);
void rereadAfterUpdate(app).catch((error) =>
  app.log.error({ err: error }, "what was set aside could not be tried again"),
);
const server = serve({ fetch: createApp(app).fetch, port, hostname: config.host }, () => void greet(app));
stopOn(["SIGINT", "SIGTERM"], server);

async function greet(at: App): Promise<void> {
  console.log(`Konak at ${url} (${at.db.engine})`);
  const owner = await firstPerson(at);
  if (!owner) console.log(`Set up the first owner, once: ${await setupLink(at)}`);
  else if (!owner.hasPassword) console.log(`Sign in as ${owner.name}, once: ${await signInLink(at, owner.id)}`);
}

function stopOn(signals: NodeJS.Signals[], running: ServerType): void {
  let asked = false;
  const stop = async () => {
    if (asked) process.exit(130);
    asked = true;
    console.log("\nStopping; what is in flight is finished first.");
    const answered = new Promise((resolve) => running.close(resolve));
    await Promise.all([worker.stop(), streams.stop()]);
    // Open pages hold their stream of hints, so what is being answered gets a moment, not for ever.
    await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 1500))]);
    if ("closeAllConnections" in running) running.closeAllConnections();
    await app.db.close();
    await lock?.release();
    process.exit(0);
  };
  for (const signal of signals) process.on(signal, () => void stop());
}

/** The port to listen on, found free before anything is opened; 0 takes any. */
async function portOrGiveUp(wanted: number, host: string): Promise<number> {
  return await new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) =>
      giveUp(
        error.code === "EADDRINUSE"
          ? `KONAK_PORT is ${wanted}, but something else listens there already.`
          : `Konak cannot listen on ${host}:${wanted}: ${error.message}.`,
      ),
    );
    probe.listen(wanted, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : wanted));
    });
  });
}
