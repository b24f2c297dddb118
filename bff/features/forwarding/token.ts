import { createHmac, timingSafeEqual } from "node:crypto";
import type { App } from "#bff/platform/context.ts";

/** The link of a forward. It follows from the forward's id and the house's secret, so the database holds its hash only. */
export const forwardToken = (app: Pick<App, "vault">, forwardId: string): string =>
  createHmac("sha256", app.vault.authSecret).update(`forward:${forwardId}`).digest("base64url");

// Mail servers may write an address in small letters, so the signature is hexadecimal: 80 bits of an HMAC.
const signatureOf = (app: Pick<App, "vault">, forwardId: string): string =>
  createHmac("sha256", app.vault.authSecret).update(`mail:${forwardId}`).digest("hex").slice(0, 20);

/**
 * One Message-ID over every attempt of one mail, so that a repeat can be told from a second question, and by its
 * signature so that a reply to it finds its way back. `kind` tells a reminder from the question itself.
 */
export function messageIdOf(app: Pick<App, "url" | "vault">, forwardId: string, kind = "asked"): string {
  const host = new URL(app.url).hostname;
  return `<forward.${forwardId}.${signatureOf(app, forwardId)}.${kind}@${host}>`;
}

/** Which mail of ours a Message-ID names, its signature being true: the forward and whether it asked or reminded. */
export function ownMailNamed(
  app: Pick<App, "vault">,
  messageId: string | null,
): { forwardId: string; kind: string } | null {
  const kind = /^<forward\.[0-9a-z]{21}\.[0-9a-f]{20}\.([a-z]{1,20})@/i.exec(messageId ?? "")?.[1]?.toLowerCase();
  const forwardId = kind && forwardNamedIn(app, [messageId ?? ""]);
  return forwardId ? { forwardId, kind } : null;
}

/** Where a reply goes: the address for replies with the forward's signed tag behind a plus; null without one. */
export function replyAddressOf(app: Pick<App, "config" | "vault">, forwardId: string): string | null {
  const [local, host] = app.config.mailReplyTo?.split("@") ?? [];
  return local && host ? `${local}+${forwardId}.${signatureOf(app, forwardId)}@${host}` : null;
}

const tag = /(?:forward\.|\+)([0-9a-z]{21})\.([0-9a-f]{20})(?![0-9a-f])/gi;

/** The forward that the addresses and references of a mail name with a true signature; null for none. */
export function forwardNamedIn(app: Pick<App, "vault">, texts: readonly string[]): string | null {
  for (const text of texts)
    for (const [, id = "", signature = ""] of text.slice(0, 20_000).matchAll(tag)) {
      const forwardId = id.toLowerCase();
      const wanted = Buffer.from(signatureOf(app, forwardId));
      if (timingSafeEqual(wanted, Buffer.from(signature.toLowerCase()))) return forwardId;
    }
  return null;
}
