import type { Hono } from "hono";
import type { AppKeys } from "#bff/connectors/connect-by.ts";
import type { ChannelAccess, Connector, ConnectorParts } from "#bff/connectors/connector.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { type Frame, type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { type Codes, signInTo } from "./sign-in.ts";

type OAuthState<Scopes> = {
  codes: Codes<Scopes>;
  tokens: { withdrawn: boolean }[];
  spec: { problems: string[] } | null;
};

type Kind<Scopes, State> = {
  build: (frame: Frame) => { app: Hono; state: State };
  onFault: NonNullable<Parameters<typeof startStandIn>[1]>["onFault"];
  create: (parts: ConnectorParts, url: string) => Connector;
  app: (state: State) => AppKeys;
  scopesIn: (asked: string) => Scopes;
  pkce?: false;
};

const allow = { allowAddresses: ["127.0.0.1"] };

/** Stand-ins of a network that connects over OAuth with the person's own app, each with a connector that speaks to it. */
export function overOAuth<Scopes, State extends OAuthState<Scopes>>(kind: Kind<Scopes, State>) {
  const networks: StandIn<State>[] = [];
  return {
    async start() {
      const network = await startStandIn(kind.build, { onFault: kind.onFault });
      networks.push(network);
      const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
      const connector = kind.create(parts, network.url);
      const { codes } = network.state;
      const app = kind.app(network.state);
      const way = signInTo({ connectBy: connector.connectBy, codes, app, scopesIn: kind.scopesIn, pkce: kind.pkce });
      /** what the contract's worlds of these networks have alike */
      const alike = {
        connector,
        input: {},
        wrongInput: {},
        refusedCode: () => way.refusedCode(),
        async withdrawn(access: ChannelAccess) {
          for (const token of network.state.tokens) token.withdrawn = true;
          return access;
        },
        passes: (milliseconds: number) => network.clock.advance(milliseconds),
        faults: network.faults,
        sendPath: "POST",
        stop: network.stop,
      };
      return { network, parts, connector, ...way, alike };
    },
    stopAll: (): Promise<unknown> => Promise.all(networks.map((network) => network.stop())),
    /** where stand-in or connector did not keep to the network's description */
    problems: (): string[] => networks.flatMap(({ state }) => state.spec?.problems ?? []),
  };
}
