import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { appIsGone, deadKey, keyIn } from "#bff/connectors/own-app.ts";

export type Places = { authorize: string; api: string };
export const xPlaces: Places = { authorize: "https://x.com/i/oauth2/authorize", api: "https://api.x.com" };

/** The app's API key and its secret, which webhooks are asked for and signed with; the client secret is another one. */
const ApiKey = z.object({ key: z.string(), secret: z.string() });
export type ApiKey = z.infer<typeof ApiKey>;

/** What is kept, sealed. `refresh` works once and gives the next of its kind; `until` (ISO) is when `token` ends. */
export const Key = z.object({
  token: z.string(),
  refresh: z.string(),
  until: z.string(),
  scopes: z.array(z.string()),
  /** where the person gave them */
  api: ApiKey.optional(),
});
export type Key = z.infer<typeof Key>;

/** A key given anew, with the API key of the stored one where none was typed. */
export function withApiKey(stored: unknown, given: unknown): unknown {
  const [before, now] = [Key.safeParse(stored).data, Key.safeParse(given).data];
  return before?.api && now && !now.api ? { ...now, api: before.api } : given;
}

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
    // X says "invalid_request" for a token that was withdrawn.
    judge: ({ body }) => deadKey("X", body, ["invalid_request"]),
  });
  if (answer.kind !== "ok") return answer;
  const key = Key.safeParse(keyIn(answer.value.body, parts.clock.now()));
  return key.success ? { kind: "ok", value: key.data } : { kind: "refused", reason: "X gave no key that lasts." };
}

export async function renew(
  parts: ConnectorParts,
  places: Places,
  key: Key,
  app: AppKeys | null,
): Promise<Outcome<Key>> {
  if (!app) return appIsGone;
  const made = await keyFor(parts, places, app, { grant_type: "refresh_token", refresh_token: key.refresh });
  return made.kind === "ok" && key.api ? { ...made, value: { ...made.value, api: key.api } } : made;
}
