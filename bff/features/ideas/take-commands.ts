import { markAnswered, tellIdea } from "#bff/features/ideas/event-commands.ts";
import { type Compared, comparedOf, keepLikeness, wordsToCompare } from "#bff/features/ideas/like-commands.ts";
import type { App } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { likeness, sameFrom, type Traits, traitsOf } from "#shared/ideas/alike.ts";
import type { IdeaSource } from "#shared/ideas/schema.ts";
import { titleOf } from "#shared/ideas/title.ts";
import { fold } from "#shared/text.ts";

/** The same words so often within a day are a flood: what comes after is one entry, however much of it there is. */
const mostSame = 3;
const floodHours = 24;
/** The longest idea that is kept; what is longer is cut, for nobody reads a megabyte. */
export const longestIdea = 4000;

type Call = { id: string; workspaceId: string; brandId: string; topic: string };
export type NewIdea = {
  memberId: string;
  source: IdeaSource;
  threadId: string | null;
  messageId: string | null;
  postId: string | null;
  title?: string;
  text: string;
  lang: string | null;
  createdAt: string;
  mayName: "yes" | "no" | "unknown";
  mayMerge: "yes" | "no" | "unknown";
  userId: string | null;
  name: string;
  visitor?: string;
};
export type Taken = { kind: "taken" | "already"; ideaId: string } | { kind: "suspected"; suspicionId: string };

/** Takes an idea into a call, once for a message; a flood of the same words becomes one entry beside the ideas. */
export async function takeIdea(
  app: Pick<App, "db" | "clock">,
  trx: Trx,
  call: Call,
  idea: NewIdea,
  trusted = false,
): Promise<Taken> {
  await lockCall(trx, call.id);
  const before = idea.messageId && (await ideaOfMessage(trx, call.id, idea.messageId));
  if (before) return { kind: "already", ideaId: before.id };
  const text = idea.text.slice(0, longestIdea).toWellFormed().trim();
  const title = (idea.title || titleOf(text)).slice(0, 120).toWellFormed();
  const traits = traitsOf(wordsToCompare({ title, text }));
  const others = await comparedOf(trx, call.id);
  if (!trusted) {
    const suspicionId = await suspect(app, trx, call, { ...idea, text }, traits, others);
    if (suspicionId) return { kind: "suspected", suspicionId };
  }
  const { lastNumber } = await trx
    .updateTable("call")
    .set((eb) => ({ lastNumber: eb("lastNumber", "+", 1) }))
    .where("id", "=", call.id)
    .returning("lastNumber")
    .executeTakeFirstOrThrow();
  const { userId, name: _, visitor: __, ...rest } = idea;
  const now = app.clock.iso();
  const id = newId();
  const nothing = { decidedAt: null, decidedBy: null, reason: null, outcome: null, echoes: null, firstAnswerAt: null };
  const open = { version: 1, stage: "open", verdict: null, mergedIntoId: null, stageSince: idea.createdAt };
  const later = { thankedAt: null, rewardedAt: null, nearestId: null, nearest: null };
  const { workspaceId, brandId } = call;
  await trx
    .insertInto("idea")
    .values({
      ...rest,
      ...nothing,
      ...open,
      ...later,
      id,
      callId: call.id,
      workspaceId,
      brandId,
      number: lastNumber,
      title,
      text,
      folded: fold(`${title} ${text}`.slice(0, 2000)),
      topic: call.topic || null,
    })
    .execute();
  await trx
    .insertInto("idea_version")
    .values({ ideaId: id, version: 1, title, text, by: "author", userId, at: idea.createdAt })
    .execute();
  await tellIdea(trx, id, "came", now, userId, { source: idea.source });
  await keepLikeness(app.db.engine, trx, { id, callId: call.id, traits }, others);
  if (idea.threadId) await answeredAlready(trx, id, idea.threadId, idea.createdAt);
  return { kind: "taken", ideaId: id };
}

// On PostgreSQL two may come at once; one after the other they see each other.
const lockCall = (trx: Trx, callId: string) =>
  trx
    .updateTable("call")
    .set((eb) => ({ version: eb.ref("version") }))
    .where("id", "=", callId)
    .execute();

const ideaOfMessage = (trx: Trx, callId: string, messageId: string) =>
  trx
    .selectFrom("idea")
    .select("id")
    .where("callId", "=", callId)
    .where("messageId", "=", messageId)
    .executeTakeFirst();

async function answeredAlready(trx: Trx, ideaId: string, threadId: string, since: string): Promise<void> {
  const answer = await trx
    .selectFrom("message")
    .select("sentAt")
    .where("threadId", "=", threadId)
    .where("author", "=", "brand")
    .where("sentAt", ">=", since)
    .where("deletedAt", "is", null)
    .orderBy("sentAt")
    .limit(1)
    .executeTakeFirst();
  if (answer) await markAnswered(trx, ideaId, answer.sentAt);
}

async function suspect(
  app: Pick<App, "clock">,
  trx: Trx,
  call: Call,
  idea: NewIdea,
  traits: Traits,
  others: readonly Compared[],
): Promise<string | null> {
  const now = app.clock.iso();
  const known = await trx
    .selectFrom("idea_suspicion")
    .select(["id", "text"])
    .where("callId", "=", call.id)
    .where("kind", "=", "flood")
    .orderBy("lastAt", "desc")
    .limit(50)
    .execute();
  const same = known.find((one) => likeness(traits, traitsOf(one.text)) >= sameFrom);
  if (same) {
    await trx
      .updateTable("idea_suspicion")
      .set((eb) => ({ count: eb("count", "+", 1), lastAt: now }))
      .where("id", "=", same.id)
      .execute();
    return same.id;
  }
  const near = (at: string) => Math.abs(Date.parse(at) - Date.parse(idea.createdAt)) < floodHours * 3_600_000;
  const alike = others.filter((other) => near(other.createdAt) && likeness(traits, other.traits) >= sameFrom);
  if (alike.length < mostSame) return null;
  return keepSuspicion(trx, call, { ...idea, kind: "flood" }, now);
}

type Suspected = Pick<NewIdea, "source" | "text" | "name" | "threadId" | "messageId" | "visitor"> & {
  kind: "flood" | "trap";
};

/** Puts something beside the ideas that may be none: the first of a flood, or what fell into a trap for machines. */
export async function keepSuspicion(trx: Trx, call: Call, what: Suspected, now: string): Promise<string> {
  const id = newId();
  const { kind, source, text, name, threadId, messageId, visitor = null } = what;
  await trx
    .insertInto("idea_suspicion")
    .values({
      ...{ id, workspaceId: call.workspaceId, callId: call.id, kind, source, text, name, threadId, messageId, visitor },
      ...{ count: 1, firstAt: now, lastAt: now, settledAs: null },
    })
    .execute();
  return id;
}
