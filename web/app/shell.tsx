import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Outlet, useLocation, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Notices } from "#web/app/notices.tsx";
import { Speaking } from "#web/app/providers.tsx";
import { useShellKeys } from "#web/app/shell-keys.ts";
import { Sidebar } from "#web/app/sidebar.tsx";
import { TabBar } from "#web/app/tab-bar.tsx";
import { speak, useTexts } from "#web/lib/i18n.ts";
import { startKeys } from "#web/lib/keys.ts";
import { startLive } from "#web/lib/live.ts";
import { HereContext } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { whenIdle } from "#web/lib/when-idle.ts";
import { cx } from "#web/ui/cx.ts";
import { Toasts } from "#web/ui/toast.tsx";

const Palette = lazy(() => import("#web/app/palette.tsx"));
const keysDialog = () => import("#web/app/keys-dialog.tsx");
const KeysDialog = lazy(() => keysDialog().then((dialog) => ({ default: dialog.KeysDialog })));
whenIdle(keysDialog);

export type ShellWindow = "palette" | "keys" | "side" | null;

/** The frame of everything behind sign-in. Its parts talk through one piece of state: which window of its own is open. */
export function Shell() {
  const trpc = useTRPC();
  const me = useQuery(trpc.team.me.queryOptions()).data;
  const wanted = useSearch({ strict: false }).brand;
  const [open, setOpen] = useState<ShellWindow>(null);
  const brand =
    me?.brands.find((one) => one.slug === wanted) ?? (me?.brands.length === 1 ? me.brands[0] : null) ?? null;
  const here = useMemo(() => (me ? { me, brand } : null), [me, brand]);
  useListening(me?.user.locale ?? null);
  useShellKeys(setOpen);
  if (!here) return null;
  return (
    <HereContext value={here}>
      <Speaking timeZone={(brand ?? here.me.brands[0])?.timeZone ?? "UTC"}>
        <Frame open={open} setOpen={setOpen} />
        <Suspense>
          {open === "keys" && <KeysDialog onClose={() => setOpen(null)} />}
          {open === "palette" && <Palette onClose={() => setOpen(null)} />}
        </Suspense>
        <Toasts />
      </Speaking>
    </HereContext>
  );
}

type FrameProps = { open: ShellWindow; setOpen: (open: ShellWindow) => void };

function Frame({ open, setOpen }: FrameProps) {
  const { t } = useTexts("shell");
  const { pathname } = useLocation();
  const thread = useSearch({ strict: false }).thread;
  const reading = pathname === "/inbox" && thread !== undefined;
  return (
    <div className={cx("flex h-full overflow-hidden max-md:pb-14", reading && "max-sm:pb-0")}>
      <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-2">
        {t("page.skip")}
      </a>
      <Sidebar shown={open === "side"} onClose={() => setOpen(null)} onOpen={setOpen} />
      <main id="content" className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Notices />
        <div className="flex min-h-0 min-w-0 flex-1">
          <Outlet />
        </div>
      </main>
      <TabBar hidden={reading} sideOpen={open === "side"} onOpen={setOpen} />
    </div>
  );
}

/** Keys, live hints and the language start with the shell and end with it. */
function useListening(language: string | null): void {
  const queries = useQueryClient();
  useEffect(startKeys, []);
  useEffect(() => startLive(queries), [queries]);
  useEffect(() => {
    if (language) void speak(language);
  }, [language]);
}
