import type { App } from "#bff/platform/context.ts";
import type { Place } from "./live.ts";

/** What the run comes down to for one network. */
export type Verdict = {
  network: string;
  rounds: number;
  items: number;
  inKonak: number;
  lost: string[];
  /** the brand's own answers, made over there, to what was deleted before Konak read it: kept, but in no thread */
  aside: number;
  doubled: string[];
  wrongWords: string[];
  written: number;
  answers: number;
  answersLost: string[];
  answersDoubled: string[];
  /** answers that arrived and that the network took away with the comment they stood under */
  along: number;
  /** answers to something that was deleted before they could arrive; the network refused them and Konak says so */
  refused: number;
  /** answers Konak calls refused though what they answer stands there */
  refusedWrongly: string[];
  /** keys that ended, and how often the channel said so and got another one */
  expired: number;
  renewed: number;
};

/** Compares what stands on a network with what stands in Konak, item by item and answer by answer. */
export async function judge(app: App, place: Place): Promise<Verdict> {
  const { name, network, channelId, written, along, rounds, expired, renewed } = place;
  const held = network.held();
  const rows = await app.db.write
    .selectFrom("message")
    .select(["externalId", "text", "deletedAt"])
    .where("channelId", "=", channelId)
    .execute();
  const there = new Map(held.map(({ id, text }) => [id, text]));
  const here = new Map(rows.flatMap((row) => (row.deletedAt ? [] : [[row.externalId, row.text]])));
  const deleted = new Set(rows.flatMap((row) => (row.deletedAt ? row.externalId : [])));
  const named = (id: string) => `${id}${deleted.has(id) ? ", deleted here" : ""}: "${there.get(id)}"`;
  const aside = new Set((await orphansOf(app, channelId)).filter((one) => !there.has(one.parent)).map(({ id }) => id));
  const known = new Set(rows.map((row) => row.externalId));
  const failed = await failedOf(app, channelId);
  const refused = new Set(failed.map((reply) => reply.text));
  const arrived = Map.groupBy([...(network.answers?.() ?? []), ...along], (text) => text);
  const owed = written.filter((text) => !refused.has(text));
  const times = (text: string) => arrived.get(text)?.length ?? 0;
  const goneAlong = new Set(along);
  return {
    network: name,
    rounds,
    items: there.size,
    inKonak: here.size,
    lost: [...there.keys()].filter((id) => !here.has(id) && !aside.has(id)).map(named),
    aside: [...there.keys()].filter((id) => aside.has(id) && !here.has(id)).length,
    doubled: [...here.keys()].filter((id) => !there.has(id)),
    wrongWords: [...there].flatMap(([id, text]) =>
      here.has(id) && here.get(id) !== text ? `${id}: "${here.get(id)}", there "${text}"` : [],
    ),
    written: written.length,
    answers: owed.filter((text) => times(text) === 1).length,
    answersLost: owed.filter((text) => times(text) === 0),
    answersDoubled: written.filter(
      (text) => times(text) > 1 || (refused.has(text) && times(text) > 0 && !goneAlong.has(text)),
    ),
    along: owed.filter((text) => goneAlong.has(text)).length,
    refused: refused.size,
    refusedWrongly: failed
      .filter(({ parent, root }) => there.has(parent) && !(known.has(root) && !there.has(root)))
      .map(({ text, reason }) => `${text}: ${reason}`),
    expired,
    renewed,
  };
}

/** Answers the network refused, with what they answer and the first of its thread. */
const failedOf = (app: App, channelId: string) =>
  app.db.write
    .selectFrom("reply")
    .innerJoin("thread", "thread.id", "reply.threadId")
    .select(["reply.text", "reply.reason", "reply.parentExternalId as parent", "thread.externalId as root"])
    .where("reply.channelId", "=", channelId)
    .where("reply.status", "=", "failed")
    .execute();

/** The brand's own answers that wait for what they answer. */
async function orphansOf(app: App, channelId: string): Promise<{ id: string; parent: string }[]> {
  const rows = await app.db.write
    .selectFrom("set_aside")
    .select("raw")
    .where("channelId", "=", channelId)
    .where("kind", "=", "orphan")
    .execute();
  return rows.map(({ raw }) => {
    const { externalId, parentExternalId } = JSON.parse(raw) as { externalId: string; parentExternalId: string | null };
    return { id: externalId, parent: parentExternalId ?? "" };
  });
}

export const isClean = (verdict: Verdict): boolean =>
  [
    verdict.lost,
    verdict.doubled,
    verdict.wrongWords,
    verdict.answersLost,
    verdict.answersDoubled,
    verdict.refusedWrongly,
  ].every((list) => list.length === 0);
