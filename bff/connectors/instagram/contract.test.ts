import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { metaFault } from "#fixtures/wire/meta/graph-app.ts";
import { buildInstagram } from "#fixtures/wire/meta/instagram-stand-in.ts";
import { signInTo } from "#fixtures/wire/meta/sign-in.ts";
import { metaApp } from "#fixtures/wire/meta/state.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { instagramCapabilities } from "./about.ts";
import { createInstagram } from "./connector.ts";

type Network = StandIn<ReturnType<typeof buildInstagram>["state"]>;
const day = 86_400_000;
const allow = { allowAddresses: ["127.0.0.1"] };
const networks: Network[] = [];

connectorContract("Instagram", instagramCapabilities, async () => {
  const network: Network = await startStandIn(buildInstagram, { onFault: metaFault });
  networks.push(network);
  const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
  const connector = createInstagram(parts, `${network.url}/v25.0`);
  const { state } = network;
  const { leave, connected } = signInTo(state, connector.connectBy);
  return {
    connector,
    input: {},
    wrongInput: {},
    connected: () => connected({}),
    async refusedCode() {
      const { ask, verifier, exchange } = leave({});
      return exchange(ask, "a-code-nobody-gave", verifier);
    },
    brandPosts: async (text) => state.publish(text).id,
    followerReplies: async (parent, text) => state.say(state.follower, parent, text).id,
    followerDeletes: async (id) => state.unsay(id),
    async hides(id, hidden) {
      state.saidAt(id)!.hidden = hidden;
    },
    async followerWroteBefore(days, text) {
      const at = new Date(network.clock.now().getTime() - days * day).toISOString();
      return state.say(state.follower, state.publish("Summer", at).id, text, at).id;
    },
    brandReplies: async (parent, text) => state.say(state.account, parent, text).id,
    brandRepliesUnder: async (id) =>
      state.said
        .filter((one) => one.by === state.account && one.parent === id)
        .map(({ id: own, text }) => ({ id: own, text })),
    async wasDone(action, id) {
      if (action === "hide" || action === "unhide") return state.saidAt(id)?.hidden === (action === "hide");
      if (action === "removeTheirs") return state.saidAt(id) === undefined;
      return state.privateReplies.some((reply) => reply.to === id);
    },
    async pushed() {
      const requests = state.outbox
        .splice(0)
        .map(({ headers, body }) => ({ method: "POST" as const, query: {}, headers, body }));
      return { requests, keys: { secret: "ours", app: { clientId: metaApp.id, clientSecret: metaApp.secret } } };
    },
    async withdrawn(access) {
      for (const token of state.tokens) token.withdrawn = true;
      return access;
    },
    narrowed: () => connected({}, ["pages_show_list", "pages_read_engagement", "instagram_basic"]),
    faults: network.faults,
    sendPath: "POST",
    stop: network.stop,
  };
});

afterAll(() => {
  for (const { state } of networks) expect(state.spec?.problems ?? []).toEqual([]);
});
