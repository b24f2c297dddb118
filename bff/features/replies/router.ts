import { z } from "zod";
import { checkGround } from "#bff/features/replies/check-ground.ts";
import { removeReply } from "#bff/features/replies/commands.ts";
import { restoreWarning } from "#bff/features/replies/learning-commands.ts";
import { warningRecords } from "#bff/features/replies/learning-queries.ts";
import { lookBackReport, lookedBrand, lookedReplies } from "#bff/features/replies/look-report-queries.ts";
import { draftWithModel } from "#bff/features/replies/model-draft.ts";
import { listTemplates } from "#bff/features/replies/queries.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import { resolveInTurn, takeBack } from "#bff/features/replies/taken-back.ts";
import { removeTemplate, saveTemplate } from "#bff/features/replies/template-commands.ts";
import { templateWear } from "#bff/features/replies/template-wear-queries.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { Audience } from "#shared/inbox/audience.ts";
import { ReplyView } from "#shared/inbox/schema.ts";
import { CheckGround } from "#shared/replies/ground.ts";
import { Fired } from "#shared/replies/learning.ts";
import { LookBack, LookedKind, LookedPage, LookFilter, WarningRecord } from "#shared/replies/look-back.ts";
import { TemplateVariant, WarningCode } from "#shared/replies/schema.ts";
import { ListedTemplate, TemplateWear } from "#shared/replies/template-wear.ts";

const id = z.string().min(1).max(64);

export const repliesRouter = router({
  ground: ask("reply.check")
    .input(z.object({ threadId: id, cursor: z.number().int().min(0).nullable().default(null) }))
    .output(CheckGround)
    .query(({ ctx, input }) => checkGround(ctx, input)),
  send: ask("reply.send")
    .input(
      z.object({
        threadId: id,
        text: z.string().trim().min(1).max(100_000),
        templateId: id.nullable(),
        lang: z.string().max(12).nullable(),
        parentExternalId: z.string().max(500).nullable().default(null),
        seenVersion: z.number().int(),
        overrideReason: z.string().trim().min(1).max(500).nullable(),
        thenDone: z.boolean(),
        confirm: z.boolean().default(false),
        idempotencyKey: z.string().min(8).max(100),
        audience: Audience.nullable().optional(),
        draftBegan: z.iso.datetime().nullable().default(null),
        fired: z.array(Fired).max(30).default([]),
      }),
    )
    .output(ReplyView)
    .mutation(({ ctx, input }) => sendReply(ctx, input)),
  model: ask("reply.check")
    .output(z.object({ name: z.string(), host: z.string() }).nullable())
    .query(({ ctx }) => {
      const { model } = ctx.config;
      return model && { name: model.name, host: new URL(model.url).hostname };
    }),
  draft: ask("reply.draft")
    .input(
      z.object({
        threadId: id,
        templateId: id.nullable(),
        lang: z.string().max(12).nullable(),
        text: z.string().trim().min(1).max(20_000).nullable(),
        wish: z.string().trim().min(1).max(500).nullable(),
      }),
    )
    .output(z.object({ text: z.string(), replaced: z.number().int() }))
    .mutation(({ ctx, input }) => draftWithModel(ctx, input)),
  lookBack: ask("reply.look")
    .input(LookFilter)
    .output(LookBack)
    .query(({ ctx, input }) => lookBackReport(ctx, input)),
  looked: ask("reply.look")
    .input(
      LookFilter.extend({
        kind: LookedKind,
        person: z.string().max(64).nullable(),
        cursor: z.string().max(120).nullish(),
      }),
    )
    .output(LookedPage)
    .query(({ ctx, input }) => lookedReplies(ctx, { ...input, cursor: input.cursor ?? null }, 30)),
  warnings: ask("warning.read")
    .input(LookFilter)
    .output(z.array(WarningRecord))
    .query(async ({ ctx, input }) => warningRecords(ctx, (await lookedBrand(ctx, input)).id, input)),
  restoreWarning: ask("warning.restore")
    .input(z.object({ brandId: id, code: WarningCode }))
    .mutation(({ ctx, input }) => restoreWarning(ctx, input)),
  undo: ask("reply.undo")
    .input(z.object({ replyId: id }))
    .output(z.object({ text: z.string() }))
    .mutation(({ ctx, input }) => takeBack(ctx, input.replyId)),
  resolve: ask("reply.resolve")
    .input(z.object({ replyId: id, as: z.enum(["sent", "again", "dropped"]) }))
    .output(z.object({ text: z.string() }))
    .mutation(({ ctx, input }) => resolveInTurn(ctx, input)),
  remove: ask("reply.delete")
    .input(z.object({ replyId: id }))
    .mutation(({ ctx, input }) => removeReply(ctx, input.replyId)),
});

export const templatesRouter = router({
  list: ask("template.read")
    .input(z.object({ brand: z.string().optional() }))
    .output(z.array(ListedTemplate))
    .query(({ ctx, input }) => listTemplates(ctx, input.brand)),
  wear: ask("template.read")
    .input(z.object({ templateId: id, lang: z.string().min(1).max(12) }))
    .output(TemplateWear)
    .query(({ ctx, input }) => templateWear(ctx, input)),
  save: ask("template.save")
    .input(
      z.object({
        id: id.nullable(),
        name: z.string().trim().min(1).max(120),
        brandId: id.nullable(),
        variants: z
          .array(TemplateVariant.extend({ body: z.string().trim().min(1).max(8000) }))
          .min(1)
          .max(20)
          .refine((all) => new Set(all.map((variant) => variant.lang)).size === all.length, "One text a language."),
      }),
    )
    .output(z.object({ id }))
    .mutation(({ ctx, input }) => saveTemplate(ctx, input)),
  remove: ask("template.delete")
    .input(z.object({ templateId: id }))
    .mutation(({ ctx, input }) => removeTemplate(ctx, input.templateId)),
});
