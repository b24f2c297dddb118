import { createX } from "#bff/connectors/x/connector.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { buildX, problem } from "#fixtures/wire/x/stand-in.ts";
import { agreed, byOAuth } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, postsOf } from "./stand-in.ts";

/** X: mentions and answers under posts, edits that make new ids, keys of two hours whose successors work once. */
export const x: StartNetwork = {
  name: "x",
  connectorAt: (parts, url) => createX(parts, { authorize: `${url}/authorize`, api: url }),
  async start() {
    const network = await startStandIn(buildX, {
      onFault: (fault, c) => (fault === 429 ? problem(c, 429, "Too Many Requests", "Too Many Requests") : null),
    });
    const { state } = network;
    const { brand, hannah } = state;
    const post = postsOf((text) => state.say(brand, text).id);
    const words = ({ versions }: (typeof state.said)[number]) => versions.at(-1)?.text ?? "";
    let said = 0;
    return {
      ...framed(network),
      connect: (where) =>
        byOAuth(where, {
          network: "x",
          fields: {},
          app: { clientId: state.app.id, clientSecret: state.app.secret },
          agree: agreed(state.codes),
        }),
      write: (text) =>
        said++ % 2 === 0 ? state.say(hannah, `@lumi ${text}`).id : state.say(hannah, text, { parent: post() }).id,
      // Whoever answers in a conversation names those in it, unless they take the names out.
      answer: (parent, text) => state.say(hannah, `@lumi ${text}`, { parent }).id,
      // Who edits the name of the brand out before anybody read it, is not talking to it any more.
      edit: (id, text) => state.edit(id, `@lumi ${text}`),
      remove: state.remove,
      answerElsewhere: (parent, text) => state.say(brand, text, { parent }).id,
      held: () =>
        state.said
          .filter((one) => one.by !== brand || one.parent !== null)
          .map((one) => ({ id: one.id, text: one.parent ? words(one).replace(/^@\w+ /, "") : words(one) })),
      answers: () => state.said.filter((one) => one.by === brand && one.parent !== null).map(words),
      expire() {
        for (const token of state.tokens) token.withdrawn = true;
      },
    };
  },
};
