import { type ExpressionBuilder, sql } from "kysely";
import type { Ctx } from "#bff/platform/context.ts";
import { runCompiled } from "#bff/platform/db/compiled.ts";
import { matchingAmong, searchExpression, searchMessages } from "#bff/platform/db/dialects.ts";
import type { Tables } from "#bff/platform/db/tables.ts";
import type { InboxFilter, LabelView, ThreadPage, ThreadRow } from "#shared/inbox/schema.ts";

export type ListInput = InboxFilter & { cursor?: string; limit?: number };

const defaultLimit = 50;
// A page never looks at more matching messages than these together; a rarer filter goes on with the next page.
const searchBatches = [100, ...Array<number>(10).fill(400)];

/** One page of the inbox, newest first, by cursor; a search pages by the newest matching message. */
export async function listThreads(ctx: Ctx, input: ListInput): Promise<ThreadPage> {
  const asOf = ctx.clock.iso();
  const found = input.q?.trim() ? await search(ctx, input, input.q) : await browse(ctx, input);
  const items = await withLabels(ctx, found.rows.map(toView));
  return { items, next: found.next, asOf };
}

type Found = { rows: Row[]; next: string | null };

async function browse(ctx: Ctx, input: ListInput): Promise<Found> {
  const limit = input.limit ?? defaultLimit;
  const { actor, db } = ctx;
  // First pages are asked for again and again, with every hint that something changed; later ones once.
  const rows = input.cursor
    ? await pageOf(ctx, input, limit).execute()
    : await runCompiled(
        db.read,
        JSON.stringify(["inbox", actor.workspaceId, actor.userId, actor.brandIds, input]),
        () => pageOf(ctx, input, limit),
      );
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { rows: rows.slice(0, limit), next: last ? `${last.lastMessageAt}_${last.id}` : null };
}

function pageOf(ctx: Ctx, input: ListInput, limit: number) {
  const oldest = input.sort === "oldest";
  const query = filtered(ctx, input)
    .orderBy("thread.lastMessageAt", oldest ? "asc" : "desc")
    .orderBy("thread.id", oldest ? "asc" : "desc")
    .limit(limit + 1);
  const after = input.cursor ? splitCursor(input.cursor) : null;
  if (!after) return query;
  return query.where((eb) =>
    eb(eb.refTuple("thread.lastMessageAt", "thread.id"), oldest ? ">" : "<", eb.tuple(after.at, after.id)),
  );
}

function splitCursor(cursor: string): { at: string; id: string } {
  const cut = cursor.lastIndexOf("_");
  return { at: cursor.slice(0, cut), id: cursor.slice(cut + 1) };
}

async function search(ctx: Ctx, input: ListInput, q: string): Promise<Found> {
  const { engine, read } = ctx.db;
  const expression = searchExpression(engine, q);
  if (!expression) return { rows: [], next: null };
  const limit = input.limit ?? defaultLimit;
  const start = Number.isSafeInteger(Number(input.cursor ?? "")) && input.cursor ? Number(input.cursor) : null;
  const rows: Row[] = [];
  const seen = new Set<string>();
  let before = start;
  for (const batch of searchBatches) {
    const seqs = await searchMessages(engine, read, expression, before, batch);
    if (seqs.length === 0) return { rows, next: null };
    const hits = await threadsOf(ctx, seqs);
    const candidates = [...new Set(hits.map((hit) => hit.threadId))].filter((id) => !seen.has(id));
    const shown = start === null ? new Set<string>() : await shownBefore(ctx, expression, candidates, start);
    const matching = await rowsOf(
      ctx,
      input,
      candidates.filter((id) => !shown.has(id)),
    );
    for (const hit of hits) {
      before = hit.seq;
      const row = matching.get(hit.threadId);
      if (!row || seen.has(hit.threadId)) continue;
      seen.add(hit.threadId);
      rows.push(row);
      if (rows.length === limit) return { rows, next: String(hit.seq) };
    }
    before = seqs[seqs.length - 1] ?? null;
    if (seqs.length < batch) return { rows, next: null };
  }
  return { rows, next: before === null ? null : String(before) };
}

const threadsOf = (ctx: Ctx, seqs: number[]): Promise<{ seq: number; threadId: string }[]> =>
  ctx.db.read
    .selectFrom("message")
    .select(["seq", "threadId"])
    .where("seq", "in", seqs)
    .orderBy("seq", "desc")
    .execute();

// A thread stands where its newest match is; on a later page an older match of it must not show it again.
async function shownBefore(ctx: Ctx, expression: string, threadIds: string[], start: number): Promise<Set<string>> {
  if (threadIds.length === 0) return new Set();
  const newer = await ctx.db.read
    .selectFrom("message")
    .select(["seq", "threadId"])
    .where("threadId", "in", threadIds)
    .where("seq", ">=", start)
    .execute();
  const matching = await matchingAmong(
    ctx.db.engine,
    ctx.db.read,
    expression,
    newer.map((row) => row.seq),
  );
  return new Set(newer.filter((row) => matching.has(row.seq)).map((row) => row.threadId));
}

async function rowsOf(ctx: Ctx, input: ListInput, ids: string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await filtered(ctx, input, ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** How many threads of a filter are newer than what the list shows. */
export async function countNewer(ctx: Ctx, filter: InboxFilter, since: string): Promise<number> {
  if (filter.q?.trim()) return 0;
  const rows = await filtered(ctx, filter).where("thread.lastMessageAt", ">", since).limit(100).execute();
  return rows.length;
}

function filtered(ctx: Ctx, filter: InboxFilter, among?: string[]) {
  let query = selectRows(ctx, among)
    .where("thread.workspaceId", "=", ctx.actor.workspaceId)
    .where("thread.deletedAt", "is", null);
  if (ctx.actor.brandIds) query = query.where("thread.brandId", "in", [...ctx.actor.brandIds, ""]);
  // As values, not joined conditions, so that the index that begins with the brand can be used.
  if (filter.brand)
    query = query.where("thread.brandId", "=", (eb) =>
      eb
        .selectFrom("brand as chosen")
        .select("chosen.id")
        .where("chosen.slug", "=", filter.brand ?? "")
        .where("chosen.workspaceId", "=", ctx.actor.workspaceId),
    );
  if (filter.channel) query = query.where("thread.channelId", "=", filter.channel);
  if (filter.kind) query = query.where("thread.kind", "=", filter.kind);
  if (filter.problems) query = query.where("thread.problem", "is not", null);
  else if (filter.status !== "all") query = query.where("thread.status", "=", filter.status ?? "open");
  if (filter.assignee === "none") query = query.where("thread.assigneeId", "is", null);
  else if (filter.assignee)
    query = query.where(
      "thread.assigneeId",
      "=",
      filter.assignee === "me" ? (ctx.actor.userId ?? "") : filter.assignee,
    );
  if (filter.lang) query = query.where("thread.lang", "=", filter.lang);
  if (filter.question) query = query.where("thread.hasQuestion", "=", 1);
  if (filter.post) query = query.where("thread.postId", "=", filter.post);
  if (filter.label) query = query.where((eb) => hasLabel(eb, filter.label ?? ""));
  return query;
}

const hasLabel = (eb: ExpressionBuilder<Tables, "thread">, labelId: string) =>
  eb.exists(
    eb
      .selectFrom("thread_label")
      .select("thread_label.threadId")
      .where("thread_label.labelId", "=", labelId)
      .whereRef("thread_label.threadId", "=", "thread.id"),
  );

type Row = Awaited<ReturnType<ReturnType<typeof selectRows>["execute"]>>[number];

// Without the fence that a limit is, SQLite would read the workspace's every thread rather than look these up.
function threadsAmong(ctx: Ctx, ids: string[] | undefined) {
  const all = ctx.db.read.selectFrom("thread");
  if (!ids) return all;
  const among = ctx.db.read.selectFrom((eb) =>
    eb.selectFrom("thread").selectAll().where("thread.id", "in", ids).limit(ids.length).as("thread"),
  );
  return among as unknown as typeof all;
}

/** The joins of a list row; also the beginning of the thread's own screen. */
export function selectRows(ctx: Ctx, among?: string[]) {
  return threadsAmong(ctx, among)
    .innerJoin("channel", "channel.id", "thread.channelId")
    .innerJoin("brand", "brand.id", "thread.brandId")
    .innerJoin("member", "member.id", "thread.memberId")
    .leftJoin("post", "post.id", "thread.postId")
    .leftJoin("user as assignee", "assignee.id", "thread.assigneeId")
    .leftJoin("thread_read", (join) =>
      join.onRef("thread_read.threadId", "=", "thread.id").on("thread_read.userId", "=", ctx.actor.userId ?? ""),
    )
    .select([
      "thread.id",
      "thread.brandId",
      "brand.slug as brandSlug",
      "thread.channelId",
      "channel.network",
      "channel.health as channelHealth",
      "thread.kind",
      "thread.status",
      "thread.snoozedUntil",
      "member.name as memberName",
      "thread.lang",
      "thread.hasQuestion",
      "thread.preview",
      "thread.messageCount",
      "thread.lastMessageAt",
      "thread.waitingSince",
      "thread.problem",
      "post.text as postText",
      "assignee.id as assigneeId",
      "assignee.name as assigneeName",
      "thread_read.readAt",
    ])
    .select((eb) =>
      eb
        .selectFrom("identity")
        .select("identity.handle")
        .whereRef("identity.memberId", "=", "thread.memberId")
        .whereRef("identity.network", "=", "channel.network")
        .limit(1)
        .as("memberHandle"),
    );
}

/** A database row as the list's View, labels still to come. */
export function toView(row: Row): ThreadRow {
  const { postText, assigneeId, assigneeName, readAt, hasQuestion, ...rest } = row;
  return {
    ...(rest as Omit<ThreadRow, "hasQuestion" | "unread" | "labels" | "postTitle" | "assignee" | "memberHandle">),
    memberHandle: row.memberHandle ?? "",
    hasQuestion: hasQuestion === 1,
    postTitle: postText && titleOf(postText),
    unread: !readAt || readAt < row.lastMessageAt,
    assignee: assigneeId ? { id: assigneeId, name: assigneeName ?? "" } : null,
    labels: [],
  };
}

// The first sentence or line of a post, as people name it to each other.
const titleOf = (text: string): string =>
  (/^.{1,80}?[.!?](?=\s|$)/.exec(text.split("\n")[0] ?? "")?.[0] ?? text).slice(0, 80);

/** Fills in the labels of a page of rows, in one statement. */
export async function withLabels<T extends ThreadRow>(ctx: Ctx, rows: T[]): Promise<T[]> {
  if (rows.length === 0) return rows;
  const ids = rows.map((row) => row.id);
  const build = () =>
    ctx.db.read
      .selectFrom("thread_label")
      .innerJoin("label", "label.id", "thread_label.labelId")
      .select(["thread_label.threadId", "label.id", "label.name", "label.color"])
      .where("thread_label.threadId", "in", ids)
      .orderBy("label.name");
  const labels = await runCompiled(ctx.db.read, `labels-${ids.length}`, build, ids);
  const byThread = new Map<string, LabelView[]>();
  for (const { threadId, ...label } of labels) byThread.set(threadId, [...(byThread.get(threadId) ?? []), label]);
  return rows.map((row) => ({ ...row, labels: byThread.get(row.id) ?? [] }));
}

export const countAll = sql<number>`count(*)`;
