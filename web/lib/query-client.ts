import { QueryClient } from "@tanstack/react-query";
import { codeOf } from "#web/lib/say-error.ts";

const lasting = new Set([
  "not_signed_in",
  "not_allowed",
  "not_found",
  "invalid_input",
  "gone",
  "link_expired",
  "link_used",
]);

/** Live hints say when something changed, so a screen does not ask again merely because the window got focus. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && !lasting.has(codeOf(error)),
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
