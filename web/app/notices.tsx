import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MailX, Plug, WifiOff } from "lucide-react";
import { lazy, Suspense } from "react";
import { channelName } from "#web/lib/channel-name.ts";
import { useFormat } from "#web/lib/format.ts";
import { loadTexts, useTexts } from "#web/lib/i18n.ts";
import { useLive, useOnline } from "#web/lib/live.ts";
import { useHere } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";

const CrisisBar = lazy(async () => {
  await loadTexts("team");
  return import("#web/app/crisis-bar.tsx");
});

/** Slim bars above the page: what is wrong with the connection, and what is safe all the same. */
export function Notices() {
  const { t } = useTexts("shell");
  const online = useOnline();
  const { offlineSince } = useLive();
  const format = useFormat();
  const time = offlineSince ? format.time(offlineSince) : "";
  if (!online)
    return (
      <Banner flush icon={WifiOff}>
        <b>{t("bar.offline", { time })}</b> {t("bar.offlineSafe")}
      </Banner>
    );
  return (
    <>
      <BrokenChannels />
      <Crises />
    </>
  );
}

/** Brands in crisis mode, of those the page is about; the bar itself is loaded when there is one. */
function Crises() {
  const { me, brand } = useHere();
  const struck = (brand ? [brand] : me.brands).filter((one) => one.crisis !== null);
  if (struck.length === 0) return null;
  return (
    <Suspense fallback={null}>
      {struck.map((one) => (
        <CrisisBar key={one.id} brand={one} />
      ))}
    </Suspense>
  );
}

/** Channels whose key no longer works, where the sidebar that says so is not on the screen. */
function BrokenChannels() {
  const { t } = useTexts("shell");
  const trpc = useTRPC();
  const format = useFormat();
  const { me, brand: chosen } = useHere();
  const brand = chosen?.slug;
  const channels = useQuery(trpc.channels.list.queryOptions({ brand })).data ?? [];
  const broken = channels.filter((channel) => channel.health === "reconnect");
  if (broken.length === 0) return null;
  const names = format.list(broken.map((channel) => channelName(channel, me.brands)));
  return (
    <Banner
      flush
      tone="ask"
      className="md:hidden"
      icon={Plug}
      action={
        <Link to="/channels" search={{ brand }} className="link shrink-0">
          {t("channel.reconnect")}
        </Link>
      }
    >
      <b>{t("bar.reconnect", { names, count: broken.length })}</b> {t("bar.reconnectSafe")}
    </Banner>
  );
}

/** Where mail lands while no mail server is set; said on the pages that send mail. */
export function MailNotice({ folder }: { folder: string }) {
  const { t } = useTexts("shell");
  return (
    <Banner tone="hint" icon={MailX}>
      <b>{t("bar.mail")}</b> {t("bar.mailSafe", { folder })}
    </Banner>
  );
}
