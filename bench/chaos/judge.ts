import type { App } from "#bff/platform/context.ts";
import type { ChaosNetwork } from "./network.ts";

/** What the run comes down to for one network. */
export type Verdict = {
  network: string;
  items: number;
  inKonak: number;
  lost: string[];
  doubled: string[];
  wrongWords: string[];
  written: number;
  answers: number;
  answersLost: string[];
  answersDoubled: string[];
  /** answers to something that was deleted before they could arrive; the network refused them and Konak says so */
  refused: number;
};

/** Compares what stands on a network with what stands in Konak, item by item and answer by answer. */
export async function judge(
  app: App,
  name: string,
  network: ChaosNetwork,
  channelId: string,
  written: string[],
): Promise<Verdict> {
  const held = network.held();
  const rows = await app.db.write
    .selectFrom("message")
    .select(["externalId", "text"])
    .where("channelId", "=", channelId)
    .where("deletedAt", "is", null)
    .execute();
  const there = new Map(held.map(({ id, text }) => [id, text]));
  const here = new Map(rows.map(({ externalId, text }) => [externalId, text]));
  const replies = await app.db.write
    .selectFrom("reply")
    .select(["text", "status"])
    .where("channelId", "=", channelId)
    .execute();
  const refused = new Set(replies.filter((reply) => reply.status === "failed").map((reply) => reply.text));
  const answers = network.answers();
  const owed = written.filter((text) => !refused.has(text));
  const times = (text: string) => answers.filter((one) => one === text).length;
  return {
    network: name,
    items: there.size,
    inKonak: here.size,
    lost: [...there.keys()].filter((id) => !here.has(id)),
    doubled: [...here.keys()].filter((id) => !there.has(id)),
    wrongWords: [...there].flatMap(([id, text]) => (here.has(id) && here.get(id) !== text ? id : [])),
    written: written.length,
    answers: owed.filter((text) => times(text) === 1).length,
    answersLost: owed.filter((text) => times(text) === 0),
    answersDoubled: written.filter((text) => times(text) > 1 || (refused.has(text) && times(text) > 0)),
    refused: refused.size,
  };
}

export const isClean = (verdict: Verdict): boolean =>
  [verdict.lost, verdict.doubled, verdict.wrongWords, verdict.answersLost, verdict.answersDoubled].every(
    (list) => list.length === 0,
  );
