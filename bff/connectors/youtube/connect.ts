import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy, OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { scopeAsked, youtubeScopes, youtubeSteps } from "./about.ts";
import { Channel, judge, List } from "./api.ts";
import { keyFor, type Places } from "./key.ts";
import { through } from "./tube.ts";

export function youtubeConnectBy(parts: ConnectorParts, places: Places): ConnectBy {
  return {
    kind: "oauth",
    app: "own",
    scopes: youtubeScopes,
    steps: youtubeSteps,
    fields: [],
    authorizeUrl({ app, redirect }, state, challenge) {
      const url = new URL(places.authorize);
      const asked = {
        response_type: "code",
        client_id: app.clientId,
        redirect_uri: redirect,
        scope: scopeAsked,
        state,
        code_challenge: challenge,
        code_challenge_method: "S256",
        access_type: "offline",
        // Without it Google gives the key that lasts only to the first who asks.
        prompt: "consent",
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return url.href;
    },
    exchange: (asked, code, verifier) => exchange(parts, places, asked, code, verifier),
  };
}

async function exchange(
  parts: ConnectorParts,
  places: Places,
  { app, redirect }: OAuthAsk,
  code: string,
  verifier: string,
): Promise<Outcome<ConnectedAccount[]>> {
  const made = await keyFor(parts, places, {
    grant_type: "authorization_code",
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: redirect,
    code,
    code_verifier: verifier,
  });
  if (made.kind !== "ok") return made;
  const { token, refresh, until, scopes } = made.value;
  if (!refresh) return { kind: "refused", reason: "Google gave a key for one hour only. Connect once more." };
  const fetch = through(parts, places, token, (api) =>
    api.channels.list({ mine: true, part: ["id", "snippet", "contentDetails"] }),
  );
  const mine = await ask({ clock: parts.clock, fetch }, places.api, {
    judge: (answer) => judge(answer, parts.clock.now()),
  });
  if (mine.kind !== "ok") return mine;
  const channels = (List.safeParse(mine.value.body).data?.items ?? []).flatMap(
    (raw) => Channel.safeParse(raw).data ?? [],
  );
  if (channels.length === 0) return { kind: "refused", reason: "This Google account has no YouTube channel." };
  const value = channels.map(({ id, snippet, contentDetails }) => ({
    externalId: id,
    handle: snippet?.customUrl || snippet?.title || id,
    name: snippet?.title || id,
    url: `https://www.youtube.com/channel/${id}`,
    credentials: { token, refresh, until },
    settings: { uploads: contentDetails?.relatedPlaylists.uploads ?? undefined },
    missingScopes: scopes.includes(scopeAsked) ? [] : [scopeAsked],
  }));
  return { kind: "ok", value };
}
