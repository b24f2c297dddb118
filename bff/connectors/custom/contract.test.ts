import { connectorContract } from "#bff/connectors/contract.ts";
import { fetchSafely, streamSafely } from "#bff/platform/fetch-safely.ts";
import { buildCustom } from "#fixtures/wire/custom/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { customCapabilities } from "./about.ts";
import { createCustom } from "./connector.ts";

connectorContract("own source", customCapabilities, async () => {
  const network = await startStandIn(buildCustom);
  const allow = { allowAddresses: ["127.0.0.1"] };
  const parts = { fetch: fetchSafely(allow), fetchStream: streamSafely(allow), clock: network.clock };
  const { state, clock } = network;
  const input = { name: "Forum", url: `${network.url}/comments`, sendUrl: `${network.url}/answers` };
  const secret = "secret-of-this-channel";
  return {
    connector: createCustom({ ...parts, clock: { now: clock.now, iso: clock.iso } }),
    input: { ...input, key: "right-key-of-the-forum" },
    wrongInput: { ...input, key: "a-wrong-key" },
    brandPosts: async (text) => state.write({ text, kind: "post", ours: true, comments: 0 }),
    followerReplies: async (parent, text) => {
      const post = state.items.get(parent)?.kind === "post" ? parent : state.items.get(parent)?.post;
      return state.write({ text, parent, post: post ?? null, kind: post ? "comment" : "mention" });
    },
    followerMentions: async (text) => state.write({ text }),
    followerEdits: async (id, text) => state.change(id, { text, edited: clock.iso() }),
    followerDeletes: async (id) => state.change(id, { deleted: true }),
    hides: async (id, hidden) => state.change(id, { hidden }),
    followerWroteBefore: async (days, text) => {
      const at = new Date(clock.now().getTime() - days * 86_400_000).toISOString();
      return state.write({ text, at, changedAt: at });
    },
    brandReplies: async (parent, text) => {
      const above = state.items.get(parent);
      const brand = { id: "brand", handle: "lumikettle", name: "Lumi Kettle" };
      return state.write({
        text,
        parent,
        post: above?.post ?? null,
        kind: above?.kind ?? "comment",
        ours: true,
        author: brand,
      });
    },
    brandRepliesUnder: async (id) =>
      [...state.items.values()]
        .filter((item) => item.ours && item.parent === id && !item.deleted)
        .map((item) => ({ id: item.id, text: item.text })),
    pushed: async () => {
      state.secret = secret;
      const requests = state.pushes
        .splice(0)
        .map(({ headers, body }) => ({ method: "POST" as const, headers, query: {}, body: Buffer.from(body) }));
      return { requests, keys: { secret, app: null } };
    },
    withdrawn: async (access) => ({ ...access, credentials: { key: "withdrawn" } }),
    faults: network.faults,
    sendPath: "POST",
    stop: network.stop,
  };
});
