import { z } from "zod";
import { ask, type Failure } from "#bff/connectors/ask.ts";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { appIsGone, deadKey, keyIn } from "#bff/connectors/own-app.ts";

export type Places = { authorize: string; token: string; api: string };

export const linkedinPlaces: Places = {
  authorize: "https://www.linkedin.com/oauth/v2/authorization",
  token: "https://www.linkedin.com/oauth/v2/accessToken",
  api: "https://api.linkedin.com",
};

/** What is kept, sealed. LinkedIn chooses which apps get a `refresh`; it stays the same and ends a year after signing in. */
export const Key = z.object({
  token: z.string(),
  refresh: z.string().nullable(),
  until: z.string(),
  scopes: z.array(z.string()),
});
export type Key = z.infer<typeof Key>;

/** Asks for a key with a code, or with the refresh token of an older key. */
export async function keyFor(
  parts: ConnectorParts,
  places: Places,
  app: AppKeys,
  form: Record<string, string>,
): Promise<Outcome<Key>> {
  const body = new URLSearchParams({ ...form, client_id: app.clientId.trim(), client_secret: app.clientSecret.trim() });
  const answer = await ask(parts, places.token, { body, judge: (told) => dead(told.body) });
  if (answer.kind !== "ok") return answer;
  const key = keyIn(answer.value.body, parts.clock.now());
  if (!key) return { kind: "refused", reason: "LinkedIn gave no key." };
  return { kind: "ok", value: { ...key, scopes: key.scopes.flatMap((scope) => scope.split(",")).filter(Boolean) } };
}

/** LinkedIn calls a dead key an invalid request, and says the same of a code. */
const dead = (body: unknown): Failure | null => deadKey("LinkedIn", body, ["invalid_request"]);

export async function renew(
  parts: ConnectorParts,
  places: Places,
  key: Key,
  app: AppKeys | null,
): Promise<Outcome<Key>> {
  if (!app) return appIsGone;
  const { refresh } = key;
  if (refresh === null)
    return { kind: "reconnect", reason: "LinkedIn's permission has ended: it gives this app 60 days at a time." };
  const made = await keyFor(parts, places, app, { grant_type: "refresh_token", refresh_token: refresh });
  if (made.kind !== "ok") return made;
  const scopes = made.value.scopes.length > 0 ? made.value.scopes : key.scopes;
  return { kind: "ok", value: { ...made.value, refresh: made.value.refresh ?? refresh, scopes } };
}
