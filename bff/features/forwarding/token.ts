import { createHash, createHmac } from "node:crypto";
import type { App } from "#bff/platform/context.ts";

/** The link of a forward. It follows from the forward's id and the house's secret, so the database holds its hash only. */
export const forwardToken = (app: Pick<App, "vault">, forwardId: string): string =>
  createHmac("sha256", app.vault.authSecret).update(`forward:${forwardId}`).digest("base64url");

/** One Message-ID over every attempt of one mail, so that a repeat can be told from a second question. */
export function messageIdOf(app: Pick<App, "url">, idempotencyKey: string): string {
  const name = createHash("sha256").update(idempotencyKey).digest("hex").slice(0, 32);
  return `<forward.${name}@${new URL(app.url).hostname}>`;
}
