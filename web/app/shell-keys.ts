import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ShellWindow } from "#web/app/shell.tsx";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { undoNewest } from "#web/ui/toast.tsx";

/** The keys that work on every page. */
export function useShellKeys(open: (window: ShellWindow) => void): void {
  const { t } = useTexts("shell");
  const navigate = useNavigate();
  const brand = useSearch({ strict: false }).brand;
  const group = t("keys.general");
  const go = (to: "/inbox" | "/reports" | "/templates" | "/channels") => () => void navigate({ to, search: { brand } });
  useKeys({
    "mod+k": { label: t("keys.palette"), group, run: () => open("palette") },
    "?": { label: t("keys.all"), group, run: () => open("keys") },
    z: { label: t("keys.undo"), group, run: () => void undoNewest() },
    "g i": { label: t("keys.goInbox"), group, run: go("/inbox") },
    "g r": { label: t("keys.goReports"), group, run: go("/reports") },
    "g t": { label: t("keys.goTemplates"), group, run: go("/templates") },
    "g c": { label: t("keys.goChannels"), group, run: go("/channels") },
  });
}
