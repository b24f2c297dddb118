import { createTRPCClient, httpSubscriptionLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "#bff/router.ts";

/** Subscriptions travel on a link of their own, loaded after the first screen: nothing on it needs them yet. */
export const createLiveApi = (base: string): TRPCClient<AppRouter> =>
  createTRPCClient<AppRouter>({ links: [httpSubscriptionLink({ url: `${base}/api/trpc` })] });
