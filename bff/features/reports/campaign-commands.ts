import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { DomainError } from "#shared/errors.ts";
import type { ContentKind } from "#shared/reports/content-kind.ts";
import { fold } from "#shared/text.ts";

/** The most campaigns one brand can have; the screens list them all. */
const mostCampaigns = 500;

/** Puts a campaign on a post or takes it off. A new name makes the campaign, the last post taken off ends it. */
export function tagPost(ctx: Ctx, input: { postId: string; name: string; on: boolean }): Promise<void> {
  return write(ctx, "post.tag", `post:${input.postId}`, async (trx, audit) => {
    const post = await ownPost(ctx, trx, input.postId);
    const folded = fold(input.name.trim());
    audit({ campaign: input.name.trim(), on: input.on, brandId: post.brandId });
    const known = await trx
      .selectFrom("campaign")
      .select("id")
      .where("brandId", "=", post.brandId)
      .where("folded", "=", folded)
      .executeTakeFirst();
    if (input.on) {
      const campaignId = known?.id ?? (await makeCampaign(ctx, trx, post.brandId, input.name.trim(), folded));
      await trx
        .insertInto("post_campaign")
        .values({ postId: post.id, campaignId, at: ctx.clock.iso() })
        .onConflict((conflict) => conflict.columns(["campaignId", "postId"]).doNothing())
        .execute();
    } else if (known) await takeOff(trx, post.id, known.id);
  });
}

async function makeCampaign(ctx: Ctx, trx: Trx, brandId: string, name: string, folded: string): Promise<string> {
  const { count } = await trx
    .selectFrom("campaign")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("brandId", "=", brandId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostCampaigns)
    throw new DomainError("conflict", `A brand has at most ${mostCampaigns} campaigns; take some off first.`, {});
  const id = newId();
  const row = { id, workspaceId: ctx.actor.workspaceId, brandId, name, folded, createdAt: ctx.clock.iso() };
  await trx.insertInto("campaign").values(row).execute();
  return id;
}

async function takeOff(trx: Trx, postId: string, campaignId: string): Promise<void> {
  await trx.deleteFrom("post_campaign").where("postId", "=", postId).where("campaignId", "=", campaignId).execute();
  const left = await trx
    .selectFrom("post_campaign")
    .select("postId")
    .where("campaignId", "=", campaignId)
    .limit(1)
    .executeTakeFirst();
  if (!left) await trx.deleteFrom("campaign").where("id", "=", campaignId).execute();
}

/** A person says what a post is for; null takes that back and the suggestion stands again. */
export function setKind(ctx: Ctx, input: { postId: string; kind: ContentKind | null }): Promise<void> {
  return write(ctx, "post.kind", `post:${input.postId}`, async (trx, audit) => {
    const post = await ownPost(ctx, trx, input.postId);
    const before = await trx.selectFrom("post_kind").select("kind").where("postId", "=", post.id).executeTakeFirst();
    audit({ kind: input.kind, before: before?.kind ?? null, brandId: post.brandId });
    await trx.deleteFrom("post_kind").where("postId", "=", post.id).execute();
    if (input.kind)
      await trx
        .insertInto("post_kind")
        .values({ postId: post.id, kind: input.kind, userId: ctx.actor.userId, at: ctx.clock.iso() })
        .execute();
  });
}

async function ownPost(ctx: Ctx, trx: Trx, postId: string): Promise<{ id: string; brandId: string }> {
  const post = await trx
    .selectFrom("post")
    .innerJoin("brand", "brand.id", "post.brandId")
    .select(["post.id", "post.brandId"])
    .where("post.id", "=", postId)
    .where("brand.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!post) throw new DomainError("not_found", "There is no such post.", {});
  assertBrand(ctx.actor, post.brandId);
  return post;
}
