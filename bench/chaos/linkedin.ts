import { createLinkedin } from "#bff/connectors/linkedin/connector.ts";
import { buildLinkedin, linkedinFault } from "#fixtures/wire/linkedin/stand-in.ts";
import { linkedinApp, urnOf } from "#fixtures/wire/linkedin/state.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { agreed, byOAuth } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, posted, postsOf } from "./stand-in.ts";

/** LinkedIn: comments under posts of the page on two levels, that go as a whole; signed webhooks, a round a minute. */
export const linkedin: StartNetwork = {
  name: "linkedin",
  connectorAt: (parts, url) =>
    createLinkedin(parts, {
      authorize: `${url}/oauth/v2/authorization`,
      token: `${url}/oauth/v2/accessToken`,
      api: url,
    }),
  async start() {
    const network = await startStandIn(buildLinkedin, { onFault: linkedinFault });
    const { state } = network;
    const { hannah, page } = state;
    const post = postsOf((text) => state.post(text).urn);
    return {
      ...framed(network),
      connect: (where) =>
        byOAuth(where, {
          network: "linkedin",
          // What an app of the Standard tier may ask for a day, and its number, without which there are no webhooks.
          fields: { calls: "1,000,000", application: linkedinApp.application },
          app: { clientId: linkedinApp.id, clientSecret: linkedinApp.secret },
          account: page.urn,
          agree: agreed(state.codes, (asked) => asked.replaceAll(" ", ",")),
        }),
      write: (text) => urnOf(state.say(hannah, post(), text)),
      answer: (parent, text) => urnOf(state.say(hannah, parent, text)),
      edit: state.edit,
      remove: state.remove,
      answerElsewhere: (parent, text) => urnOf(state.say(page.urn, parent, text)),
      held: () => state.comments.map((one) => ({ id: urnOf(one), text: one.text })),
      answers: () => state.comments.flatMap((one) => (one.by === page.urn ? one.text : [])),
      // Signed with the app's secret, which no channel has of its own.
      pushes: () => state.outbox.splice(0).map(posted),
      expire() {
        for (const token of state.tokens) token.withdrawn = true;
      },
    };
  },
};
