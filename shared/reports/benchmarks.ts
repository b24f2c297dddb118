import type { Network } from "../channel.ts";

/** What a published rate divides by. Only a rate with the same denominator may stand beside it. */
export type BenchmarkDenominator = "followers" | "impressions" | "views" | "reach";

/** One published figure, as its publisher dated and sampled it. `value` is a share of 1. */
export type Benchmark = {
  source: string;
  year: number;
  network: Network;
  denominator: BenchmarkDenominator;
  /** of what the figure is the middle or mean */
  aggregate: "median of companies" | "mean of posts";
  formula: string;
  sample: string;
  value: number;
  address: string;
};

const rivalIq = {
  source: "Rival IQ",
  denominator: "followers",
  aggregate: "median of companies",
  formula:
    "interactions of a post / followers, mean of a company's posts, median over companies; boosted posts included",
  sample:
    "150 companies in each of 14 industries; Facebook pages of 25,000 to 1,000,000 followers, others of 5,000 and more",
} as const;
const buffer = {
  source: "Buffer",
  year: 2025,
  denominator: "impressions",
  aggregate: "mean of posts",
  formula: "interactions / impressions",
  sample: "accounts of Buffer's customers; their number was not given where we read it",
  address: "https://www.shortsintel.com/statistics/social-media-engagement-benchmarks",
} as const;

const rival2019 = "https://immediatefuture.co.uk/blog/social-media-industry-benchmarks-where-do-you-fit-in";
const rival2022 = "https://roundabout.social/post/rival-iq-has-published-its-latest-social-media-benchmarks-report";
const rival2023 = "https://wishu.io/rival-iqs-social-media-report-top-highlights-we-read-it-so-you-dont-have-to/";

/**
 * Published engagement rates, dated, as read on 22 November 2026 (methods A5). Left out: Socialinsider (denominator not
 * stated), Hootsuite 2025 (another method), Emplifi Q4 2025 (unit unclear), Rival IQ 2025 (known only as a change).
 */
export const benchmarks: readonly Benchmark[] = [
  { ...rivalIq, year: 2020, network: "facebook", value: 0.0009, address: rival2019 },
  { ...rivalIq, year: 2021, network: "facebook", value: 0.0008, address: rival2022 },
  { ...rivalIq, year: 2022, network: "facebook", value: 0.00064, address: rival2022 },
  { ...rivalIq, year: 2023, network: "facebook", value: 0.0006, address: rival2023 },
  { ...rivalIq, year: 2023, network: "instagram", value: 0.0047, address: rival2023 },
  { ...rivalIq, year: 2023, network: "x", value: 0.00035, address: rival2023 },
  { ...rivalIq, year: 2024, network: "facebook", value: 0.00063, address: "https://smk.co/?p=31338" },
  { ...buffer, network: "facebook", value: 0.0507 },
  { ...buffer, network: "instagram", value: 0.0116 },
  { ...buffer, network: "x", value: 0.0231 },
  { ...buffer, network: "linkedin", value: 0.065 },
  { ...buffer, network: "youtube", value: 0.0441 },
];

/** The newest published figure of each source for a network and a denominator; a figure of another denominator never. */
export function benchmarksFor(network: Network, denominator: BenchmarkDenominator): Benchmark[] {
  const fitting = benchmarks.filter((one) => one.network === network && one.denominator === denominator);
  return fitting.filter((one) => !fitting.some((other) => other.source === one.source && other.year > one.year));
}
