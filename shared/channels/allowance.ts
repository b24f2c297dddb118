/**
 * A limit as it stands: what is left of it until it is full again (`resetAt`, ISO; null: the network does not say), and
 * when that was told (`at`, ISO).
 */
export type BudgetState = {
  name: string;
  remaining: number;
  limit: number | null;
  resetAt: string | null;
  at?: string;
};

/** How long a limit is believed to be used up whose network does not say until when; then it is asked again. */
const believed = 15 * 60_000;

/** Who asks: a person who waits for their answer to go out, reading what is new, or reading what is old. */
export type Urgency = "person" | "news" | "history";

/** Under this name the pause until a channel's next reading is kept beside its limits. */
export const rounds = "rounds of reading";

/** Share of a limit that an urgency leaves to the ones before it, on top of what is kept for people. */
const leavesToNews = 0.3;

/**
 * Whether a call may be made now. Null: it may. Otherwise when to ask again (ISO) and the limit it would break.
 * People may use all of a limit; news leave `keptForPeople` (a share, 0 to 1) of it, history another 30 % to the news:
 * of a limit that is spread over its window, 30 % of what is left of the time (`timeLeft`, a share, 0 to 1).
 * A limit whose time is over is full again; without a time it is after a quarter of an hour, or nobody would ever ask.
 */
export function refusal(
  state: BudgetState,
  call: { cost: number; urgency: Urgency; keptForPeople: number; timeLeft?: number },
  now: string,
): { until: string; name: string } | null {
  const fullAt = state.resetAt ?? (state.at ? new Date(Date.parse(state.at) + believed).toISOString() : null);
  if (call.cost <= 0 || (fullAt !== null && fullAt <= now)) return null;
  const whole = state.limit ?? Math.max(state.remaining, 1);
  const toNews = call.urgency === "history" ? leavesToNews * (call.timeLeft ?? 1) : 0;
  const kept = call.urgency === "person" ? 0 : call.keptForPeople + toNews;
  if (state.remaining - call.cost >= Math.floor(whole * Math.min(kept, 0.9))) return null;
  const soon = new Date(Date.parse(now) + 60_000).toISOString();
  return { until: fullAt ?? soon, name: state.name };
}

/** When a window that begins now ends: after `seconds`, or at the next midnight of a zone. */
export function windowEnd(now: string, seconds: number, midnightIn?: string): string {
  const at = Date.parse(now);
  if (!midnightIn) return new Date(at + seconds * 1000).toISOString();
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: midnightIn, hour12: false, timeStyle: "medium" });
  const clock = (moment: number): number => {
    const [hours = 0, minutes = 0, left = 0] = format.format(moment).split(":").map(Number);
    return (hours % 24) * 3600 + minutes * 60 + left;
  };
  const guess = at - (at % 1000) + (86_400 - clock(at)) * 1000;
  // The day of a change of clocks is an hour longer or shorter.
  const off = clock(guess);
  return new Date(guess - (off > 43_200 ? off - 86_400 : off) * 1000).toISOString();
}
