import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Keeps channel credentials encrypted (AES-256-GCM) and signs what must not be tampered with. */
export type Vault = { seal(value: unknown): string; open(sealed: string): unknown; authSecret: string };

/**
 * The secret comes from KONAK_SECRET, or is made once and kept in the data folder, readable by its owner only. What an
 * earlier secret sealed is still opened while a rotation is under way, so that one that broke off loses nothing.
 */
export function openVault(folder: string, secret: string | null, previous: string | null = null): Vault {
  const root = secret ?? keptSecret(keyFile(folder));
  const before = previous ?? readSecret(previousFile(folder));
  const keys = [root, ...(before ? [before] : [])].map((one) => derived(one, "credentials"));
  return {
    authSecret: derived(root, "sessions").toString("hex"),
    seal: (value) => seal(keys[0] as Buffer, value),
    open(sealed) {
      for (const key of keys.slice(0, -1))
        try {
          return open(key, sealed);
        } catch {
          // Sealed by the secret before.
        }
      return open(keys.at(-1) as Buffer, sealed);
    },
  };
}

const keyFile = (folder: string): string => join(folder, "secret.key");
const previousFile = (folder: string): string => join(folder, "secret.key.previous");
const derived = (root: string, use: string): Buffer => Buffer.from(hkdfSync("sha256", root, "konak", use, 32));

function seal(key: Buffer, value: unknown): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const body = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64url")}`;
}

function open(key: Buffer, sealed: string): unknown {
  const raw = Buffer.from(sealed.replace(/^v1\./, ""), "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key, raw.subarray(0, 12));
  decipher.setAuthTag(raw.subarray(12, 28));
  return JSON.parse(Buffer.concat([decipher.update(raw.subarray(28)), decipher.final()]).toString("utf8"));
}

function keptSecret(file: string): string {
  if (!existsSync(file)) writeSecret(file, newSecret());
  return readFileSync(file, "utf8").trim();
}

const newSecret = (): string => randomBytes(32).toString("hex");
const readSecret = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8").trim() : null);

function writeSecret(file: string, secret: string): void {
  writeFileSync(file, secret, { mode: 0o600 });
  chmodSync(file, 0o600);
}

/**
 * Makes a new secret in the data folder; the one before stays beside it until `forget` is called, once everything is
 * sealed anew. A rotation that broke off is gone on with.
 */
export function rotateKeptSecret(folder: string): { forget(): void } {
  const [current, before] = [keyFile(folder), previousFile(folder)];
  if (!existsSync(before)) {
    const fresh = `${current}.new`;
    writeSecret(before, keptSecret(current));
    writeSecret(fresh, newSecret());
    renameSync(fresh, current);
  }
  return { forget: () => rmSync(before, { force: true }) };
}

/**
 * Whether a webhook's signature is the one it has to be, compared in constant time. `given` as the network wrote it
 * (an algorithm's name in front, such as `sha256=`, is fine), in hex or base64.
 */
export function sameSignature(
  algorithm: "sha1" | "sha256" | "sha512",
  secret: string,
  body: Buffer,
  given: string,
): boolean {
  const right = createHmac(algorithm, secret).update(body).digest();
  const bare = given.trim().replace(/^sha(1|256|512)=/, "");
  const claimed = Buffer.from(bare, /^[0-9a-f]+$/i.test(bare) && bare.length === right.length * 2 ? "hex" : "base64");
  return claimed.length === right.length && timingSafeEqual(claimed, right);
}

/** A link token for a person, and the hash that is kept of it. */
export function newToken(): { token: string; hash: string } {
  const token = randomBytes(24).toString("base64url");
  return { token, hash: hashToken(token) };
}

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
