import { z } from "zod";
import { ask, router } from "#bff/platform/trpc.ts";
import { DomainError } from "#shared/errors.ts";
import { Knower, PersonKnowledge } from "#shared/ideas/report-schema.ts";
import { Consent, DecideInput, IdeaFilter, IdeaPage, IdeaView, LikeIdea, Stage } from "#shared/ideas/schema.ts";

const id = z.string().min(1).max(60);
const OfIdea = z.object({ ideaId: id });
const ideaText = z.string().trim().min(3).max(4000);
const later = (): never => {
  throw new DomainError("unexpected", "Not there yet.");
};

export const ideasRouter = router({
  list: ask("call.read")
    .input(IdeaFilter)
    .output(IdeaPage)
    .query(() => later()),
  get: ask("call.read")
    .input(OfIdea)
    .output(IdeaView)
    .query(() => later()),
  similar: ask("call.read")
    .input(z.object({ callId: id, text: z.string().max(4000) }))
    .output(z.array(LikeIdea))
    .query(() => later()),
  forThread: ask("call.read")
    .input(z.object({ threadId: id }))
    .output(
      z.object({
        ideas: z.array(z.object({ ideaId: id, title: z.string(), callId: id, question: z.string(), stage: Stage })),
        calls: z.array(z.object({ callId: id, question: z.string() })),
      }),
    )
    .query(() => later()),
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
    .mutation(() => later()),
  edit: ask("idea.edit")
    .input(OfIdea.extend({ title: z.string().trim().min(1).max(120), text: ideaText, version: z.number().int() }))
    .output(z.object({ version: z.number().int() }))
    .mutation(() => later()),
  move: ask("idea.move")
    .input(z.object({ ideaIds: z.array(id).min(1).max(200), to: Stage.exclude(["result"]) }))
    .output(z.object({ moved: z.number().int() }))
    .mutation(() => later()),
  askAuthor: ask("idea.ask")
    .input(OfIdea.extend({ text: z.string().trim().min(3).max(2000) }))
    .output(z.object({ letterId: z.string() }))
    .mutation(() => later()),
  decide: ask("idea.decide")
    .input(DecideInput)
    .output(z.object({ letters: z.number().int() }))
    .mutation(() => later()),
  takeBack: ask("idea.decide")
    .input(OfIdea)
    .mutation(() => later()),
  merge: ask("idea.merge")
    .input(OfIdea.extend({ intoId: id }))
    .output(z.object({ state: z.enum(["merged", "asked"]) }))
    .mutation(() => later()),
  unmerge: ask("idea.merge")
    .input(OfIdea)
    .mutation(() => later()),
  /** the look-alike is no look-alike; it is not suggested again */
  keepApart: ask("idea.merge")
    .input(OfIdea.extend({ otherId: id }))
    .mutation(() => later()),
  score: ask("idea.score")
    .input(OfIdea.extend({ criterion: z.string().max(40), value: z.number().int().min(1).max(5).nullable() }))
    .mutation(() => later()),
  setCredit: ask("idea.credit")
    .input(OfIdea.extend({ mayName: Consent.optional(), mayMerge: Consent.optional() }))
    .mutation(() => later()),
  setTopic: ask("idea.edit")
    .input(OfIdea.extend({ topic: z.string().trim().max(60) }))
    .mutation(() => later()),
  tick: ask("idea.credit")
    .input(OfIdea.extend({ what: z.enum(["thanked", "rewarded"]), on: z.boolean() }))
    .mutation(() => later()),
  person: ask("member.read")
    .input(z.object({ memberId: id }))
    .output(PersonKnowledge)
    .query(() => later()),
  whomToAsk: ask("member.read")
    .input(z.object({ brand: z.string().optional(), topic: z.string().trim().min(2).max(200) }))
    .output(z.array(Knower))
    .query(() => later()),
  topics: ask("call.read")
    .input(z.object({ brand: z.string().optional() }))
    .output(z.array(z.object({ topic: z.string(), ideas: z.number().int() })))
    .query(() => later()),
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
    .mutation(() => later()),
  unmark: ask("member.mark")
    .input(z.object({ id }))
    .mutation(() => later()),
});
