import { assertOwnBrand } from "#bff/features/channels/queries.ts";
import { assertBrand, type Ctx } from "#bff/platform/context.ts";
import type { Trx } from "#bff/platform/db/open.ts";
import { newId } from "#bff/platform/ids.ts";
import { write } from "#bff/platform/write.ts";
import { may } from "#shared/actions.ts";
import { DomainError } from "#shared/errors.ts";
import type { TemplateVariant } from "#shared/replies/schema.ts";
import { templateProblems } from "#shared/replies/template-problems.ts";

export type TemplateInput = { id: string | null; name: string; brandId: string | null; variants: TemplateVariant[] };

/** Saves a template with all its variants; one that was removed meanwhile comes back. */
export async function saveTemplate(ctx: Ctx, input: TemplateInput): Promise<{ id: string }> {
  const broken = input.variants.flatMap(({ lang, body }) =>
    templateProblems(body).map((problem) => ({ lang, ...problem })),
  );
  // Judged before anything is written: a broken slot would stand in public as it is.
  if (broken.length > 0 && may(ctx.actor.role, "template.save"))
    throw new DomainError("invalid_input", `The template is broken at "${broken[0]?.found}".`, { problems: broken });
  return write(ctx, "template.save", `template:${input.id ?? "new"}`, async (trx, audit) => {
    if (input.brandId) await assertOwnBrand(ctx, ctx.actor, input.brandId);
    if (input.id) await assertOwnTemplate(ctx, trx, input.id);
    const now = ctx.clock.iso();
    const id = input.id ?? newId();
    audit({ name: input.name });
    const row = { name: input.name, brandId: input.brandId, updatedAt: now, deletedAt: null };
    if (input.id) {
      const { numUpdatedRows } = await trx
        .updateTable("template")
        .set(row)
        .where("id", "=", id)
        .where("workspaceId", "=", ctx.actor.workspaceId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw new DomainError("not_found", "There is no such template.", {});
      await trx.deleteFrom("template_variant").where("templateId", "=", id).execute();
    } else
      await trx
        .insertInto("template")
        .values({ ...row, id, workspaceId: ctx.actor.workspaceId, createdAt: now })
        .execute();
    await trx
      .insertInto("template_variant")
      .values(input.variants.map((variant) => ({ ...variant, templateId: id })))
      .execute();
    return { id };
  });
}

/** Takes a template out of use; replies keep knowing it, and saving it again brings it back. */
export function removeTemplate(ctx: Ctx, templateId: string): Promise<void> {
  return write(ctx, "template.delete", `template:${templateId}`, async (trx) => {
    await assertOwnTemplate(ctx, trx, templateId);
    const { numUpdatedRows } = await trx
      .updateTable("template")
      .set({ deletedAt: ctx.clock.iso() })
      .where("id", "=", templateId)
      .where("workspaceId", "=", ctx.actor.workspaceId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new DomainError("not_found", "There is no such template.", {});
  });
}

// A template of a brand outside the person's brands is as good as none.
async function assertOwnTemplate(ctx: Ctx, trx: Trx, templateId: string): Promise<void> {
  const template = await trx.selectFrom("template").select("brandId").where("id", "=", templateId).executeTakeFirst();
  if (template?.brandId) assertBrand(ctx.actor, template.brandId);
}
