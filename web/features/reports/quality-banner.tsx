import { Link } from "@tanstack/react-router";
import type { Report } from "#shared/reports/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Banner } from "#web/ui/banner.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { sayPeriod } from "./period.ts";
import { runsOf } from "./runs.ts";

const shown = 2;
const shownRuns = 3;

/** Days nobody read the followers of a channel, named, because the curve has holes there. */
export function QualityBanner({ report }: { report: Report }) {
  const { t } = useTexts("reports");
  const { locale, list } = useFormat();
  const without = report.daysWithoutReading;
  if (without.length === 0) return null;
  const named = (network: string, name: string) =>
    without.filter((one) => one.network === network).length > 1
      ? `${networkName(network)} (${name})`
      : networkName(network);
  const ranges = (days: string[]) => {
    const runs = runsOf(days);
    const said = runs.slice(0, shownRuns).map((run) => sayPeriod(run, locale, report.asOf.slice(0, 4)));
    return runs.length > shownRuns ? `${said.join(", ")} …` : list(said);
  };
  return (
    <Banner
      action={
        <Link to="/channels" search={{ brand: report.brand.slug }} className="link shrink-0">
          {t("quality.channels")}
        </Link>
      }
    >
      {without.slice(0, shown).map(({ channelName, network, days }) => (
        <span key={`${network} ${channelName}`}>
          <b>{t("quality.lead", { count: days.length, name: named(network, channelName) })}</b> ({ranges(days)}).{" "}
        </span>
      ))}
      {without.length > shown && `${t("quality.more", { count: without.length - shown })}. `}
      {t("quality.rest")}
    </Banner>
  );
}
