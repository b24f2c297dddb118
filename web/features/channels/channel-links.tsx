import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Plug } from "lucide-react";
import { channelName } from "#web/lib/channel-name.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useHere, useMay } from "#web/lib/me.ts";
import { missingPermission } from "#web/lib/missing-permission.ts";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { useNow } from "#web/ui/say.tsx";
import { sideLink } from "#web/ui/side-list.tsx";

type Channel = Outputs["channels"]["list"][number];

/** The channels in the sidebar: a click shows their threads, a broken one says so and leads to where it is mended. */
export function ChannelLinks() {
  const { t } = useTexts("shell");
  const trpc = useTRPC();
  const here = useHere();
  const brand = here.brand?.slug;
  const several = !here.brand && here.me.brands.length > 1;
  const chosen = useSearch({ strict: false }).channel;
  const channels = useQuery(trpc.channels.list.queryOptions({ brand })).data ?? [];
  if (channels.length === 0)
    return (
      <li>
        <Link to="/channels" search={{ brand }} className={sideLink}>
          {t("channel.connect")}
        </Link>
      </li>
    );
  return channels.map((channel) => (
    <li key={channel.id} className="relative">
      <Link
        to="/inbox"
        search={{ brand, channel: channel.id }}
        aria-current={channel.id === chosen ? "page" : undefined}
        activeProps={{}}
        className={sideLink}
        title={channel.handle}
      >
        <NetworkIcon network={channel.network} look="glyph" />
        <span className="min-w-0 flex-1 truncate">
          {channelName(channel, here.me.brands)}
          {several && !isBroken(channel) && (
            <span className="ml-1.5 text-12 text-text-3">
              {here.me.brands.find((one) => one.id === channel.brandId)?.name}
            </span>
          )}
        </span>
        {!isBroken(channel) && <Health channel={channel} />}
      </Link>
      {isBroken(channel) && <Reconnect channel={channel} />}
    </li>
  ));
}

const isBroken = ({ health }: Channel): boolean => health === "reconnect" || health === "narrowed";

/** A dot with a word for those who do not see its colour. */
function Health({ channel }: { channel: Channel }) {
  const { t } = useTexts("shell");
  const format = useFormat();
  const now = useNow();
  const healthy = channel.lastSyncAt
    ? t("channel.ok", { ago: format.ago(channel.lastSyncAt, now) })
    : t("channel.never");
  const words = { ok: healthy, slow: t("channel.slow"), paused: t("channel.paused"), narrowed: "", reconnect: "" };
  const word = words[channel.health];
  const look = {
    ok: "bg-l-green",
    slow: "border-2 border-l-amber",
    paused: "border-2 border-l-grey",
    narrowed: "",
    reconnect: "",
  };
  return (
    <span
      role="img"
      aria-label={word}
      title={word}
      className={`size-2 shrink-0 rounded-full ${look[channel.health]}`}
    />
  );
}

/** Why the key has to be looked after by a person. */
function useWhy({ health, missing, readingOnFrom: from }: Channel): string {
  const { t } = useTexts("shell");
  const format = useFormat();
  if (health === "narrowed")
    return missing ? t("channel.narrowedWhy", { missing: missingPermission(missing) }) : t("channel.narrowedWhyPlain");
  return from ? t("channel.reconnectWhy", { from: format.full(from) }) : t("channel.reconnectWhyPlain");
}

function Reconnect({ channel }: { channel: Channel }) {
  const { t } = useTexts("shell");
  const mayConnect = useMay("channel.connect");
  const state = channel.health === "narrowed" ? t("channel.notAllowed") : t("channel.notConnected");
  return (
    <Link
      to="/channels"
      search={{ brand: channel.brandSlug, ...(mayConnect && { connect: channel.id }) }}
      title={useWhy(channel)}
      className="absolute top-0 right-2 inline-flex h-full items-center gap-1 bg-inherit text-12 font-medium text-ask"
    >
      <Plug aria-hidden size={12} strokeWidth={1.75} />
      {mayConnect ? t("channel.reconnect") : state}
    </Link>
  );
}
