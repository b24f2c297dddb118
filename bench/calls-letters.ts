import type { IncomingItem, IncomingMessage } from "#bff/connectors/incoming.ts";
import { storeItems } from "#bff/features/inbox/ingest-commands.ts";
import type { App, Ctx } from "#bff/platform/context.ts";
import { newId } from "#bff/platform/ids.ts";
import { appRouter } from "#bff/router.ts";
import { chanceFrom } from "#fixtures/town/chance.ts";
import { words } from "./calls-ground.ts";

const replies = 5000;
const batch = 500;
const waiting = 50;

/** What has to be told on a channel: letters that wait in a call, and the threads they answer. */
export type Letters = { callId: string; letters: { id: string; text: string }[]; threadIds: string[] };

/**
 * A channel with 5,000 answered comments, all through the door a sync uses; fifty of the comments are ideas of the call,
 * decided, so that as many letters wait. The check compares each with all 5,000 answers.
 */
export async function fillLetters(app: App, ctx: Ctx, callId: string): Promise<Letters> {
  await answered(app, ctx);
  const as = appRouter.createCaller({ ...app, actor: ctx.actor, headers: () => new Headers(), setHeader: () => {} });
  const threads = await app.db.read.selectFrom("thread").select("id").orderBy("id").limit(waiting).execute();
  for (const { id: threadId } of threads) {
    const { ideaId } = await as.ideas.add({ callId, threadId });
    const { text } = await as.ideas.get({ ideaId });
    const reason = `The ${text.split(" ").slice(2, 6).join(" ")} goes into the next series, and you hear from us when it is there.`;
    await as.ideas.decide({ ideaId, verdict: "adopted", reason });
  }
  const { rows } = await as.calls.letters({ callId, state: "draft" });
  return {
    callId,
    letters: rows.filter((row) => row.way === "reply").map(({ id, text }) => ({ id, text })),
    threadIds: threads.map((row) => row.id),
  };
}

async function answered(app: App, ctx: Ctx): Promise<void> {
  const brand = await app.db.read.selectFrom("brand").select("id").executeTakeFirstOrThrow();
  const createdAt = app.clock.iso();
  const { workspaceId } = ctx.actor;
  const channel = {
    ...{ id: newId(), workspaceId, brandId: brand.id, network: "sandbox", externalId: "lumi", handle: "lumi" },
    ...{ name: "Bench", url: null, health: "ok", healthReason: null, healthAt: null, cursor: null, lastSyncAt: null },
    ...{ credentials: app.vault.seal({ key: "bench" }), settings: '{"sandbox":true}', removedAt: null, createdAt },
  };
  await app.db.write.insertInto("channel").values(channel).execute();
  const row = await app.db.read
    .selectFrom("channel")
    .selectAll()
    .where("id", "=", channel.id)
    .executeTakeFirstOrThrow();
  const chance = chanceFrom(7);
  const sentence = (length: number) => Array.from({ length }, () => chance.pick(words)).join(" ");
  for (let at = 0; at < replies; at += batch) {
    const items = Array.from({ length: batch }, (_, n) => pair(at + n, sentence)).flat();
    await app.db.write.transaction().execute((trx) => storeItems(app, trx, row, items, {}));
  }
}

function pair(at: number, sentence: (length: number) => string): IncomingItem[] {
  const minute = new Date(Date.UTC(2026, 0, 1) + at * 60_000).toISOString();
  const said: IncomingMessage = {
    ...{ type: "message", externalId: `c${at}`, threadExternalId: `c${at}`, parentExternalId: null },
    ...{ postExternalId: null, kind: "comment", byBrand: false, lang: "en", sentAt: minute, editedAt: null, url: null },
    author: { externalId: `p${at}`, handle: `p${at}`, displayName: `Person${at} Mill`, url: null },
    text: `I wish a ${sentence(14)}.`,
  };
  const brand = { externalId: "lumi", handle: "lumi", displayName: "Lumi", url: null };
  const answer = { ...said, externalId: `r${at}`, parentExternalId: `c${at}`, byBrand: true, author: brand };
  return [said, { ...answer, text: `Thank you, Person${at}: ${sentence(22)}.` }];
}
