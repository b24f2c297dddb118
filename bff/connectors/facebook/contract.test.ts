import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { facebook, pushedBy } from "#bff/test/start-meta.ts";
import { facebookCapabilities } from "./about.ts";

const day = 86_400_000;

connectorContract("Facebook", facebookCapabilities, async () => {
  const { network, connected, alike } = await facebook.start();
  const { state } = network;
  const message = (id: string) => state.postOf(id) ?? state.commentOf(id);
  return {
    ...alike,
    connected: () => connected({ ads: "yes" }),
    brandPosts: async (text) => state.post(state.brand, text).id,
    brandDeletes: async (id) => state.remove(id),
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
    pushed: () => pushedBy(state),
    narrowed: () => connected({}, ["pages_show_list", "pages_read_engagement", "pages_read_user_content"]),
  };
});

afterAll(() => expect(facebook.problems()).toEqual([]));
