/**
 * Why nothing may leave on a channel now, as the reason that stands at what waits (the web has a sentence for each);
 * null when it may. A dead or narrowed key stops sending at once; reading may go on.
 */
export function stopsSending(health: string): "channel_reconnect" | "channel_narrowed" | "channel_paused" | null {
  if (health === "reconnect") return "channel_reconnect";
  if (health === "narrowed") return "channel_narrowed";
  return health === "paused" ? "channel_paused" : null;
}
