import { isClean, type Verdict } from "./judge.ts";

const columns: [string, (verdict: Verdict) => string | number][] = [
  ["network", (v) => v.network],
  ["rounds", (v) => v.rounds],
  ["items there", (v) => v.items],
  ["in Konak", (v) => v.inKonak],
  ["kept aside", (v) => v.aside],
  ["lost", (v) => v.lost.length],
  ["doubled", (v) => v.doubled.length],
  ["other words", (v) => v.wrongWords.length],
  ["answers written", (v) => v.written],
  ["there once", (v) => v.answers],
  ["lost", (v) => v.answersLost.length],
  ["doubled", (v) => v.answersDoubled.length],
  ["refused (deleted before)", (v) => v.refused],
  ["refused, though it stands", (v) => v.refusedWrongly.length],
  ["gone with their comment", (v) => v.along],
  ["keys ended", (v) => v.expired],
  ["keys asked for", (v) => v.renewed],
];

/** The table of a run, and below it the first few of everything that differs. */
export function print(verdicts: Verdict[]): void {
  const row = (cells: (string | number)[]) => console.log(`| ${cells.join(" | ")} |`);
  row(columns.map(([title]) => title));
  console.log(`|${"---|".repeat(columns.length)}`);
  for (const verdict of verdicts) row(columns.map(([, value]) => value(verdict)));
  for (const verdict of verdicts.filter((one) => !isClean(one))) {
    const short = Object.entries(verdict).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.slice(0, 8) : value,
    ]);
    console.log(JSON.stringify(Object.fromEntries(short)));
  }
}
