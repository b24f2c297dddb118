import { z } from "zod";
import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy, ConnectField, ConnectStep, OAuthAsk, ScopeAsked } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { type CodeForm, ownApp } from "#bff/connectors/own-app.ts";
import { type Graph, graphOf, judgeGraph } from "./graph.ts";
import { pagesOf } from "./lists.ts";
import { type PageGiven, pagesGiven, portfolioScope } from "./pages.ts";

const dialogAddress = "https://www.facebook.com/v25.0/dialog/oauth";

const Token = z.object({ access_token: z.string() });
const Permission = z.object({ permission: z.string(), status: z.string() });

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
export const metaConnectBy = (parts: ConnectorParts, base: string, words: Words): ConnectBy =>
  ownApp({
    steps: words.steps,
    scopes: words.scopes,
    fields: words.fields,
    page: dialogAddress,
    asked: (fields) => words.asked(fields).join(","),
    key: (asked, form) => whole(() => longKey(parts, base, asked, form)),
    accounts: (key, asked) => whole(() => accountsOf(parts, base, words, asked, key)),
  });

async function longKey(parts: ConnectorParts, base: string, { app }: OAuthAsk, form: CodeForm): Promise<string> {
  const ours = { client_id: app.clientId.trim(), client_secret: app.clientSecret.trim() };
  const token = async (query: Record<string, string>) => {
    const body = new URLSearchParams({ ...ours, ...query });
    const judge = (answer: Parameters<typeof judgeGraph>[0]) => judgeGraph(answer, parts.clock.now(), false);
    const answer = must(await ask(parts, `${base}/oauth/access_token`, { body, judge }));
    return Token.safeParse(answer.body).data?.access_token ?? must<string>(refused("Facebook gave no key."));
  };
  return token({ grant_type: "fb_exchange_token", fb_exchange_token: await token(form) });
}

async function accountsOf(
  parts: ConnectorParts,
  base: string,
  words: Words,
  { app, fields }: OAuthAsk,
  token: string,
): Promise<ConnectedAccount[]> {
  const [id, appSecret, scope] = [app.clientId.trim(), app.clientSecret.trim(), "pages_show_list"];
  const me = graphOf(parts, base, "me", { token, appSecret, scope });
  const asApp = graphOf(parts, base, id, { token: `${id}|${appSecret}`, appSecret, scope });
  const granted = await permissions(me);
  // Without it only Pages of portfolios do not come; nothing that is connected lacks it.
  const wanted = words.asked(fields).filter((one) => one !== portfolioScope);
  const missingScopes = wanted.filter((one) => !granted.includes(one));
  const pages = await pagesGiven({ me, asApp, token, granted }, words.pageFields);
  const accounts = pages.flatMap((page) => words.accountOf(page, granted) ?? []);
  if (accounts.length > 0) return accounts.map((account) => ({ ...account, missingScopes }));
  return must<ConnectedAccount[]>(refused(words.nothing));
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
