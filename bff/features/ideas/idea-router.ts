import { z } from "zod";
import { askAuthor } from "#bff/features/ideas/ask-commands.ts";
import { decideIdea, takeBackDecision } from "#bff/features/ideas/decide-commands.ts";
import { listIdeas } from "#bff/features/ideas/idea-queries.ts";
import { personKnowledge, whomToAsk } from "#bff/features/ideas/knowledge-queries.ts";
import { markKnowledge, unmarkKnowledge } from "#bff/features/ideas/mark-commands.ts";
import { keepApart, mergeIdea, unmergeIdea } from "#bff/features/ideas/merge-commands.ts";
import { getIdea, ideasOfThread, listTopics, similarInCall } from "#bff/features/ideas/view-queries.ts";
import {
  addIdea,
  editIdea,
  moveIdeas,
  scoreIdea,
  setCredit,
  setTopic,
  tick,
} from "#bff/features/ideas/work-commands.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { Knower, PersonKnowledge } from "#shared/ideas/report-schema.ts";
import { Consent, DecideInput, IdeaFilter, IdeaPage, IdeaView, LikeIdea, Stage } from "#shared/ideas/schema.ts";

const id = z.string().min(1).max(60);
const OfIdea = z.object({ ideaId: id });
const ideaText = z.string().trim().min(3).max(4000);
export const ideasRouter = router({
  list: ask("call.read")
    .input(IdeaFilter)
    .output(IdeaPage)
    .query(({ ctx, input }) => listIdeas(ctx, input)),
  get: ask("call.read")
    .input(OfIdea)
    .output(IdeaView)
    .query(({ ctx, input }) => getIdea(ctx, input.ideaId)),
  similar: ask("call.read")
    .input(z.object({ callId: id, text: z.string().max(4000) }))
    .output(z.array(LikeIdea))
    .query(({ ctx, input }) => similarInCall(ctx, input.callId, input.text)),
  forThread: ask("call.read")
    .input(z.object({ threadId: id }))
    .output(
      z.object({
        ideas: z.array(z.object({ ideaId: id, title: z.string(), callId: id, question: z.string(), stage: Stage })),
        calls: z.array(z.object({ callId: id, question: z.string() })),
      }),
    )
    .query(({ ctx, input }) => ideasOfThread(ctx, input.threadId)),
  add: ask("idea.add")
    .input(
      z.object({
        callId: id,
        threadId: id,
        /** the message that holds the idea; null takes the member's newest */
        messageId: id.nullable().default(null),
        title: z.string().trim().max(120).default(""),
        text: ideaText.nullable().default(null),
      }),
    )
    .output(OfIdea)
    .mutation(({ ctx, input }) => addIdea(ctx, input)),
  edit: ask("idea.edit")
    .input(OfIdea.extend({ title: z.string().trim().min(1).max(120), text: ideaText, version: z.number().int() }))
    .output(z.object({ version: z.number().int() }))
    .mutation(({ ctx, input }) => editIdea(ctx, input)),
  move: ask("idea.move")
    .input(z.object({ ideaIds: z.array(id).min(1).max(200), to: Stage.exclude(["result"]) }))
    .output(z.object({ moved: z.number().int() }))
    .mutation(({ ctx, input }) => moveIdeas(ctx, input)),
  askAuthor: ask("idea.ask")
    .input(
      OfIdea.extend({
        text: z.string().trim().min(3).max(2000),
        /** why it leaves although it needs another word; null asks first */
        overrideReason: z.string().trim().min(3).max(500).nullable().default(null),
      }),
    )
    .output(z.object({ letterId: z.string() }))
    .mutation(({ ctx, input }) => askAuthor(ctx, input)),
  decide: ask("idea.decide")
    .input(DecideInput)
    .output(z.object({ letters: z.number().int() }))
    .mutation(({ ctx, input }) => decideIdea(ctx, input)),
  takeBack: ask("idea.decide")
    .input(OfIdea)
    .mutation(({ ctx, input }) => takeBackDecision(ctx, input.ideaId)),
  merge: ask("idea.merge")
    .input(OfIdea.extend({ intoId: id }))
    .output(z.object({ state: z.enum(["merged", "asked"]) }))
    .mutation(({ ctx, input }) => mergeIdea(ctx, input)),
  unmerge: ask("idea.merge")
    .input(OfIdea)
    .mutation(({ ctx, input }) => unmergeIdea(ctx, input.ideaId)),
  /** the look-alike is no look-alike; it is not suggested again */
  keepApart: ask("idea.merge")
    .input(OfIdea.extend({ otherId: id }))
    .mutation(({ ctx, input }) => keepApart(ctx, input)),
  score: ask("idea.score")
    .input(OfIdea.extend({ criterion: z.string().max(40), value: z.number().int().min(1).max(5).nullable() }))
    .mutation(({ ctx, input }) => scoreIdea(ctx, input)),
  setCredit: ask("idea.credit")
    .input(OfIdea.extend({ mayName: Consent.optional(), mayMerge: Consent.optional() }))
    .mutation(({ ctx, input }) => setCredit(ctx, input)),
  setTopic: ask("idea.edit")
    .input(OfIdea.extend({ topic: z.string().trim().max(60) }))
    .mutation(({ ctx, input }) => setTopic(ctx, input)),
  tick: ask("idea.credit")
    .input(OfIdea.extend({ what: z.enum(["thanked", "rewarded"]), on: z.boolean() }))
    .mutation(({ ctx, input }) => tick(ctx, input)),
  person: ask("member.read")
    .input(z.object({ memberId: id }))
    .output(PersonKnowledge)
    .query(({ ctx, input }) => personKnowledge(ctx, input.memberId)),
  whomToAsk: ask("member.read")
    .input(z.object({ brand: z.string().optional(), topic: z.string().trim().min(2).max(200) }))
    .output(z.array(Knower))
    .query(({ ctx, input }) => whomToAsk(ctx, input)),
  topics: ask("call.read")
    .input(z.object({ brand: z.string().optional() }))
    .output(z.array(z.object({ topic: z.string(), ideas: z.number().int() })))
    .query(({ ctx, input }) => listTopics(ctx, input.brand)),
  mark: ask("member.mark")
    .input(
      z.object({
        memberId: id,
        kind: z.enum(["right", "helpful"]),
        topic: z.string().trim().min(2).max(60),
        note: z.string().trim().max(500).default(""),
        threadId: id.nullable().default(null),
      }),
    )
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => markKnowledge(ctx, input)),
  unmark: ask("member.mark")
    .input(z.object({ id }))
    .mutation(({ ctx, input }) => unmarkKnowledge(ctx, input.id)),
});
