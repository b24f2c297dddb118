import type { Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";

type Moved = { identityIds: string[]; threadIds: string[]; networks: string[] };

async function ownMember(trx: Trx, ctx: Ctx, memberId: string) {
  const member = await trx
    .selectFrom("member")
    .leftJoin("member_alias", "member_alias.memberId", "member.id")
    .select(["member.id", "member.name", "member_alias.rootId"])
    .where("member.id", "=", memberId)
    .where("member.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!member) throw new DomainError("not_found", "There is no such person here.", {});
  return member;
}

/** Says that two members are one person. What they are called where, and their threads, go along and can go back. */
export async function mergeMembers(ctx: Ctx, input: { keepId: string; mergeId: string }): Promise<{ id: string }> {
  return write(ctx, "member.merge", `member:${input.keepId}`, async (trx, audit) => {
    const [kept, merged] = [await ownMember(trx, ctx, input.keepId), await ownMember(trx, ctx, input.mergeId)];
    if (kept.id === merged.id || kept.rootId || merged.rootId)
      throw new DomainError("conflict", "One of the two is part of another person already.", {});
    const moved = await moveAll(trx, merged.id, kept.id);
    audit({ merged: merged.id, name: merged.name, networks: moved.networks });
    const id = newId();
    const { workspaceId, userId } = ctx.actor;
    const at = ctx.clock.iso();
    await trx
      .insertInto("member_merge")
      .values({
        ...{ id, workspaceId, keptId: kept.id, mergedId: merged.id },
        ...{ moved: JSON.stringify(moved), userId, at, undoneAt: null },
      })
      .execute();
    await retellAliases(trx, kept.id, merged.id);
    return { id };
  });
}

async function moveAll(trx: Trx, from: string, to: string): Promise<Moved> {
  const identities = await trx
    .updateTable("identity")
    .set({ memberId: to })
    .where("memberId", "=", from)
    .returning(["id", "network"])
    .execute();
  const threads = await trx
    .updateTable("thread")
    .set((eb) => ({ memberId: to, version: eb("version", "+", 1) }))
    .where("memberId", "=", from)
    .returning("id")
    .execute();
  return {
    identityIds: identities.map((row) => row.id),
    threadIds: threads.map((row) => row.id),
    networks: [...new Set(identities.map((row) => row.network))],
  };
}

// Whoever was merged into the one that is merged now is the kept one too.
async function retellAliases(trx: Trx, rootId: string, mergedId: string): Promise<void> {
  await trx.updateTable("member_alias").set({ rootId }).where("rootId", "=", mergedId).execute();
  await trx.insertInto("member_alias").values({ memberId: mergedId, rootId }).execute();
}

/** Takes a merge back: names on networks and threads go where they were, and so does what came in since. */
export async function undoMerge(ctx: Ctx, id: string): Promise<void> {
  await write(ctx, "member.merge", `merge:${id}`, async (trx, audit) => {
    const merge = await trx
      .selectFrom("member_merge")
      .selectAll()
      .where("id", "=", id)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    if (!merge) throw new DomainError("not_found", "There is no such merge.", {});
    if (merge.undoneAt) throw new DomainError("conflict", "The merge was taken back already.", {});
    audit({ kept: merge.keptId, merged: merge.mergedId });
    const root = await rootOf(trx, merge.keptId);
    const { identityIds, threadIds } = JSON.parse(merge.moved) as Moved;
    const back = { memberId: merge.mergedId };
    await trx
      .updateTable("identity")
      .set(back)
      .where("id", "in", [...identityIds, ""])
      .where("memberId", "=", root)
      .execute();
    const since = await trx
      .selectFrom("thread")
      .innerJoin("message", (join) =>
        join.onRef("message.threadId", "=", "thread.id").onRef("message.externalId", "=", "thread.externalId"),
      )
      .select("thread.id")
      .where("thread.memberId", "=", root)
      .where("message.identityId", "in", [...identityIds, ""])
      .execute();
    const theirs = [...new Set([...threadIds, ...since.map((row) => row.id)])];
    for (let at = 0; at < theirs.length; at += 500)
      await trx
        .updateTable("thread")
        .set((eb) => ({ ...back, version: eb("version", "+", 1) }))
        .where("id", "in", theirs.slice(at, at + 500))
        .where("memberId", "=", root)
        .execute();
    await trx.updateTable("member_merge").set({ undoneAt: ctx.clock.iso() }).where("id", "=", id).execute();
    await trx.deleteFrom("member_alias").where("memberId", "=", merge.mergedId).execute();
    await reaim(trx, merge.mergedId);
  });
}

const rootOf = async (trx: Trx, memberId: string): Promise<string> =>
  (await trx.selectFrom("member_alias").select("rootId").where("memberId", "=", memberId).executeTakeFirst())?.rootId ??
  memberId;

// Those who were merged into the one that is itself again go with it.
async function reaim(trx: Trx, rootId: string): Promise<void> {
  const aims = [rootId];
  for (const keptId of aims) {
    const rows = await trx
      .selectFrom("member_merge")
      .select("mergedId")
      .where("keptId", "=", keptId)
      .where("undoneAt", "is", null)
      .execute();
    for (const { mergedId } of rows) {
      await trx.updateTable("member_alias").set({ rootId }).where("memberId", "=", mergedId).execute();
      aims.push(mergedId);
    }
  }
}
