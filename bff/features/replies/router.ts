import { z } from "zod";
import { removeReply, resolveReply, undoReply } from "#bff/features/replies/commands.ts";
import { earlierReplies, listTemplates, repliesOnTheirWay, threadForCheck } from "#bff/features/replies/queries.ts";
import { sendReply } from "#bff/features/replies/send.ts";
import { removeTemplate, saveTemplate } from "#bff/features/replies/template-commands.ts";
import { assertBrand } from "#bff/platform/context.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { DomainError } from "#shared/errors.ts";
import { ReplyView } from "#shared/inbox/schema.ts";
import { EarlierReply, Template, TemplateVariant } from "#shared/replies/schema.ts";

const id = z.string().min(1).max(64);

/** What the composer needs to run the check by itself. */
const CheckGround = z.object({
  brandName: z.string(),
  teamNames: z.array(z.string()),
  allowedContacts: z.array(z.string()),
  otherNames: z.array(z.string()),
  earlier: z.array(EarlierReply),
  recent: z.array(z.string()),
});

export const repliesRouter = router({
  earlier: ask("reply.check")
    .input(z.object({ threadId: id }))
    .output(CheckGround)
    .query(async ({ ctx, input }) => {
      const thread = await threadForCheck(ctx, input.threadId);
      if (!thread) throw new DomainError("not_found", "There is no such thread.", {});
      assertBrand(ctx.actor, thread.brandId);
      const earlier = [
        ...(await repliesOnTheirWay(ctx, thread.brandId)),
        ...(await earlierReplies(ctx, thread.brandId)),
      ];
      const { brandName, teamNames, allowedContacts, otherNames } = thread;
      return {
        brandName,
        teamNames,
        allowedContacts,
        otherNames,
        earlier,
        recent: earlier.slice(0, 10).map((reply) => reply.text),
      };
    }),
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
      }),
    )
    .output(ReplyView)
    .mutation(({ ctx, input }) => sendReply(ctx, input)),
  undo: ask("reply.undo")
    .input(z.object({ replyId: id }))
    .output(z.object({ text: z.string() }))
    .mutation(({ ctx, input }) => undoReply(ctx, input.replyId)),
  resolve: ask("reply.resolve")
    .input(z.object({ replyId: id, as: z.enum(["sent", "again", "dropped"]) }))
    .output(z.object({ text: z.string() }))
    .mutation(({ ctx, input }) => resolveReply(ctx, input)),
  remove: ask("reply.delete")
    .input(z.object({ replyId: id }))
    .mutation(({ ctx, input }) => removeReply(ctx, input.replyId)),
});

export const templatesRouter = router({
  list: ask("template.read")
    .input(z.object({ brand: z.string().optional() }))
    .output(z.array(Template))
    .query(({ ctx, input }) => listTemplates(ctx, input.brand)),
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
