import { afterAll, expect } from "vitest";
import { connectorContract } from "#bff/connectors/contract.ts";
import { problems, startYoutube, stopAll } from "#bff/test/start-youtube.ts";
import { youtubeCapabilities } from "./about.ts";

const day = 86_400_000;

connectorContract("YouTube", youtubeCapabilities, async () => {
  const { network, connected, alike } = await startYoutube();
  const { state } = network;
  return {
    ...alike,
    connected,
    brandPosts: async (text) => state.post(text).id,
    async brandDeletes(id) {
      state.videos = state.videos.filter((one) => one.id !== id);
    },
    followerReplies: async (parent, text) => state.say(state.hannah, parent, text).id,
    followerEdits: async (id, text) => state.edit(id, text),
    followerDeletes: async (id) => state.remove(id),
    hides: async (id, hidden) => state.moderate(id, hidden ? "heldForReview" : "published"),
    followerWroteBefore: async (days, text) => {
      const at = new Date(network.clock.now().getTime() - days * day);
      const film = { ...state.post("An old film", at) };
      // Newest last, as everything in the stand-in.
      state.videos.unshift(state.videos.pop() ?? film);
      const said = state.say(state.hannah, film.id, text, at);
      state.said.unshift(state.said.pop() ?? said);
      return said.id;
    },
    brandReplies: async (parent, text) => state.say(state.brand, parent, text).id,
    brandRepliesUnder: async (id) =>
      state.said.filter((one) => one.parent === id && one.by === state.brand).map(({ id, text }) => ({ id, text })),
    async wasDone(action, id) {
      if (action === "edit") return state.find(id)?.text === "In other words";
      const statuses: Record<string, string> = {
        hide: "heldForReview",
        unhide: "published",
        removeTheirs: "rejected",
      };
      return state.find(id)?.status === statuses[action];
    },
    narrowed: () => connected({}, "https://www.googleapis.com/auth/youtube.readonly"),
  };
});

afterAll(async () => {
  await stopAll();
  expect(problems()).toEqual([]);
});
