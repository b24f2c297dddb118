import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import type { Role } from "#shared/actions.ts";
import type { Me } from "#shared/team/schema.ts";
import { HereContext } from "#web/lib/me.ts";
import { createApi, type Outputs, TRPCProvider } from "#web/lib/trpc.ts";

export type Channel = Outputs["channels"]["list"][number];

/** A channel of the town's kettles that works; what is different is given. */
export const channel = (over: Partial<Channel> = {}): Channel => ({
  id: "c1",
  brandId: "b",
  brandSlug: "lumi",
  network: "facebook",
  name: "",
  handle: "lumikettle",
  url: null,
  health: "ok",
  healthReason: null,
  missing: null,
  healthAt: null,
  lastSyncAt: "2026-11-22T09:00:00.000Z",
  readingOnFrom: "2026-11-22T09:00:00.000Z",
  syncs: true,
  setAside: 0,
  ...over,
});

/** Draws a part of a page for somebody of a role; `known` are the answers the page has read already. */
export function draw(
  part: ReactNode,
  { role = "lead", known = [] }: { role?: Role; known?: [path: string, input: unknown, answer: unknown][] } = {},
) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  for (const [path, input, answer] of known) queries.setQueryData([path.split("."), { input, type: "query" }], answer);
  const me = { id: "p", role, brands: [{ id: "b", name: "Lumi Kettle", slug: "lumi", crisis: null }] } as unknown as Me;
  const root = createRootRoute({
    component: () => (
      <QueryClientProvider client={queries}>
        <TRPCProvider queryClient={queries} trpcClient={createApi()}>
          <HereContext value={{ me, brand: null }}>{part}</HereContext>
        </TRPCProvider>
      </QueryClientProvider>
    ),
  });
  const router = createRouter({ routeTree: root, history: createMemoryHistory({ initialEntries: ["/"] }) });
  return render(<RouterProvider router={router as never} />);
}
