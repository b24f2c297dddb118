import { createFacebook } from "#bff/connectors/facebook/connector.ts";
import { createInstagram } from "#bff/connectors/instagram/connector.ts";
import { metaFault } from "#fixtures/wire/meta/graph-app.ts";
import { buildInstagram } from "#fixtures/wire/meta/instagram-stand-in.ts";
import { buildMeta } from "#fixtures/wire/meta/stand-in.ts";
import { type MetaState, metaApp } from "#fixtures/wire/meta/state.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { byOAuth } from "./connect.ts";
import type { StartNetwork, Where } from "./network.ts";
import { framed, posted, postsOf } from "./stand-in.ts";

/** Meta's own window: it keeps what was asked for as a list. */
const connect = (state: MetaState, network: "facebook" | "instagram", account: string) => (where: Where) =>
  byOAuth(where, {
    network,
    fields: {},
    app: { clientId: metaApp.id, clientSecret: metaApp.secret },
    account,
    agree(address) {
      const asked = Object.fromEntries(address.searchParams);
      const code = `code-${state.codes.size}`;
      const { code_challenge: challenge = "", redirect_uri: redirect = "", scope = "" } = asked;
      state.codes.set(code, { challenge, redirect, scopes: scope.split(",") });
      return code;
    },
  });

const common = (state: MetaState) => ({
  // Signed with the app's secret, which no channel has of its own.
  pushes: () => state.outbox.splice(0).map(posted),
  expire() {
    for (const token of state.tokens) token.withdrawn = true;
  },
});

/** Facebook: comments under posts of the Page and posts of visitors, threads that go as a whole, signed webhooks. */
export const facebook: StartNetwork = {
  name: "facebook",
  connectorAt: (parts, url) => createFacebook(parts, `${url}/v25.0`),
  async start() {
    const network = await startStandIn(buildMeta, { onFault: metaFault });
    const { state } = network;
    const { brand, hannah } = state;
    const post = postsOf((text) => state.post(brand, text).id);
    let said = 0;
    return {
      ...framed(network),
      ...common(state),
      connect: connect(state, "facebook", state.page.id),
      write: (text) => (said++ % 4 === 0 ? state.post(hannah, text).id : state.comment(hannah, post(), text).id),
      answer: (parent, text) => state.comment(hannah, parent, text).id,
      edit(id, text) {
        Object.assign(state.postOf(id) ?? state.commentOf(id) ?? {}, { text });
      },
      remove: state.remove,
      answerElsewhere: (parent, text) => state.comment(brand, parent, text).id,
      held: () =>
        [...state.posts.filter((one) => one.by !== brand), ...state.comments].map(({ id, text }) => ({ id, text })),
      answers: () => state.comments.flatMap((one) => (one.by === brand ? one.text : [])),
    };
  },
};

/** Instagram: comments under posts on two levels, that nobody can edit and that go as a whole, signed webhooks. */
export const instagram: StartNetwork = {
  name: "instagram",
  connectorAt: (parts, url) => createInstagram(parts, `${url}/v25.0`),
  async start() {
    const network = await startStandIn(buildInstagram, { onFault: metaFault });
    const { state } = network;
    const { account, follower } = state;
    const media = postsOf((text) => state.publish(text).id);
    return {
      ...framed(network),
      ...common(state),
      connect: connect(state, "instagram", state.instagram.id),
      write: (text) => state.say(follower, media(), text).id,
      answer: (parent, text) => state.say(follower, parent, text).id,
      remove: state.unsay,
      answerElsewhere: (parent, text) => state.say(account, parent, text).id,
      held: () => state.said.map(({ id, text }) => ({ id, text })),
      answers: () => state.said.flatMap((one) => (one.by === account ? one.text : [])),
    };
  },
};
