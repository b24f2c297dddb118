import type { Forecast } from "#shared/reports/forecast-schema.ts";
import type { Format } from "#web/lib/format.ts";
import type { useTexts } from "#web/lib/i18n.ts";

type T = ReturnType<typeof useTexts<"ahead">>["t"];
type Words = { next: string; method: string; coverage: string; warning: string | null };

/** Bands whose measured share falls short by more than this are said to be too narrow. */
const tooThin = 0.07;

/** The sentences under a forecast. */
export function aheadWords(forecast: Forecast, format: Format, t: T): Words {
  const { number, percent } = format;
  const { coverage80, coverage95, origins } = forecast;
  const test = forecast.tests.find((one) => one.name === forecast.method);
  const shares = [coverage80?.share ?? null, coverage95?.share ?? null] as const;
  const measured = coverage80 !== null && shares[0] !== null && shares[1] !== null;
  const thin = measured && ((shares[0] ?? 1) < 0.8 - tooThin || (shares[1] ?? 1) < 0.95 - tooThin);
  return {
    next: nextWords(forecast, format, t),
    method: forecast.nothingBetter
      ? t("nothingBetter", { origins: number(origins) })
      : t("won", {
          method: forecast.method ? t(`method.${forecast.method}`) : "",
          origins: number(origins),
          percent: percent(test?.againstLastWeek ?? null),
        }),
    coverage: measured
      ? t("coverage", {
          share80: percent(shares[0]),
          share95: percent(shares[1]),
          tried: number(coverage80?.tried ?? 0),
        })
      : t("noCoverage", { tried: number(coverage80?.tried ?? 0) }),
    warning: thin ? t("thinCoverage") : null,
  };
}

function nextWords({ series, ahead, week }: Forecast, { number, percent }: Format, t: T): string {
  const say = (one: number | undefined) => number(Math.round(one ?? 0));
  if (series === "followers" || !week) {
    const last = ahead[Math.min(6, ahead.length - 1)];
    return t("inAWeek", { low: say(last?.low80), high: say(last?.high80), value: say(last?.value) });
  }
  const words = { low: say(week.low80), high: say(week.high80), value: say(week.value), what: t(`sumOf.${series}`) };
  const { share } = week.coverage;
  return `${t("sum", words)} ${share === null ? "" : t("sumCoverage", { share: percent(share) })}`.trim();
}
