import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import type { Channel } from "./channels-screen.tsx";

/** The key is forgotten for good, so this asks once. */
export function DisconnectDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const name = channel.name || networkName(channel.network);
  const leave = useMutation(
    trpc.channels.disconnect.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.channels.pathFilter());
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("disconnectTitle", { name })}
      description={t("disconnectWhat")}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {t("disconnectKeep")}
          </Button>
          <Button
            variant="danger"
            size="l"
            busy={leave.isPending}
            onClick={() => leave.mutate({ channelId: channel.id })}
          >
            {t("disconnect")}
          </Button>
        </>
      }
    >
      {leave.isError && <Problem error={leave.error} />}
    </Dialog>
  );
}
