import { createTRPCClient, httpBatchLink, type TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#bff/router.ts";

/** What each procedure answers, for the props of the screens. */
export type Outputs = inferRouterOutputs<AppRouter>;
export type Api = TRPCClient<AppRouter>;

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** One origin serves page and procedures; `base` is empty in the browser and an address in tests. */
export const createApi = (base = "", cookie?: string): Api =>
  createTRPCClient<AppRouter>({
    links: [httpBatchLink({ url: `${base}/api/trpc`, headers: cookie ? { cookie } : {}, maxURLLength: 4000 })],
  });
