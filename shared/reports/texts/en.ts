import type { Aggregate, Formula, NotComparable } from "../closed-list.ts";

/** A formula in words, for screens, files and mails alike. `edges` say what happens where it has no answer. */
export type FormulaText = {
  name: string;
  definition: string;
  top: string;
  bottom: string;
  unit: string;
  source: string;
  edges: readonly string[];
};

const followersEdges = [
  "Followers are those of the post's own channel when it was published: the reading at most 48 hours before it, else the straight line between two readings (marked), else the nearest reading (marked).",
  "No follower number or 0 followers: n/a, never 0. Under 100 followers a rate says nothing: interactions only.",
];
const young = "Posts younger than 48 hours still grow and stay out. Deleted posts stay in with their last reading.";
const missing = (what: string) =>
  `A post whose network gives no ${what}, or gives 0, is left out and counted as left out.`;

/** Every formula of the closed list in English. */
export const formulaTexts: Record<Formula, FormulaText> = {
  followers: {
    name: "By followers at posting time",
    definition: "interactions of a post / followers of its channel when it was published",
    top: "interactions",
    bottom: "followers at posting time",
    unit: "% of followers",
    source: "Socialbakers 2012 (fans at the time of posting); Rival IQ's engagement rate by follower",
    edges: [...followersEdges, young],
  },
  "followers-day": {
    name: "Per day by followers",
    definition: "interactions of the posts published on a day / followers of all channels on that day",
    top: "interactions of the day's posts",
    bottom: "followers that day",
    unit: "% of followers a day",
    source: "NapoleonCat (interactions of the day's posts by fans of the day, then over the days)",
    edges: [
      "Only days on which something was published that is 48 hours old and was read at least once.",
      "A day without a follower reading of every channel is left out, never filled in. Under 100 followers: left out.",
    ],
  },
  reach: {
    name: "By reach",
    definition: "interactions of a post / accounts it reached",
    top: "interactions",
    bottom: "accounts reached",
    unit: "% of accounts reached",
    source: "Hootsuite (engagement rate by reach)",
    edges: [missing("reach"), "Facebook's reach before and after June 2025 are different measures.", young],
  },
  impressions: {
    name: "By impressions",
    definition: "interactions of a post / times it was shown",
    top: "interactions",
    bottom: "impressions",
    unit: "% of impressions",
    source: "Hootsuite (engagement rate by impressions); LinkedIn's and X's own rates, but without clicks",
    edges: [missing("impressions"), "Instagram replaced impressions by views in 2025.", young],
  },
  views: {
    name: "By views",
    definition: "interactions of a post / views of it",
    top: "interactions",
    bottom: "views",
    unit: "% of views",
    source: "YouTube's engagement rate (likes, shares and comments by views); Hootsuite for video",
    edges: [missing("views"), "A view of a Short and a view of a longer video are not the same thing.", young],
  },
  "per-1000": {
    name: "Interactions per 1,000 followers",
    definition: "interactions of a post × 1,000 / followers of its channel when it was published",
    top: "interactions × 1,000",
    bottom: "followers at posting time",
    unit: "interactions per 1,000 followers",
    source: "Emplifi's interactions per 1,000 fans, with the followers of the time of posting",
    edges: [...followersEdges, young],
  },
  amplification: {
    name: "Amplification",
    definition: "shares, reposts and quotes / posts",
    top: "shares, reposts and quotes",
    bottom: "posts",
    unit: "per post",
    source: "Avinash Kaushik 2011",
    edges: ["A post whose network gives no shares is left out and counted as left out.", young],
  },
  applause: {
    name: "Applause",
    definition: "likes and reactions / posts",
    top: "likes and reactions",
    bottom: "posts",
    unit: "per post",
    source: "Avinash Kaushik 2011",
    edges: ["A post whose network gives no likes is left out and counted as left out.", young],
  },
  conversation: {
    name: "Conversation",
    definition: "comments and replies / posts",
    top: "comments and replies",
    bottom: "posts",
    unit: "per post",
    source: "Avinash Kaushik 2011",
    edges: ["A post whose network gives no comments is left out and counted as left out.", young],
  },
  "response-rate": {
    name: "Response rate",
    definition: "threads we answered at least once / threads begun by the community in the period",
    top: "answered threads",
    bottom: "threads begun",
    unit: "% of threads",
    source: "Konak's own count; answers made outside Konak are seen and count",
    edges: ["No thread begun: n/a. Threads deleted by their author do not count."],
  },
  "first-answer": {
    name: "Time to first answer",
    definition: "our first message − the thread's first message, counted in the brand's service hours",
    top: "time within service hours",
    bottom: "answered threads",
    unit: "hours and minutes",
    source: "Konak's own count: median and 90th percentile (type 7 of Hyndman and Fan)",
    edges: [
      "A thread that came and was answered outside service hours was answered in no time: 0 counts.",
      "Answers from a file without times are left out. Not yet answered: not in the median, but in the response rate.",
      "Without service hours the clock runs day and night.",
    ],
  },
  "share-of-voice": {
    name: "Share of voice",
    definition:
      "the brand's interactions / interactions of the brand and the chosen competitors together, on the networks where competitors are read",
    top: "our interactions on the networks compared",
    bottom: "interactions of all compared",
    unit: "% of interactions",
    source: "public counts of the same period, read or imported",
    edges: [
      "A network on which no competitor was ever read counts on neither side.",
      "A competitor without counts on some day makes the share n/a: without it ours would look larger than it is.",
    ],
  },
};

/** The aggregates; `days` is said instead where the formula counts days. */
export const aggregateTexts: Record<Aggregate, { name: string; days: string; definition: string }> = {
  "median-of-posts": {
    name: "Median of posts",
    days: "Median of days",
    definition:
      "The rate in the middle when all are sorted, with the middle half beside it; one viral post does not move it.",
  },
  "mean-of-posts": {
    name: "Mean of posts",
    days: "Mean of days",
    definition:
      "All rates added up and divided by their number: every post weighs the same, so one viral post moves it.",
  },
  "ratio-of-sums": {
    name: "Ratio of sums",
    days: "Ratio of sums",
    definition: "Everything above the line divided by everything below it: what the audience as a whole did.",
  },
};

/** Why two columns may not be compared. */
export const notComparableTexts: Record<NotComparable, string> = {
  bottom: "They divide by different things.",
  top: "They count different things.",
  per: "One looks at posts, the other at days.",
  unit: "They have different units.",
  aggregate: "Their numbers were put together in different ways.",
  paid: "One includes advertising, the other does not.",
};
