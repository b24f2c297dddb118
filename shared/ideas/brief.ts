import { z } from "zod";
import { wordsOf } from "#shared/replies/words.ts";
import { foldedWords } from "#shared/text.ts";

/** Languages of the public page and of Konak's own sentences in letters. */
export const callLanguages = ["en", "tr", "fi", "pl"] as const;
export const CallLanguage = z.enum(callLanguages);
export type CallLanguage = z.infer<typeof CallLanguage>;

/** One thing ideas are judged by; `key` stays the same when its words are changed, so scores keep their meaning. */
export const Criterion = z.object({
  key: z.string().trim().min(1).max(40),
  name: z.string().trim().max(120),
});
export type Criterion = z.infer<typeof Criterion>;

/**
 * What may happen to look-alikes, as the call promises it: `together` merges at once and names both, `ask` merges once
 * the author agreed, `never` keeps each idea apart.
 */
export const MergePromise = z.enum(["together", "ask", "never"]);
export type MergePromise = z.infer<typeof MergePromise>;

const text = (most: number) => z.string().trim().max(most);

/** What a call asks and promises (methods.md E3). A draft may lack anything; `briefCheck` says what. */
export const Brief = z.object({
  question: text(200),
  intro: text(2000),
  lang: CallLanguage,
  /** who decides: a name and what they do */
  decider: text(120),
  deciderRole: text(120),
  /** the last day on which ideas are taken, and the day of the decision (`YYYY-MM-DD`) */
  closesOn: z.iso.date().nullable(),
  decideBy: z.iso.date().nullable(),
  criteria: z.array(Criterion).max(8),
  whatHappens: text(600),
  reward: text(300),
  example: text(600),
  constraints: text(600),
  /** who in the team looks after the call */
  ownerId: z.string().max(60).nullable(),
  budget: z.object({ amount: z.number().min(0).max(1e9), currency: z.string().regex(/^[A-Z]{3}$/) }).nullable(),
  goalPeople: z.number().int().min(1).max(1_000_000).nullable(),
  goalAdopted: z.number().int().min(1).max(10_000).nullable(),
  /** what the call is about in one or two words, for finding people with knowledge */
  topic: text(60),
  merging: MergePromise,
});
export type Brief = z.infer<typeof Brief>;

/** A brief with nothing in it yet. */
export const emptyBrief = (lang: CallLanguage, ownerId: string | null): Brief => ({
  question: "",
  intro: "",
  lang,
  decider: "",
  deciderRole: "",
  closesOn: null,
  decideBy: null,
  criteria: [],
  whatHappens: "",
  reward: "",
  example: "",
  constraints: "",
  ownerId,
  budget: null,
  goalPeople: null,
  goalAdopted: null,
  topic: "",
  merging: "ask",
});

/** Why a brief cannot be published (`must`) or would do better (`should`); the web has one sentence for each. */
export const briefCodes = [
  "no_question",
  "two_questions",
  "and_or",
  "too_many_words",
  "long_sentences",
  "no_decider",
  "no_decision_day",
  "decision_before_closing",
  "no_closing_day",
  "closing_over",
  "few_criteria",
  "no_what_happens",
  "no_reward",
  "no_example",
  "no_owner",
  "no_budget",
  "no_goal",
  "no_constraints",
  "no_topic",
] as const;
export const BriefCode = z.enum(briefCodes);
export type BriefCode = z.infer<typeof BriefCode>;

export const BriefProblem = z.object({
  code: BriefCode,
  /** the field of the form it is about */
  field: z.string(),
  strength: z.enum(["must", "should"]),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type BriefProblem = z.infer<typeof BriefProblem>;

/** `passed` of `of` things a brief must have; `words` of question and introduction together. */
export const BriefCheck = z.object({
  problems: z.array(BriefProblem),
  passed: z.number().int(),
  of: z.number().int(),
  words: z.number().int(),
});
export type BriefCheck = z.infer<typeof BriefCheck>;

const mostWords = 60;
const mostWordsInSentence = 25;
// "and/or" and a list of two asks: what joins two questions in the four languages.
const andOr = /\band\s*\/\s*or\b|\bve\s*\/\s*veya\b|\bve\s*\/\s*ya da\b|\bja\s*\/\s*tai\b|\b(?:i|oraz)\s*\/\s*lub\b/iu;
const asksTwice =
  /\b(?:and|or)\s+(?:what|how|which|why|who|when|where)\b|\b(?:ve|veya)\s+(?:ne|nasıl|hangi|neden|kim)\b|\b(?:ja|tai)\s+(?:mitä|mikä|miten|millainen|kuka|miksi)\b|\b(?:i|oraz|lub)\s+(?:co|jak|jaki|jaka|jakie|który|dlaczego|kto)\b/iu;

type Found = { code: BriefCode; field: keyof Brief; must: boolean; params?: BriefProblem["params"] };

function aboutQuestion(brief: Brief): Found[] {
  const { question } = brief;
  const marks = question.match(/\?/g)?.length ?? 0;
  const words = briefWords(brief);
  const longest = Math.max(0, ...sentencesIn(brief.intro).map((sentence) => foldedWords(sentence).length));
  const found: Found[] = [];
  if (foldedWords(question).length < 3) found.push({ code: "no_question", field: "question", must: true });
  else if (marks > 1 || asksTwice.test(question)) found.push({ code: "two_questions", field: "question", must: true });
  if (andOr.test(question)) found.push({ code: "and_or", field: "question", must: true });
  if (words > mostWords)
    found.push({ code: "too_many_words", field: "intro", must: true, params: { words, most: mostWords } });
  if (longest > mostWordsInSentence)
    found.push({ code: "long_sentences", field: "intro", must: false, params: { words: longest } });
  return found;
}

const sentencesIn = (words: string): string[] => words.split(/[.!?…]+(?:\s|$)/u);

function aboutDays({ closesOn, decideBy }: Brief, today: string): Found[] {
  const found: Found[] = [];
  if (!closesOn) found.push({ code: "no_closing_day", field: "closesOn", must: true });
  else if (closesOn < today) found.push({ code: "closing_over", field: "closesOn", must: true });
  if (!decideBy) found.push({ code: "no_decision_day", field: "decideBy", must: true });
  else if (closesOn && decideBy < closesOn)
    found.push({ code: "decision_before_closing", field: "decideBy", must: true });
  return found;
}

function aboutPromises(brief: Brief): Found[] {
  const criteria = new Set(brief.criteria.map((one) => one.name.trim().toLowerCase()).filter(Boolean)).size;
  const missing: [boolean, BriefCode, keyof Brief, boolean][] = [
    [!brief.decider, "no_decider", "decider", true],
    [criteria < 2, "few_criteria", "criteria", true],
    [!brief.whatHappens, "no_what_happens", "whatHappens", true],
    [!brief.reward, "no_reward", "reward", true],
    [!brief.example, "no_example", "example", true],
    [!brief.ownerId, "no_owner", "ownerId", true],
    [!brief.budget, "no_budget", "budget", true],
    [!(brief.goalPeople && brief.goalAdopted), "no_goal", "goalPeople", true],
    [!brief.constraints, "no_constraints", "constraints", false],
    [!brief.topic, "no_topic", "topic", false],
  ];
  return missing.filter(([is]) => is).map(([, code, field, must]) => ({ code, field, must }));
}

/** The fields a brief must have right; each counts once in `passed`. */
const required: readonly (keyof Brief)[] = [
  "question",
  "intro",
  "closesOn",
  "decideBy",
  "decider",
  "criteria",
  "whatHappens",
  "reward",
  "example",
  "ownerId",
  "budget",
  "goalPeople",
];

/** Words of the question and the introduction together, the 60 of methods.md E3. */
export const briefWords = ({ question, intro }: Pick<Brief, "question" | "intro">): number =>
  wordsOf(`${question} ${intro}`, null).length;

/** What keeps a brief from being published and what would make it better. `today`: the day in the brand's time zone. */
export function briefCheck(brief: Brief, today: string): BriefCheck {
  const found = [...aboutQuestion(brief), ...aboutDays(brief, today), ...aboutPromises(brief)];
  const problems = found.map(({ code, field, must, params = {} }) => ({
    code,
    field,
    strength: must ? ("must" as const) : ("should" as const),
    params,
  }));
  const failing = new Set(found.filter((one) => one.must).map((one) => one.field));
  return {
    problems,
    passed: required.filter((field) => !failing.has(field)).length,
    of: required.length,
    words: briefWords(brief),
  };
}
