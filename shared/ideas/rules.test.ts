import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { krippendorff, spreadOf } from "#shared/ideas/agreement.ts";
import { isAlike, likeness, sharedWords, traitsOf } from "#shared/ideas/alike.ts";
import { type Brief, briefCheck, emptyBrief } from "#shared/ideas/brief.ts";
import { behindGoal, callFigures, gini, median, quantile, topShare } from "#shared/ideas/figures.ts";
import { bayesian, placeOf, voteFigures, wilson } from "#shared/ideas/ranking.ts";
import { reasonCheck } from "#shared/ideas/reason.ts";
import { callStateOn, ideaEventKinds, nextIdeaState, stateOfIdea } from "#shared/ideas/stage.ts";
import { titleOf } from "#shared/ideas/title.ts";

const brief: Brief = {
  ...emptyBrief("en", "selin"),
  question: "What should the next lid do better?",
  decider: "Kaisa",
  closesOn: "2026-11-30",
  decideBy: "2026-12-18",
  criteria: [
    { key: "safe", name: "Safe" },
    { key: "fits", name: "Fits" },
  ],
  whatHappens: "Everybody gets an answer.",
  reward: "A kettle",
  example: "A click",
  constraints: "No glue",
  budget: { amount: 0, currency: "EUR" },
  goalPeople: 10,
  goalAdopted: 1,
  topic: "lid",
};
const codes = (more: Partial<Brief>) => briefCheck({ ...brief, ...more }, "2026-11-20").problems.map((one) => one.code);

describe("the brief check", () => {
  it("passes a whole brief and counts every missing thing of an empty one", () => {
    expect(briefCheck(brief, "2026-11-20")).toMatchObject({ problems: [], passed: 12, of: 12, words: 7 });
    const empty = briefCheck(emptyBrief("tr", null), "2026-11-20");
    expect(empty.passed).toBe(1);
    expect(empty.problems.filter((one) => one.strength === "must")).toHaveLength(11);
  });

  it.each([
    ["What should it do? And what should it cost?", "two_questions"],
    ["Kapak nasıl olmalı ve ne kadar tutmalı?", "two_questions"],
    ["Mikä kansi on paras ja miksi se on?", "two_questions"],
    ["Jaka ma być pokrywka i jak ma się zamykać?", "two_questions"],
    ["Should the lid click and/or glow?", "and_or"],
    ["Lid?", "no_question"],
  ])("finds in %s: %s", (question, code) => {
    expect(codes({ question })).toContain(code);
  });

  it("knows days in the wrong order, and too many words", () => {
    expect(codes({ closesOn: "2026-11-19" })).toEqual(["closing_over"]);
    expect(codes({ decideBy: "2026-11-29" })).toEqual(["decision_before_closing"]);
    expect(codes({ intro: "One. ".repeat(60) })).toEqual(["too_many_words"]);
    expect(
      codes({
        criteria: [
          { key: "a", name: "Safe" },
          { key: "b", name: " safe " },
        ],
      }),
    ).toEqual(["few_criteria"]);
  });
});

describe("look-alikes", () => {
  const alike = (a: string, b: string) => isAlike(traitsOf(a), traitsOf(b), likeness(traitsOf(a), traitsOf(b)));

  it.each([
    ["A lid that clicks so I hear it is shut", "Let the lid click so that I can hear it shut", true],
    ["Kansi, joka ei aukea kun kannua kallistaa", "Kallistaessa kansi ei saa aueta", true],
    ["Zatrzask, który słychać", "Słychać zatrzask pokrywki, który klika", true],
    ["Kapağın içi kireç tutmasın", "KAPAĞIN İÇİNDE KİREÇ OLMASIN", true],
    ["A lid that clicks so I hear it is shut", "Sell spare handles in every colour", false],
    ["Kapak içinde buhar deliği", "Uszczelka na wymianę bez narzędzi", false],
  ])("%s / %s: %s", (a, b, is) => {
    expect(alike(a, b)).toBe(is);
  });

  it("are alike in both directions, never more than 1, and most like themselves", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const [one, two] = [traitsOf(a), traitsOf(b)];
        expect(likeness(one, two)).toBe(likeness(two, one));
        expect(likeness(one, two)).toBeLessThanOrEqual(1);
        expect(likeness(one, one)).toBeGreaterThanOrEqual(likeness(one, two));
      }),
    );
  });

  it("names the words both have", () => {
    expect(sharedWords("A lid with a louder click", "The click of this lid")).toEqual(["lid", "click"]);
  });
});

describe("ranking", () => {
  it("gives the Wilson interval of known values", () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(8, 10)?.low).toBeCloseTo(0.4902, 4);
    expect(wilson(8, 10)?.high).toBeCloseTo(0.9433, 4);
    expect(wilson(0, 5)?.low).toBe(0);
  });

  it("keeps few votes near the call's own share and ranks none under five", () => {
    expect(bayesian(5, 5, 0.6)).toBeCloseTo(0.8);
    expect(bayesian(500, 500, 0.6)).toBeGreaterThan(0.99);
    expect(voteFigures(4, 4, 0.6)).toEqual({ n: 4, up: 4, low: null, high: null, average: null });
  });

  it("shuffles the same for one seed and another way for another, evenly", () => {
    const ids = Array.from({ length: 2000 }, (_, at) => `idea${at}`);
    expect(placeOf("a", "x")).toBe(placeOf("a", "x"));
    const mean = ids.reduce((sum, id) => sum + placeOf("seed", id), 0) / ids.length;
    expect(mean).toBeGreaterThan(0.47);
    expect(mean).toBeLessThan(0.53);
    expect(ids.filter((id) => placeOf("one", id) < placeOf("two", id)).length).toBeGreaterThan(900);
  });
});

describe("agreement of evaluators", () => {
  it("is 1 when all agree, null when nothing can be compared, and Krippendorff's own example", () => {
    const rows = (given: Record<string, (number | null)[]>) =>
      Object.entries(given).flatMap(([by, values]) =>
        values.flatMap((value, at) => (value === null ? [] : [{ by, unit: String(at), value }])),
      );
    expect(krippendorff(rows({ a: [1, 5], b: [1, 5] }))).toBe(1);
    expect(krippendorff(rows({ a: [3, 3], b: [3, 3] }))).toBeNull();
    expect(krippendorff(rows({ a: [3] }))).toBeNull();
    const _ = null;
    const example = rows({
      a: [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
      b: [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
      c: [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
      d: [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    });
    expect(krippendorff(example)).toBeCloseTo(0.849, 3);
  });

  it("says the spread from two scores on", () => {
    expect(spreadOf([4])).toBeNull();
    expect(spreadOf([2, 4])).toBeCloseTo(Math.SQRT2);
  });
});

describe("a reason", () => {
  it("has to be long enough and take up the idea, in its own forms of the words", () => {
    const idea = { text: "Kapak içinde buhar deliği olsun", lang: "tr" };
    expect(reasonCheck("Olmaz.", idea)).toMatchObject({ ok: false, length: 6, least: 40, echoes: false });
    expect(reasonCheck("Buharın çıktığı bir delik kapağın sızdırmasına yol açıyor.", idea).ok).toBe(true);
    expect(reasonCheck("Teşekkür ederiz, bu yıl başka konulara bakmaya karar verdik.", idea).ok).toBe(false);
  });

  it("in another language is judged by the idea in that language, or by its length", () => {
    const idea = { text: "Kansi ei saa aueta", lang: "fi" };
    const reason = "Too costly for the kettle of this year, as far as we can see.";
    expect(reasonCheck(reason, idea, "en").echoes).toBeNull();
    expect(reasonCheck(reason, idea, "en", "A lid that stays shut").ok).toBe(false);
  });
});

describe("the way of an idea", () => {
  const at = "2026-11-20T09:00:00.000Z";
  const say = (kind: (typeof ideaEventKinds)[number], detail = {}) => ({ kind, at, detail });

  it("is the fold of its events", () => {
    const state = stateOfIdea([say("came"), say("moved", { to: "shortlist" }), say("asked"), say("author_said")]);
    expect(state).toMatchObject({ stage: "refine", waitsForAuthor: false, verdict: null });
    const back = stateOfIdea([say("adopted"), say("taken_back"), say("merged", { into: "x" }), say("unmerged")]);
    expect(back).toMatchObject({ stage: "decide", verdict: null, mergedIntoId: null });
  });

  it("goes nowhere for a stage that there is not", () => {
    for (const kind of ideaEventKinds) {
      const { stage } = nextIdeaState(stateOfIdea([]), say(kind, { to: "nowhere" }));
      expect(["open", "refine", "decide", "result"]).toContain(stage);
    }
    expect(callStateOn("open", "2026-11-30", "2026-12-01")).toBe("deciding");
    expect(callStateOn("closed", "2026-11-30", "2026-12-01")).toBe("closed");
  });
});

describe("the figures of a call", () => {
  it("says from half-time on when fewer people came than the time gone lets expect", () => {
    const call = { publishedAt: "2026-11-01T00:00:00.000Z", closesOn: "2026-11-20", goal: 40 };
    const on = (day: string, people: number) => behindGoal({ ...call, people }, new Date(`2026-11-${day}T12:00:00Z`));
    expect(on("05", 0)).toBeNull();
    expect(on("15", 20)?.gone).toBeCloseTo(0.725, 3);
    expect(on("15", 30)).toBeNull();
    expect(on("22", 0)).toBeNull();
    expect(behindGoal({ ...call, goal: null, people: 0 }, new Date("2026-11-15T12:00:00Z"))).toBeNull();
  });

  it("has known values for inequality, and none where there is nothing", () => {
    expect(gini([1, 1, 1, 1])).toBe(0);
    expect(gini([0, 0, 0, 4])).toBe(0.75);
    expect(gini([])).toBeNull();
    expect(topShare([6, 1, 1, 1, 1])).toBe(0.6);
    expect([median([]), median([1, 3]), quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)]).toEqual([null, 2, 9]);
  });

  it("counts newcomers, who came back, and what an adopted idea cost", () => {
    const one = { createdAt: "2026-11-01T00:00:00Z", firstAnswerAt: "2026-11-01T05:00:00Z", decidedAt: null };
    const rest = { merged: false, echoes: null };
    const ideas = [
      { ...one, ...rest, personId: "a", verdict: "adopted", decidedAt: "2026-11-03T00:00:00Z" },
      { ...one, ...rest, personId: "b", verdict: null, firstAnswerAt: null },
      { ...one, personId: "b", verdict: "declined", merged: false, echoes: true },
    ];
    const around = { earlier: new Set(["a"]), later: new Set(["b"]), cost: 500 };
    const figures = callFigures(ideas, around);
    expect(figures).toMatchObject({ people: 2, newcomers: 1, returned: 1, adopted: 1, costPerAdopted: 500 });
    expect(figures).toMatchObject({ hoursToFirstAnswer: 5, hoursToDecision: 48, reasonedDeclines: 1 });
    const none = callFigures([], { earlier: new Set(), later: null, cost: 500 });
    expect([none.adoptionRate, none.returned, none.costPerAdopted, none.gini]).toEqual([null, null, null, null]);
  });
});

describe("a title", () => {
  it.each([
    ["@lumikettle A lid with one thumb, please. My hands are full. #lumilid", "A lid with one thumb, please"],
    ["https://lumi.example Kapakta delik olsun!", "Kapakta delik olsun!"],
    ["x".repeat(200), `${"x".repeat(79)}…`],
  ])("of %s", (text, title) => {
    expect(titleOf(text)).toBe(title);
  });
});
