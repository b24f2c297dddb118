import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTexts } from "#web/lib/i18n.ts";
import { usePaletteActions } from "#web/lib/keys.ts";
import { useBrand, useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { type Outputs, useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card, Page, PaneTitle } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { ChannelRow } from "./channel-row.tsx";
import { ConnectBluesky } from "./connect-bluesky.tsx";
import { ReconnectDialog } from "./reconnect-dialog.tsx";

export type Channel = Outputs["channels"]["list"][number];
type Props = { connecting: string | null; onConnect: (what: string | null) => void };

export function ChannelsScreen({ connecting, onConnect }: Props) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const brand = useBrand()?.slug;
  const mayConnect = useMay("channel.connect");
  const channels = useQuery(trpc.channels.list.queryOptions({ brand }));
  const broken = channels.data?.find((channel) => channel.id === connecting);
  const close = () => onConnect(null);
  const { t: say } = useTexts("shell");
  usePaletteActions(
    mayConnect
      ? [{ id: "connect bluesky", label: t("connect"), group: say("palette.actions"), run: () => onConnect("bluesky") }]
      : [],
  );
  const connect = (
    <Button variant="primary" icon={Plus} onClick={() => onConnect("bluesky")}>
      {t("connect")}
    </Button>
  );
  return (
    <Page
      bar={
        <>
          <PaneTitle>{t("title")}</PaneTitle>
          <span className="min-w-0 flex-1 truncate text-text-3 max-sm:invisible">{t("sub")}</span>
          {mayConnect && connect}
        </>
      }
    >
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
              <ChannelRow key={channel.id} channel={channel} onReconnect={() => onConnect(channel.id)} />
            ))}
          </ul>
        </Card>
      )}
      {connecting === "bluesky" && mayConnect && <ConnectBluesky onClose={close} />}
      {broken && mayConnect && <ReconnectDialog channel={broken} onClose={close} />}
    </Page>
  );
}
