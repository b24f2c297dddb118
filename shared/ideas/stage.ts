/** Where an idea stands in its call. `merged` ideas go the way of the idea they were merged into. */
export const ideaStages = ["open", "shortlist", "refine", "decide", "result"] as const;
export type IdeaStage = (typeof ideaStages)[number];

/** What was decided; null while nothing was. */
export const verdicts = ["adopted", "declined"] as const;
export type Verdict = (typeof verdicts)[number];

/** What can happen to an idea; each is one row, and their fold is its stage. */
export const ideaEventKinds = [
  "came",
  "moved",
  "asked",
  "author_said",
  "version",
  "adopted",
  "declined",
  "taken_back",
  "merged",
  "merge_asked",
  "merge_agreed",
  "merge_refused",
  "unmerged",
  "told",
  "thanked",
  "unthanked",
  "rewarded",
  "unrewarded",
  "credit",
  "topic",
] as const;
export type IdeaEventKind = (typeof ideaEventKinds)[number];
export type IdeaEvent = { kind: IdeaEventKind; at: string; detail: Record<string, string | number | null> };

/** What the events of an idea come to. `waitsForAuthor`: asked, and nothing came back yet. */
export type IdeaState = {
  stage: IdeaStage;
  verdict: Verdict | null;
  mergedIntoId: string | null;
  waitsForAuthor: boolean;
  decidedAt: string | null;
  thankedAt: string | null;
  rewardedAt: string | null;
};

export const beginning: IdeaState = {
  stage: "open",
  verdict: null,
  mergedIntoId: null,
  waitsForAuthor: false,
  decidedAt: null,
  thankedAt: null,
  rewardedAt: null,
};

const isStage = (value: unknown): value is IdeaStage => ideaStages.includes(value as IdeaStage);

/** The state after one more event; events that change no state leave it. */
export function nextIdeaState(state: IdeaState, { kind, at, detail }: IdeaEvent): IdeaState {
  switch (kind) {
    case "moved":
      return isStage(detail.to) ? { ...state, stage: detail.to } : state;
    case "asked":
      return { ...state, stage: state.stage === "result" ? state.stage : "refine", waitsForAuthor: true };
    case "author_said":
      return { ...state, waitsForAuthor: false };
    case "adopted":
    case "declined":
      return { ...state, stage: "result", verdict: kind, decidedAt: at, waitsForAuthor: false };
    case "taken_back":
      return { ...state, stage: "decide", verdict: null, decidedAt: null };
    case "merged":
      return { ...state, mergedIntoId: String(detail.into), waitsForAuthor: false };
    case "unmerged":
      return { ...state, mergedIntoId: null };
    case "thanked":
      return { ...state, thankedAt: at };
    case "unthanked":
      return { ...state, thankedAt: null };
    case "rewarded":
      return { ...state, rewardedAt: at };
    case "unrewarded":
      return { ...state, rewardedAt: null };
    default:
      return state;
  }
}

/** The state of an idea from all its events, oldest first. */
export const stateOfIdea = (events: readonly IdeaEvent[]): IdeaState => events.reduce(nextIdeaState, beginning);

/** Where a call stands: `deciding` takes no more ideas and votes, `closed` has an answer for each idea. */
export const callStates = ["draft", "open", "deciding", "closed"] as const;
export type CallState = (typeof callStates)[number];

/** An open call whose last day is over is deciding; nobody has to do anything for it. `today` in the brand's time zone. */
export const callStateOn = (state: CallState, closesOn: string | null, today: string): CallState =>
  state === "open" && closesOn !== null && closesOn < today ? "deciding" : state;
