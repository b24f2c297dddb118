import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { metaFault } from "#fixtures/wire/meta/graph-app.ts";
import { signInTo } from "#fixtures/wire/meta/sign-in.ts";
import { buildMeta } from "#fixtures/wire/meta/stand-in.ts";
import { metaApp } from "#fixtures/wire/meta/state.ts";
import { type StandIn, startStandIn } from "#fixtures/wire/stand-in.ts";
import { facebookCapabilities } from "./about.ts";
import { createFacebook } from "./connector.ts";

type Network = StandIn<ReturnType<typeof buildMeta>["state"]>;
const day = 86_400_000;
const allow = { allowAddresses: ["127.0.0.1"] };
const networks: Network[] = [];

connectorContract("Facebook", facebookCapabilities, async () => {
  const network: Network = await startStandIn(buildMeta, { onFault: metaFault });
  networks.push(network);
  const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
  const connector = createFacebook(parts, `${network.url}/v25.0`);
  const { state } = network;
  const { leave, connected } = signInTo(state, connector.connectBy);
  const message = (id: string) => state.postOf(id) ?? state.commentOf(id);
  return {
    connector,
    input: {},
    wrongInput: {},
    connected: () => connected({ ads: "yes" }),
    async refusedCode() {
      const { ask, verifier, exchange } = leave({});
      return exchange(ask, "a-code-nobody-gave", verifier);
    },
    brandPosts: async (text) => state.post(state.brand, text).id,
    followerReplies: async (parent, text) => state.comment(state.hannah, parent, text).id,
    followerMentions: async (text) => state.post(state.hannah, text).id,
    async followerEdits(id, text) {
      message(id)!.text = text;
    },
    followerDeletes: async (id) => state.remove(id),
    async hides(id, hidden) {
      message(id)!.hidden = hidden;
    },
    async followerCommentsOnAd(text) {
      const ad = state.post(state.brand, "A kettle for you", { published: false, promoted: true });
      return { postId: ad.id, id: state.comment(state.hannah, ad.id, text).id };
    },
    async followerWroteBefore(days, text) {
      const at = new Date(network.clock.now().getTime() - days * day).toISOString();
      return state.post(state.hannah, text, { at }).id;
    },
    brandReplies: async (parent, text) => state.comment(state.brand, parent, text).id,
    brandRepliesUnder: async (id) =>
      state.comments
        .filter((one) => one.by === state.brand && (one.parent ?? one.post) === id)
        .map(({ id: own, text }) => ({ id: own, text })),
    async wasDone(action, id) {
      const one = message(id);
      if (action === "like" || action === "unlike") return one?.likedBy.includes(state.page.id) === (action === "like");
      if (action === "hide" || action === "unhide") return one?.hidden === (action === "hide");
      if (action === "removeTheirs") return one === undefined;
      if (action === "privateReply") return state.privateReplies.some((reply) => reply.to === id);
      return one?.text === "In other words";
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
    narrowed: () => connected({}, ["pages_show_list", "pages_read_engagement", "pages_read_user_content"]),
    faults: network.faults,
    sendPath: "POST",
    stop: network.stop,
  };
});

afterAll(() => {
  for (const { state } of networks) expect(state.spec?.problems ?? []).toEqual([]);
});
