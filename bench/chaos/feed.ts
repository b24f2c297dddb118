import { buildBlog } from "#fixtures/wire/feed/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { byFields } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, posted } from "./stand-in.ts";

/** A blog's feed: only read, with its hub's pushes. What leaves a feed before it was read is gone for good. */
export const feed: StartNetwork = {
  name: "feed",
  async start() {
    const network = await startStandIn(buildBlog);
    const { state } = network;
    state.shown = 300;
    return {
      ...framed(network),
      connect: (where) => byFields(where, "feed", { url: `${network.url}/feed` }),
      write: (text) => state.write(text),
      edit: state.edit,
      held: () =>
        state.posts.map(({ id, title, html }) => ({ id, text: `${title}\n\n${html.replace(/<\/?p>/g, "")}` })),
      pushes: () =>
        state.pushes
          .splice(0)
          .map(({ body, signature }) =>
            posted({ headers: { "x-hub-signature": signature, "content-type": "application/rss+xml" }, body }),
          ),
    };
  },
};
