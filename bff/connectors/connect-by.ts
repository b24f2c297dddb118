import type { ConnectedAccount, Outcome } from "./connector.ts";

/**
 * Something a person types to connect. `secret` is shown as dots and never sent back to a page; `url` is judged by
 * the address rules before anything is sent there. All values arrive trimmed, without invisible marks.
 */
export type ConnectField = {
  name: string;
  label: string;
  kind: "text" | "secret" | "url" | "lines";
  help?: string;
  /** shown in the empty field */
  example?: string;
  /** already there when the form opens */
  value?: string;
  optional?: true;
};

/** One step of the page that says where to click. Plain words, the names of buttons as the network writes them. */
export type ConnectStep = { title: string; text: string; link?: { url: string; label: string } };

/** A permission asked for, and what Konak cannot do without it. */
export type ScopeAsked = { scope: string; why: string };

/** The person's own app on an OAuth network. Kept sealed per workspace (and server, where networks have many). */
export type AppKeys = { clientId: string; clientSecret: string };

type Steps = { steps: ConnectStep[]; scopes: ScopeAsked[] };

/** Connecting by what a person types: an app password, a token, an address. `Connector.connect` gets the fields. */
type ByFields = Steps & { kind: "fields"; fields: ConnectField[] };

/** What an authorization needs: the person's app, what was typed, and where the network sends the browser back to. */
export type OAuthAsk = { app: AppKeys; fields: Record<string, string>; redirect: string };

/**
 * Connecting in the browser with PKCE. Konak makes state, verifier and challenge (S256), keeps them for ten minutes
 * for the person who asked, and calls `exchange` when the network sends the browser back to `redirect`
 * (`KONAK_URL/api/channels/connected`).
 */
type ByOAuth = Steps & {
  kind: "oauth";
  /** typed before leaving for the network, such as a server's address; often none */
  fields: ConnectField[];
  /**
   * Whose app asks. `own`: the person made one at the network and gives its id and secret once (the steps say how);
   * `register`: Konak registers one by itself at the server that was typed (Mastodon).
   */
  app: "own" | "register";
  register?(fields: Record<string, string>, redirect: string): Promise<Outcome<AppKeys>>;
  authorizeUrl(ask: OAuthAsk, state: string, challenge: string): string;
  /** The accounts the key speaks for; with several (Pages), the person chooses. */
  exchange(ask: OAuthAsk, code: string, verifier: string): Promise<Outcome<ConnectedAccount[]>>;
};

export type ConnectBy = ByFields | ByOAuth;
