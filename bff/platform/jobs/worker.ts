import type { App } from "#bff/platform/context.ts";
import { claim, finish, hold, isDue, type Job, putBack } from "#bff/platform/jobs/queue.ts";

/** What to do for a kind of job. A returned time runs the same job again then; throwing puts it back with a delay. */
export type Handler = (payload: never) => Promise<{ again: string } | undefined>;
export type Handlers = Record<string, Handler>;

const holdFor = 120_000;
const lookEvery = 500;

/** Kinds of jobs that run beside the others, so that they never stand behind them, and how many of them at once. */
export type Lane = { kinds: string[]; atOnce: number };

/**
 * Runs due jobs until stopped; `stop` waits for what is in flight. What people wait for has a lane of its own, and so
 * has what takes long; everything else shares one.
 */
export function startWorker(app: App, handlers: Handlers, lanes: Lane[] = []): { wake(): void; stop(): Promise<void> } {
  const own = new Set(lanes.flatMap((lane) => lane.kinds));
  const others = { kinds: Object.keys(handlers).filter((kind) => !own.has(kind)), atOnce: 2 };
  const started = [others, ...lanes].map((lane) => startLane(app, handlers, lane));
  return {
    wake: () => {
      for (const lane of started) lane.wake();
    },
    async stop() {
      await Promise.all(started.map((lane) => lane.stop()));
    },
  };
}

function startLane(app: App, handlers: Handlers, { kinds, atOnce }: Lane): { wake(): void; stop(): Promise<void> } {
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;
  const running = new Set<Promise<void>>();
  const mine = new Set<string>();

  async function drain(): Promise<void> {
    while (!stopping && (await isDue(app.db, app.clock.iso(), kinds, [...mine]))) {
      const now = app.clock.now();
      const until = new Date(now.getTime() + holdFor).toISOString();
      const job = await claim(app.db, now.toISOString(), until, kinds, [...mine]);
      // Two turns may have asked for the same one at once.
      if (!job || mine.has(job.id)) return;
      mine.add(job.id);
      await runJob(app, handlers, job).finally(() => mine.delete(job.id));
    }
  }

  function schedule(delay: number): void {
    if (stopping) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      if (running.size < atOnce) {
        const turn = drain().catch((error) => app.log.error({ err: error }, "the worker could not read its jobs"));
        running.add(turn);
        void turn.finally(() => running.delete(turn));
      }
      // Also while one job takes long, so that the next turn finds what comes due meanwhile.
      schedule(lookEvery);
    }, delay);
  }

  schedule(0);
  return {
    wake: () => schedule(5),
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}

/** Runs one claimed job and settles its row. */
export async function runJob(app: App, handlers: Handlers, job: Job): Promise<void> {
  // A network may take its time; nobody else may begin the same job meanwhile.
  const holding = setInterval(() => {
    const until = new Date(app.clock.now().getTime() + holdFor).toISOString();
    hold(app.db, job, until).catch((error) => app.log.error({ err: error }, "a running job could not be held"));
  }, holdFor / 4);
  try {
    const result = await handlers[job.kind]?.(job.payload as never);
    await finish(app.db, job, result?.again ?? null);
  } catch (error) {
    app.log.error({ err: error, job: job.kind }, "a job failed and will be tried again");
    await putBack(app.db, job, error instanceof Error ? error.message : String(error), app.clock.now());
  } finally {
    clearInterval(holding);
  }
}
