import { z } from "zod";
import { ask, type Failure } from "#bff/connectors/ask.ts";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ConnectorParts, Outcome } from "#bff/connectors/connector.ts";

/** Where Google answers; a stand-in has all three at one address. */
export type Places = { authorize: string; token: string; api: string };

export const google: Places = {
  authorize: "https://accounts.google.com/o/oauth2/v2/auth",
  token: "https://oauth2.googleapis.com/token",
  api: "https://youtube.googleapis.com/",
};

/** What is kept, sealed, of a connected channel. `until` (ISO) is when `token` ends; `refresh` gives the next one. */
export const Key = z.object({ token: z.string(), refresh: z.string(), until: z.string() });
export type Key = z.infer<typeof Key>;

const Given = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
  scope: z.string().default(""),
});

const early = 60;

/** Asks for a key with a code, or with the refresh token of an older key. */
export async function keyFor(
  parts: ConnectorParts,
  places: Places,
  form: Record<string, string>,
): Promise<Outcome<{ token: string; refresh: string | null; until: string; scopes: string[] }>> {
  const answer = await ask(parts, places.token, { body: new URLSearchParams(form), judge: ({ body }) => dead(body) });
  if (answer.kind !== "ok") return answer;
  const given = Given.safeParse(answer.value.body);
  if (!given.success) return { kind: "refused", reason: "Google gave no key." };
  const { access_token: token, refresh_token: refresh = null, expires_in: seconds, scope } = given.data;
  const until = new Date(parts.clock.now().getTime() + (seconds - early) * 1000).toISOString();
  return { kind: "ok", value: { token, refresh, until, scopes: scope.split(" ") } };
}

/** Google's words for a key or an app that no longer works help nobody; these say what to do. */
function dead(body: unknown): Failure | null {
  const error = z.object({ error: z.string() }).safeParse(body).data?.error;
  if (error === "invalid_grant")
    return { kind: "reconnect", reason: "Google no longer accepts the key: it was withdrawn, or it is too old." };
  if (error === "invalid_client" || error === "unauthorized_client" || error === "deleted_client")
    return { kind: "reconnect", reason: "Google does not accept the app's client ID and client secret." };
  return null;
}

export async function renew(
  parts: ConnectorParts,
  places: Places,
  key: Key,
  app: AppKeys | null,
): Promise<Outcome<Key>> {
  if (!app) return { kind: "reconnect", reason: "The app this channel was connected with is no longer stored." };
  const made = await keyFor(parts, places, {
    grant_type: "refresh_token",
    client_id: app.clientId,
    client_secret: app.clientSecret,
    refresh_token: key.refresh,
  });
  if (made.kind !== "ok") return made;
  const { token, refresh, until } = made.value;
  return { kind: "ok", value: { token, refresh: refresh ?? key.refresh, until } };
}
