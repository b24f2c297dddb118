import { runCompiled } from "#bff/platform/db/compiled.ts";
import type { Db } from "#bff/platform/db/open.ts";

export type SessionUser = { id: string; name: string; email: string };

/** The person behind a session token that has not run out at `now`. */
export async function findSessionUser(db: Db, token: string, now: string): Promise<SessionUser | null> {
  const build = () =>
    db.read
      .selectFrom("session")
      .innerJoin("user", "user.id", "session.userId")
      .select(["user.id", "user.name", "user.email"])
      .where("session.token", "=", token)
      .where("session.expiresAt", ">", now);
  const [row] = await runCompiled(db.read, "session-user", build, [token, now]);
  return row ?? null;
}
