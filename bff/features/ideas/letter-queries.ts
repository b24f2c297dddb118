import { countOf, type IdeaFound, ownCall } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
import { DomainError } from "#shared/errors.ts";
import type { LetterView } from "#shared/ideas/schema.ts";

const pageSize = 100;
const states = {
  draft: ["draft"],
  onTheWay: ["queued"],
  sent: ["sent", "shown"],
  failed: ["failed", "unknown"],
} as const;

const letterQuery = (db: Reader) =>
  db
    .selectFrom("idea_letter")
    .innerJoin("idea", "idea.id", "idea_letter.ideaId")
    .innerJoin("member", "member.id", "idea_letter.memberId")
    .leftJoin("thread", "thread.id", "idea_letter.threadId")
    .leftJoin("channel", "channel.id", "thread.channelId")
    .leftJoin("reply", "reply.id", "idea_letter.replyId")
    .selectAll("idea_letter")
    .select([
      "idea.title as ideaTitle",
      "idea.text as said",
      "idea.verdict",
      "member.name as memberName",
      "channel.network",
      "reply.text as replied",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof letterQuery>["execute"]>>[number];

const toView = ({ workspaceId: _, about: __, toMail: ___, replyId: ____, replied, ...row }: Row): LetterView => ({
  ...row,
  text: replied ?? row.text,
  kind: row.kind as LetterView["kind"],
  way: row.way as LetterView["way"],
  state: row.state as LetterView["state"],
  verdict: row.verdict as LetterView["verdict"],
});

export async function lettersOfIdea(ctx: Ctx, ideaId: string): Promise<LetterView[]> {
  const rows = await letterQuery(ctx.db.read)
    .where("idea_letter.ideaId", "=", ideaId)
    .orderBy("idea_letter.createdAt")
    .limit(200)
    .execute();
  return rows.map(toView);
}

/** Letters of a call, the oldest first, so that whoever waits longest is answered first. */
export async function listLetters(
  ctx: Ctx,
  input: { callId: string; state?: keyof typeof states; cursor?: string },
): Promise<{ rows: LetterView[]; next: string | null; total: number }> {
  await ownCall(ctx.db.read, ctx, input.callId);
  const wanted = input.state ? states[input.state] : null;
  const from = Number(input.cursor ?? 0) || 0;
  let query = letterQuery(ctx.db.read).where("idea_letter.callId", "=", input.callId);
  let all = ctx.db.read.selectFrom("idea_letter").select(countOf.as("count")).where("callId", "=", input.callId);
  if (wanted) {
    query = query.where("idea_letter.state", "in", [...wanted]);
    all = all.where("state", "in", [...wanted]);
  }
  const rows = await query
    .orderBy("idea_letter.createdAt")
    .orderBy("idea_letter.id")
    .offset(from)
    .limit(pageSize + 1)
    .execute();
  const { count } = await all.executeTakeFirstOrThrow();
  return {
    rows: rows.slice(0, pageSize).map(toView),
    next: rows.length > pageSize ? String(from + pageSize) : null,
    total: count,
  };
}

const waits = ["draft", "failed"];
const mostWaiting = 500;

/** Letters as the check sees them: with the words they answer, and where they go. */
const waitingQuery = (ctx: Ctx) => {
  const query = ctx.db.read
    .selectFrom("idea_letter")
    .innerJoin("idea", "idea.id", "idea_letter.ideaId")
    .innerJoin("member", "member.id", "idea_letter.memberId")
    .leftJoin("message", "message.id", "idea.messageId")
    .leftJoin("thread", "thread.id", "idea_letter.threadId")
    .leftJoin("channel", "channel.id", "thread.channelId")
    .selectAll("idea_letter")
    .select(["idea.brandId", "idea.title as ideaTitle", "idea.text as said", "idea.lang as saidIn", "idea.verdict"])
    .select(["member.name as memberName", "message.externalId as parentExternalId", "channel.network"])
    .where("idea_letter.workspaceId", "=", ctx.actor.workspaceId);
  return ctx.actor.brandIds ? query.where("idea.brandId", "in", [...ctx.actor.brandIds, ""]) : query;
};
export type WaitingLetter = Awaited<ReturnType<ReturnType<typeof waitingQuery>["execute"]>>[number];

/** What of a letter is looked at before it leaves. */
export type JudgedLetter = Pick<
  WaitingLetter,
  "id" | "kind" | "way" | "brandId" | "threadId" | "network" | "memberName" | "lang" | "text" | "createdAt" | "replyId"
> &
  Pick<WaitingLetter, "ideaTitle" | "said" | "saidIn" | "verdict">;

/** A question to an author as the letter it is going to be; `lang` is the language the author is written to. */
export async function questionAsLetter(
  ctx: Ctx,
  idea: IdeaFound,
  { text, lang }: Pick<JudgedLetter, "text" | "lang">,
): Promise<JudgedLetter> {
  const { threadId, lang: saidIn, brandId, authorName, title, text: said, verdict } = idea;
  const thread = await ctx.db.read
    .selectFrom("thread")
    .innerJoin("channel", "channel.id", "thread.channelId")
    .select("channel.network")
    .where("thread.id", "=", threadId ?? "")
    .executeTakeFirst();
  return {
    ...{
      id: `question:${idea.id}`,
      kind: "question",
      way: threadId ? "reply" : "mail",
      brandId,
      threadId,
      text,
      verdict,
    },
    ...{ network: thread?.network ?? null, memberName: authorName, lang, said, saidIn },
    ...{ createdAt: ctx.clock.iso(), replyId: null, ideaTitle: title },
  };
}

/** Letters with the words a person wants them to have; one that is not theirs is no letter. */
export async function lettersOf(ctx: Ctx, words: readonly { id: string; text: string }[]): Promise<WaitingLetter[]> {
  const texts = new Map(words.map((one) => [one.id, one.text]));
  const rows = await waitingQuery(ctx)
    .where("idea_letter.id", "in", [...texts.keys(), ""])
    .execute();
  if (rows.length !== texts.size) throw new DomainError("not_found", "There is no such letter here.", {});
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...texts].flatMap(([id, text]) => {
    const row = byId.get(id);
    return row ? [{ ...row, text }] : [];
  });
}

/** The letters of a call that wait for a person: the oldest 500, and of those asked for each that waits. */
export async function waitingLetters(ctx: Ctx, callId: string, asked: readonly string[]): Promise<WaitingLetter[]> {
  const waiting = waitingQuery(ctx).where("idea_letter.callId", "=", callId).where("idea_letter.state", "in", waits);
  const oldest = await waiting.orderBy("idea_letter.createdAt").orderBy("idea_letter.id").limit(mostWaiting).execute();
  const found = new Set(oldest.map(({ id }) => id));
  const beyond = asked.filter((id) => !found.has(id));
  if (beyond.length === 0) return oldest;
  return [...oldest, ...(await waiting.where("idea_letter.id", "in", beyond).execute())];
}

/** Replies that carry letters of a call and are not settled yet. */
export const newestReplies = (trx: Trx, callId: string) =>
  trx
    .selectFrom("idea_letter")
    .innerJoin("reply", "reply.id", "idea_letter.replyId")
    .select([
      "idea_letter.id",
      "idea_letter.ideaId",
      "idea_letter.kind",
      "idea_letter.state",
      "reply.status",
      "reply.reason",
      "reply.sentAt",
    ])
    .where("idea_letter.callId", "=", callId)
    .where("idea_letter.state", "in", ["queued", "failed", "unknown"])
    .limit(500)
    .execute();
