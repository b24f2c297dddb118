import { expect, it } from "vitest";
import type { Forecast } from "#shared/reports/forecast-schema.ts";
import { aheadPoints } from "./ahead-points.ts";

const day = { day: "2026-11-03", value: 12, low80: 10, high80: 15, low95: 8, high95: 20 };
const forecast = (last: number | null) =>
  ({
    history: [
      { day: "2026-11-01", value: null },
      { day: "2026-11-02", value: last },
    ],
    ahead: [day],
  }) as unknown as Forecast;

it("lets the forecast and its bands grow out of the newest value, and keeps a hole a hole", () => {
  expect(aheadPoints(forecast(11))).toEqual([
    { day: "2026-11-01", value: null, said: null, band80: null, band95: null },
    { day: "2026-11-02", value: 11, said: 11, band80: [11, 11], band95: [11, 11] },
    { day: "2026-11-03", value: null, said: 12, band80: [10, 15], band95: [8, 20] },
  ]);
});
