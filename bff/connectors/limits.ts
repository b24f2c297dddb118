/** What a network said about one of its limits in an answer: how much is left of it, and until when. */
export type Budget = {
  /** the limit's own name, as in the connector's `limits`, such as `requests` or `units` */
  name: string;
  /** calls (or the network's units) left until `resetAt` */
  remaining: number;
  /** the whole of it; null when not said */
  limit: number | null;
  /** ISO time when it is full again; null when not said */
  resetAt: string | null;
};

/**
 * Calls of the port that cost something; history and reconciling cost what `backfill` costs, `counts` one `read`,
 * `lookUp` what a webhook only named.
 */
export type Call = "sync" | "lookUp" | "backfill" | "counts" | "send" | "findSent" | "remove" | "act";

/**
 * A limit that is known before the network says anything, and what the port's calls cost of it. Konak keeps the
 * account: what an outcome reports as `budget` replaces what was reckoned, so a wrong guess mends itself.
 */
export type Limit = {
  name: string;
  /** how many calls or units in a window */
  limit: number;
  /** length of the window; with `midnightIn` the window is that zone's day */
  seconds: number;
  /** time zone at whose midnight a daily quota starts anew (YouTube: `America/Los_Angeles`) */
  midnightIn?: string;
  /** `app`: shared by all channels of the network in the workspace that use one app; `channel`: each has its own */
  per: "channel" | "app";
  /** what a call costs at the least, for planning; what it really cost comes as `spent` */
  cost: Partial<Record<Call, number>>;
  /** share of the limit (0 to 1) that history and polling leave untouched, so that a person's answer always goes out */
  keptForPeople: number;
  /** reading is spread evenly until the window's end, over every channel that shares the limit */
  spread?: true;
  /** which setting of a channel holds how many there are, where a person typed it; `limit` where nobody did */
  setting?: string;
};
