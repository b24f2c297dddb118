import type { ConnectBy } from "#bff/connectors/connect-by.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

const moderating = "with a user who may moderate comments";

export const wordpressCapabilities = capabilitiesOf({
  actions: {
    reply: true,
    removeOurs: true,
    hide: moderating,
    unhide: moderating,
    removeTheirs: moderating,
    report: moderating,
    edit: moderating,
  },
  brings: {
    posts: true,
    comments: true,
    answers: true,
    edits: true,
    deletions: true,
    hidden: moderating,
    history: true,
    olderCounts: true,
  },
  metrics: { comments: "GET /wp/v2/comments (X-WP-Total)" },
});

/** What a person is told who types another address for a blog that is connected. */
export const wordpressMoves =
  "Konak looks whether the blog there has the same user and the same comments or posts. Then this channel goes on there, with its history and what waits to go out.";

export const wordpressConnectBy: ConnectBy = {
  kind: "fields",
  scopes: [
    { scope: "read posts and comments", why: "So that comments come into the inbox." },
    { scope: "moderate_comments", why: "To see comments that are held, and to hide, approve or remove them." },
  ],
  steps: [
    {
      title: "Make an application password",
      text: "In the blog's admin pages open Users, Profile, go down to Application Passwords, name one Konak and click Add New Application Password. Answers appear under this user's name; an Editor is enough.",
    },
    { title: "Say which blog", text: "The blog's address, the user's name and the password that was just made." },
  ],
  fields: [
    { name: "site", label: "Address of the blog", kind: "url", example: "https://blog.lumi.example" },
    { name: "user", label: "User name", kind: "text", example: "selin" },
    {
      name: "password",
      label: "Application password",
      kind: "secret",
      example: "xxxx xxxx xxxx xxxx xxxx xxxx",
      help: "Six groups of four. Never the password one signs in with. It is kept encrypted.",
    },
  ],
};
