import { buildCustom } from "#fixtures/wire/custom/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { byFields } from "./connect.ts";
import type { StartNetwork } from "./network.ts";
import { framed, posted } from "./stand-in.ts";

const brand = { id: "brand", handle: "lumikettle", name: "Lumi Kettle" };

/**
 * A forum of somebody's own: polled JSON, signed webhooks, answers by their idempotency key; and one that knows no keys,
 * where only looking before sending again keeps an answer from standing there twice.
 */
const forum = (name: string, honoursKeys: boolean): StartNetwork => ({
  name,
  async start() {
    const network = await startStandIn(buildCustom);
    const { state, clock } = network;
    state.honoursKeys = honoursKeys;
    let keys = 0;
    return {
      ...framed(network),
      connect: (where) =>
        byFields(where, "custom", {
          name: "Forum",
          url: `${network.url}/comments`,
          sendUrl: `${network.url}/answers`,
          key: state.key ?? "",
        }),
      write: (text) => state.write({ text }),
      answer: (parent, text) => state.write({ text, parent }),
      edit: (id, text) => state.change(id, { text, edited: clock.iso() }),
      remove: (id) => state.change(id, { deleted: true }),
      answerElsewhere: (parent, text) => state.write({ text, parent, ours: true, author: brand }),
      held: () => [...state.items.values()].filter((item) => !item.deleted).map(({ id, text }) => ({ id, text })),
      answers: () => [...state.items.values()].filter((item) => item.ours && !item.deleted).map((item) => item.text),
      pushes(secret) {
        state.secret = secret;
        return state.pushes.splice(0).map(posted);
      },
      expire() {
        state.key = `key-${++keys}`;
      },
    };
  },
});

export const forumWithKeys = forum("forum", true);
export const forumWithoutKeys = forum("forum without keys", false);
