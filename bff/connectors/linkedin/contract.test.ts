import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { problems, pushedBy, standardTier, startLinkedin, stopAll } from "#bff/test/start-linkedin.ts";
import { urnOf } from "#fixtures/wire/linkedin/state.ts";
import { linkedinCapabilities, scopeOf } from "./about.ts";

const day = 86_400_000;

connectorContract("LinkedIn", linkedinCapabilities, async () => {
  const { network, connected, alike } = await startLinkedin();
  const { state } = network;
  return {
    ...alike,
    connected: () => connected(standardTier),
    brandPosts: async (text) => state.post(text).urn,
    brandDeletes: async (urn) => state.remove(urn),
    followerMentions: async (text) => state.mention(`@Lumi ${text}`).urn,
    followerReplies: async (parent, text) => urnOf(state.say(state.hannah, parent, text)),
    followerEdits: async (urn, text) => state.edit(urn, state.postOf(urn) ? `@Lumi ${text}` : text),
    followerDeletes: async (urn) => state.remove(urn),
    async followerWroteBefore(days, text) {
      const at = new Date(network.clock.now().getTime() - days * day);
      return urnOf(state.say(state.hannah, state.post("An old post", { at }).urn, text, { at }));
    },
    brandReplies: async (parent, text) => urnOf(state.say(state.page.urn, parent, text)),
    brandRepliesUnder: async (urn) =>
      state.comments
        .filter((one) => one.by === state.page.urn)
        .filter((one) => (one.parent ? state.commentOf(urn)?.id === one.parent : one.post === urn))
        .map((one) => ({ id: urnOf(one), text: one.text })),
    async wasDone(action, urn) {
      const one = state.commentOf(urn);
      if (action === "edit") return one?.text === "In other words";
      return (one ?? state.postOf(urn))?.likedBy.includes(state.page.urn) === (action === "like");
    },
    pushed: () => pushedBy(state),
    narrowed: () =>
      connected(
        standardTier,
        Object.values(scopeOf)
          .filter((scope) => scope !== scopeOf.write)
          .join(","),
      ),
  };
});

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});
