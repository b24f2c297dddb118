import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, Outlet, redirect } from "@tanstack/react-router";
import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#bff/router.ts";
import { PageFailed, PageLoading } from "#web/app/page-states.tsx";
import { NotFoundPage } from "#web/app/pages/not-found-page.tsx";
import { Shell } from "#web/app/shell.tsx";
import { loadTexts } from "#web/lib/i18n.ts";
import type { LaterTexts } from "#web/lib/texts/index.ts";

/** A page with the texts only it needs. */
export const withTexts =
  <T,>(page: () => Promise<T>, ...names: LaterTexts[]) =>
  async (): Promise<T> =>
    (await Promise.all([page(), loadTexts(...names)]))[0];

export type Context = { queryClient: QueryClient; trpc: TRPCOptionsProxy<AppRouter> };

export const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFoundPage });

export const shell = createRoute({
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
