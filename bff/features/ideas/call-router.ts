import { z } from "zod";
import { ask, router } from "#bff/platform/trpc.ts";
import { DomainError } from "#shared/errors.ts";
import { CallReport, ContributorPage, Suspicion } from "#shared/ideas/report-schema.ts";
import { CallFilter, CallInput, CallPage, CallView, LetterPage } from "#shared/ideas/schema.ts";

const OfCall = z.object({ callId: z.string().min(1).max(60) });
const later = (): never => {
  throw new DomainError("unexpected", "Not there yet.");
};

export const callsRouter = router({
  list: ask("call.read")
    .input(CallFilter)
    .output(CallPage)
    .query(() => later()),
  counts: ask("call.read")
    .input(z.object({ brand: z.string().optional() }))
    .output(
      z.object({
        open: z.number().int(),
        needAnswer: z.number().int(),
        lookAlike: z.number().int(),
        distant: z.number().int(),
        toTell: z.number().int(),
      }),
    )
    .query(() => later()),
  get: ask("call.read")
    .input(OfCall)
    .output(CallView)
    .query(() => later()),
  posts: ask("call.read")
    .input(z.object({ brand: z.string(), find: z.string().max(200).default("") }))
    .output(
      z.array(
        z.object({ id: z.string(), text: z.string(), url: z.string().nullable(), network: z.string(), at: z.string() }),
      ),
    )
    .query(() => later()),
  save: ask("call.save")
    .input(CallInput)
    .output(z.object({ callId: z.string(), version: z.number().int(), told: z.number().int() }))
    .mutation(() => later()),
  remove: ask("call.remove")
    .input(OfCall)
    .mutation(() => later()),
  publish: ask("call.publish")
    .input(OfCall)
    .output(z.object({ slug: z.string(), publicUrl: z.string() }))
    .mutation(() => later()),
  stop: ask("call.publish")
    .input(OfCall)
    .mutation(() => later()),
  reopen: ask("call.publish")
    .input(OfCall.extend({ closesOn: z.iso.date() }))
    .mutation(() => later()),
  close: ask("call.close")
    .input(OfCall.extend({ cost: z.number().min(0).max(1e9).nullable() }))
    .mutation(() => later()),
  suspicions: ask("call.read")
    .input(OfCall)
    .output(z.array(Suspicion))
    .query(() => later()),
  settleSuspicion: ask("idea.add")
    .input(z.object({ id: z.string(), as: z.enum(["spam", "idea"]) }))
    .output(z.object({ ideaId: z.string().nullable() }))
    .mutation(() => later()),
  contributors: ask("call.read")
    .input(OfCall.extend({ cursor: z.string().optional() }))
    .output(ContributorPage)
    .query(() => later()),
  report: ask("report.read")
    .input(OfCall)
    .output(CallReport)
    .query(() => later()),
  letters: ask("call.read")
    .input(
      OfCall.extend({
        state: z.enum(["draft", "onTheWay", "sent", "failed"]).optional(),
        cursor: z.string().optional(),
      }),
    )
    .output(LetterPage)
    .query(() => later()),
  sendLetters: ask("call.tell")
    .input(
      z.object({
        letters: z
          .array(z.object({ id: z.string(), text: z.string().trim().min(1).max(10_000) }))
          .min(1)
          .max(200),
        confirm: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        sent: z.number().int(),
        notSent: z.array(z.object({ id: z.string(), code: z.string(), message: z.string() })),
      }),
    )
    .mutation(() => later()),
  dropLetter: ask("call.tell")
    .input(z.object({ id: z.string(), reason: z.string().trim().min(3).max(500) }))
    .mutation(() => later()),
});
