import { sql } from "kysely";
import { markAnswered, tellIdea } from "#bff/features/ideas/event-commands.ts";
import { settleReplies } from "#bff/features/ideas/letter-commands.ts";
import { type CallFound, callById, personId, stateOfCall } from "#bff/features/ideas/queries.ts";
import { takeIdea } from "#bff/features/ideas/take-commands.ts";
import { saidToAll } from "#bff/features/inbox/audience-queries.ts";
import type { App } from "#bff/platform/context.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import { inTransaction } from "#bff/platform/write.ts";
import type { IdeaSource } from "#shared/ideas/schema.ts";
import { fold, foldedWords } from "#shared/text.ts";

const atOnce = 400;
// PostgreSQL gives numbers before it commits, so a few messages are looked at twice.
const reread = 200;
const leastWords = 3;

type Heard = Awaited<ReturnType<typeof messagesAfter>>[number];

const messagesAfter = (db: Reader, call: CallFound) =>
  db
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .innerJoin("member", "member.id", "thread.memberId")
    .leftJoin("identity", "identity.id", "message.identityId")
    .leftJoin("call_post", (join) =>
      join.onRef("call_post.postId", "=", "thread.postId").on("call_post.callId", "=", call.id),
    )
    .select([
      "message.seq",
      "message.id",
      "message.brandId",
      "message.threadId",
      "message.externalId",
      "message.author",
      "message.text",
      "message.lang",
      "message.sentAt",
      "message.deletedAt",
      "message.hiddenAt",
      "thread.externalId as rootExternalId",
      "thread.kind",
      "thread.postId",
      "thread.memberId as threadMemberId",
      "member.name",
      "identity.memberId as saidBy",
      "call_post.callId as underPost",
    ])
    .select(sql<number>`case when ${saidToAll} then 1 else 0 end`.as("forAll"))
    .where("message.seq", ">", Math.max(0, call.seq - reread))
    .orderBy("message.seq")
    .limit(atOnce + reread)
    .execute();

/**
 * Looks at what came in since the last time: comments under the call's posts, its hashtags, mentions with its words;
 * answers of authors who were asked; answers of ours to people who waited. Says when to look again; null when never.
 */
export async function harvest(app: App, callId: string): Promise<"now" | "later" | null> {
  const call = await callById(app.db.read, callId);
  if (!call?.publishedAt) return null;
  const found = await messagesAfter(app.db.read, call);
  const heard = new Set(JSON.parse(call.heard) as number[]);
  const fresh = found.filter((row) => !heard.has(row.seq));
  const rows = fresh.filter((row) => row.brandId === call.brandId && !row.deletedAt);
  const open = stateOfCall(call, app.clock.iso()) === "open";
  let changed = 0;
  const waits = await inTransaction(app, async (trx) => {
    for (const row of rows) changed += await hear(app, trx, call, row, open);
    const seq = found.at(-1)?.seq ?? call.seq;
    const near = found.filter((row) => row.seq > seq - reread).map((row) => row.seq);
    if (fresh.length > 0)
      await trx
        .updateTable("call")
        .set({ seq: Math.max(seq, call.seq), heard: JSON.stringify(near) })
        .where("id", "=", call.id)
        .execute();
    return settleReplies(trx, call.id, app.clock.iso());
  });
  if (changed > 0 || waits) app.live.hint({ workspaceId: call.workspaceId, slice: "ideas" });
  if (found.length >= atOnce + reread && (found.at(-1)?.seq ?? 0) > call.seq) return "now";
  return call.state === "closed" && !waits ? null : "later";
}

// An idea stands on a page everybody can read, so what was not said to everybody never becomes one by itself.
async function hear(app: App, trx: Trx, call: CallFound, row: Heard, open: boolean): Promise<number> {
  if (row.author === "brand") return answered(trx, call, row);
  if (await authorSaid(trx, call, row)) return 1;
  const source = open && !row.hiddenAt && row.forAll === 1 ? sourceOf(call, row) : null;
  if (!source) return 0;
  const taken = await takeIdea(app, trx, call, {
    memberId: row.saidBy ?? row.threadMemberId,
    source,
    threadId: row.threadId,
    messageId: row.id,
    postId: row.postId,
    text: row.text,
    lang: row.lang,
    createdAt: row.sentAt,
    mayName: "unknown",
    mayMerge: "unknown",
    userId: null,
    name: row.name,
  });
  return taken.kind === "already" ? 0 : 1;
}

/** Why a message is an idea of a call, or null. Only what begins a thread counts, unless it carries the hashtag. */
export function sourceOf(
  call: Pick<CallFound, "hashtags" | "mentionWords" | "publishedAt">,
  row: Pick<Heard, "text" | "kind" | "underPost" | "externalId" | "rootExternalId" | "sentAt">,
): IdeaSource | null {
  const words = foldedWords(row.text);
  if (words.length < leastWords) return null;
  const begins = row.externalId === row.rootExternalId;
  if (row.underPost && begins) return "comment";
  if (row.sentAt < (call.publishedAt ?? "")) return null;
  const tags = (JSON.parse(call.hashtags) as string[]).map((tag) => fold(tag));
  const said = [...fold(row.text).matchAll(/#([\p{L}\p{N}_]+)/gu)].map((match) => match[1] ?? "");
  if (said.some((tag) => tags.includes(tag))) return "hashtag";
  const wanted = (JSON.parse(call.mentionWords) as string[]).map((word) => foldedWords(word).join(" "));
  const plain = ` ${words.join(" ")} `;
  const mentions = begins && row.kind !== "comment";
  return mentions && wanted.some((word) => word && plain.includes(` ${word} `)) ? "mention" : null;
}

const ideasOfThread = (trx: Trx, callId: string, threadId: string) =>
  trx
    .selectFrom("idea")
    .leftJoin("member_alias", "member_alias.memberId", "idea.memberId")
    .select(["idea.id", "idea.messageId", "idea.createdAt", "idea.firstAnswerAt", "idea.waitsAuthor"])
    .select(personId.as("person"))
    .where("idea.callId", "=", callId)
    .where("idea.threadId", "=", threadId)
    .execute();

async function answered(trx: Trx, call: CallFound, row: Heard): Promise<number> {
  let count = 0;
  for (const idea of await ideasOfThread(trx, call.id, row.threadId))
    if (!idea.firstAnswerAt && row.sentAt >= idea.createdAt) {
      await markAnswered(trx, idea.id, row.sentAt);
      count++;
    }
  return count;
}

/** What an author says in their thread after they were asked is the answer, not another idea. */
async function authorSaid(trx: Trx, call: CallFound, row: Heard): Promise<boolean> {
  const own = (await ideasOfThread(trx, call.id, row.threadId)).filter(
    (idea) => idea.person === (row.saidBy ?? row.threadMemberId) && idea.messageId !== row.id,
  );
  let heard = false;
  for (const idea of own.filter((one) => one.waitsAuthor === 1)) {
    const asked = await trx
      .selectFrom("idea_event")
      .select("at")
      .where("ideaId", "=", idea.id)
      .where("kind", "=", "asked")
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirst();
    if (!asked || row.sentAt < asked.at) continue;
    await tellIdea(trx, idea.id, "author_said", row.sentAt, null, { messageId: row.id, text: row.text.slice(0, 2000) });
    heard = true;
  }
  return heard;
}
