import { createHmac, timingSafeEqual } from "node:crypto";
import { type BetterAuthPlugin, betterAuth } from "better-auth";
import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { z } from "zod";
import type { App } from "#bff/platform/context.ts";
import type { Db } from "#bff/platform/db/open.ts";
import { findSessionUser, type SessionUser } from "#bff/platform/db/sessions.ts";
import { newId } from "#bff/platform/ids.ts";
import { DomainError } from "#shared/errors.ts";

/** The header in which the server tells where a request comes from; what a client sends in it is overwritten. */
export const addressHeader = "x-konak-address";

export type Auth = {
  handler(request: Request): Promise<Response>;
  /** null for no cookie, a tampered one and one whose session is over */
  sessionUser(cookies: string | undefined): Promise<SessionUser | null>;
  /** Opens a session and gives its `Set-Cookie`. Never inside a transaction: it writes by itself. */
  createSession(userId: string): Promise<string>;
  hashPassword(password: string): Promise<string>;
  verifyPassword(hash: string, password: string): Promise<boolean>;
  /** Counts a try with a link; too many from one address within a minute are refused. */
  countTry(headers: Headers): void;
};

type Parts = Pick<App, "db" | "vault" | "url" | "clock">;
const opened = new WeakMap<Db, Auth>();

/** Sign-in over the same database; opened once per database, so limits count for all who ask for it. */
export function openAuth(parts: Parts): Auth {
  const known = opened.get(parts.db);
  if (known) return known;
  const auth = makeAuth(parts);
  opened.set(parts.db, auth);
  return auth;
}

function makeAuth({ db, vault, url, clock }: Parts): Auth {
  const auth = betterAuth(authOptions(db, vault.authSecret, url));
  const cookieName = `${url.startsWith("https:") ? "__Secure-" : ""}konak.session_token`;
  return {
    handler: (request) => auth.handler(request),
    async sessionUser(cookies) {
      const token = signedValue(cookies ?? "", cookieName, vault.authSecret);
      // better-auth dates its sessions by the machine's clock, so the same one judges them.
      return token ? findSessionUser(db, token, new Date().toISOString()) : null;
    },
    async createSession(userId) {
      const { headers } = await auth.api.openSession({ body: { userId }, headers: new Headers(), returnHeaders: true });
      return headers.get("set-cookie") ?? "";
    },
    hashPassword,
    verifyPassword: (hash, password) => verifyPassword({ hash, password }),
    countTry: countTries(20, 60_000, () => clock.now().getTime()),
  };
}

function authOptions(db: Db, secret: string, url: string) {
  return {
    appName: "Konak",
    baseURL: url,
    basePath: "/api/auth",
    secret,
    // The columns are text and whole numbers on both engines, which is how better-auth writes for SQLite.
    database: { db: db.write, type: "sqlite" as const },
    trustedOrigins: ownOrigins(url),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    user: { additionalFields: { locale: { type: "string" as const, required: false } } },
    session: { expiresIn: 30 * 24 * 3600 },
    rateLimit: {
      enabled: true,
      storage: "database" as const,
      window: 60,
      max: 100,
      customRules: { "/sign-in/email": { window: 60, max: 10 } },
    },
    advanced: {
      cookiePrefix: "konak",
      // Said although it is the default: under tests better-auth would leave the check out.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: url.startsWith("https:"),
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: () => newId() },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    plugins: [sessions],
  };
}

// The one door for sessions that begin with a link; it has no address of its own.
const sessions = {
  id: "konak-links",
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ userId: z.string() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        if (!user) throw new DomainError("not_found", "There is no such person.", {});
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ ok: true });
      },
    ),
  },
} satisfies BetterAuthPlugin;

/** The addresses a person may type for the same server. */
function ownOrigins(url: string): string[] {
  const { protocol, port, origin } = new URL(url);
  const end = port ? `:${port}` : "";
  return [origin, ...["localhost", "127.0.0.1", "[::1]"].map((host) => `${protocol}//${host}${end}`)];
}

/** The value of a cookie signed as `value.base64(HMAC-SHA256)`; null when the signature does not fit. */
function signedValue(cookies: string, name: string, secret: string): string | null {
  const pair = cookies.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  if (!pair) return null;
  const signed = decoded(pair.slice(name.length + 1));
  const dot = signed.lastIndexOf(".");
  if (dot < 1) return null;
  const value = signed.slice(0, dot);
  const expected = Buffer.from(createHmac("sha256", secret).update(value).digest("base64"));
  const given = Buffer.from(signed.slice(dot + 1));
  return given.length === expected.length && timingSafeEqual(given, expected) ? value : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function countTries(max: number, windowMs: number, now: () => number): (headers: Headers) => void {
  const tries = new Map<string, { from: number; count: number }>();
  return (headers) => {
    const key = headers.get(addressHeader) ?? "unknown";
    const at = now();
    for (const [old, { from }] of tries) if (at - from >= windowMs) tries.delete(old);
    const entry = tries.get(key) ?? { from: at, count: 0 };
    entry.count++;
    tries.set(key, entry);
    if (entry.count > max) throw new DomainError("rate_limited", "Too many tries; wait a minute.", { seconds: 60 });
  };
}
