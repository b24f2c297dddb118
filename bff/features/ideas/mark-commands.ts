import { keepPagePerson } from "#bff/features/ideas/page-people-commands.ts";
import { callById } from "#bff/features/ideas/queries.ts";
import { takeIdea } from "#bff/features/ideas/take-commands.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import { fold } from "#shared/text.ts";

type MarkInput = { memberId: string; kind: "right" | "helpful"; topic: string; note: string; threadId: string | null };

/** Writes down that somebody of the community was right or helpful about a topic. */
export async function markKnowledge(ctx: Ctx, input: MarkInput): Promise<{ id: string }> {
  return write(ctx, "member.mark", `member:${input.memberId}`, async (trx, audit) => {
    const member = await trx
      .selectFrom("member")
      .select("id")
      .where("id", "=", input.memberId)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    if (!member) throw new DomainError("not_found", "There is no such person.", {});
    audit({ kind: input.kind, topic: input.topic });
    const id = newId();
    const { workspaceId, userId } = ctx.actor;
    await trx
      .insertInto("member_mark")
      .values({ ...input, id, workspaceId, userId, folded: fold(input.topic), at: ctx.clock.iso() })
      .execute();
    return { id };
  });
}

export async function unmarkKnowledge(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, "member.mark", `mark:${id}`, async (trx, audit) => {
    const gone = await trx
      .deleteFrom("member_mark")
      .where("id", "=", id)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .returning(["memberId", "topic"])
      .executeTakeFirst();
    if (!gone) throw new DomainError("not_found", "There is no such mark.", {});
    audit(gone);
  });
}

/** Says of a suspicion that it is spam, or takes its first words as an idea after all. */
export async function settleSuspicion(
  ctx: Ctx,
  input: { id: string; as: "spam" | "idea" },
): Promise<{ ideaId: string | null }> {
  return write(ctx, "idea.add", `suspicion:${input.id}`, async (trx, audit) => {
    const row = await trx
      .selectFrom("idea_suspicion")
      .selectAll()
      .where("id", "=", input.id)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    const call = row && (await callById(trx, row.callId));
    if (!row || !call) throw new DomainError("not_found", "There is no such suspicion.", {});
    assertBrand(ctx.actor, call.brandId);
    if (row.settledAs) throw new DomainError("conflict", "Somebody settled it already.", { as: row.settledAs });
    audit({ as: input.as, count: row.count });
    await trx.updateTable("idea_suspicion").set({ settledAs: input.as }).where("id", "=", row.id).execute();
    if (input.as === "spam") return { ideaId: null };
    const said = await saidBy(trx, ctx, { ...row, lang: call.lang });
    const idea = {
      memberId: said.memberId,
      source: row.source as "page",
      threadId: row.threadId,
      messageId: row.messageId,
      postId: said.postId,
      text: row.text,
      lang: said.lang,
      createdAt: row.firstAt,
      mayName: "unknown" as const,
      mayMerge: "unknown" as const,
      userId: ctx.actor.userId,
      name: row.name,
    };
    const taken = await takeIdea(ctx, trx, call, idea, true);
    return { ideaId: taken.kind === "suspected" ? null : taken.ideaId };
  });
}

type Said = { memberId: string; postId: string | null; lang: string | null };
type Row = { messageId: string | null; visitor: string | null; name: string; lang: string };

async function saidBy(trx: Trx, ctx: Ctx, row: Row): Promise<Said> {
  if (row.messageId) {
    const message = await trx
      .selectFrom("message")
      .innerJoin("thread", "thread.id", "message.threadId")
      .leftJoin("identity", "identity.id", "message.identityId")
      .select(["identity.memberId as own", "thread.memberId", "thread.postId", "message.lang"])
      .where("message.id", "=", row.messageId)
      .executeTakeFirst();
    if (message) return { memberId: message.own ?? message.memberId, postId: message.postId, lang: message.lang };
  }
  const person = { workspaceId: ctx.actor.workspaceId, visitor: row.visitor ?? newId(), name: row.name, mail: null };
  return { memberId: await keepPagePerson(trx, ctx, { ...person, lang: row.lang }), postId: null, lang: row.lang };
}
