import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { instagram, pushedBy } from "#bff/test/start-meta.ts";
import { instagramCapabilities } from "./about.ts";

const day = 86_400_000;

connectorContract("Instagram", instagramCapabilities, async () => {
  const { network, connected, alike } = await instagram.start();
  const { state } = network;
  return {
    ...alike,
    connected: () => connected({}),
    brandPosts: async (text) => state.publish(text).id,
    async brandDeletes(id) {
      state.media = state.media.filter((one) => one.id !== id);
    },
    followerReplies: async (parent, text) => state.say(state.follower, parent, text).id,
    async followerMentions(text) {
      const post = state.postElsewhere(state.follower, "Sunday morning");
      return state.commentElsewhere(state.follower, post.id, `@${state.account.username} ${text}`).id;
    },
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
    pushed: () => pushedBy(state),
    narrowed: () => connected({}, ["pages_show_list", "pages_read_engagement", "instagram_basic"]),
  };
});

afterAll(() => expect(instagram.problems()).toEqual([]));
