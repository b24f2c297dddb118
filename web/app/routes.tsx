import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, type RouterHistory, redirect } from "@tanstack/react-router";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#bff/router.ts";
import { callRoutes } from "#web/app/call-routes.tsx";
import { inboxSearch } from "#web/app/inbox-search.ts";
import { PageFailed, PageLoading } from "#web/app/page-states.tsx";
import { reportRoutes } from "#web/app/report-routes.tsx";
import { type Context, root, shell, withTexts } from "#web/app/shell-route.tsx";
import type { ChannelsAddress } from "#web/features/channels/channels-screen.tsx";
import type { LoopsState } from "#web/features/forwarding/loops-screen.tsx";
import { createQueryClient } from "#web/lib/query-client.ts";
import { codeOf } from "#web/lib/say-error.ts";
import { day, oneOf, searchBy, text } from "#web/lib/search.ts";
import { type Api, createApi } from "#web/lib/trpc.ts";

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
    withTexts(() => import("#web/app/pages/departments-page.tsx"), "forwarding"),
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
  validateSearch: searchBy<ChannelsAddress & { brand?: string }>({
    brand: text,
    connect: text,
    health: text,
    place: text,
    choose: text,
    connected: text,
    problem: text,
    why: text,
  }),
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
    ...reportRoutes,
    templates,
    departments,
    loops,
    loop,
    ...callRoutes,
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
