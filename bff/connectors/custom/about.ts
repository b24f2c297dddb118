import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";
import { standardMapping } from "./mapping.ts";

const withSend = "where the source takes answers (an address for them was given)";

export const customCapabilities = capabilitiesOf({
  actions: { reply: withSend, removeOurs: withSend },
  arrives: { webhook: true },
  brings: {
    posts: true,
    comments: true,
    mentions: true,
    answers: true,
    edits: true,
    deletions: true,
    hidden: true,
    history: "where the source understands since=",
  },
  metrics: {
    likes: "GET its address",
    comments: "GET its address",
    shares: "GET its address",
    views: "GET its address",
  },
});

/** What a person is told who types another address for a source that is connected. */
export const customMoves =
  "Konak cannot see whether this is the same source, so your word counts. Go on only if it is the one that moved: this channel then goes on there, with its history and what waits to go out. Another source is connected as a channel of its own.";

export const customConnectBy: ConnectBy = {
  kind: "fields",
  scopes: [
    {
      scope: "its key",
      why: "Whatever the source lets the holder of this key read and write; Konak asks for nothing more.",
    },
  ],
  steps: [
    {
      title: "Give the address that lists comments",
      text: "Konak asks it with GET every minute or so and expects JSON. It adds since= (a time) and, page by page, cursor= with what the answer named as next.",
    },
    {
      title: "Say which field is what",
      text: "One line each, ours = theirs, with dots for what lies deeper. Lines that fit already can stay. Where ids change, former names the id, or the list of ids, that a comment had before.",
    },
  ],
  fields: [
    { name: "name", label: "Name", kind: "text", example: "Community forum" },
    { name: "url", label: "Address that lists comments", kind: "url", example: "https://forum.example/api/comments" },
    {
      name: "key",
      label: "Key",
      kind: "secret",
      optional: true,
      help: "Sent as Authorization: Bearer. It is kept encrypted.",
    },
    {
      name: "sendUrl",
      label: "Address that takes answers",
      kind: "url",
      optional: true,
      help: "POST with text, parent, thread and post as JSON and an Idempotency-Key. Without it the channel only receives.",
    },
    { name: "mapping", label: "Fields", kind: "lines", value: standardMapping },
  ],
};
