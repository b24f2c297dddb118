import { countsOf, eventsOf, followersOf, loopById, toRow } from "#bff/features/forwarding/loop-queries.ts";
import { forwardsOfLoop, toViews } from "#bff/features/forwarding/queries.ts";
import { listTemplates } from "#bff/features/replies/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { type Network, replyLimits } from "#shared/channel.ts";
import { DomainError } from "#shared/errors.ts";
import type { AnswerDraft } from "#shared/forwarding/draft-answer.ts";
import { draftAnswers, greetingOf } from "#shared/forwarding/draft-answer.ts";
import { spellsOf } from "#shared/forwarding/loop.ts";
import type { LoopHappening, LoopView } from "#shared/forwarding/loop-schema.ts";
import { loadDetector } from "#shared/replies/language.ts";

async function seenLoop(ctx: Ctx, loopId: string) {
  const loop = await loopById(ctx.db.read, loopId);
  if (!loop || loop.workspaceId !== ctx.actor.workspaceId)
    throw new DomainError("not_found", "There is no such loop here.", {});
  assertBrand(ctx.actor, loop.brandId);
  return loop;
}

/** A loop with its questions, its followers, and who had it how long. */
export async function viewLoop(ctx: Ctx, loopId: string): Promise<LoopView> {
  const now = ctx.clock.iso();
  const loop = await seenLoop(ctx, loopId);
  const followersList = await followersOf(ctx.db.read, loop);
  const counts = (await countsOf(ctx.db.read, [loopId])).get(loopId) ?? { followers: 0, told: 0, aside: 0 };
  const events = await eventsOf(ctx.db.read, loopId);
  const read = events.map((event) => ({ ...event, kind: event.kind as LoopHappening["kind"] }));
  const names = new Map(
    read.flatMap((one) => (one.departmentId ? [[one.departmentId, one.departmentName ?? ""]] : [])),
  );
  return {
    ...toRow(loop, counts, now),
    outcomeText: loop.outcomeText,
    forwards: await toViews(ctx.db.read, await forwardsOfLoop(ctx.db.read, loopId), now),
    followersList,
    happenings: read.map((one) => ({
      kind: one.kind,
      at: one.at,
      who: one.personName ?? "Konak",
      departmentName: one.departmentName,
      detail: JSON.parse(one.detail) as LoopHappening["detail"],
    })),
    spells: spellsOf(read, now).map(({ departmentId, ...spell }) => ({
      ...spell,
      who: departmentId && (names.get(departmentId) ?? ""),
    })),
  };
}

/**
 * A public answer for each follower of an answered loop, in the order of the list: greetings as the brand's templates
 * have them, else Konak's own.
 */
export async function draftsOf(ctx: Ctx, loopId: string): Promise<AnswerDraft[]> {
  const loop = await seenLoop(ctx, loopId);
  const forwards = await forwardsOfLoop(ctx.db.read, loopId);
  const answered = forwards.findLast((forward) => forward.state === "answered");
  if (!answered?.answer) return [];
  const followers = await followersOf(ctx.db.read, loop);
  const greetings = new Map<string, string>();
  for (const template of await listTemplates(ctx, loop.brandSlug))
    for (const { lang, body } of template.variants) {
      const greeting = greetingOf(body);
      if (greeting && !greetings.has(lang)) greetings.set(lang, greeting);
    }
  const detect = await loadDetector();
  const lang = detect(answered.answer)?.lang ?? answered.departmentLang;
  return draftAnswers(
    followers.map((one) => ({
      threadId: one.threadId,
      name: one.memberName,
      lang: one.lang,
      text: one.text,
      limit: replyLimits[one.network as Network],
      greeting: greetings.get(one.lang?.slice(0, 2) ?? "en") ?? null,
    })),
    { text: answered.answer, lang },
  );
}
