import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { buildDiscourse, discourseFault } from "#fixtures/wire/discourse/stand-in.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { createDiscourse } from "../connector.ts";

type Network = StandIn<ReturnType<typeof buildDiscourse>["state"]>;
const allow = { allowAddresses: ["127.0.0.1"] };

/** Every forum a test file started, to hold them all against the description in the end. */
export const networks: Network[] = [];

export async function startDiscourse(more: Record<string, string> = {}) {
  const network: Network = await startStandIn(buildDiscourse, { onFault: discourseFault });
  networks.push(network);
  const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
  const connector = createDiscourse(parts);
  const input = { site: `${network.url}/latest`, key: " right-key-of-lumi\u200b", user: "@lumi", ...more };
  const connected = async (): Promise<ChannelAccess> => {
    const account = valueIn(await connector.connect(input));
    return { channelId: "channel-1", ...account, settings: account.settings ?? {} };
  };
  return { network, connector, input, connected };
}
