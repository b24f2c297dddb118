import type { Clock } from "#bff/platform/clock.ts";
import { AnswerRefused } from "#bff/platform/fetch-safely.ts";
import { DomainError } from "#shared/errors.ts";
import type { ConnectorParts, Outcome } from "./connector.ts";

/** What a network answered to one request. `body` is the parsed JSON, undefined where there was none or none was due. */
export type Answer = { status: number; headers: Headers; text: string; body: unknown };

/** Any outcome of a call that did not work out. */
export type Failure = Exclude<Outcome<never>, { kind: "ok" }>;

export type Question = {
  method?: string;
  headers?: Record<string, string>;
  /** sent as JSON, or as a form where it is URLSearchParams */
  body?: unknown;
  /** the request changes something over there, so silence is `unknown` and never tried again blindly */
  writing?: boolean;
  /** `text`: whatever comes (feeds, pages); else JSON is due, and HTML is a network in trouble */
  due?: "json" | "text";
  /** Statuses below 400 and 304 are fine. What else is an answer and no failure, such as 404 when looking something up. */
  fine?: number[];
  /** The network's own way of saying that the key is dead, too narrow, or that there is a limit; null: judge as usual. */
  judge?: (answer: Answer) => Failure | null;
};

type Parts = Pick<ConnectorParts, "fetch"> & { clock: Clock };

/** Failures of the connection that happen before a single byte of the request can have arrived. */
const neverArrived = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
const untrusted = /CERT|ALTNAME|LEAF_SIGNATURE/;

/**
 * One request to a network, with every way it can go wrong as an outcome: 401 `reconnect`, 429 and 5xx `wait` (a 5xx to
 * a change `unknown`), other 4xx `refused`, no answer `wait` or, when the change may have arrived, `unknown`.
 */
export async function ask({ fetch, clock }: Parts, url: string, question: Question = {}): Promise<Outcome<Answer>> {
  const { body, headers, writing = false } = question;
  const form = body instanceof URLSearchParams;
  const init: RequestInit = {
    method: question.method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      accept: question.due === "text" ? "*/*" : "application/json",
      ...(body !== undefined && { "content-type": form ? "application/x-www-form-urlencoded" : "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: form ? body.toString() : JSON.stringify(body) }),
  };
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, init);
    text = await response.text();
  } catch (error) {
    return silence(error, clock.now(), writing);
  }
  const answer = { status: response.status, headers: response.headers, text, body: parsed(text) };
  const judged = question.judge?.(answer) ?? null;
  if (judged) return judged;
  const fine = answer.status < 400 || question.fine?.includes(answer.status);
  if (!fine) return failureOf(answer, clock.now(), writing);
  const jsonDue = question.due !== "text" && answer.status !== 204 && answer.status !== 304 && text !== "";
  if (jsonDue && answer.body === undefined) return notJson(clock.now(), writing);
  return { kind: "ok", value: answer };
}

/** What an answer that is no success means, for connectors whose library makes the request itself. */
export function failureOf(answer: Answer, now: Date, writing = false): Failure {
  const { status } = answer;
  const reason = wordsOf(answer) || `The network answered with ${status}.`;
  if (status === 401) return { kind: "reconnect", reason };
  if (status === 429) return { kind: "wait", until: waitUntil(answer.headers, now), reason };
  if (status >= 500 && writing && status !== 503) return { kind: "unknown", reason };
  if (status >= 500) return { kind: "wait", until: waitUntil(answer.headers, now, 60), reason };
  if (status === 408) return writing ? { kind: "unknown", reason } : { kind: "wait", until: later(now, 60), reason };
  return { kind: "refused", reason };
}

/** What no answer, or one that is not taken, means. `AddressRefused` and a server whose certificate nobody vouches for help no one by waiting. */
export function silence(error: unknown, now: Date, writing = false): Failure {
  if (error instanceof DomainError) return { kind: "refused", reason: error.message };
  const code = codeOf(error);
  if (error instanceof AnswerRefused) return notTaken(error.message, now, writing);
  if (untrusted.test(code)) return { kind: "wait", until: later(now, 900), reason: unvouched(code) };
  if (writing && !neverArrived.has(code))
    return { kind: "unknown", reason: "The network did not answer, so nobody knows whether it was carried out." };
  const name = error instanceof Error ? error.name : "";
  const reason = /Timeout|Abort/.test(name) ? "The network did not answer in time." : "The network cannot be reached.";
  return { kind: "wait", until: later(now, 60), reason };
}

// The network was reached, and will hardly answer otherwise in a minute.
const notTaken = (why: string, now: Date, writing: boolean): Failure =>
  writing
    ? { kind: "unknown", reason: `${why} So nobody knows whether it was carried out.` }
    : { kind: "wait", until: later(now, 900), reason: why };

const unvouched = (code: string): string =>
  `Nobody vouches for the server's certificate (${code}), so nothing was sent to it. A certificate of an authority mends that.`;

function codeOf(error: unknown): string {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if ("code" in cause) return String(cause.code);
  return "";
}

function notJson(now: Date, writing: boolean): Failure {
  const reason = "The network answered with a page instead of data.";
  return writing ? { kind: "unknown", reason } : { kind: "wait", until: later(now, 120), reason };
}

/** When the network says one may come back: `Retry-After` in seconds or as a date, or the usual reset headers. */
export function waitUntil(headers: Headers, now: Date, otherwise = 300): string {
  const after = headers.get("retry-after");
  if (after && /^\d+$/.test(after)) return later(now, Math.min(Math.max(Number(after), 1), 86_400));
  const date = after ? Date.parse(after) : Number.NaN;
  if (date > now.getTime()) return new Date(Math.min(date, now.getTime() + 86_400_000)).toISOString();
  const reset = headers.get("x-rate-limit-reset") ?? headers.get("ratelimit-reset") ?? headers.get("x-ratelimit-reset");
  const at = reset && /^\d+$/.test(reset) ? Number(reset) * 1000 : Date.parse(reset ?? "");
  return at > now.getTime() ? new Date(at).toISOString() : later(now, otherwise);
}

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

/** The network's own sentence, wherever its error keeps it; never a page, never long. */
export function wordsOf({ body, text }: Pick<Answer, "body" | "text">): string {
  const found = sentence(body) ?? (body === undefined && !/^\s*</.test(text) ? text : "");
  return found
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
}

const places = ["error_description", "message", "detail", "error_message", "title", "error", "errors"];

function sentence(body: unknown): string | null {
  if (typeof body === "string") return body;
  if (Array.isArray(body)) return sentence(body[0]);
  if (typeof body !== "object" || body === null) return null;
  for (const place of places) {
    const inside = (body as Record<string, unknown>)[place];
    const words = inside === undefined ? null : sentence(inside);
    if (words) return words;
  }
  return null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
