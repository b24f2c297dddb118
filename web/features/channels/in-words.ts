import { type ErrorCode, errorCodes } from "#shared/errors.ts";
import { sayError } from "#web/lib/say-error.ts";

const isCode = (reason: string): reason is ErrorCode => (errorCodes as readonly string[]).includes(reason);

/** Our own sentence for a reason we know, else the network's words as they are. */
export function inWords(reason: string): string {
  if (!isCode(reason)) return reason;
  const { what, todo } = sayError({ data: { code: reason } });
  return `${what} ${todo}`;
}

/** Why a channel is not healthy, without the permission that is named beside it. */
export function reasonInWords(reason: string | null, missing: { scope: string } | null): string {
  return reason ? inWords(missing ? reason.replace(` (${missing.scope})`, "") : reason) : "";
}
