import { lazy, Suspense } from "react";
import type { ShellWindow } from "#web/app/shell.tsx";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useLive } from "#web/lib/live.ts";
import { useMe } from "#web/lib/me.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { cx } from "#web/ui/cx.ts";
import { Kbd } from "#web/ui/kbd.tsx";
import { Menu } from "#web/ui/menu.tsx";
import { Tooltip } from "#web/ui/tooltip.tsx";

const MyMenu = lazy(() => import("#web/app/my-menu.tsx"));

/** Oneself: live or not, theme, keys, sign-out. */
export function MyCorner({ onOpen }: { onOpen: (window: ShellWindow) => void }) {
  const { t } = useTexts("shell");
  const me = useMe();
  return (
    <div className="flex min-h-12 shrink-0 items-center gap-1 border-t border-line px-2">
      <Menu side="top" width={230} trigger={<MyButton />}>
        <Suspense>
          <MyMenu onOpen={onOpen} />
        </Suspense>
      </Menu>
      <Tooltip text={t("keys.all")} keys="?" side="top">
        <button
          type="button"
          aria-label={t("keys.all")}
          onClick={() => onOpen("keys")}
          className="grid size-7 place-items-center rounded-m hover:bg-hover max-md:hidden"
        >
          <Kbd keys="?" />
        </button>
      </Tooltip>
      <span className="sr-only">{me.workspace.name}</span>
    </div>
  );
}

function MyButton(props: React.ComponentProps<"button">) {
  const { t } = useTexts("shell");
  const me = useMe();
  const format = useFormat();
  const { connection, since } = useLive();
  const state = connection === "live" ? t("me.live") : t("me.lost", { time: since ? format.time(since) : "" });
  return (
    <button
      type="button"
      {...props}
      title={state}
      className="flex min-w-0 flex-1 items-center gap-2 rounded-m px-1 py-1.5 text-left hover:bg-hover data-[state=open]:bg-hover"
    >
      <span className="relative grid">
        <Avatar name={me.user.name} size="m" />
        <span
          role="img"
          aria-label={state}
          className={cx(
            "absolute -right-px -bottom-px size-2 rounded-full shadow-[0_0_0_2px_var(--bg-app)]",
            connection === "live" ? "bg-l-green" : "border-2 border-l-amber bg-app",
          )}
        />
      </span>
      <span className="min-w-0 flex-1">
        <b className="block truncate leading-4 font-medium">{me.user.name}</b>
        <small className="block truncate text-11 text-text-3">{t(`role.${me.role}`)}</small>
      </span>
    </button>
  );
}
