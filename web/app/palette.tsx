import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Building2, ChartColumn, FileText, Inbox, Lightbulb, Plug, Repeat, ScrollText, Users, Zap } from "lucide-react";
import { channelName } from "#web/lib/channel-name.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { paletteActions } from "#web/lib/keys.ts";
import { useHere, useMay } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { BrandMark } from "#web/ui/brand-mark.tsx";
import CommandPalette, { type PaletteEntry } from "#web/ui/command-palette.tsx";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";

const icon = { size: 16, strokeWidth: 1.5, "aria-hidden": true } as const;

/** ⌘K: what the page in view offers first, then pages, brands and channels; anything else is searched in the inbox. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTexts("shell");
  const navigate = useNavigate();
  const brand = useSearch({ strict: false }).brand;
  const actions = paletteActions().map((action) => ({ ...action, icon: <Zap {...icon} /> }));
  return (
    <CommandPalette
      onClose={onClose}
      title={t("palette.title")}
      placeholder={t("palette.placeholder")}
      commands={[...actions, ...usePages(), ...useCallPages(), ...useBrands(), ...useChannels()]}
      empty={t("palette.empty")}
      fallback={(text) => ({
        label: t("palette.searchInbox", { text }),
        run: () => void navigate({ to: "/inbox", search: { brand, q: text, status: "all" } }),
      })}
    />
  );
}

function usePages(): PaletteEntry[] {
  const { t } = useTexts("shell");
  const navigate = useNavigate();
  const brand = useSearch({ strict: false }).brand;
  const mayAudit = useMay("audit.read");
  const group = t("palette.pages");
  const search = { brand };
  return [
    {
      id: "inbox",
      label: t("nav.inbox"),
      group,
      keys: "g i",
      icon: <Inbox {...icon} />,
      run: () => void navigate({ to: "/inbox", search }),
    },
    {
      id: "reports",
      label: t("nav.reports"),
      group,
      keys: "g r",
      icon: <ChartColumn {...icon} />,
      run: () => void navigate({ to: "/reports", search }),
    },
    {
      id: "templates",
      label: t("nav.templates"),
      group,
      keys: "g t",
      icon: <FileText {...icon} />,
      run: () => void navigate({ to: "/templates", search }),
    },
    {
      id: "departments",
      label: t("nav.departments"),
      group,
      icon: <Building2 {...icon} />,
      run: () => void navigate({ to: "/departments", search }),
    },
    {
      id: "loops",
      label: t("nav.loops"),
      group,
      icon: <Repeat {...icon} />,
      run: () => void navigate({ to: "/loops", search }),
    },
    {
      id: "channels",
      label: t("nav.channels"),
      group,
      keys: "g c",
      icon: <Plug {...icon} />,
      run: () => void navigate({ to: "/channels", search }),
    },
    {
      id: "people",
      label: t("nav.people"),
      group,
      icon: <Users {...icon} />,
      run: () => void navigate({ to: "/people", search }),
    },
    ...(mayAudit
      ? [
          {
            id: "audit",
            label: t("nav.audit"),
            group,
            icon: <ScrollText {...icon} />,
            run: () => void navigate({ to: "/audit", search }),
          },
        ]
      : []),
  ];
}

function useCallPages(): PaletteEntry[] {
  const { t } = useTexts("shell");
  const navigate = useNavigate();
  const brand = useSearch({ strict: false }).brand;
  return [
    {
      id: "calls",
      label: t("nav.calls"),
      group: t("palette.pages"),
      icon: <Lightbulb {...icon} />,
      run: () => void navigate({ to: "/calls", search: { brand } }),
    },
  ];
}

function useBrands(): PaletteEntry[] {
  const { t } = useTexts("shell");
  const navigate = useNavigate();
  return useHere().me.brands.map((brand) => ({
    id: `brand ${brand.slug}`,
    label: brand.name,
    group: t("palette.brands"),
    icon: <BrandMark small name={brand.name} color={brand.color} />,
    run: () => void navigate({ to: "/inbox", search: { brand: brand.slug } }),
  }));
}

function useChannels(): PaletteEntry[] {
  const { t } = useTexts("shell");
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { brands } = useHere().me;
  const channels = useQuery(trpc.channels.list.queryOptions({})).data ?? [];
  return channels.map((channel) => ({
    id: `channel ${channel.id}`,
    label: channelName(channel, brands),
    words: `${channel.name} ${channel.handle} ${networkName(channel.network)}`,
    group: t("palette.channels"),
    icon: <NetworkIcon network={channel.network} look="glyph" />,
    run: () => void navigate({ to: "/inbox", search: { brand: channel.brandSlug, channel: channel.id } }),
  }));
}
