import { useRouter } from "@tanstack/react-router";
import { Keyboard, LogOut, Monitor, Moon, Sun } from "lucide-react";
import type { ShellWindow } from "#web/app/shell.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { setTheme, themes, useTheme } from "#web/lib/theme.ts";
import { MenuItem, MenuLine, MenuTitle } from "#web/ui/menu.tsx";

const themeIcons = { system: Monitor, light: Sun, dark: Moon };

/** What opens at one's own name; fetched when it is opened first. */
export default function MyMenu({ onOpen }: { onOpen: (window: ShellWindow) => void }) {
  const { t } = useTexts("shell");
  const me = useMe();
  const theme = useTheme();
  const router = useRouter();
  return (
    <>
      <MenuTitle>{me.user.email}</MenuTitle>
      <MenuLine />
      <MenuTitle>{t("me.theme")}</MenuTitle>
      {themes.map((one) => (
        <MenuItem key={one} icon={themeIcons[one]} chosen={one === theme} onSelect={() => setTheme(one)}>
          {t(`me.theme-${one}`)}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={Keyboard} keys="?" onSelect={() => onOpen("keys")}>
        {t("keys.all")}
      </MenuItem>
      <MenuItem icon={LogOut} onSelect={() => void router.navigate({ to: "/sign-out", state: { chosen: true } })}>
        {t("me.signOut")}
      </MenuItem>
      <MenuTitle>
        {t("me.about", { version: me.version, engine: me.engine === "postgres" ? "PostgreSQL" : "SQLite" })}
      </MenuTitle>
    </>
  );
}
