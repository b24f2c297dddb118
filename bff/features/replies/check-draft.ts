import { earlierWindowOf } from "#bff/features/replies/earlier-index.ts";
import { groundOf } from "#bff/features/replies/ground-queries.ts";
import { repliesOnTheirWay, templateBody, threadForCheck } from "#bff/features/replies/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { checkReply } from "#shared/replies/check.ts";
import { checkInputOf } from "#shared/replies/drafted.ts";
import { loadDetector } from "#shared/replies/language.ts";
import { buildEarlierIndex, type EarlierIndex } from "#shared/replies/nearest.ts";
import type { CheckResult, EarlierReply } from "#shared/replies/schema.ts";
import { slotValuesOf } from "#shared/replies/slot-values.ts";
import { legalPassages } from "#shared/replies/verbatim.ts";
import { withPending } from "#shared/replies/window.ts";
import { isCrisisAt } from "#shared/team/crisis.ts";

export type DraftInput = {
  threadId: string;
  text: string;
  templateId: string | null;
  lang: string | null;
  draftBegan: string | null;
  limit: number;
};

/** The personalization check on the server: the same code the composer runs, on what the database knows now. */
export async function checkDraft(ctx: Ctx, input: DraftInput): Promise<CheckResult> {
  const thread = await threadForCheck(ctx, input.threadId);
  if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
  const { brand } = thread;
  const [standing, body] = await Promise.all([
    standingOf(ctx, brand),
    input.templateId ? templateBody(ctx, input.templateId, input.lang) : null,
  ]);
  const parts = {
    ...standing,
    thread: { ...thread, limit: input.limit },
    templateBody: body,
    templateValues: slotValuesOf(thread, brand.name, ctx.actor.name),
    draftBegan: input.draftBegan,
    crisis: brand.crisisUntil !== null && isCrisisAt({ until: brand.crisisUntil }, ctx.clock.now()),
  };
  return checkReply({ ...checkInputOf(parts), draft: input.text });
}

/** What every draft of a brand is judged by at this moment, replies that are still on their way among the earlier ones. */
export async function standingOf(ctx: Ctx, brand: Parameters<typeof groundOf>[1]) {
  const [ground, onTheirWay, detect] = await Promise.all([
    groundOf(ctx, brand),
    repliesOnTheirWay(ctx, brand.id),
    loadDetector(),
  ]);
  const window = await earlierWindowOf(ctx, brand.id, ground.templates);
  const recent = [...onTheirWay, ...window.newest(10)].slice(0, 10).map((reply) => reply.text);
  return { ground, earlier: withPending(window, pendingIndex(onTheirWay, ground.templates)), recent, detect };
}

// The same few replies are on their way for many checks in a row.
let lastPending: { ids: string; index: EarlierIndex } | null = null;

function pendingIndex(replies: EarlierReply[], templates: readonly string[]): EarlierIndex {
  const legal = legalPassages(templates);
  const ids = [...replies.map((reply) => reply.id), ...legal].join(" ");
  if (lastPending?.ids !== ids) lastPending = { ids, index: buildEarlierIndex(replies, undefined, legal) };
  return lastPending.index;
}
