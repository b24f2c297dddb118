import { buildMastodon } from "#fixtures/wire/mastodon/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { agreed, byOAuth } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, postsOf } from "./stand-in.ts";

const withoutName = (text: string): string => text.replace(/^@hannah /, "");

/** Mastodon: mentions and comments under posts, a stream that says when, answers by their idempotency key. */
export const mastodon: StartNetwork = {
  name: "mastodon",
  async start() {
    const network = await startStandIn(buildMastodon);
    const { state } = network;
    const { brand, hannah } = state;
    const post = postsOf((text) => state.say(brand, text).id);
    let said = 0;
    return {
      ...framed(network),
      connect: (where) =>
        byOAuth(where, { network: "mastodon", fields: { server: network.url }, agree: agreed(state.codes) }),
      write: (text) =>
        said++ % 2 === 0 ? state.say(hannah, `@lumi ${text}`).id : state.say(hannah, text, { parent: post() }).id,
      // Whoever answers in a thread names those in it, unless they take the names out.
      answer: (parent, text) => state.say(hannah, `@lumi ${text}`, { parent }).id,
      edit: state.edit,
      remove: state.remove,
      answerElsewhere: (parent, text) => state.say(brand, `@hannah ${text}`, { parent }).id,
      held: () =>
        state.said
          .filter((one) => one.by !== brand || one.answered !== null)
          .map(({ id, by, text }) => ({ id, text: by === brand ? withoutName(text) : text })),
      answers: () =>
        state.said.filter((one) => one.by === brand && one.answered !== null).map(({ text }) => withoutName(text)),
      expire() {
        for (const token of state.tokens) token.withdrawn = true;
      },
    };
  },
};
