import { z } from "zod";
import { type Answer, ask, type Failure, type Question, wordsOf } from "#bff/connectors/ask.ts";
import type { ChannelAccess, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { keyThatEnds } from "#bff/connectors/key-that-ends.ts";
import type { Budget } from "#bff/connectors/limits.ts";
import { windowEnd } from "#shared/channels/allowance.ts";
import { dayLimit, developmentCalls, scopeOf, version } from "./about.ts";
import { Key, type Places, renew } from "./key.ts";

/** One page's way into the API. Paths and queries are given as they go out, their URNs escaped (`urns.ts`). */
export type Page = {
  urn: string;
  /** calls a day the app may make for whoever connected it, as typed when connecting */
  calls: number;
  /** calls made so far by this piece of work */
  made(): number;
  get(path: string, headers?: Record<string, string>): Promise<Outcome<unknown>>;
  /** null where there is nothing */
  find(path: string): Promise<Outcome<unknown>>;
  change(method: string, path: string, question?: Question): Promise<Outcome<Answer>>;
  /** From here on it is about somebody else's post: where LinkedIn keeps the page out, that says nothing of its permission. */
  toElsewhere(): void;
  /** what the calls cost of the day, and that nothing is left of it where LinkedIn said so */
  spent(): { spent: Record<string, number>; budget: Budget[] };
  renewed(): Key | null;
};

/** Calls after which what was read is handed over, even in the midst of a post: few where a day has few. */
export const mostCallsOf = ({ calls }: Page): number => Math.min(Math.max(Math.floor(calls / 10), 10), 40);

const Settings = z.object({ calls: z.number().positive().catch(developmentCalls) });

export const headersOf = (token: string): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  "linkedin-version": version,
  "x-restli-protocol-version": "2.0.0",
});

export function pageOf(parts: ConnectorParts, places: Places, access: ChannelAccess): Page {
  const { clock } = parts;
  const { calls } = Settings.catch({ calls: developmentCalls }).parse(access.settings);
  let made = 0;
  let isSpent = false;
  let isElsewhere = false;
  const held = keyThatEnds({
    clock,
    schema: Key,
    access,
    renew: (key) => renew(parts, places, key, access.app ?? null),
  });
  const call = (method: string, path: string, question: Question): Promise<Outcome<Answer>> =>
    held.with((key, refused) => {
      made += 1;
      return ask(parts, `${places.api}${path}`, {
        ...question,
        method,
        headers: { ...headersOf(key.token), ...question.headers },
        judge(answer) {
          if (answer.status === 401) refused();
          isSpent ||= saysDayIsOver(answer);
          return question.fine?.includes(answer.status)
            ? null
            : judge(answer, { method, path, key, isElsewhere, now: clock.now() });
        },
      });
    });
  const read = async (path: string, question: Question): Promise<Outcome<unknown>> => {
    const answer = await call("GET", path, question);
    return answer.kind === "ok" ? { kind: "ok", value: answer.value.status >= 400 ? null : answer.value.body } : answer;
  };
  return {
    urn: access.externalId,
    calls,
    made: () => made,
    get: (path, headers = {}) => read(path, { headers }),
    find: (path) => read(path, { fine: [404] }),
    change: (method, path, question = {}) => call(method, path, { ...question, writing: true }),
    toElsewhere() {
      isElsewhere = true;
    },
    spent: () => ({
      spent: { [dayLimit.name]: made },
      budget: isSpent ? [{ name: dayLimit.name, remaining: 0, limit: calls, resetAt: dayEnd(clock.now()) }] : [],
    }),
    renewed: held.renewed,
  };
}

const dayEnd = (now: Date): string => windowEnd(now.toISOString(), dayLimit.seconds, dayLimit.midnightIn);
const saysDayIsOver = (answer: Answer): boolean => answer.status === 429 && /\bDAY limit\b/i.test(wordsOf(answer));
const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** Which permission a call needs. */
const scopeFor = (method: string, path: string): string => {
  if (path.startsWith("/rest/posts")) return scopeOf.posts;
  if (!/^\/rest\/(socialActions|reactions)/.test(path)) return scopeOf.page;
  return method === "GET" ? scopeOf.comments : scopeOf.write;
};

type Asked = { method: string; path: string; key: Pick<Key, "scopes">; isElsewhere?: boolean; now: Date };

/** LinkedIn's own signs: a version that is no longer spoken, a day's calls that are used up, a permission or role that lacks. */
export function judge(answer: Answer, { method, path, key, isElsewhere, now }: Asked): Failure | null {
  const { status } = answer;
  const words = wordsOf(answer);
  if (status === 426)
    return {
      kind: "wait",
      until: later(now, 6 * 3600),
      reason: `LinkedIn no longer answers version ${version} of its API. Konak has to be updated.`,
    };
  if (saysDayIsOver(answer))
    return { kind: "wait", until: dayEnd(now), reason: "The calls LinkedIn allows this app for the day are used up." };
  if (status === 429 && /create throttled/i.test(words))
    return { kind: "wait", until: later(now, 60), reason: "LinkedIn wants a minute between comments." };
  if (status === 404) return { kind: "refused", reason: "What this is about is no longer there." };
  if (status !== 403) return null;
  const reason = words || "LinkedIn does not allow this.";
  if (!/not enough permissions|access[_ ]denied/i.test(words)) return { kind: "refused", reason };
  const scope = scopeFor(method, path);
  if (!key.scopes.includes(scope)) return { kind: "narrowed", reason, scope };
  if (isElsewhere)
    return { kind: "refused", reason: "LinkedIn does not let the page do this under somebody else's post." };
  const role = "Perhaps whoever connected the page is no longer its super admin, or LinkedIn took the product away.";
  return { kind: "narrowed", reason: `${reason}. ${role}`, scope };
}
