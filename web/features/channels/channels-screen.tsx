import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTexts } from "#web/lib/i18n.ts";
import { usePaletteActions } from "#web/lib/keys.ts";
import { useBrand, useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";
import { Banner } from "#web/ui/banner.tsx";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { ChannelRow } from "./channel-row.tsx";
import { ChooseDialog } from "./choose-dialog.tsx";
import { ConnectDialog } from "./connect-dialog.tsx";
import { HealthDrawer } from "./health-drawer.tsx";
import { NetworkPicker } from "./network-picker.tsx";
import { ReconnectDialog } from "./reconnect-dialog.tsx";

export type Channel = Outputs["channels"]["list"][number];

/** A place in a channel's health that something leads to. */
export type HealthPlace = "aside";

/**
 * What the address says beside the brand. `connect`: `new`, a network, or the id of a channel to reconnect; `health` a
 * channel's id and `place` where in it to begin; `choose`, `connected`, `problem` and `why` are how a network's window came back.
 */
export type ChannelsAddress = {
  connect?: string;
  health?: string;
  place?: string;
  choose?: string;
  connected?: string;
  problem?: string;
  why?: string;
};
type Props = { address: ChannelsAddress; onAddress: (address: ChannelsAddress) => void };

export function ChannelsScreen({ address, onAddress }: Props) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const brand = useBrand()?.slug;
  const mayConnect = useMay("channel.connect");
  const channels = useQuery(trpc.channels.list.queryOptions({ brand }));
  const shown = channels.data?.find((channel) => channel.id === address.health);
  const { t: say } = useTexts("shell");
  usePaletteActions(
    mayConnect
      ? [
          {
            id: "connect",
            label: t("connect"),
            group: say("palette.actions"),
            run: () => onAddress({ connect: "new" }),
          },
        ]
      : [],
  );
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("title")}</PaneTitle>
          <span className="min-w-0 flex-1 truncate text-text-3 max-sm:invisible">{t("sub")}</span>
          {mayConnect && (
            <Button variant="primary" icon={Plus} onClick={() => onAddress({ connect: "new" })}>
              {t("connect")}
            </Button>
          )}
        </>
      }
      drawer={
        shown && <HealthDrawer key={shown.id} channel={shown} place={address.place} onClose={() => onAddress({})} />
      }
    >
      <CameBack address={address} onDone={() => onAddress({})} />
      {channels.isError && <Problem error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.isPending && <SkeletonRows count={3} height={64} />}
      {channels.data?.length === 0 && (
        <EmptyState>
          {t("empty")} {t("emptyImport")}
        </EmptyState>
      )}
      {channels.data && channels.data.length > 0 && (
        <Card flush>
          <ul aria-label={t("list")}>
            {channels.data.map((channel) => (
              <ChannelRow
                key={channel.id}
                channel={channel}
                onReconnect={() => onAddress({ connect: channel.id })}
                onDetails={(place) => onAddress({ health: channel.id, place })}
              />
            ))}
          </ul>
        </Card>
      )}
      {mayConnect && <Connecting channels={channels.data ?? []} address={address} onAddress={onAddress} />}
    </Page>
  );
}

/** Whatever of connecting the address asks for. */
function Connecting({ channels, address, onAddress }: Props & { channels: Channel[] }) {
  const trpc = useTRPC();
  const { connect, choose } = address;
  const close = () => onAddress({});
  const offers = useQuery(trpc.channels.networks.queryOptions(undefined, { enabled: connect !== undefined })).data;
  if (choose) return <ChooseDialog attempt={choose} onClose={close} />;
  if (!connect) return null;
  const broken = channels.find((channel) => channel.id === connect);
  if (broken) return <ReconnectDialog channel={broken} onClose={close} />;
  if (!offers) return null;
  const offer = offers.find((one) => one.network === connect);
  if (offer) return <ConnectDialog offer={offer} onClose={close} />;
  return <NetworkPicker offers={offers} onPick={(network) => onAddress({ connect: network })} onClose={close} />;
}

/** How the network's window came back. */
function CameBack({ address: { connected, problem, why }, onDone }: { address: ChannelsAddress; onDone: () => void }) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  if (!connected && !problem) return null;
  const close = (
    <Button variant="plain" size="s" onClick={onDone}>
      {say("close")}
    </Button>
  );
  if (connected)
    return (
      <Banner tone="hint" action={close}>
        {t("connected", { network: networkName(connected) })}
      </Banner>
    );
  const known = ["not_given", "not_approved", "not_signed_in", "link_expired"].includes(problem ?? "");
  const words =
    why === "other_account" ? t("back.other_account") : known ? t(`back.${problem}` as never) : t("back.failed");
  return (
    <Banner tone="ask" action={close}>
      {words} {!known && why !== "other_account" && why}
    </Banner>
  );
}
