import { countOf, ownCall } from "#bff/features/ideas/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { Reader, Trx } from "#bff/platform/db/open.ts";
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
