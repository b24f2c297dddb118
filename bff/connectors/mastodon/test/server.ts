import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { signInTo } from "#bff/test/sign-in.ts";
import { buildMastodon } from "#fixtures/wire/mastodon/stand-in.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { createMastodon } from "../connector.ts";

type Network = StandIn<ReturnType<typeof buildMastodon>["state"]>;
const allow = { allowAddresses: ["127.0.0.1"] };
/** Every server that was started, so that its complaints can be read at the end. */
export const networks: Network[] = [];

/** A Mastodon server of the stand-in, and how a person connects an account of it. */
export async function startMastodon() {
  const network: Network = await startStandIn(buildMastodon, {
    onFault: (fault, c) => (fault === 401 ? c.json({ error: "The access token is invalid" }, 401) : null),
  });
  networks.push(network);
  const connector = createMastodon({
    fetch: fetchSafely(allow),
    fetchStream: streamSafely(allow),
    clock: network.clock,
  });
  const { connectBy } = connector;
  const redirect = "http://localhost:4700/api/channels/connected";
  const fields = { server: network.url };
  if (connectBy.kind !== "oauth") throw new Error("Mastodon connects over OAuth.");
  const app = valueIn(await connectBy.register!(fields, redirect));
  const way = signInTo({ connectBy, codes: network.state.codes, app, scopesIn: (asked) => asked });
  return {
    network,
    connector,
    leave: (scopes?: string) => way.leave(fields, scopes),
    connected: (scopes?: string) => way.connected(fields, scopes),
    refusedCode: () => way.refusedCode(fields),
  };
}
