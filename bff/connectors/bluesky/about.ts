import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

export const blueskyCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    removeOurs: true,
    like: true,
    unlike: true,
    hide: true,
    unhide: true,
    report: true,
    mute: true,
    unmute: true,
  },
  // Only whoever began a conversation may hide answers in it.
  underOwnPosts: ["hide", "unhide"],
  brings: {
    posts: true,
    comments: true,
    mentions: true,
    quotes: true,
    answers: true,
    edits: true,
    deletions: true,
    hidden: "under posts younger than thirty days",
    history: true,
    olderCounts: true,
  },
  metrics: {
    followers: "app.bsky.actor.getProfile",
    likes: "app.bsky.feed.getAuthorFeed",
    comments: "app.bsky.feed.getAuthorFeed",
    shares: "app.bsky.feed.getAuthorFeed",
    quotes: "app.bsky.feed.getAuthorFeed",
  },
});

export const blueskyConnectBy: ConnectBy = {
  kind: "fields",
  scopes: [
    {
      scope: "app password",
      why: "Reads, writes, likes, hides, mutes and reports as the account, without its direct messages.",
    },
  ],
  steps: [
    {
      title: "Make an app password",
      text: "On Bluesky open Settings, Privacy and security, App passwords, and add one named Konak. Direct messages are not needed.",
      link: { url: "https://bsky.app/settings/app-passwords", label: "Open the app passwords page" },
    },
    { title: "Say which account", text: "The handle as in the profile, and the app password that was just made." },
  ],
  fields: [
    {
      name: "service",
      label: "Server address",
      kind: "url",
      value: "https://bsky.social",
      help: "For most accounts https://bsky.social. Change it when the account lives on its own server.",
    },
    { name: "handle", label: "Handle", kind: "text", example: "lumikettle.bsky.social" },
    {
      name: "appPassword",
      label: "App password",
      kind: "secret",
      example: "xxxx-xxxx-xxxx-xxxx",
      help: "Four groups of four letters. Never the password of the account itself. It is kept encrypted.",
    },
  ],
};
