import { ask } from "#bff/connectors/ask.ts";
import type { ConnectBy, OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ConnectedAccount, ConnectorParts, Outcome } from "#bff/connectors/connector.ts";
import { must, whole } from "#bff/connectors/must.ts";
import { ownApp } from "#bff/connectors/own-app.ts";
import { scopeAsked, youtubeFields, youtubeScopes, youtubeSteps } from "./about.ts";
import { Channel, judge, List } from "./api.ts";
import { type Given, keyFor, type Places } from "./key.ts";
import { through } from "./tube.ts";

export const youtubeConnectBy = (parts: ConnectorParts, places: Places): ConnectBy =>
  ownApp({
    steps: youtubeSteps,
    scopes: youtubeScopes,
    fields: youtubeFields,
    page: places.authorize,
    asked: () => scopeAsked,
    // Without asking anew Google gives the key that lasts only to the first who asks.
    beside: { access_type: "offline", prompt: "consent" },
    key: ({ app }, form) => keyFor(parts, places, app, { grant_type: "authorization_code", ...form }),
    accounts: (given, asked) => whole(() => channelsOf(parts, places, given, asked)),
  });

async function channelsOf(
  parts: ConnectorParts,
  places: Places,
  { token, refresh, until, scopes }: Given,
  { fields }: OAuthAsk,
): Promise<ConnectedAccount[]> {
  const units = unitsIn(fields);
  if (!refresh) return must(refused("Google gave a key for one hour only. Connect once more."));
  const fetch = through(parts, places, token, (api) =>
    api.channels.list({ mine: true, part: ["id", "snippet", "contentDetails"] }),
  );
  const mine = must(
    await ask({ clock: parts.clock, fetch }, places.api, { judge: (answer) => judge(answer, parts.clock.now()) }),
  );
  const channels = (List.safeParse(mine.body).data?.items ?? []).flatMap((raw) => Channel.safeParse(raw).data ?? []);
  if (channels.length === 0) return must(refused("This Google account has no YouTube channel."));
  return channels.map(({ id, snippet, contentDetails }) => ({
    externalId: id,
    handle: snippet?.customUrl || snippet?.title || id,
    name: snippet?.title || id,
    url: `https://www.youtube.com/channel/${id}`,
    credentials: { token, refresh, until },
    settings: { uploads: contentDetails?.relatedPlaylists.uploads ?? undefined, ...(units && { units }) },
    missingScopes: scopes.includes(scopeAsked) ? [] : [scopeAsked],
  }));
}

const refused = (reason: string): Outcome<never> => ({ kind: "refused", reason });

/** What was typed, with blanks, dots and commas; left empty it stays what was typed before. */
function unitsIn({ units = "" }: Record<string, string>): number | null {
  const typed = units.replace(/[\s.,']/g, "");
  if (typed && !/^[1-9]\d{2,8}$/.test(typed)) must(refused("Units a day has to be a number, such as 50,000."));
  return typed ? Number(typed) : null;
}
