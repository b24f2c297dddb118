import { createHash, createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { App } from "#bff/platform/context.ts";

/** The link of a share. It follows from its id and the house's secret, so the database holds its hash only. */
export const shareToken = (app: Pick<App, "vault">, shareId: string): string =>
  createHmac("sha256", app.vault.authSecret).update(`report-share:${shareId}`).digest("base64url");

/** One Message-ID over every attempt of one mail, so that a repeat can be told from another report. */
export function reportMessageId(app: Pick<App, "url">, mailId: string): string {
  const name = createHash("sha256").update(mailId).digest("hex").slice(0, 32);
  return `<report.${name}@${new URL(app.url).hostname}>`;
}

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, 32, { N: 16_384, r: 8, p: 1 }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );

/** A password as `salt.key`, by scrypt with the settings of RFC 7914's interactive use. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `${salt.toString("base64url")}.${(await derive(password, salt)).toString("base64url")}`;
}

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [salt = "", key = ""] = hash.split(".");
  const wanted = Buffer.from(key, "base64url");
  const given = await derive(password, Buffer.from(salt, "base64url"));
  return wanted.length === given.length && timingSafeEqual(wanted, given);
}
