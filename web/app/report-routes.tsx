import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Network } from "#shared/channel.ts";
import type { Aggregate, RateFormula } from "#shared/reports/closed-list.ts";
import type { ReportScreenPath } from "#web/app/report-address.ts";
import { shell, withTexts } from "#web/app/shell-route.tsx";
import type { ReportScreenSearch } from "#web/features/reports/screen-search.ts";
import { day, oneOf, type Reader, searchBy, text } from "#web/lib/search.ts";

type ReportSearch = {
  brand?: string;
  from?: string;
  to?: string;
  formula?: RateFormula;
  aggregate?: Aggregate;
  campaign?: string;
};
const reports = createRoute({
  getParentRoute: () => shell,
  path: "/reports",
  validateSearch: searchBy<ReportSearch>({
    brand: text,
    from: day,
    to: day,
    formula: text as Reader<RateFormula>,
    aggregate: text as Reader<Aggregate>,
    campaign: text,
  }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/report-page.tsx"), "reports", "reportScreens", "reportFormulas", "sharing"),
    "ReportPage",
  ),
});

const reportScreenSearch = searchBy<ReportScreenSearch>({
  brand: text,
  from: day,
  to: day,
  formula: text as Reader<RateFormula>,
  aggregate: text as Reader<Aggregate>,
  network: text as Reader<Network>,
  campaign: text,
  span: oneOf("period", "180", "365"),
  with: text,
  withFrom: day,
  withTo: day,
  withCampaign: text,
});
const reportScreen = <Path extends ReportScreenPath, T extends Record<string, () => ReactNode>>(
  path: Path,
  page: () => Promise<T>,
  name: keyof T & string,
) =>
  createRoute({
    getParentRoute: () => shell,
    path,
    validateSearch: reportScreenSearch,
    component: lazyRouteComponent(withTexts(page, "reports", "reportScreens", "reportFormulas"), name),
  });
const reportOverview = reportScreen(
  "/reports/overview",
  () => import("#web/app/pages/report-overview-page.tsx"),
  "ReportOverviewPage",
);
const reportTimes = reportScreen(
  "/reports/times",
  () => import("#web/app/pages/report-times-page.tsx"),
  "ReportTimesPage",
);
const reportMix = reportScreen("/reports/mix", () => import("#web/app/pages/report-mix-page.tsx"), "ReportMixPage");
const reportTeam = reportScreen("/reports/team", () => import("#web/app/pages/report-team-page.tsx"), "ReportTeamPage");
const reportCompare = reportScreen(
  "/reports/compare",
  () => import("#web/app/pages/report-compare-page.tsx"),
  "ReportComparePage",
);
const reportRivals = reportScreen(
  "/reports/rivals",
  () => import("#web/app/pages/report-rivals-page.tsx"),
  "ReportRivalsPage",
);
const reportAhead = createRoute({
  getParentRoute: () => shell,
  path: "/reports/ahead",
  validateSearch: reportScreenSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/report-ahead-page.tsx"), "reports", "reportScreens", "ahead"),
    "ReportAheadPage",
  ),
});
const lookBack = createRoute({
  getParentRoute: () => shell,
  path: "/reports/replies",
  validateSearch: reportScreenSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/look-back-page.tsx"), "reports", "reportScreens", "lookBack"),
    "LookBackPage",
  ),
});
const reportLoops = createRoute({
  getParentRoute: () => shell,
  path: "/reports/loops",
  validateSearch: reportScreenSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/report-loops-page.tsx"), "reports", "reportScreens", "loops"),
    "ReportLoopsPage",
  ),
});

/** Every page about numbers. */
export const reportRoutes = [
  reports,
  reportOverview,
  reportTimes,
  reportMix,
  reportTeam,
  reportCompare,
  reportRivals,
  reportAhead,
  lookBack,
  reportLoops,
] as const;
