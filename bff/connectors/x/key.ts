import { z } from "zod";
import { ask, type Failure } from "#bff/connectors/ask.ts";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ConnectorParts, Outcome } from "#bff/connectors/connector.ts";

export type Places = { authorize: string; api: string };
export const xPlaces: Places = { authorize: "https://x.com/i/oauth2/authorize", api: "https://api.x.com" };

/** What is kept, sealed. `refresh` works once and gives the next of its kind; `until` (ISO) is when `token` ends. */
export const Key = z.object({ token: z.string(), refresh: z.string(), until: z.string(), scopes: z.array(z.string()) });
export type Key = z.infer<typeof Key>;

const Given = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  scope: z.string().default(""),
});

const early = 60;

/** Asks for a key with a code, or with the refresh token of an older key. */
export async function keyFor(
  parts: ConnectorParts,
  places: Places,
  app: AppKeys,
  form: Record<string, string>,
): Promise<Outcome<Key>> {
  const basic = Buffer.from(`${encodeURIComponent(app.clientId)}:${encodeURIComponent(app.clientSecret)}`);
  const answer = await ask(parts, new URL("/2/oauth2/token", places.api).href, {
    headers: { authorization: `Basic ${basic.toString("base64")}` },
    body: new URLSearchParams({ ...form, client_id: app.clientId }),
    judge: ({ body }) => dead(body),
  });
  if (answer.kind !== "ok") return answer;
  const given = Given.safeParse(answer.value.body);
  if (!given.success) return { kind: "refused", reason: "X gave no key that lasts." };
  const { access_token: token, refresh_token: refresh, expires_in: seconds, scope } = given.data;
  const until = new Date(parts.clock.now().getTime() + (seconds - early) * 1000).toISOString();
  return { kind: "ok", value: { token, refresh, until, scopes: scope.split(" ") } };
}

/** X says "invalid_request" for a token that was withdrawn, and its own words help nobody. */
function dead(body: unknown): Failure | null {
  const error = z.object({ error: z.string() }).safeParse(body).data?.error;
  if (error === "invalid_grant" || error === "invalid_request")
    return { kind: "reconnect", reason: "X no longer accepts the key: it was withdrawn, or it is too old." };
  if (error === "invalid_client" || error === "unauthorized_client")
    return { kind: "reconnect", reason: "X does not accept the app's client ID and client secret." };
  return null;
}

export async function renew(
  parts: ConnectorParts,
  places: Places,
  key: Key,
  app: AppKeys | null,
): Promise<Outcome<Key>> {
  if (!app) return { kind: "reconnect", reason: "The app this channel was connected with is no longer stored." };
  return keyFor(parts, places, app, { grant_type: "refresh_token", refresh_token: key.refresh });
}
