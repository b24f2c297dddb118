import { openChannel } from "#bff/features/channels/queries.ts";
import { keepPushed, streamingChannels, tellStreamLost } from "#bff/features/channels/streaming-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { ChannelTable } from "#bff/platform/db/tables.ts";

const lookEvery = 10_000;
const patience = { first: 1000, longest: 300_000 };

/**
 * Holds the push connections of every channel whose network has one: opened when a channel is connected or resumed,
 * closed when it is not, opened again with growing patience when they break. Polling goes on beside them.
 */
export function openStreams(app: App): { stop(): Promise<void> } {
  const open = new Map<string, { credentials: string | null; stop: AbortController; done: Promise<void> }>();
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;

  async function look(): Promise<void> {
    const wanted = new Map((await streamingChannels(app)).map((channel) => [channel.id, channel]));
    // A new key needs a new connection.
    for (const [id, one] of open)
      if (wanted.get(id)?.credentials !== one.credentials) {
        one.stop.abort();
        open.delete(id);
      }
    for (const [id, channel] of wanted) {
      if (open.has(id) || stopping) continue;
      const stop = new AbortController();
      open.set(id, { credentials: channel.credentials, stop, done: follow(app, channel, stop.signal) });
    }
  }

  const turn = () => {
    if (stopping) return;
    look()
      .catch((error) => app.log.error({ err: error }, "the push connections could not be looked after"))
      .finally(() => {
        if (!stopping) timer = setTimeout(turn, lookEvery);
      });
  };
  turn();
  return {
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      for (const one of open.values()) one.stop.abort();
      await Promise.race([Promise.all([...open.values()].map((one) => one.done)), pause(2000)]);
    },
  };
}

async function follow(app: App, channel: ChannelTable, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; failures++) {
    let brought = false;
    try {
      const opened = await openChannel(app, channel);
      if (!opened?.connector.stream) return;
      for await (const news of opened.connector.stream(opened.access, signal)) {
        brought = true;
        await keepPushed(app, channel, news);
      }
      if (!signal.aborted) await tellStreamLost(app, channel, "The network closed the connection.");
    } catch (error) {
      if (signal.aborted) return;
      await tellStreamLost(app, channel, error instanceof Error ? error.message : String(error)).catch(() => {});
    }
    if (brought) failures = 0;
    await pause(Math.min(patience.first * 2 ** failures, patience.longest), signal);
  }
}

const pause = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    timer.unref();
    signal?.addEventListener("abort", () => resolve(clearTimeout(timer)), { once: true });
  });
