import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  CircleCheck,
  CirclePause,
  Ellipsis,
  Gauge,
  HeartPulse,
  Inbox,
  KeyRound,
  type LucideIcon,
  Play,
  Plug,
  RefreshCw,
  Unplug,
} from "lucide-react";
import { useState } from "react";
import type { ChannelHealth } from "#shared/channel.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { missingPermission } from "#web/lib/missing-permission.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill, type Tone } from "#web/ui/badge.tsx";
import { Button, buttonClass } from "#web/ui/button.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "#web/ui/menu.tsx";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { Say } from "#web/ui/say.tsx";
import { showToast } from "#web/ui/toast.tsx";
import type { Channel, HealthPlace } from "./channels-screen.tsx";
import { DisconnectDialog } from "./disconnect-dialog.tsx";
import { inWords } from "./in-words.ts";

const looks: Record<ChannelHealth, { tone: Tone; icon: LucideIcon }> = {
  ok: { tone: "ok", icon: CircleCheck },
  slow: { tone: "warn", icon: Gauge },
  narrowed: { tone: "ask", icon: KeyRound },
  reconnect: { tone: "ask", icon: Plug },
  paused: { tone: "plain", icon: CirclePause },
};

type Props = { channel: Channel; onReconnect: () => void; onDetails: (place?: HealthPlace) => void };

/** A channel: who it is, how it is and why, when it was last read, and what can be done. */
export function ChannelRow({ channel, onReconnect, onDetails }: Props) {
  const { t } = useTexts("channels");
  const me = useMe();
  const mayConnect = useMay("channel.connect");
  const look = looks[channel.health];
  const brand = me.brands.find((one) => one.id === channel.brandId);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line px-4 py-3 first:border-t-0">
      <NetworkIcon network={channel.network} className="!size-6 !p-1 rounded-m" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2">
          <b className="truncate font-medium">{channel.name || networkName(channel.network)}</b>
          <span className="truncate text-text-3">{channel.handle}</span>
        </p>
        <p className="text-12 text-text-3">
          {networkName(channel.network)}
          {me.brands.length > 1 && brand && ` · ${brand.name}`}
          <LastRead channel={channel} />
        </p>
        <Why channel={channel} />
        {channel.setAside > 0 && (
          <button type="button" className="link mt-0.5 text-12" onClick={() => onDetails("aside")}>
            {t("setAside", { count: channel.setAside })}
          </button>
        )}
      </div>
      <span className="flex items-center gap-2 max-sm:order-last max-sm:basis-full max-sm:pl-10">
        <Pill tone={look.tone} icon={look.icon}>
          {t(`health.${channel.health}`)}
        </Pill>
        {(channel.health === "reconnect" || channel.health === "narrowed") && mayConnect && (
          <Button variant="primary" icon={Plug} onClick={onReconnect}>
            {t("reconnect")}
          </Button>
        )}
        <Link
          to="/inbox"
          search={{ brand: channel.brandSlug, channel: channel.id }}
          className={buttonClass("plain", "m", "max-sm:hidden")}
        >
          <Inbox aria-hidden size={16} strokeWidth={1.5} />
          {t("open")}
        </Link>
      </span>
      <RowMenu channel={channel} onReconnect={onReconnect} onDetails={onDetails} />
    </li>
  );
}

function LastRead({ channel }: { channel: Channel }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  if (channel.network === "file") return null;
  return (
    <>
      {" · "}
      {t("column.read")} {channel.lastSyncAt ? <Say at={channel.lastSyncAt} as={format.ago} /> : t("never")}
    </>
  );
}

/** Only what is not healthy explains itself; networks of our own say what they are. */
function Why({ channel }: { channel: Channel }) {
  const { t } = useTexts("channels");
  const format = useFormat();
  const own = channel.network === "file" ? t("file") : channel.network === "sandbox" ? t("sandbox") : null;
  if (channel.health === "ok") return own && <p className="mt-0.5 text-12 text-text-3">{own}</p>;
  const { health, healthReason, missing, readingOnFrom } = channel;
  return (
    <p className="mt-0.5 text-12 text-text-2">
      {t(`healthWhy.${health}`)} {missing && t("missing", { missing: missingPermission(missing) })}{" "}
      {health !== "narrowed" && readingOnFrom && t("readFrom", { at: format.full(readingOnFrom) })}{" "}
      {!missing && healthReason && inWords(healthReason)}
    </p>
  );
}

function RowMenu({ channel, onReconnect, onDetails }: Props) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const maySync = useMay("channel.sync");
  const mayConnect = useMay("channel.connect");
  const mayDisconnect = useMay("channel.disconnect");
  const [leaving, setLeaving] = useState(false);
  const sync = useMutation(
    trpc.channels.sync.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("syncing") });
        return queries.invalidateQueries(trpc.channels.pathFilter());
      },
    }),
  );
  const maySwitch = useMay("channel.pause");
  const again = { onSettled: () => queries.invalidateQueries(trpc.channels.pathFilter()) };
  const pause = useMutation(trpc.channels.pause.mutationOptions(again));
  const resume = useMutation(trpc.channels.resume.mutationOptions(again));
  const failed = sync.error ?? pause.error ?? resume.error;
  const name = channel.name || networkName(channel.network);
  return (
    <>
      <Menu align="end" trigger={<IconButton icon={Ellipsis} label={t("actions", { name })} />}>
        {maySync && channel.syncs && channel.health !== "paused" && (
          <MenuItem icon={RefreshCw} onSelect={() => sync.mutate({ channelId: channel.id })}>
            {t("sync")}
          </MenuItem>
        )}
        <MenuItem icon={HeartPulse} onSelect={() => onDetails()}>
          {t("details")}
        </MenuItem>
        {maySwitch && channel.syncs && channel.health !== "paused" && channel.health !== "reconnect" && (
          <MenuItem icon={CirclePause} onSelect={() => pause.mutate({ channelId: channel.id })}>
            {t("pause")}
          </MenuItem>
        )}
        {maySwitch && (channel.health === "paused" || channel.health === "narrowed") && (
          <MenuItem icon={Play} onSelect={() => resume.mutate({ channelId: channel.id })}>
            {channel.health === "paused" ? t("resume") : t("tryAgain")}
          </MenuItem>
        )}
        {mayConnect && channel.syncs && (
          <MenuItem icon={Plug} onSelect={onReconnect}>
            {t("reconnect")}
          </MenuItem>
        )}
        {mayDisconnect && <MenuLine />}
        {mayDisconnect && (
          <MenuItem icon={Unplug} danger onSelect={() => setLeaving(true)}>
            {t("disconnect")}
          </MenuItem>
        )}
      </Menu>
      {leaving && <DisconnectDialog channel={channel} onClose={() => setLeaving(false)} />}
      {failed && <Problem error={failed} className="basis-full" />}
    </>
  );
}
