import { quota } from "#bff/connectors/youtube/about.ts";
import { createYoutube } from "#bff/connectors/youtube/connector.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { buildYoutube, refuse } from "#fixtures/wire/youtube/stand-in.ts";
import { agreed, byOAuth } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, postsOf } from "./stand-in.ts";

/** A day's 10,000 units are 190 answers; Google gives more to whoever asks, and the run asked. */
const units = 10_000_000;

/** YouTube: comments under videos, flat threads that go as a whole, times in whole seconds, no webhooks. */
export const youtube: StartNetwork = {
  name: "youtube",
  connectorAt(parts, url) {
    const places = { authorize: `${url}/auth`, token: `${url}/token`, api: `${url}/` };
    return { ...createYoutube(parts, places), limits: [{ ...quota, limit: units }] };
  },
  async start() {
    const network = await startStandIn(buildYoutube, {
      onFault: (fault, c) => (fault === 429 ? refuse(c, 403, "rateLimitExceeded", "Too many requests.") : null),
    });
    const { state } = network;
    const { brand, hannah } = state;
    state.quota.of = units;
    const video = postsOf((text) => state.post(text).id);
    return {
      ...framed(network),
      connect: (where) =>
        byOAuth(where, {
          network: "youtube",
          fields: {},
          app: { clientId: state.app.id, clientSecret: state.app.secret },
          agree: agreed(state.codes),
        }),
      write: (text) => state.say(hannah, video(), text).id,
      answer: (parent, text) => state.say(hannah, parent, text).id,
      edit: state.edit,
      remove: state.remove,
      answerElsewhere: (parent, text) => state.say(brand, parent, text).id,
      held: () => state.said.map(({ id, text }) => ({ id, text })),
      answers: () => state.said.flatMap((one) => (one.by === brand ? one.text.replace(/^@hannah /, "") : [])),
      expire() {
        for (const token of state.tokens) token.withdrawn = true;
      },
    };
  },
};
