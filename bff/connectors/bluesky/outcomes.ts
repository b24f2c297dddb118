import { XRPCError } from "@atproto/api";
import type { Outcome } from "#bff/connectors/connector.ts";

/** What a call that did not work out means for whoever asked. */
export type Failure = Exclude<Outcome<never>, { kind: "ok" }>;

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

/** Failures of the connection that happen before a single byte of the request can have arrived. */
const neverArrived = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** Whether the network refused the key itself: signing in again is the only thing that can help. */
export function isKeyProblem(error: unknown): boolean {
  return error instanceof XRPCError && (error.status === 401 || keyProblems.has(error.error));
}

/** Whether the request may have been carried out although no answer was seen. */
function mayHaveArrived(error: XRPCError): boolean {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && neverArrived.has(String(cause.code))) return false;
  }
  return true;
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
  if (error.cause instanceof Error && error.cause.name === "AddressRefused") return { kind: "refused", reason: words };
  if (writing && mayHaveArrived(error)) return { kind: "unknown", reason: words };
  return { kind: "wait", until: later(now, 60), reason: words };
}
