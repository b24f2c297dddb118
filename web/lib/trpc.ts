import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, type TRPCClient } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { createTRPCContext } from "@trpc/tanstack-react-query";
import type { AppRouter } from "#bff/router.ts";

/** What each procedure answers, for the props of the screens. */
export type Outputs = inferRouterOutputs<AppRouter>;
export type Api = TRPCClient<AppRouter>;

export const { TRPCProvider, useTRPC, useTRPCClient } = createTRPCContext<AppRouter>();

/** One origin serves page and procedures; `base` is empty in the browser and an address in tests. */
export function createApi(base = "", cookie?: string): Api {
  const url = `${base}/api/trpc`;
  const headers = cookie ? { cookie } : {};
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (op) => op.type === "subscription",
        true: httpSubscriptionLink({ url }),
        false: httpBatchLink({ url, headers, maxURLLength: 4000 }),
      }),
    ],
  });
}
