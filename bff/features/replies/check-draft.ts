import {
  earlierReplies,
  newestSeq,
  repliesOnTheirWay,
  templateBody,
  threadForCheck,
} from "#bff/features/replies/queries.ts";
import type { Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { checkReply } from "#shared/replies/check.ts";
import { loadDetector } from "#shared/replies/language.ts";
import { usableFirstName } from "#shared/replies/names.ts";
import { buildEarlierIndex, type EarlierIndex } from "#shared/replies/nearest.ts";
import type { CheckResult } from "#shared/replies/schema.ts";

type Kept = { index: EarlierIndex; lastSeq: number };

// Building the index of 5,000 replies costs a sixth of a second, so it is kept per database and brand and topped up.
const kept = new WeakMap<object, Map<string, Kept>>();

async function earlierIndex(ctx: Ctx, brandId: string): Promise<EarlierIndex> {
  const ofDatabase = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, ofDatabase);
  const before = ofDatabase.get(brandId);
  // Asked before the replies are read, so that what comes meanwhile is read next time.
  const lastSeq = await newestSeq(ctx);
  const fresh = await earlierReplies(ctx, brandId, before ? { afterSeq: before.lastSeq } : {});
  const index = before?.index ?? buildEarlierIndex(fresh.filter((reply) => reply.seq <= lastSeq));
  if (before) for (const reply of fresh) if (reply.seq <= lastSeq) index.add(reply);
  ofDatabase.set(brandId, { index, lastSeq });
  return index;
}

/** The personalization check on the server: the same code the composer runs, on what the database knows now. */
export async function checkDraft(
  ctx: Ctx,
  input: { threadId: string; text: string; templateId: string | null; lang: string | null; limit: number },
): Promise<CheckResult> {
  const thread = await threadForCheck(ctx, input.threadId);
  if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
  const onTheirWay = await repliesOnTheirWay(ctx, thread.brandId);
  const index = await earlierIndex(ctx, thread.brandId);
  const recent = await earlierReplies(ctx, thread.brandId, { limit: 10 });
  const inputs = {
    draft: input.text,
    templateBody: input.templateId ? await templateBody(ctx, input.templateId, input.lang) : null,
    templateValues: {
      "member.firstName": usableFirstName(thread.memberName),
      "brand.name": thread.brandName,
      "me.name": ctx.actor.name,
    },
    thread,
    teamNames: thread.teamNames,
    recentOpenings: [...onTheirWay, ...recent].slice(0, 10).map((reply) => reply.text),
    limit: input.limit,
    public: true,
    languages: thread.languages,
    allowedContacts: thread.allowedContacts,
    detect: await loadDetector(),
  };
  const result = checkReply({ ...inputs, earlier: index });
  if (onTheirWay.length === 0) return result;
  const pending = checkReply({ ...inputs, earlier: buildEarlierIndex(onTheirWay) });
  return (pending.nearest?.similarity ?? 0) > (result.nearest?.similarity ?? 0) ? pending : result;
}
