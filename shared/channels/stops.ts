const stops = ["channel_reconnect", "channel_narrowed", "channel_paused"] as const;

/** Whether what waits with this reason waits for a person, not for a moment. */
export const isStop = (reason: string | null): boolean => (stops as readonly (string | null)[]).includes(reason);

/**
 * Why nothing may leave on a channel now, as the reason that stands at what waits (the web has a sentence for each);
 * null when it may. A dead or narrowed key stops sending at once; reading may go on.
 */
export function stopsSending(health: string): (typeof stops)[number] | null {
  if (health === "reconnect") return "channel_reconnect";
  if (health === "narrowed") return "channel_narrowed";
  return health === "paused" ? "channel_paused" : null;
}
