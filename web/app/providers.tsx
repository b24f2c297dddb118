import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import type { AppParts } from "#web/app/routes.tsx";
import { createFormat, FormatContext } from "#web/lib/format.ts";
import { localeOf, useTexts } from "#web/lib/i18n.ts";
import { TRPCProvider } from "#web/lib/trpc.ts";
import { UiWordsContext } from "#web/ui/words.ts";

/** What stands around every page, signed in or not. */
export function App({ router, queryClient, api }: AppParts) {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={api} queryClient={queryClient}>
        <Speaking timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}>
          <RouterProvider router={router} />
        </Speaking>
      </TRPCProvider>
    </QueryClientProvider>
  );
}

/** Dates, numbers and the kit's own words in the person's language and a brand's time zone. */
export function Speaking({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const { t, language } = useTexts("commonWords");
  const locale = localeOf(language);
  const format = useMemo(() => createFormat(locale, timeZone), [locale, timeZone]);
  const words = useMemo(
    () => ({
      locale,
      timeZone,
      close: t("close"),
      undo: t("undo"),
      tryAgain: t("tryAgain"),
      loading: t("loading"),
    }),
    [t, locale, timeZone],
  );
  return (
    <FormatContext value={format}>
      <UiWordsContext value={words}>{children}</UiWordsContext>
    </FormatContext>
  );
}
