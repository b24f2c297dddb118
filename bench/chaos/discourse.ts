import { buildDiscourse, discourseFault } from "#fixtures/wire/discourse/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { byFields } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, posted, postsOf } from "./stand-in.ts";

/** A Discourse forum: topics that name the brand and posts in its own, webhooks that say when, the same words once. */
export const discourse: StartNetwork = {
  name: "discourse",
  async start() {
    const network = await startStandIn(buildDiscourse, { onFault: (fault, c) => discourseFault(fault, c) });
    const { state } = network;
    const { brand, hannah } = state;
    const topic = postsOf((text) => String(state.open(brand, text, `${text}, all of it`).id));
    const there = () => state.posts().filter((one) => !one.deleted && !(one.by === brand && one.number === 1));
    let keys = 0;
    let said = 0;
    return {
      ...framed(network),
      connect: (where) =>
        byFields(where, "discourse", { site: network.url, key: state.keys.at(-1)?.key ?? "", user: "lumi" }),
      write: (text) =>
        String(
          (said++ % 2 === 0 ? state.open(hannah, "A question", `@lumi ${text}`) : state.answer(hannah, topic(), text))
            .id,
        ),
      answer: (parent, text) => String(state.answer(hannah, parent, text).id),
      // Who edits the name of the brand out before anybody read it, is not talking to it any more.
      edit: (id, text) => state.edit(id, `@lumi ${text}`),
      remove: state.remove,
      answerElsewhere: (parent, text) => String(state.answer(brand, parent, text).id),
      held: () =>
        there()
          // What answers in a deleted topic is kept by the forum, and shown to nobody but moderators.
          .filter((one) => !state.topicOf(one).deleted)
          .map((one) => ({
            id: String(one.id),
            // A topic's title stands above its first words.
            text: one.number === 1 ? `${state.topicOf(one).title}\n\n${one.raw}` : one.raw,
          })),
      answers: () => there().flatMap((one) => (one.by === brand ? one.raw : [])),
      pushes(secret) {
        // What was signed before the secret was typed in over there is worth nothing.
        const sent = state.deliveries.splice(0);
        const known = state.hookSecret === secret;
        state.hookSecret = secret;
        return known ? sent.map(posted) : [];
      },
      expire() {
        for (const key of state.keys) key.withdrawn = true;
        state.keys.push({ key: `key-${++keys}-of-lumi-again`, user: "lumi", readOnly: false, withdrawn: false });
      },
    };
  },
};
