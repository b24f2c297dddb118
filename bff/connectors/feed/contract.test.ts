import { expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { valueIn } from "#bff/connectors/contract-world.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { buildBlog } from "#fixtures/wire/feed/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { feedCapabilities } from "./about.ts";
import { createFeed } from "./connector.ts";

connectorContract("feed", feedCapabilities, async () => {
  const network = await startStandIn(buildBlog);
  const allow = { allowAddresses: ["127.0.0.1"] };
  const connector = createFeed({ fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock });
  const { state } = network;
  const secret = "of-this-channel";
  let pushed = 0;
  return {
    connector,
    input: { url: network.url },
    wrongInput: { url: `${network.url}/nothing` },
    followerMentions: async (text) => state.write(text),
    followerEdits: async (id, text) => state.edit(id, text),
    async pushed() {
      if (state.subscriptions.length === 0) {
        const account = valueIn(await connector.connect({ url: network.url }));
        const access = { channelId: "channel-1", ...account, settings: account.settings ?? {} };
        const { until } = valueIn(await connector.hook!.subscribe!(access, "https://konak.example/hooks/1", secret));
        expect(Date.parse(until ?? "")).toBeGreaterThan(Date.now());
      }
      const news = state.pushes.slice(pushed);
      pushed = state.pushes.length;
      return {
        requests: news.map(({ body, signature }) => ({
          method: "POST" as const,
          headers: { "x-hub-signature": signature, "content-type": "application/rss+xml" },
          query: {},
          body: Buffer.from(body),
        })),
        keys: { secret, app: null },
      };
    },
    withdrawn: async (access) => {
      state.gone = true;
      return access;
    },
    faults: network.faults,
    stop: network.stop,
  };
});
