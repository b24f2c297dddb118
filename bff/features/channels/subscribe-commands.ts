import { hookChannel } from "#bff/features/channels/hook-commands.ts";
import { hookAddress, neighboursOf } from "#bff/features/channels/neighbour-commands.ts";
import { openChannel } from "#bff/features/channels/queries.ts";
import { tellStream } from "#bff/features/channels/stream-commands.ts";
import type { App } from "#bff/platform/context.ts";
import { inTransaction } from "#bff/platform/write.ts";

const hour = 3_600_000;

/** Asks a network to send webhooks, again before its promise runs out; where it refuses, polling goes on alone. */
export async function subscribeHook(app: App, channelId: string): Promise<{ again: string } | undefined> {
  const found = await hookChannel(app, channelId);
  const subscribe = found?.connector.hook?.subscribe;
  const opened = found && (await openChannel(app, found.channel));
  if (!subscribe || !opened) return;
  const neighbours = await neighboursOf(app, found.channel);
  const outcome = await subscribe(opened.access, hookAddress(app, channelId), found.keys.secret, neighbours);
  const now = app.clock.now().getTime();
  const at = new Date(now).toISOString();
  if (outcome.kind === "ok") {
    await inTransaction(app, (trx) => tellStream(trx, channelId, "hook", { ok: true, at }));
    const { until } = outcome.value;
    if (!until) return;
    const left = Math.max(Date.parse(until) - now, 2 * hour);
    return { again: new Date(now + left * 0.8).toISOString() };
  }
  await inTransaction(app, (trx) => tellStream(trx, channelId, "hook", { ok: false, at, error: outcome.reason }));
  const wait = outcome.kind === "wait" ? Date.parse(outcome.until) : now + 24 * hour;
  return { again: new Date(Math.max(wait, now + 60_000)).toISOString() };
}
