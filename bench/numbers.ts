/** A line of the table: what was measured, what is aimed at, and whether it is reached; null is a note without an aim. */
export type Figure = {
  figure: string;
  measured: string;
  aim: string;
  met: boolean | null;
  values: Record<string, number>;
};

/** What a run uses: a folder of its own, and how much of everything. */
export type Sizes = {
  townSmall: number;
  townLarge: number;
  rounds: number;
  seconds: number;
  requests: number;
  importRows: number;
  importManyRows: number;
};

export const share = (values: readonly number[], of: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * of))] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => share(values, 0.5);

/** `1.23 ms`, with as many digits as mean something. */
export const shown = (value: number, unit: string): string =>
  `${value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3)} ${unit}`.trim();

export const spread = (values: readonly number[], unit: string): string =>
  `${shown(Math.min(...values), "")} to ${shown(Math.max(...values), unit)}`;
