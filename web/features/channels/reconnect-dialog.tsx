import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { looksLikeAppPassword } from "./bluesky-words.ts";
import type { Channel } from "./channels-screen.tsx";
import { PasswordField } from "./password-field.tsx";

/** A new key for a known account: one field. Whatever waited goes out afterwards. */
export function ReconnectDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [appPassword, setAppPassword] = useState("");
  const name = channel.name || networkName(channel.network);
  const again = useMutation(
    trpc.channels.reconnect.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries();
        showToast({ text: t("again.done", { name }) });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    again.mutate({ channelId: channel.id, appPassword: appPassword.trim() });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("again.title", { name })}
      aside={channel.handle}
      description={t("again.lead")}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            variant="primary"
            size="l"
            type="submit"
            form="again"
            busy={again.isPending}
            disabled={!appPassword.trim()}
          >
            {t("again.submit")}
          </Button>
        </>
      }
    >
      <form id="again" onSubmit={submit} className="grid gap-3">
        <a
          href="https://bsky.app/settings/app-passwords"
          target="_blank"
          rel="noreferrer"
          className="link justify-self-start"
        >
          {t("bluesky.step1Link")}
        </a>
        <PasswordField value={appPassword} onChange={setAppPassword} odd={!looksLikeAppPassword(appPassword)} />
        {again.isError && <Problem error={again.error} />}
      </form>
    </Dialog>
  );
}
