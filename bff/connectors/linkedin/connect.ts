import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy, OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { ownApp } from "#bff/connectors/own-app.ts";
import { linkedinFields, linkedinScopes, linkedinSteps } from "./about.ts";
import { Acl, List, Organization } from "./api.ts";
import { type Key, keyFor, type Places } from "./key.ts";
import { headersOf, judge } from "./page.ts";

const scopesAsked = linkedinScopes.map(({ scope }) => scope);

/** LinkedIn has PKCE for apps without a secret alone, so the state and the secret guard the way. */
export const linkedinConnectBy = (parts: ConnectorParts, places: Places): ConnectBy =>
  ownApp({
    steps: linkedinSteps,
    scopes: linkedinScopes,
    fields: linkedinFields,
    page: places.authorize,
    asked: () => scopesAsked.join(" "),
    pkce: false,
    key: ({ app }, { redirect_uri, code }) =>
      keyFor(parts, places, app, { grant_type: "authorization_code", redirect_uri, code }),
    accounts: (key, asked) => whole(() => pagesOf(parts, places, key, asked)),
  });

const refused = (reason: string): Outcome<never> => ({ kind: "refused", reason });

/** The pages whoever signed in administers. */
async function pagesOf(
  parts: ConnectorParts,
  places: Places,
  key: Key,
  { fields }: OAuthAsk,
): Promise<ConnectedAccount[]> {
  const settings = settingsOf(fields);
  const get = async (path: string) => {
    const answer = await ask(parts, `${places.api}${path}`, {
      headers: headersOf(key.token),
      judge: (told) => judge(told, { method: "GET", path, key, now: parts.clock.now() }),
    });
    return must(answer).body;
  };
  const acls = await get("/rest/organizationAcls?q=roleAssignee&role=ADMINISTRATOR&state=APPROVED&start=0&count=100");
  const roles = List.parse(acls).elements.flatMap((raw) => Acl.safeParse(raw).data ?? []);
  const pages = new Map(
    roles.map((role) => [role.organization ?? role.organizationTarget ?? "", role.roleAssignee ?? ""]),
  );
  const accounts: ConnectedAccount[] = [];
  for (const [urn, person] of pages) {
    const [, id] = /^urn:li:organization:(\d+)$/.exec(urn) ?? [];
    if (!id) continue;
    const { localizedName, vanityName } = Organization.parse(await get(`/rest/organizations/${id}`));
    const name = localizedName || vanityName || `page ${id}`;
    accounts.push({
      externalId: urn,
      handle: vanityName || name,
      name,
      url: `https://www.linkedin.com/company/${vanityName || id}/`,
      credentials: key,
      settings: { ...settings, person },
      missingScopes: scopesAsked.filter((scope) => !key.scopes.includes(scope)),
    });
  }
  const nothing = "Whoever signed in is super admin of no LinkedIn page. Sign in there with another account.";
  return accounts.length > 0 ? accounts : must<ConnectedAccount[]>(refused(nothing));
}

/**
 * What was typed; what was left empty keeps what was typed before. Numbers come with blanks, dots and commas, the app's as
 * the address it stands in.
 */
function settingsOf(fields: Record<string, string>): { calls?: number; application?: string } {
  const typed = (fields.calls ?? "").replace(/[\s.,']/g, "");
  if (typed && !/^[1-9]\d{0,8}$/.test(typed)) must(refused("Calls a day has to be a number, such as 100."));
  const application = /(\d+)\D*$/.exec(fields.application ?? "")?.[1];
  if (fields.application && !application) must(refused("The number of the app is one such as 251877."));
  return { ...(typed && { calls: Number(typed) }), ...(application && { application }) };
}
