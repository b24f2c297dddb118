import type { youtube_v3 } from "@googleapis/youtube";
import { z } from "zod";
import { type Answer, ask, failureOf } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { keyThatEnds } from "#bff/connectors/key-that-ends.ts";
import type { Budget } from "#bff/connectors/limits.ts";
import { quota, units } from "./about.ts";
import { judge, midnight, reasonsOf } from "./api.ts";
import { Key, type Places, renew } from "./key.ts";

type Api = youtube_v3.Youtube;
type Asked = Promise<{ status: number; headers: Headers; data: unknown }>;

/** One call of the library, such as `(api) => api.videos.list({ ... })`. */
type Work = (api: Api) => Promise<unknown>;

/** The API as one channel of a brand; `channel` is its id there. */
export type Tube = {
  channel: string;
  uploads: string;
  list(work: Work, fine?: number[]): Promise<Outcome<Answer>>;
  write(work: Work, fine?: number[]): Promise<Outcome<Answer>>;
  /** units the calls cost so far, and what Google said of the rest */
  spent(): { spent: Record<string, number>; budget?: Budget[] };
  /** the key as it is now, when Google gave a new one meanwhile */
  renewed(): Key | null;
};

/** What Google says to a list it could not make just now, and to the mark of a page it no longer knows. */
const passes = ["processingFailure", "invalidPageToken"];

const Settings = z.object({ uploads: z.string().optional() });

export function tubeOf(parts: ConnectorParts, places: Places, access: ChannelAccess): Tube {
  const channel = access.externalId;
  const { clock } = parts;
  const held = keyThatEnds({
    clock,
    schema: Key,
    access,
    renew: (key) => renew(parts, places, key, access.app ?? null),
  });
  let total = 0;
  let empty = false;
  const call = (work: Work, cost: number, fine: number[]): Promise<Outcome<Answer>> =>
    held.with(async (key, refused) => {
      const answer = await ask({ clock, fetch: through(parts, places, key.token, work) }, places.api, {
        fine,
        writing: cost === units.write,
        judge(told) {
          if (told.status === 401) refused();
          const reasons = reasonsOf(told.body);
          empty ||= reasons.includes("quotaExceeded");
          const passing = cost === units.list && reasons.some((reason) => passes.includes(reason));
          if (passing && !fine.includes(told.status)) return failureOf({ ...told, status: 503 }, clock.now());
          const failure = judge(told, clock.now());
          return failure?.kind === "refused" && fine.includes(told.status) ? null : failure;
        },
      });
      total += cost;
      return answer;
    });
  return {
    channel,
    uploads: Settings.safeParse(access.settings).data?.uploads ?? channel.replace(/^UC/, "UU"),
    list: (work, fine = []) => call(work, units.list, fine),
    write: (work, fine = []) => call(work, units.write, fine),
    spent: () => ({
      spent: { [quota.name]: total },
      ...(empty && {
        budget: [{ name: quota.name, remaining: 0, limit: quota.limit, resetAt: midnight(clock.now()) }],
      }),
    }),
    renewed: held.renewed,
  };
}

/**
 * The library makes the request with our own fetch and judges nothing: every status is handed on, so that `ask` knows
 * what it means. It is loaded when the first channel speaks, because it is large.
 */
export function through(parts: ConnectorParts, places: Places, token: string, work: Work): ConnectorParts["fetch"] {
  return async () => {
    const { youtube } = await import("@googleapis/youtube");
    const api = youtube({
      version: "v3",
      rootUrl: places.api,
      headers: { authorization: `Bearer ${token}` },
      responseType: "text",
      retry: false,
      validateStatus: () => true,
      fetchImplementation: (url, init) => parts.fetch(String(url), init),
    });
    try {
      const { status, headers, data } = await (work(api) as Asked);
      return new Response(typeof data === "string" && data !== "" ? data : null, { status, headers });
    } catch (error) {
      // What the connection really died of is inside the library's own error.
      throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
    }
  };
}
