import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";
import type { AppRouter } from "#bff/router.ts";
import type { Network } from "#shared/channel.ts";
import type { Aggregate, RateFormula } from "#shared/reports/closed-list.ts";
import { inboxSearch } from "#web/app/inbox-search.ts";
import { PageFailed, PageLoading } from "#web/app/page-states.tsx";
import { NotFoundPage } from "#web/app/pages/not-found-page.tsx";
import type { ReportScreenPath } from "#web/app/report-address.ts";
import { Shell } from "#web/app/shell.tsx";
import type { LoopsState } from "#web/features/forwarding/loops-screen.tsx";
import type { ReportScreenSearch } from "#web/features/reports/screen-search.ts";
import { loadTexts } from "#web/lib/i18n.ts";
import { createQueryClient } from "#web/lib/query-client.ts";
import { codeOf } from "#web/lib/say-error.ts";
import { day, oneOf, type Reader, searchBy, text } from "#web/lib/search.ts";
import type { LaterTexts } from "#web/lib/texts/index.ts";
import { type Api, createApi } from "#web/lib/trpc.ts";

/** A page with the texts only it needs. */
const withTexts =
  <T,>(page: () => Promise<T>, ...names: LaterTexts[]) =>
  async (): Promise<T> =>
    (await Promise.all([page(), loadTexts(...names)]))[0];

type Context = { queryClient: QueryClient; trpc: TRPCOptionsProxy<AppRouter> };

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage });

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  pendingComponent: PageLoading,
  errorComponent: PageFailed,
  notFoundComponent: NotFoundPage,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(context.trpc.team.me.queryOptions());
    if (!me) throw redirect({ to: "/sign-in", search: { next: location.href === "/" ? undefined : location.href } });
  },
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/inbox" });
  },
});

const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  validateSearch: inboxSearch,
  component: lazyRouteComponent(() => import("#web/app/pages/inbox-page.tsx"), "InboxPage"),
});

type ReportSearch = { brand?: string; from?: string; to?: string; formula?: RateFormula; aggregate?: Aggregate };
const reports = createRoute({
  getParentRoute: () => shell,
  path: "/reports",
  validateSearch: searchBy<ReportSearch>({
    brand: text,
    from: day,
    to: day,
    formula: text as Reader<RateFormula>,
    aggregate: text as Reader<Aggregate>,
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
  network: text as Reader<Network>,
  campaign: text,
  span: oneOf("period", "180", "365"),
  with: text,
  withFrom: day,
  withTo: day,
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
    component: lazyRouteComponent(withTexts(page, "reports", "reportScreens"), name),
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
    withTexts(() => import("#web/app/pages/report-ahead-page.tsx"), "reports", "ahead"),
    "ReportAheadPage",
  ),
});
const lookBack = createRoute({
  getParentRoute: () => shell,
  path: "/reports/replies",
  validateSearch: searchBy<{ brand?: string; from?: string; to?: string }>({ brand: text, from: day, to: day }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/look-back-page.tsx"), "reports", "lookBack"),
    "LookBackPage",
  ),
});
const reportLoops = createRoute({
  getParentRoute: () => shell,
  path: "/reports/loops",
  validateSearch: reportScreenSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/report-loops-page.tsx"), "reports", "loops"),
    "ReportLoopsPage",
  ),
});
const reportScreens = [reportOverview, reportTimes, reportMix, reportTeam, reportCompare, reportRivals] as const;

type LoopsSearch = { brand?: string; from?: string; to?: string; departmentId?: string; state?: LoopsState };
const brandSearch = searchBy<{ brand?: string }>({ brand: text });
const templates = createRoute({
  getParentRoute: () => shell,
  path: "/templates",
  validateSearch: brandSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/templates-page.tsx"), "replies"),
    "TemplatesPage",
  ),
});
const departments = createRoute({
  getParentRoute: () => shell,
  path: "/departments",
  validateSearch: brandSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/departments-page.tsx"), "forwarding", "answer"),
    "DepartmentsPage",
  ),
});
const loops = createRoute({
  getParentRoute: () => shell,
  path: "/loops",
  validateSearch: searchBy<LoopsSearch>({
    brand: text,
    from: day,
    to: day,
    departmentId: text,
    state: oneOf("toClose", "out", "late", "closed", "over"),
  }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/loops-page.tsx"), "loops"),
    "LoopsPage",
  ),
});
const loop = createRoute({
  getParentRoute: () => shell,
  path: "/loops/$loopId",
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/loop-page.tsx"), "loops", "forwarding", "replies", "warnings"),
    "LoopPage",
  ),
});
const channels = createRoute({
  getParentRoute: () => shell,
  path: "/channels",
  validateSearch: searchBy<{ brand?: string; connect?: string }>({ brand: text, connect: text }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/channels-page.tsx"), "channels"),
    "ChannelsPage",
  ),
});
const people = createRoute({
  getParentRoute: () => shell,
  path: "/people",
  validateSearch: brandSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/people-page.tsx"), "team"),
    "PeoplePage",
  ),
});
const audit = createRoute({
  getParentRoute: () => shell,
  path: "/audit",
  validateSearch: brandSearch,
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/audit-page.tsx"), "team"),
    "AuditPage",
  ),
});

/** A path of this origin; anything else would make the sign-in page send people elsewhere. */
const ownPath = (value: unknown) => (typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined);
const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: searchBy<{ next?: string }>({ next: ownPath }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/sign-in-page.tsx"), "team"),
    "SignInPage",
  ),
});
const signOut = createRoute({
  getParentRoute: () => root,
  path: "/sign-out",
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/sign-out-page.tsx"), "team"),
    "SignOutPage",
  ),
});
const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  validateSearch: searchBy<{ token?: string }>({ token: text }),
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/join-page.tsx"), "team"),
    "JoinPage",
  ),
});
const answer = createRoute({
  getParentRoute: () => root,
  path: "/answer/$token",
  component: lazyRouteComponent(
    withTexts(() => import("#web/app/pages/answer-page.tsx"), "answer"),
    "AnswerPage",
  ),
});

const sharedReport = createRoute({
  getParentRoute: () => root,
  path: "/r/$token",
  component: lazyRouteComponent(() => import("#web/app/pages/shared-report-page.tsx"), "SharedReportPage"),
});

const tree = root.addChildren([
  home,
  shell.addChildren([
    inbox,
    reports,
    reportLoops,
    lookBack,
    ...reportScreens,
    reportAhead,
    templates,
    departments,
    loops,
    loop,
    channels,
    people,
    audit,
  ]),
  signIn,
  signOut,
  join,
  answer,
  sharedReport,
]);

const routerOf = (context: Context, history?: RouterHistory) =>
  createRouter({
    routeTree: tree,
    context,
    history,
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageFailed,
    defaultPendingMs: 150,
    scrollRestoration: false,
  });

export type AppParts = { router: ReturnType<typeof routerOf>; queryClient: QueryClient; api: Api };

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof routerOf>;
  }
  interface HistoryState {
    /** sign-out was chosen in Konak; a link from elsewhere only asks */
    chosen?: boolean;
  }
}

/** A whole app: the browser has one; a test makes its own with a history in memory and the address of its server. */
export function createApp(history?: RouterHistory, api: Api = createApi()): AppParts {
  const queryClient = createQueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({ client: api, queryClient });
  const router = routerOf({ queryClient, trpc }, history);
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type !== "updated" || event.action.type !== "error") return;
    if (codeOf(event.query.state.error) !== "not_signed_in") return;
    queryClient.setQueryData(trpc.team.me.queryKey(), null);
    void router.invalidate();
  });
  return { router, queryClient, api };
}
