import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { apiFields, problems, pushedBy, startX, stopAll } from "#bff/test/start-x.ts";
import { xCapabilities } from "./about.ts";

const day = 86_400_000;

connectorContract("X", xCapabilities, async () => {
  const { network, connected, alike } = await startX();
  const { state } = network;
  return {
    ...alike,
    connected: () => connected(apiFields(state)),
    brandPosts: async (text) => state.say(state.brand, text).id,
    brandDeletes: async (id) => state.remove(id),
    followerReplies: async (parent, text) => state.say(state.hannah, text, { parent }).id,
    followerMentions: async (text) => state.say(state.hannah, `@lumi ${text}`).id,
    followerQuotes: async (quotes, text) => state.say(state.hannah, text, { quotes }).id,
    followerEdits: async (id, text) => state.edit(id, text),
    followerDeletes: async (id) => state.remove(id),
    followerWroteBefore: async (days, text) => {
      const at = new Date(network.clock.now().getTime() - days * day);
      return state.say(state.hannah, `@lumi ${text}`, { at }).id;
    },
    brandReplies: async (parent, text) => state.say(state.brand, text, { parent }).id,
    brandRepliesUnder: async (id) =>
      state.said
        .filter((one) => one.parent === id && one.by === state.brand)
        .map((one) => ({ id: one.id, text: one.versions.at(-1)?.text ?? "" })),
    async wasDone(action, id) {
      const said = state.find(id);
      if (action === "hide" || action === "unhide") return said?.hidden === (action === "hide");
      return state.muted.has(state.hannah.id) === (action === "mute");
    },
    pushed: () => pushedBy(state),
    narrowed: () => connected({}, "tweet.read users.read offline.access"),
  };
});

afterAll(async () => {
  await stopAll();
  // Problems come as application/problem+json there, which the description has beside the form that is judged here.
  expect(problems().filter((one) => !/answered 4\d\d/.test(one))).toEqual([]);
});
