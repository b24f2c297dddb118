import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { channelName } from "#web/lib/channel-name.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { looksLikeAppPassword } from "./bluesky-words.ts";
import type { Channel } from "./channels-screen.tsx";
import { PasswordField } from "./password-field.tsx";

type Props = { channel: Channel; onClose: () => void };

/** Only a network Konak connects to itself has a key to renew; of any other it says so instead of asking for one. */
export const ReconnectDialog = (props: Props) =>
  props.channel.network === "bluesky" ? <NewKey {...props} /> : <NoKey {...props} />;

function NoKey({ channel, onClose }: Props) {
  const { t } = useTexts("channels");
  const name = channelName(channel, useMe().brands);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("again.title", { name })}
      aside={channel.handle}
      description={t("again.notYet", { network: networkName(channel.network) })}
    >
      {null}
    </Dialog>
  );
}

/** A new key for a known account: one field. Whatever waited goes out afterwards. */
function NewKey({ channel, onClose }: Props) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [appPassword, setAppPassword] = useState("");
  const name = channelName(channel, useMe().brands);
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
