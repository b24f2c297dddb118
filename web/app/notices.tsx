import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MailX, Plug, WifiOff } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";
import { channelName } from "#web/lib/channel-name.ts";
import { useFormat } from "#web/lib/format.ts";
import { loadTexts, useTexts } from "#web/lib/i18n.ts";
import { useLive, useOnline } from "#web/lib/live.ts";
import { useHere, useMay } from "#web/lib/me.ts";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";
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

type Channel = Outputs["channels"]["list"][number];

/** Channels whose key no longer works, or not for everything, where the sidebar that says so is not on the screen. */
function BrokenChannels() {
  const { t } = useTexts("shell");
  const trpc = useTRPC();
  const format = useFormat();
  const { me, brand } = useHere();
  const channels = useQuery(trpc.channels.list.queryOptions({ brand: brand?.slug })).data ?? [];
  const being = (health: Channel["health"]) => channels.filter((channel) => channel.health === health);
  const say = (some: Channel[]) => ({
    names: format.list(some.map((channel) => channelName(channel, me.brands))),
    count: some.length,
  });
  const [dead, narrowed] = [being("reconnect"), being("narrowed")];
  const missing = narrowed.length === 1 ? narrowed[0]?.missing : null;
  return (
    <>
      {dead.length > 0 && (
        <Broken>
          <b>{t("bar.reconnect", say(dead))}</b> {t("bar.reconnectSafe")}
        </Broken>
      )}
      {narrowed.length > 0 && (
        <Broken>
          <b>{t("bar.narrowed", say(narrowed))}</b>{" "}
          {missing && `${t("bar.narrowedWhich", { missing: missing.scope })} `}
          {t("bar.narrowedSafe")}
        </Broken>
      )}
    </>
  );
}

function Broken({ children }: { children: ReactNode }) {
  const { t } = useTexts("shell");
  const brand = useHere().brand?.slug;
  const mayConnect = useMay("channel.connect");
  return (
    <Banner
      flush
      tone="ask"
      className="md:hidden"
      icon={Plug}
      action={
        <Link to="/channels" search={{ brand }} className="link shrink-0">
          {mayConnect ? t("channel.reconnect") : t("channel.see")}
        </Link>
      }
    >
      {children}
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
