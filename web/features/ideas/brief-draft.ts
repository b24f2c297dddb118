import { type Brief, emptyBrief } from "#shared/ideas/brief.ts";
import type { CallSources, CallView } from "#shared/ideas/schema.ts";

/** A brief as it is typed: numbers and lists are text until they are read. */
export type BriefDraft = Omit<Brief, "budget" | "goalPeople" | "goalAdopted" | "criteria"> & {
  amount: string;
  currency: string;
  goalPeople: string;
  goalAdopted: string;
  /** `key` stays with a criterion while its words change, so that scores keep their meaning */
  criteria: { key: string; name: string }[];
  hashtags: string;
  mentionWords: string;
  posts: CallView["posts"];
  page: boolean;
  noindex: boolean;
};

const number = (value: number | null): string => (value === null ? "" : String(value));

export function draftOfCall(call: CallView | null, lang: Brief["lang"], ownerId: string): BriefDraft {
  const brief = call?.brief ?? emptyBrief(lang, ownerId);
  const { budget, goalPeople, goalAdopted, ...rest } = brief;
  return {
    ...rest,
    amount: number(budget?.amount ?? null),
    currency: budget?.currency ?? "EUR",
    goalPeople: number(goalPeople),
    goalAdopted: number(goalAdopted),
    criteria: brief.criteria.length > 0 ? brief.criteria : [newCriterion([]), newCriterion([{ key: "c1", name: "" }])],
    hashtags: (call?.sources.hashtags ?? []).map((tag) => `#${tag.replace(/^#/, "")}`).join(" "),
    mentionWords: (call?.sources.mentionWords ?? []).join(", "),
    posts: call?.posts ?? [],
    page: call?.sources.page ?? true,
    noindex: call?.noindex ?? false,
  };
}

/** The first key `c1`, `c2`, ... nobody has. */
export function newCriterion(known: readonly { key: string; name: string }[]): { key: string; name: string } {
  const taken = new Set(known.map(({ key }) => key));
  for (let at = 1; ; at++) if (!taken.has(`c${at}`)) return { key: `c${at}`, name: "" };
}

const whole = (typed: string): number | null => {
  const value = Number(typed.trim());
  return typed.trim() !== "" && Number.isInteger(value) && value > 0 ? value : null;
};

function budgetOf({ amount, currency }: BriefDraft): Brief["budget"] {
  const value = Number(amount.trim().replace(",", "."));
  const code = currency.trim().toUpperCase();
  return amount.trim() !== "" && value >= 0 && value <= 1e9 && /^[A-Z]{3}$/.test(code)
    ? { amount: value, currency: code }
    : null;
}

export function briefOfDraft(draft: BriefDraft): Brief {
  const { question, intro, lang, decider, deciderRole, closesOn, decideBy } = draft;
  const { whatHappens, reward, example, constraints, ownerId, topic, merging } = draft;
  return {
    ...{ question, intro, lang, decider, deciderRole, closesOn, decideBy },
    ...{ whatHappens, reward, example, constraints, ownerId, topic, merging },
    criteria: draft.criteria
      .map((one) => ({ ...one, name: one.name.trim() }))
      .filter((one) => one.name !== "")
      .slice(0, 8),
    budget: budgetOf(draft),
    goalPeople: whole(draft.goalPeople),
    goalAdopted: whole(draft.goalAdopted),
  };
}

const parts = (typed: string, between: RegExp): string[] =>
  [...new Set(typed.split(between).map((part) => part.trim().replace(/^#/, "")))]
    .filter((part) => part.length >= 2)
    .slice(0, 10);

export const sourcesOfDraft = (draft: BriefDraft): CallSources => ({
  postIds: draft.posts.map((post) => post.id),
  hashtags: parts(draft.hashtags, /[\s,;]+/),
  mentionWords: parts(draft.mentionWords, /[,;\n]+/),
  page: draft.page,
});
