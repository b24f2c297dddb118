import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

export const feedCapabilities = capabilitiesOf({
  arrives: { webhook: "where the feed names a WebSub hub" },
  brings: { mentions: true, edits: true },
});

/** What a person is told who types another address for a feed that is connected. */
export const feedMoves =
  "Konak looks whether the feed there has the same entries or the same title. Then what was read and who wrote it stays in this channel, and reading goes on there.";

export const feedConnectBy: ConnectBy = {
  kind: "fields",
  scopes: [{ scope: "none", why: "A feed is public; nothing is ever written there." }],
  steps: [
    {
      title: "Find the feed",
      text: "Blogs, forums and news sites have one: RSS, Atom or JSON Feed. The address of the page is enough where the page names its feed.",
    },
    {
      title: "Say which entries matter",
      text: "Write the names of the brand and its products, one a line. Only entries with one of these words come in. Leave it empty to get every entry.",
    },
  ],
  fields: [
    { name: "url", label: "Address of the feed or its page", kind: "url", example: "https://teablog.example/feed" },
    {
      name: "words",
      label: "Only entries with these words",
      kind: "lines",
      example: "Lumi Kettle",
      help: "One a line; capitals and accents do not matter.",
      optional: true,
    },
  ],
};
