import { z } from "zod";
import {
  closeCall,
  postsToChoose,
  publishCall,
  removeCall,
  reopenCall,
  saveCall,
  stopCall,
} from "#bff/features/ideas/call-commands.ts";
import { countViews, getCall, listCalls } from "#bff/features/ideas/call-queries.ts";
import { listContributors, listSuspicions } from "#bff/features/ideas/contributor-queries.ts";
import { dropLetter } from "#bff/features/ideas/letter-commands.ts";
import { listLetters } from "#bff/features/ideas/letter-queries.ts";
import { settleSuspicion } from "#bff/features/ideas/mark-commands.ts";
import { getCallReport } from "#bff/features/ideas/report-queries.ts";
import { checkCallLetters, sendLetters } from "#bff/features/ideas/send-commands.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { LetterReasons, LettersSent, LetterWords } from "#shared/ideas/letters.ts";
import { CallReport, ContributorPage, Suspicion } from "#shared/ideas/report-schema.ts";
import { CallFilter, CallInput, CallPage, CallView, LetterPage } from "#shared/ideas/schema.ts";

const OfCall = z.object({ callId: z.string().min(1).max(60) });
export const callsRouter = router({
  list: ask("call.read")
    .input(CallFilter)
    .output(CallPage)
    .query(({ ctx, input }) => listCalls(ctx, input)),
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
    .query(({ ctx, input }) => countViews(ctx, input.brand)),
  get: ask("call.read")
    .input(OfCall)
    .output(CallView)
    .query(({ ctx, input }) => getCall(ctx, input.callId)),
  posts: ask("call.read")
    .input(z.object({ brand: z.string(), find: z.string().max(200).default("") }))
    .output(
      z.array(
        z.object({ id: z.string(), text: z.string(), url: z.string().nullable(), network: z.string(), at: z.string() }),
      ),
    )
    .query(({ ctx, input }) => postsToChoose(ctx, input)),
  save: ask("call.save")
    .input(CallInput)
    .output(z.object({ callId: z.string(), version: z.number().int(), told: z.number().int() }))
    .mutation(({ ctx, input }) => saveCall(ctx, input)),
  remove: ask("call.remove")
    .input(OfCall)
    .mutation(({ ctx, input }) => removeCall(ctx, input.callId)),
  publish: ask("call.publish")
    .input(OfCall)
    .output(z.object({ slug: z.string(), publicUrl: z.string() }))
    .mutation(({ ctx, input }) => publishCall(ctx, input.callId)),
  stop: ask("call.publish")
    .input(OfCall)
    .mutation(({ ctx, input }) => stopCall(ctx, input.callId)),
  reopen: ask("call.publish")
    .input(OfCall.extend({ closesOn: z.iso.date(), note: z.string().trim().min(3).max(500) }))
    .mutation(({ ctx, input }) => reopenCall(ctx, input)),
  close: ask("call.close")
    .input(OfCall.extend({ cost: z.number().min(0).max(1e9).nullable() }))
    .mutation(({ ctx, input }) => closeCall(ctx, input)),
  suspicions: ask("call.read")
    .input(OfCall)
    .output(z.array(Suspicion))
    .query(({ ctx, input }) => listSuspicions(ctx, input.callId)),
  settleSuspicion: ask("idea.add")
    .input(z.object({ id: z.string(), as: z.enum(["spam", "idea"]) }))
    .output(z.object({ ideaId: z.string().nullable() }))
    .mutation(({ ctx, input }) => settleSuspicion(ctx, input)),
  contributors: ask("call.read")
    .input(OfCall.extend({ cursor: z.string().optional() }))
    .output(ContributorPage)
    .query(({ ctx, input }) => listContributors(ctx, input)),
  report: ask("report.read")
    .input(OfCall)
    .output(CallReport)
    .query(({ ctx, input }) => getCallReport(ctx, input.callId)),
  letters: ask("call.read")
    .input(
      OfCall.extend({
        state: z.enum(["draft", "onTheWay", "sent", "failed"]).optional(),
        cursor: z.string().optional(),
      }),
    )
    .output(LetterPage)
    .query(({ ctx, input }) => listLetters(ctx, input)),
  /** changes nothing; a mutation because letters are long */
  checkLetters: ask("call.tell")
    .input(OfCall.extend({ letters: z.array(LetterWords.pick({ id: true, text: true })).max(25) }))
    .output(z.array(LetterReasons))
    .mutation(({ ctx, input }) => checkCallLetters(ctx, input)),
  sendLetters: ask("call.tell")
    .input(
      z.object({
        letters: z.array(LetterWords).min(1).max(200),
        /** why letters that need another word leave as they are; null asks first */
        overrideReason: z.string().trim().min(3).max(500).nullable().default(null),
      }),
    )
    .output(LettersSent)
    .mutation(({ ctx, input }) => sendLetters(ctx, input)),
  dropLetter: ask("call.tell")
    .input(z.object({ id: z.string(), reason: z.string().trim().min(3).max(500) }))
    .mutation(({ ctx, input }) => dropLetter(ctx, input)),
});
