import { z } from "zod";
import { Brief } from "#shared/ideas/brief.ts";
import { callStates, ideaStages, verdicts } from "#shared/ideas/stage.ts";

/** An idea as anybody may see it: no ids of people, counts only for who voted on it or once the call is closed. */
export const PublicIdea = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  lang: z.string().nullable(),
  /** null where the author is not to be named */
  authorName: z.string().nullable(),
  stage: z.enum(ideaStages),
  verdict: z.enum(verdicts).nullable(),
  outcome: z.string().nullable(),
  joined: z.number().int(),
  mine: z.enum(["up", "down"]).nullable(),
  votes: z.object({ n: z.number().int(), up: z.number().int() }).nullable(),
});
export type PublicIdea = z.infer<typeof PublicIdea>;

/** What the public page of a call shows. */
export const PublicCall = z.object({
  slug: z.string(),
  brandName: z.string(),
  color: z.string(),
  state: z.enum(callStates),
  noindex: z.boolean(),
  takesIdeas: z.boolean(),
  brief: Brief,
  versions: z.array(z.object({ version: z.number().int(), at: z.string(), note: z.string() })),
  timeZone: z.string(),
  ideas: z.number().int(),
  people: z.number().int(),
  shown: z.array(PublicIdea),
  next: z.string().nullable(),
  results: z.array(PublicIdea),
  credits: z.array(z.string()),
});
export type PublicCall = z.infer<typeof PublicCall>;
