import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy, ConnectField, ConnectStep, OAuthAsk, ScopeAsked } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type Graph, graphOf, judgeGraph } from "./graph.ts";
import { pagesOf } from "./lists.ts";

export const dialogAddress = "https://www.facebook.com/v25.0/dialog/oauth";

const Token = z.object({ access_token: z.string() });
const Permission = z.object({ permission: z.string(), status: z.string() });

/** A Page the person may act for, as `/me/accounts` gives it. */
export const PageGiven = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string().optional(),
  link: z.string().optional(),
  access_token: z.string().optional(),
  instagram_business_account: z
    .object({ id: z.string(), username: z.string().optional(), name: z.string().optional() })
    .optional(),
});
export type PageGiven = z.infer<typeof PageGiven>;

type Words = {
  steps: ConnectStep[];
  scopes: ScopeAsked[];
  fields: ConnectField[];
  /** the permissions to ask for, by what was typed */
  asked: (fields: Record<string, string>) => string[];
  pageFields: string;
  /** what is connected of a Page; null: nothing */
  accountOf: (page: PageGiven, granted: string[]) => ConnectedAccount | null;
  /** said when there is nothing to connect */
  nothing: string;
};

/** Facebook Login with the person's own app; keys of Pages taken from a long-lived key do not expire. */
export function metaConnectBy(parts: ConnectorParts, base: string, words: Words): ConnectBy {
  return {
    kind: "oauth",
    app: "own",
    scopes: words.scopes,
    steps: words.steps,
    fields: words.fields,
    authorizeUrl({ app, fields, redirect }, state, challenge) {
      const address = new URL(dialogAddress);
      const query = {
        client_id: app.clientId.trim(),
        redirect_uri: redirect,
        response_type: "code",
        scope: words.asked(fields).join(","),
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
      };
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
      return address.href;
    },
    exchange: (asked, code, verifier) => whole(() => exchange(parts, base, words, asked, code, verifier)),
  };
}

async function exchange(
  parts: ConnectorParts,
  base: string,
  words: Words,
  { app, fields, redirect }: OAuthAsk,
  code: string,
  verifier: string,
): Promise<ConnectedAccount[]> {
  const secret = app.clientSecret.trim();
  const ours = { client_id: app.clientId.trim(), client_secret: secret };
  const token = async (query: Record<string, string>) => {
    const body = new URLSearchParams({ ...ours, ...query });
    const judge = (answer: Parameters<typeof judgeGraph>[0]) => judgeGraph(answer, parts.clock.now(), false);
    const answer = must(await ask(parts, `${base}/oauth/access_token`, { body, judge }));
    return Token.safeParse(answer.body).data?.access_token ?? must<string>(refused("Facebook gave no key."));
  };
  const short = await token({ redirect_uri: redirect, code, code_verifier: verifier });
  const long = await token({ grant_type: "fb_exchange_token", fb_exchange_token: short });
  const me = graphOf(parts, base, "me", { token: long, appSecret: secret, scope: "pages_show_list" });
  const granted = await permissions(me);
  const accounts: ConnectedAccount[] = [];
  for await (const { data } of pagesOf(me, "me/accounts", { fields: words.pageFields, limit: "100" }))
    for (const raw of data) {
      const page = PageGiven.safeParse(raw).data;
      const account = page?.access_token ? words.accountOf(page, granted) : null;
      if (account)
        accounts.push({ ...account, missingScopes: words.asked(fields).filter((one) => !granted.includes(one)) });
    }
  return accounts.length > 0 ? accounts : must<ConnectedAccount[]>(refused(words.nothing));
}

const refused = (reason: string): Outcome<never> => ({ kind: "refused", reason });

async function permissions(me: Graph): Promise<string[]> {
  const all: string[] = [];
  for await (const { data } of pagesOf(me, "me/permissions", { limit: "100" }))
    for (const raw of data) {
      const one = Permission.safeParse(raw).data;
      if (one?.status === "granted") all.push(one.permission);
    }
  return all;
}
