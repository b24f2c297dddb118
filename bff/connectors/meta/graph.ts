import { createHmac } from "node:crypto";
import { z } from "zod";
import { type Answer, ask, type Failure, wordsOf } from "#bff/connectors/ask.ts";
import type { ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import type { Budget } from "#bff/connectors/limits.ts";
import { sayOfOne } from "./one-person.ts";

export const graphAddress = "https://graph.facebook.com/v25.0";

export type Query = Record<string, string>;
type GraphKey = {
  token: string;
  appSecret: string | null;
  /** the permission that is missing where Meta does not name one */
  scope: string;
};

/** One account's way into the Graph API. */
export type Graph = {
  /** the account's id over there */
  id: string;
  /** what the last answer said of the limits */
  budget: Budget[];
  get(path: string, query?: Query): Promise<Outcome<unknown>>;
  /** null where there is nothing of this id, or nothing for us */
  find(path: string, query?: Query): Promise<Outcome<unknown>>;
  change(method: "POST" | "DELETE", path: string, query?: Query, body?: unknown): Promise<Outcome<unknown>>;
};

const GraphError = z.object({
  error: z.object({
    message: z.string().default(""),
    code: z.number().default(0),
    error_subcode: z.number().optional(),
    error_user_msg: z.string().optional(),
    is_transient: z.boolean().optional(),
  }),
});
type GraphError = z.infer<typeof GraphError>["error"];

const errorOf = ({ body }: Answer): GraphError | null => GraphError.safeParse(body).data?.error ?? null;

const dead = new Set([102, 190]);
const limited = new Set([4, 17, 32, 341, 613, 80001, 80002, 80006]);
const troubled = new Set([1, 2]);

const isGone = (error: GraphError): boolean =>
  (error.code === 100 && error.error_subcode === 33) || error.code === 803 || error.code === 1705;

/**
 * What Meta's own error numbers mean; the status says little, most of them come as 400. `scope` is the permission that is
 * missing where Meta names none; null: the call was about one thing, and a refusal without a name is of that thing.
 */
export function judgeGraph(
  answer: Answer,
  now: Date,
  writing: boolean,
  scope: string | null = "pages_read_engagement",
): Failure | null {
  const error = errorOf(answer);
  if (!error) return null;
  const { code } = error;
  const reason =
    wordsOf({ body: error.error_user_msg || error.message, text: "" }).replace(/^\(#\d+\)\s*/, "") ||
    `Meta answered with error ${code}.`;
  if (dead.has(code)) return { kind: "reconnect", reason };
  if (limited.has(code)) return { kind: "wait", until: regained(answer.headers, now), reason };
  if (code === 3 || code === 10 || (code >= 200 && code <= 299)) {
    const missing = sayOfOne(error) ? null : (scopeIn(error.message, scope === null) ?? scope);
    return missing
      ? { kind: "narrowed", reason, scope: missing }
      : { kind: "refused", reason: sayOfOne(error) ?? reason };
  }
  if (error.is_transient || troubled.has(code))
    return writing ? { kind: "unknown", reason } : { kind: "wait", until: later(now, 120), reason };
  if (isGone(error)) return { kind: "refused", reason: "What this is about is no longer there." };
  return { kind: "refused", reason };
}

/** Of one thing that is another Page's, Meta says that a permission or this feature is missing, whatever was given. */
const ofOthers = /Page Public (?:Content|Metadata) Access/;

const scopeIn = (message: string, ofOne: boolean): string | undefined =>
  ofOne && ofOthers.test(message) ? undefined : /\b(?:pages|instagram|ads|read|business)_[a-z_]+\b/.exec(message)?.[0];

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

const Usage = z.object({
  call_count: z.number().default(0),
  total_time: z.number().default(0),
  total_cputime: z.number().default(0),
  estimated_time_to_regain_access: z.number().default(0),
});
const AppUsage = Usage.catch({ call_count: 0, total_time: 0, total_cputime: 0, estimated_time_to_regain_access: 0 });
const CaseUsage = z.record(z.string(), z.array(Usage)).catch({});

function header(headers: Headers, name: string): unknown {
  try {
    return JSON.parse(headers.get(name) ?? "null");
  } catch {
    return null;
  }
}

const casesIn = (headers: Headers) =>
  Object.values(CaseUsage.parse(header(headers, "x-business-use-case-usage"))).flat();

function regained(headers: Headers, now: Date): string {
  const minutes = Math.max(0, ...casesIn(headers).map((one) => one.estimated_time_to_regain_access));
  return later(now, minutes > 0 ? Math.min(minutes, 1440) * 60 : 900);
}

/** Meta tells its limits in percent used: of the app's calls in the last hour, and of the account's own in a day. */
export function budgetOf(headers: Headers, now: Date): Budget[] {
  const used = (one: z.infer<typeof Usage>) => Math.max(one.call_count, one.total_time, one.total_cputime);
  const budget = (name: string, percent: number, resetAt: string | null): Budget => ({
    name,
    remaining: Math.max(0, 100 - percent),
    limit: 100,
    resetAt,
  });
  const told: Budget[] = [];
  if (headers.has("x-app-usage"))
    told.push(budget("percent of the app", used(AppUsage.parse(header(headers, "x-app-usage"))), null));
  const cases = casesIn(headers);
  if (cases.length > 0) {
    const blocked = cases.some((one) => one.estimated_time_to_regain_access > 0);
    told.push(budget("percent of the account", Math.max(...cases.map(used)), blocked ? regained(headers, now) : null));
  }
  return told;
}

/** Proof that a call is the app's own: HMAC-SHA256 of the key with the app's secret, however that was pasted. */
export const proofOf = (token: string, appSecret: string): string =>
  createHmac("sha256", appSecret.trim()).update(token).digest("hex");

export function graphOf(parts: ConnectorParts, base: string, id: string, { token, appSecret, scope }: GraphKey): Graph {
  const call = async (method: string, path: string, query: Query, body: unknown, absentIsFine: boolean) => {
    const address = new URL(`${base}/${path}`);
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
    if (appSecret) address.searchParams.set("appsecret_proof", proofOf(token, appSecret));
    const now = parts.clock.now();
    const writing = method !== "GET";
    const gone = (answer: Answer) => {
      const error = errorOf(answer);
      return absentIsFine && error !== null && isGone(error);
    };
    const answer = await ask(parts, address.href, {
      method,
      body,
      writing,
      headers: { authorization: `Bearer ${token}` },
      fine: absentIsFine ? [400, 404] : [],
      judge(one) {
        made.budget = budgetOf(one.headers, now);
        return gone(one) ? null : judgeGraph(one, now, writing, writing || absentIsFine ? null : scope);
      },
    });
    if (answer.kind !== "ok") return answer;
    return { kind: "ok" as const, value: answer.value.status >= 400 ? null : answer.value.body };
  };
  const made: Graph = {
    id,
    budget: [],
    get: (path, query = {}) => call("GET", path, query, undefined, false),
    find: (path, query = {}) => call("GET", path, query, undefined, true),
    change: (method, path, query = {}, body) => call(method, path, query, body, false),
  };
  return made;
}
