import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { ownApp } from "#bff/connectors/own-app.ts";
import { scopeAsked, youtubeScopes, youtubeSteps } from "./about.ts";
import { Channel, judge, List } from "./api.ts";
import { type Given, keyFor, type Places } from "./key.ts";
import { through } from "./tube.ts";

export const youtubeConnectBy = (parts: ConnectorParts, places: Places): ConnectBy =>
  ownApp({
    steps: youtubeSteps,
    scopes: youtubeScopes,
    page: places.authorize,
    asked: () => scopeAsked,
    // Without asking anew Google gives the key that lasts only to the first who asks.
    beside: { access_type: "offline", prompt: "consent" },
    key: ({ app }, form) => keyFor(parts, places, app, { grant_type: "authorization_code", ...form }),
    accounts: (given) => channelsOf(parts, places, given),
  });

async function channelsOf(
  parts: ConnectorParts,
  places: Places,
  { token, refresh, until, scopes }: Given,
): Promise<Outcome<ConnectedAccount[]>> {
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
