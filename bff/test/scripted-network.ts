import type { Connector, Outcome, OutgoingReply, SentReply } from "#bff/connectors/connector.ts";
import { capabilitiesOf } from "#shared/channels/capabilities.ts";

/** A network of the test's own: it keeps what arrived and answers as it was told, in turn. */
export type ScriptedNetwork = Connector & {
  arrived: OutgoingReply[];
  removed: string[];
  /** what the next sends answer; `lost` arrives but is not acknowledged */
  next: (Exclude<Outcome<SentReply>, { kind: "ok" }> | "lost")[];
};

export function scriptedNetwork(): ScriptedNetwork {
  const arrived: OutgoingReply[] = [];
  const network: ScriptedNetwork = {
    network: "sandbox",
    capabilities: capabilitiesOf({ actions: { reply: true, removeOurs: true }, brings: { comments: true } }),
    connectBy: { kind: "fields", steps: [], scopes: [], fields: [] },
    arrived,
    removed: [],
    next: [],
    replyLimit: () => 1000,
    connect: async () => ({ kind: "refused", reason: "nobody connects here" }),
    sync: async () => ({ kind: "ok", value: { items: [], cursor: "1", more: false } }),
    async send(_access, reply) {
      const turn = network.next.shift();
      if (turn && turn !== "lost") return turn;
      arrived.push(reply);
      if (turn === "lost") return { kind: "unknown", reason: "no answer in time" };
      return { kind: "ok", value: sentOf(reply) };
    },
    async findSent(_access, reply) {
      const found = arrived.find((one) => one.idempotencyKey === reply.idempotencyKey);
      return { kind: "ok", value: found ? sentOf(found) : null };
    },
    async remove(_access, externalId) {
      network.removed.push(externalId);
      return { kind: "ok", value: null };
    },
  };
  return network;
}

const sentOf = (reply: OutgoingReply): SentReply => ({
  externalId: `sent-${reply.idempotencyKey}`,
  url: null,
  sentAt: "2026-11-18T09:00:30.000Z",
});
