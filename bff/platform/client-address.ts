import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";

/**
 * The address a request came from, for limits by address. Behind proxies that are trusted by name (`KONAK_TRUST_PROXY`)
 * it is the last one in `X-Forwarded-For` that no trusted proxy added; anybody else may write what they like there.
 */
export function clientAddress(c: Context, trusted: string[]): string {
  const peer = peerOf(c);
  return judged(peer, c.req.header("x-forwarded-for"), trusted);
}

/** The same on plain values. */
export function judged(peer: string, forwarded: string | undefined, trusted: string[]): string {
  const trusts = (address: string): boolean =>
    trusted.includes(address) || (trusted.includes("loopback") && isLoopback(address));
  if (!forwarded || !trusts(peer)) return peer;
  const named = forwarded.split(",").map((name) => plain(name.trim()));
  const outside = named.findLast((address) => !trusts(address));
  return outside && isIP(outside) ? outside : peer;
}

export const isLoopback = (address: string): boolean => /^127\./.test(plain(address)) || address === "::1";

const plain = (address: string): string => address.replace(/^::ffff:/i, "").replace(/^\[|\](:\d+)?$/g, "");

// Under `app.request` in tests there is no connection to ask.
function peerOf(c: Context): string {
  try {
    return plain(getConnInfo(c).remote.address ?? "unknown");
  } catch {
    return "unknown";
  }
}
