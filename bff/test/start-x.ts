import { createHash, randomBytes } from "node:crypto";
import type { OAuthAsk } from "#bff/connectors/connect-by.ts";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { scopesAsked } from "#bff/connectors/x/about.ts";
import { createX } from "#bff/connectors/x/connector.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { buildX, problem } from "#fixtures/wire/x/stand-in.ts";

type Network = StandIn<ReturnType<typeof buildX>["state"]>;
const networks: Network[] = [];

/** A stand-in of X with a connector that speaks to it, and an account connected by OAuth. */
export async function startX() {
  const network: Network = await startStandIn(buildX, {
    onFault: (fault, c) => (fault === 429 ? problem(c, 429, "Too Many Requests", "Too Many Requests") : null),
  });
  networks.push(network);
  const allow = { allowAddresses: ["127.0.0.1"] };
  const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
  const places = { authorize: `${network.url}/authorize`, api: network.url };
  const connector = createX(parts, places);
  const { connectBy } = connector;
  if (connectBy.kind !== "oauth") throw new Error("X connects over OAuth.");
  const { state } = network;
  const app = { clientId: state.app.id, clientSecret: state.app.secret };
  const redirect = "http://localhost:4700/api/channels/connected";
  const signIn = async (scopes = scopesAsked.join(" ")) => {
    const ask: OAuthAsk = { app, fields: {}, redirect };
    const code = `4/${randomBytes(4).toString("hex")}`;
    const verifier = randomBytes(32).toString("base64url");
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const address = new URL(connectBy.authorizeUrl(ask, "state", challenge));
    const asked = Object.fromEntries(address.searchParams);
    state.codes.set(code, { challenge: asked.code_challenge ?? "", scopes, redirect: asked.redirect_uri ?? "" });
    return { ask, asked, code, verifier };
  };
  const connected = async (scopes?: string): Promise<ChannelAccess> => {
    const { ask, code, verifier } = await signIn(scopes);
    const [account] = valueIn(await connectBy.exchange(ask, code, verifier));
    if (!account) throw new Error("No account was connected.");
    return { channelId: "channel-1", ...account, settings: account.settings ?? {}, app };
  };
  return { network, connector, connectBy, connected, signIn };
}

export const stopAll = (): Promise<unknown> => Promise.all(networks.map((network) => network.stop()));
export const problems = (): string[] => networks.flatMap(({ state }) => state.spec?.problems ?? []);
