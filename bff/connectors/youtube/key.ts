import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { appIsGone, deadKey, keyIn } from "#bff/connectors/own-app.ts";

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

export type Given = NonNullable<ReturnType<typeof keyIn>>;

/** Asks for a key with a code, or with the refresh token of an older key. */
export async function keyFor(
  parts: ConnectorParts,
  places: Places,
  app: AppKeys,
  form: Record<string, string>,
): Promise<Outcome<Given>> {
  const body = new URLSearchParams({ client_id: app.clientId, client_secret: app.clientSecret, ...form });
  const answer = await ask(parts, places.token, { body, judge: (told) => deadKey("Google", told.body) });
  if (answer.kind !== "ok") return answer;
  const value = keyIn(answer.value.body, parts.clock.now());
  return value ? { kind: "ok", value } : { kind: "refused", reason: "Google gave no key." };
}

export async function renew(
  parts: ConnectorParts,
  places: Places,
  key: Key,
  app: AppKeys | null,
): Promise<Outcome<Key>> {
  if (!app) return appIsGone;
  const made = await keyFor(parts, places, app, { grant_type: "refresh_token", refresh_token: key.refresh });
  if (made.kind !== "ok") return made;
  const { token, refresh, until } = made.value;
  return { kind: "ok", value: { token, refresh: refresh ?? key.refresh, until } };
}
