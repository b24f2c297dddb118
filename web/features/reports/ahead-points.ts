import type { Forecast } from "#shared/reports/forecast-schema.ts";

export type AheadPoint = {
  day: string;
  value: number | null;
  said: number | null;
  band80: [number, number] | null;
  band95: [number, number] | null;
};

/** How many of the newest days stand before the forecast. */
const shown = 56;

/**
 * The points of the chart: the newest days, then those ahead. The forecast begins at the newest known value, so that
 * its line and its bands grow out of the history; a day without a reading stays a hole.
 */
export function aheadPoints({ history, ahead }: Forecast): AheadPoint[] {
  const past = history.slice(-shown).map(({ day, value }): AheadPoint => ({ ...nothing, day, value }));
  const last = past.at(-1);
  if (last && last.value !== null) {
    const edge: [number, number] = [last.value, last.value];
    Object.assign(last, { said: last.value, band80: edge, band95: edge });
  }
  const next = ahead.map(
    (one): AheadPoint => ({
      ...{ day: one.day, value: null, said: one.value },
      ...{ band80: [one.low80, one.high80], band95: [one.low95, one.high95] },
    }),
  );
  return [...past, ...next];
}

const nothing = { said: null, band80: null, band95: null };
