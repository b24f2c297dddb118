import { campaignNames } from "#bff/features/reports/line-queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { type ContentKind, suggestKind } from "#shared/reports/content-kind.ts";
import type { PostMarks } from "#shared/reports/screens.ts";

/** What is said about one post, its kind and campaigns, with the brand's campaigns to choose from. */
export async function getPostMarks(ctx: Ctx, postId: string): Promise<PostMarks> {
  const post = await ctx.db.read
    .selectFrom("post")
    .innerJoin("brand", "brand.id", "post.brandId")
    .leftJoin("post_kind", "post_kind.postId", "post.id")
    .select(["post.text", "post.lang", "post.brandId", "post_kind.kind"])
    .where("post.id", "=", postId)
    .where("brand.workspaceId", "=", ctx.actor.workspaceId)
    .executeTakeFirst();
  if (!post) throw new DomainError("not_found", "There is no such post.", {});
  assertBrand(ctx.actor, post.brandId);
  const rows = await ctx.db.read
    .selectFrom("post_campaign")
    .innerJoin("campaign", "campaign.id", "post_campaign.campaignId")
    .select("campaign.name")
    .where("post_campaign.postId", "=", postId)
    .orderBy("campaign.folded")
    .execute();
  const suggested = suggestKind(post.text, post.lang);
  return {
    kind: (post.kind as ContentKind | null) ?? suggested.kind,
    because: post.kind ? null : suggested.because,
    corrected: post.kind !== null,
    campaigns: rows.map((row) => row.name),
    known: await campaignNames(ctx, post.brandId),
  };
}
