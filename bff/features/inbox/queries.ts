import { countAll } from "#bff/features/inbox/list-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { InboxCounts, LabelView, PersonView } from "#shared/inbox/schema.ts";

/** The numbers beside the views of the sidebar, within a brand or over all brands the person may see. */
export async function countViews(ctx: Ctx, brandSlug: string | undefined): Promise<InboxCounts> {
  const brandIds = await visibleBrands(ctx, brandSlug);
  const scope = () =>
    ctx.db.read
      .selectFrom("thread")
      .where("thread.brandId", "in", [...brandIds, ""])
      .where("thread.deletedAt", "is", null);
  const byStatus = await scope()
    .select(["status", countAll.as("count")])
    .where("status", "in", ["open", "waiting", "snoozed"])
    .groupBy("status")
    .execute();
  const count = (status: string) => byStatus.find((row) => row.status === status)?.count ?? 0;
  const open = scope().select(countAll.as("count")).where("status", "=", "open");
  const mine = await open.where("assigneeId", "=", ctx.actor.userId ?? "").executeTakeFirstOrThrow();
  const unassigned = await open.where("assigneeId", "is", null).executeTakeFirstOrThrow();
  const problems = await scope()
    .select(countAll.as("count"))
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .where("problem", "is not", null)
    .executeTakeFirstOrThrow();
  // From the labels to their threads: SQLite keeps the order of cross joins, and labelled threads are the fewest.
  const labels = await ctx.db.read
    .selectFrom("label")
    .crossJoin("thread_label")
    .crossJoin("thread")
    .whereRef("thread_label.labelId", "=", "label.id")
    .whereRef("thread.id", "=", "thread_label.threadId")
    .select(["label.id", "label.name", "label.color", countAll.as("count")])
    .where("label.workspaceId", "=", ctx.actor.workspaceId)
    .where("thread.brandId", "in", [...brandIds, ""])
    .where("thread.deletedAt", "is", null)
    .where("thread.status", "=", "open")
    .groupBy(["label.id", "label.name", "label.color"])
    .orderBy("count", "desc")
    .limit(12)
    .execute();
  return {
    open: count("open"),
    mine: mine.count,
    unassigned: unassigned.count,
    waiting: count("waiting"),
    snoozed: count("snoozed"),
    problems: problems.count,
    labels,
  };
}

async function visibleBrands(ctx: Ctx, slug: string | undefined): Promise<string[]> {
  let query = ctx.db.read.selectFrom("brand").select("id").where("workspaceId", "=", ctx.actor.workspaceId);
  if (slug) query = query.where("slug", "=", slug);
  const ids = (await query.execute()).map((row) => row.id);
  return ctx.actor.brandIds ? ids.filter((id) => ctx.actor.brandIds?.includes(id)) : ids;
}

export const listLabels = (ctx: Ctx): Promise<LabelView[]> =>
  ctx.db.read
    .selectFrom("label")
    .select(["id", "name", "color"])
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .orderBy("name")
    .execute();

export const listPeople = (ctx: Ctx): Promise<PersonView[]> =>
  ctx.db.read
    .selectFrom("membership")
    .innerJoin("user", "user.id", "membership.userId")
    .select(["user.id", "user.name"])
    .where("membership.workspaceId", "=", ctx.actor.workspaceId)
    .where("membership.role", "!=", "viewer")
    .orderBy("user.name")
    .execute();
