/** Every way a rule of Konak can be broken. The web has one sentence for each (`web/lib/say-error.ts`). */
export const errorCodes = [
  "not_signed_in",
  "not_allowed",
  "not_found",
  "invalid_input",
  "conflict",
  "gone",
  "too_long",
  "needs_confirmation",
  "too_late",
  "channel_reconnect",
  "channel_narrowed",
  "channel_paused",
  "wrong_password",
  "network_unreachable",
  "address_not_allowed",
  "rate_limited",
  "link_expired",
  "link_used",
  "loop_open",
  "brief_incomplete",
  "ideas_undecided",
  "reason_empty",
  "storage_full",
  "model_silent",
  "model_refused",
  "model_useless",
  "translation_too_long",
  "unexpected",
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/**
 * A broken rule. `message` is an English sentence for logs and the command line; screens say it in the person's
 * language from `code` and `details`.
 */
export class DomainError extends Error {
  override name = "DomainError";
  code: ErrorCode;
  details: Record<string, unknown>;
  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
