import { createHmac, timingSafeEqual } from "node:crypto";
import type { App } from "#bff/platform/context.ts";

type House = Pick<App, "vault" | "url">;

const sign = (app: Pick<App, "vault">, what: string): string =>
  createHmac("sha256", app.vault.authSecret).update(what).digest("base64url");

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The secret end of the address of one idea; it follows from the id, so the database need not hold it. */
const ideaToken = (app: Pick<App, "vault">, ideaId: string): string =>
  `${ideaId}.${sign(app, `idea:${ideaId}`).slice(0, 22)}`;

/** Where the author of an idea finds what becomes of it. */
export const ideaLink = (app: House, slug: string, ideaId: string): string =>
  `${app.url}/c/${slug}/i/${ideaToken(app, ideaId)}`;

/** The idea that a token truly names; null for a guess. */
export function ideaOfToken(app: Pick<App, "vault">, token: string): string | null {
  const ideaId = token.split(".")[0] ?? "";
  return ideaId && same(token, ideaToken(app, ideaId)) ? ideaId : null;
}

/** What a form carries so that it can be told when, for which call and for which visitor the page was made. */
export const formStamp = (app: Pick<App, "vault">, callId: string, visitor: string, at: number): string =>
  `${at.toString(36)}.${sign(app, `form:${callId}:${visitor}:${at}`).slice(0, 22)}`;

/** When a form was made, in milliseconds; null for one that we did not make for this visitor and call. */
export function stampedAt(app: Pick<App, "vault">, callId: string, visitor: string, stamp: string): number | null {
  const at = Number.parseInt(stamp.split(".")[0] ?? "", 36);
  return Number.isFinite(at) && same(stamp, formStamp(app, callId, visitor, at)) ? at : null;
}

/** A visitor as the database knows them: nobody can go back from it to the cookie. */
export const visitorHash = (app: Pick<App, "vault">, cookie: string): string =>
  sign(app, `visitor:${cookie}`).slice(0, 32);
