import { z } from "zod";
import type { ConnectBy, ConnectField, ConnectStep, OAuthAsk, ScopeAsked } from "./connect-by.ts";
import type { ConnectedAccount, Outcome } from "./connector.ts";

/** What a code is exchanged with, beside the app's id and secret, which every network wants in another place. */
export type CodeForm = { redirect_uri: string; code: string; code_verifier: string };

type OwnApp<Key> = {
  steps: ConnectStep[];
  scopes: ScopeAsked[];
  fields?: ConnectField[];
  /** the network's page that asks the person */
  page: string;
  /** the permissions to ask for as the network writes them, by what was typed */
  asked(fields: Record<string, string>): string;
  /** what the network's page wants beside */
  beside?: Record<string, string>;
  /** false: the network has no PKCE for apps that keep a secret, and a challenge would not be understood (LinkedIn) */
  pkce?: false;
  key(ask: OAuthAsk, form: CodeForm): Promise<Outcome<Key>>;
  /** the accounts the key speaks for */
  accounts(key: Key, ask: OAuthAsk): Promise<Outcome<ConnectedAccount[]>>;
};

/** Connecting with the person's own app over OAuth 2, with PKCE (RFC 7636, S256) where the network has it. */
export function ownApp<Key>(network: OwnApp<Key>): ConnectBy {
  const { steps, scopes, fields = [], page, asked, beside, pkce = true, key, accounts } = network;
  return {
    kind: "oauth",
    app: "own",
    steps,
    scopes,
    fields,
    authorizeUrl: (ask, state, challenge) =>
      pageToAllow(page, ask, { scope: asked(ask.fields), state, ...beside }, pkce ? challenge : null),
    async exchange(ask, code, verifier) {
      const made = await key(ask, { redirect_uri: ask.redirect, code, code_verifier: verifier });
      return made.kind === "ok" ? accounts(made.value, ask) : made;
    },
  };
}

/** The address of the page a person allows an app on; blanks pasted with the app's id do not go along. */
export function pageToAllow(
  page: string,
  { app, redirect }: OAuthAsk,
  query: Record<string, string>,
  challenge: string | null,
): string {
  const url = new URL(page);
  const all = {
    response_type: "code",
    client_id: app.clientId.trim(),
    redirect_uri: redirect,
    ...(challenge && { code_challenge: challenge, code_challenge_method: "S256" }),
    ...query,
  };
  for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
  return url.href;
}

const Given = z.object({
  access_token: z.string(),
  refresh_token: z.string().nullish(),
  expires_in: z.number(),
  scope: z.string().default(""),
});

const early = 60;

/** A key that ends, out of a token answer (RFC 6749, 5.1); null where there is none. `until` is a minute early. */
export function keyIn(body: unknown, now: Date) {
  const given = Given.safeParse(body).data;
  if (!given) return null;
  const until = new Date(now.getTime() + (given.expires_in - early) * 1000).toISOString();
  const { access_token: token, refresh_token: refresh = null, scope } = given;
  return { token, refresh, until, scopes: scope.split(" ") };
}

const withdrawn = ["invalid_grant"];
const wrongApp = ["invalid_client", "unauthorized_client", "deleted_client"];

/** Networks' words for a key or an app that no longer works help nobody; these say what to do. */
export function deadKey(network: string, body: unknown, alsoWithdrawn: string[] = []) {
  const error = z.object({ error: z.string() }).safeParse(body).data?.error ?? "";
  const dead = (reason: string) => ({ kind: "reconnect" as const, reason });
  if ([...withdrawn, ...alsoWithdrawn].includes(error))
    return dead(`${network} no longer accepts the key: it was withdrawn, or it is too old.`);
  if (wrongApp.includes(error)) return dead(`${network} does not accept the app's client ID and client secret.`);
  return null;
}

export const appIsGone: Outcome<never> = {
  kind: "reconnect",
  reason: "The app this channel was connected with is no longer stored.",
};
