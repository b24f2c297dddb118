import { createCustom } from "#bff/connectors/custom/connector.ts";
import { buildCustom } from "#fixtures/wire/custom/stand-in.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import type { StartNetwork } from "./network.ts";

const brand = { id: "brand", handle: "lumikettle", name: "Lumi Kettle" };

/**
 * A forum of somebody's own: polled JSON, signed webhooks, answers by their idempotency key; and one that knows no keys,
 * where only looking before sending again keeps an answer from standing there twice.
 */
const forum = (name: string, honoursKeys: boolean): StartNetwork => ({
  name,
  async start(parts) {
    const network = await startStandIn(buildCustom);
    const { state, clock } = network;
    state.honoursKeys = honoursKeys;
    const connector = createCustom({ ...parts, clock });
    let keys = 0;
    return {
      connector,
      faults: network.faults,
      advance: clock.advance,
      async account() {
        const url = `${network.url}/comments`;
        const fields = { name: "Forum", url, sendUrl: `${network.url}/answers`, key: state.key ?? "" };
        network.faults.clear();
        const outcome = await connector.connect(fields);
        if (outcome.kind !== "ok") throw new Error(`The forum does not connect: ${outcome.reason}`);
        return outcome.value;
      },
      write: (text) => state.write({ text }),
      answer: (parent, text) => state.write({ text, parent }),
      edit: (id, text) => state.change(id, { text, edited: clock.iso() }),
      remove: (id) => state.change(id, { deleted: true }),
      answerElsewhere: (parent, text) => state.write({ text, parent, ours: true, author: brand }),
      held: () => [...state.items.values()].filter((item) => !item.deleted).map(({ id, text }) => ({ id, text })),
      answers: () => [...state.items.values()].filter((item) => item.ours && !item.deleted).map((item) => item.text),
      pushes(secret) {
        state.secret = secret;
        return state.pushes
          .splice(0)
          .map(({ headers, body }) => ({ method: "POST" as const, headers, query: {}, body: Buffer.from(body) }));
      },
      expire() {
        state.key = `key-${++keys}`;
      },
      tidy: () => void network.requests.splice(0),
      stop: network.stop,
    };
  },
});

export const forumWithKeys = forum("forum", true);
export const forumWithoutKeys = forum("forum without keys", false);
