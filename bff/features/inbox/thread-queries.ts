import { threadEntries } from "#bff/features/inbox/entries-queries.ts";
import { countAll, selectRows, toView, withLabels } from "#bff/features/inbox/list-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { may } from "#shared/actions.ts";
import { type Network, replyLimits } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import type { MemberView, PostView, ThreadStatus, ThreadView } from "#shared/inbox/schema.ts";

/** A whole thread as its screen shows it: the post, everything said, who the member is. */
export async function getThread(ctx: Ctx, threadId: string): Promise<ThreadView> {
  const found = await selectRows(ctx)
    .select([
      "thread.version",
      "thread.postId",
      "thread.memberId",
      "thread.deletedAt",
      "thread.externalId",
      "brand.languages",
      "channel.removedAt as channelRemovedAt",
      "channel.settings as channelSettings",
    ])
    .where("thread.id", "=", threadId)
    .where("thread.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!found) throw new DomainError("not_found", "There is no such thread.", {});
  assertBrand(ctx.actor, found.brandId);
  const { version, postId, memberId, deletedAt, languages, channelRemovedAt, channelSettings, externalId, ...row } =
    found;
  const [view] = await withLabels(ctx, [toView(row)]);
  const root = await ctx.db.read
    .selectFrom("message")
    .select("url")
    .where("channelId", "=", found.channelId)
    .where("externalId", "=", externalId)
    .executeTakeFirst();
  const connector = ctx.connectorFor(found.network as Network, JSON.parse(channelSettings));
  return {
    ...(view as ThreadView),
    version,
    replyLimit: replyLimits[found.network as Network],
    languages: JSON.parse(languages),
    post: postId ? await getPost(ctx, postId) : null,
    member: await getMember(ctx, memberId, threadId),
    entries: await threadEntries(ctx, threadId, memberId),
    url: root?.url ?? null,
    deletedAt,
    canSend: may(ctx.actor.role, "reply.send") && !deletedAt && !channelRemovedAt && connector !== null,
  };
}

/** The brand of a thread the person may see. */
export async function threadAndBrand(ctx: Ctx, threadId: string): Promise<{ id: string; brandId: string }> {
  const thread = await ctx.db.read
    .selectFrom("thread")
    .select(["id", "brandId"])
    .where("id", "=", threadId)
    .where("workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
  assertBrand(ctx.actor, thread.brandId);
  return thread;
}

async function getPost(ctx: Ctx, postId: string): Promise<PostView | null> {
  const post = await ctx.db.read
    .selectFrom("post")
    .select(["id", "text", "publishedAt", "url", "paid"])
    .where("id", "=", postId)
    .executeTakeFirst();
  if (!post) return null;
  const reading = await ctx.db.read
    .selectFrom("post_reading")
    .select(["likes", "comments", "shares"])
    .where("postId", "=", postId)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  const open = await ctx.db.read
    .selectFrom("thread")
    .select(countAll.as("count"))
    .where("postId", "=", postId)
    .where("status", "=", "open")
    .where("deletedAt", "is", null)
    .executeTakeFirstOrThrow();
  const counts = reading ?? { likes: null, comments: null, shares: null };
  return { ...post, paid: post.paid as PostView["paid"], ...counts, openThreads: open.count };
}

async function getMember(ctx: Ctx, memberId: string, threadId: string): Promise<MemberView> {
  const member = await ctx.db.read
    .selectFrom("member")
    .select(["id", "name", "firstSeenAt"])
    .where("id", "=", memberId)
    .executeTakeFirstOrThrow();
  const identities = await ctx.db.read
    .selectFrom("identity")
    .select(["network", "handle", "url"])
    .where("memberId", "=", memberId)
    .execute();
  let threads = ctx.db.read.selectFrom("thread").where("memberId", "=", memberId).where("deletedAt", "is", null);
  if (ctx.actor.brandIds) threads = threads.where("brandId", "in", [...ctx.actor.brandIds, ""]);
  const { count } = await threads.select(countAll.as("count")).executeTakeFirstOrThrow();
  const languages = await threads.select("lang").distinct().where("lang", "is not", null).limit(4).execute();
  const earlier = await threads
    .select(["id", "preview", "lastMessageAt as at", "status"])
    .select((eb) =>
      eb
        .selectFrom("message")
        .innerJoin("user", "user.id", "message.userId")
        .select("user.name")
        .whereRef("message.threadId", "=", "thread.id")
        .orderBy("message.seq", "desc")
        .limit(1)
        .as("answeredBy"),
    )
    .where("id", "!=", threadId)
    .orderBy("lastMessageAt", "desc")
    .limit(5)
    .execute();
  return {
    ...member,
    identities: identities.map((identity) => ({ ...identity, network: identity.network as Network })),
    languages: languages.flatMap((row) => row.lang ?? []),
    threadCount: count,
    earlierThreads: earlier.map((row) => ({ ...row, status: row.status as ThreadStatus })),
    lastReply: await lastReplyTo(ctx, memberId, threadId),
  };
}

async function lastReplyTo(ctx: Ctx, memberId: string, threadId: string): Promise<MemberView["lastReply"]> {
  let query = ctx.db.read
    .selectFrom("message")
    .innerJoin("thread", "thread.id", "message.threadId")
    .leftJoin("user", "user.id", "message.userId")
    .select(["message.text", "message.sentAt as at", "user.name as personName", "message.threadId"])
    .where("thread.memberId", "=", memberId)
    .where("thread.id", "!=", threadId)
    .where("message.author", "=", "brand")
    .where("message.deletedAt", "is", null);
  if (ctx.actor.brandIds) query = query.where("thread.brandId", "in", [...ctx.actor.brandIds, ""]);
  return (await query.orderBy("message.sentAt", "desc").limit(1).executeTakeFirst()) ?? null;
}
