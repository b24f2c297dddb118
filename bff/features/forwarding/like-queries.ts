import { attachmentsOf } from "#bff/features/forwarding/attachment-queries.ts";
import { countsOf, openBundles, openings, openingWords, recentThreads } from "#bff/features/forwarding/loop-queries.ts";
import { labelNames, labelsOf } from "#bff/features/forwarding/suggest-queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { likeFrom, likeness, stemsOf, weightsOf, wordsBehind } from "#shared/forwarding/like.ts";
import type { LoopState } from "#shared/forwarding/loop.ts";
import type { LikeLoop, LikeThread } from "#shared/forwarding/loop-schema.ts";

type Thread = { id: string; brandId: string; preview: string };

const day = 86_400_000;
const lookBack = 60 * day;
const mostThreads = 30;
const mostLoops = 3;

const since = (ctx: Ctx): string => new Date(ctx.clock.now().getTime() - lookBack).toISOString();
const named = (ids: string[], names: Map<string, string>): string[] => ids.flatMap((id) => names.get(id) ?? []);

/** Threads of the brand that say the same as this one and are in no bundle yet, likest first, each with why. */
export async function likeThreads(ctx: Ctx, thread: Thread): Promise<LikeThread[]> {
  const others = await recentThreads(ctx.db.read, thread.brandId, since(ctx), thread.id);
  const labels = await labelsOf(ctx.db.read, [thread.id, ...others.map((other) => other.id)]);
  const names = await labelNames(ctx.db.read, ctx.actor.workspaceId);
  const said = await openings(ctx.db.read, [thread.id, ...others.map((other) => other.id)]);
  const words = (one: { id: string; preview: string }) => said.get(one.id)?.text ?? one.preview;
  const read = others.map((other) => ({
    other,
    text: words(other),
    stems: stemsOf(words(other)),
    labelIds: labels.get(other.id) ?? [],
  }));
  const own = { stems: stemsOf(words(thread)), labelIds: labels.get(thread.id) ?? [] };
  const weigh = weightsOf([own.stems, ...read.map((one) => one.stems)]);
  const found = read
    .map((one) => ({ ...one, like: likeness(own, one, weigh) }))
    .filter(({ like }) => like.score >= likeFrom)
    .sort((a, b) => b.like.score - a.like.score)
    .slice(0, mostThreads);
  const messageId = ({ other }: (typeof found)[number]) => said.get(other.id)?.id ?? "";
  const hung = await attachmentsOf(ctx.db.read, found.map(messageId));
  return found.map((one) => {
    const { other, text, like } = one;
    return {
      threadId: other.id,
      messageId: messageId(one),
      attachments: hung.get(messageId(one)) ?? [],
      memberId: other.memberId,
      memberName: other.memberName,
      lang: other.lang,
      text,
      at: other.lastMessageAt,
      score: like.score,
      words: wordsBehind(text, like.words.slice(0, 4)),
      labels: named(like.labels, names),
    };
  });
}

/** Open bundles this feedback belongs to: by the likest of what their followers wrote. */
export async function likeLoops(ctx: Ctx, thread: Thread): Promise<(LikeLoop & { departmentId: string })[]> {
  const bundles = await openBundles(ctx.db.read, thread.brandId, since(ctx));
  const ids = bundles.flatMap((bundle) => bundle.threads.map((one) => one.threadId));
  const labels = await labelsOf(ctx.db.read, [thread.id, ...ids]);
  const names = await labelNames(ctx.db.read, ctx.actor.workspaceId);
  const texts = await openingWords(ctx.db.read, [thread.id, ...ids]);
  const words = texts.get(thread.id) ?? thread.preview;
  const own = { stems: stemsOf(words), labelIds: labels.get(thread.id) ?? [] };
  const read = bundles.map((bundle) => ({
    bundle,
    said: bundle.threads.map((one) => ({
      stems: stemsOf(texts.get(one.threadId) ?? ""),
      labelIds: labels.get(one.threadId) ?? [],
    })),
  }));
  const weigh = weightsOf([own.stems, ...read.flatMap(({ said }) => said.map((one) => one.stems))]);
  const found = read
    .filter(({ bundle }) => !bundle.threads.some((one) => one.threadId === thread.id))
    .flatMap(({ bundle, said }) => {
      const best = said.map((one) => likeness(own, one, weigh)).sort((a, b) => b.score - a.score)[0];
      return best && best.score >= likeFrom ? [{ bundle, best }] : [];
    })
    .sort((a, b) => b.best.score - a.best.score)
    .slice(0, mostLoops);
  const counts = await countsOf(
    ctx.db.read,
    found.map(({ bundle }) => bundle.id),
  );
  return found.map(({ bundle, best }) => ({
    loopId: bundle.id,
    title: bundle.title,
    departmentId: bundle.departmentId,
    departmentName: bundle.departmentName,
    state: bundle.state as LoopState,
    followers: counts.get(bundle.id)?.followers ?? 0,
    createdAt: bundle.createdAt,
    words: wordsBehind(words, best.words.slice(0, 4)),
    labels: named(best.labels, names),
  }));
}
