import { z } from "zod";
import { ChannelHealth } from "#shared/channel.ts";

/** The ways by which news come and answers go. */
export const StreamName = z.enum(["poll", "hook", "stream", "send", "history", "reconcile", "counts"]);
export type StreamName = z.infer<typeof StreamName>;

/**
 * How a way is doing. Times are ISO-8601 UTC; null: never, or not known. `failures` counts those in a row, `items` all
 * it ever brought, `newestAt` is when the newest of them was said over there.
 */
export const StreamView = z.object({
  stream: StreamName,
  lastOkAt: z.string().nullable(),
  lastTriedAt: z.string().nullable(),
  newestAt: z.string().nullable(),
  items: z.number(),
  failures: z.number(),
  error: z.string().nullable(),
  errorAt: z.string().nullable(),
  nextAt: z.string().nullable(),
});
export type StreamView = z.infer<typeof StreamView>;

/** A limit of the network: calls (or its units) left of `limit` until `resetAt`; `keptForPeople` of it only for answers. */
export const BudgetView = z.object({
  name: z.string(),
  remaining: z.number(),
  limit: z.number().nullable(),
  resetAt: z.string().nullable(),
  keptForPeople: z.number(),
  shared: z.boolean(),
});

/**
 * Why a channel is read only every so many seconds: the limit `name` has to last until `resetAt` (ISO; midnight in the zone
 * `midnightIn`, null: it ends otherwise) for all `channels` that share it.
 */
export const RoundView = z.object({
  seconds: z.number(),
  name: z.string(),
  resetAt: z.string().nullable(),
  midnightIn: z.string().nullable(),
  channels: z.number(),
});
export type RoundView = z.infer<typeof RoundView>;

/** The past as far as it was asked for: `rate` is items a minute while it was being read, null before the first page. */
export const HistoryView = z.object({
  until: z.string(),
  reachedTo: z.string().nullable(),
  state: z.enum(["running", "waiting", "done", "failed", "stopped"]),
  reason: z.string().nullable(),
  items: z.number(),
  added: z.number(),
  rate: z.number().nullable(),
  share: z.number().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type HistoryView = z.infer<typeof HistoryView>;

/** Everything the health screen says of one channel. */
export const ChannelHealthView = z.object({
  id: z.string(),
  health: ChannelHealth,
  healthReason: z.string().nullable(),
  healthAt: z.string().nullable(),
  pausedBy: z.string().nullable(),
  streams: z.array(StreamView),
  budgets: z.array(BudgetView),
  /** how reading is spread over a limit; null where nothing holds it back */
  round: RoundView.nullable(),
  history: HistoryView.nullable(),
  canReadHistory: z.boolean(),
  /** how many things wait to leave, and until when the first of them does */
  waiting: z.object({ replies: z.number(), acts: z.number(), until: z.string().nullable() }),
  /** webhooks kept and not read yet */
  hooksWaiting: z.number(),
  /** the address and secret to put in at the network, for those who may connect; null where it has no webhooks */
  hook: z
    .object({
      address: z.string(),
      secret: z.string(),
      steps: z.array(z.object({ title: z.string(), text: z.string() })),
    })
    .nullable(),
  /** what could not be read, newest first */
  aside: z.array(
    z.object({ id: z.string(), externalId: z.string().nullable(), error: z.string(), at: z.string(), raw: z.string() }),
  ),
  asideCount: z.number(),
  /** our own answers that wait for the comment they answer */
  orphans: z.number(),
  /** what came in the last 30 days with a moment still to come, and stands where it arrived */
  ahead: z.number(),
  /** what the network gave another id in the last 30 days, and what kept its place under it */
  renamed: z.number(),
  /** what the daily second look found, newest first */
  reconciled: z.array(z.object({ at: z.string(), since: z.string(), read: z.number(), found: z.number() })),
});
export type ChannelHealthView = z.infer<typeof ChannelHealthView>;

/** Part of the way from the newest (`startedAt`) back to `until` that was read, 0 to 1; null before the first page. */
export function historyShare(history: {
  until: string;
  reachedTo: string | null;
  startedAt: string;
  done: boolean;
}): number | null {
  if (history.done) return 1;
  if (!history.reachedTo) return null;
  const whole = Date.parse(history.startedAt) - Date.parse(history.until);
  const come = Date.parse(history.startedAt) - Date.parse(history.reachedTo);
  return whole > 0 ? Math.min(Math.max(come / whole, 0), 1) : null;
}
