import { XRPCError } from "@atproto/api";
import { type Failure, silence } from "#bff/connectors/ask.ts";

/** The words for a repository stand here too: Konak only ever asks for the one of the account itself. */
const keyProblems = new Set([
  "AuthMissing",
  "AuthenticationRequired",
  "AuthFactorTokenRequired",
  "InvalidToken",
  "ExpiredToken",
  "InvalidDID",
  "AccountTakedown",
  "AccountSuspended",
  "AccountDeactivated",
  "RepoTakendown",
  "RepoSuspended",
  "RepoDeactivated",
  "RepoNotFound",
]);

/** Whether the network refused the key itself: signing in again is the only thing that can help. */
export function isKeyProblem(error: unknown): boolean {
  return error instanceof XRPCError && (error.status === 401 || keyProblems.has(error.error));
}

const later = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

function resetOf(headers: Record<string, string | undefined>, now: Date): string {
  const reset = Number(headers["ratelimit-reset"]);
  if (reset > 0) return new Date(Math.max(reset * 1000, now.getTime() + 1000)).toISOString();
  const seconds = Number(headers["retry-after"]);
  return later(now, seconds > 0 ? seconds : 300);
}

/**
 * What an error of a call means. `writing` says that the call would have changed something over there: without an
 * answer it is then unknown whether it did.
 */
export function outcomeOf(error: unknown, now: Date, writing = false): Failure {
  if (!(error instanceof XRPCError)) throw error;
  const words = error.message || error.error;
  if (isKeyProblem(error)) return { kind: "reconnect", reason: words };
  if (error.status === 429) return { kind: "wait", until: resetOf(error.headers ?? {}, now), reason: words };
  if (error.status >= 500) return { kind: "wait", until: later(now, 60), reason: words };
  if (error.status >= 400) return { kind: "refused", reason: words };
  if (error.status === notUnderstood) return notAsDue(error, now, writing);
  return silence(error.cause ?? error, now, writing);
}

/** The library's status of an answer it could not read; its own words quote the answer, or guess at our age. */
const notUnderstood = 2;

/** Said of an answer that is not what was due: `body` as the library read it. */
export const notDue = (body: unknown): string =>
  typeof body === "object" && body !== null
    ? "The network's answer lacks what was due."
    : "The network answered with a page instead of data.";

function notAsDue(error: XRPCError, now: Date, writing: boolean): Failure {
  const reason = notDue("responseBody" in error ? error.responseBody : null);
  return writing ? { kind: "unknown", reason } : { kind: "wait", until: later(now, 120), reason };
}
