import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { channelName } from "#web/lib/channel-name.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { showToast } from "#web/ui/toast.tsx";
import type { Channel } from "./channels-screen.tsx";
import { ConnectFields, complete, type NetworkOffer, NetworkSteps, type Values } from "./connect-fields.tsx";
import { ConnectProblem } from "./connect-problem.tsx";

type Props = { channel: Channel; onClose: () => void };

/** A new key for a known account. Only a network Konak connects to itself has one to renew; of any other it says so. */
export function ReconnectDialog({ channel, onClose }: Props) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const offers = useQuery(trpc.channels.networks.queryOptions());
  const name = channelName(channel, useMe().brands);
  const offer = offers.data?.find((one) => one.network === channel.network);
  // Asked anew each time: what is shown may be changed, and then it is what was typed that stays.
  const options = { enabled: offer?.kind === "fields", gcTime: 0, staleTime: Number.POSITIVE_INFINITY };
  const known = useQuery(trpc.channels.fieldsOf.queryOptions({ channelId: channel.id }, options));
  if (offer?.kind === "oauth") return <NewKey channel={channel} offer={offer} known={{}} onClose={onClose} />;
  if (offer && known.data) return <NewKey channel={channel} offer={offer} known={known.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("again.title", { name })}
      aside={channel.handle}
      description={offers.data && !offer && t("again.notYet", { network: networkName(channel.network) })}
    >
      {(offers.isPending || (offer && known.isPending)) && <SkeletonRows count={2} height={40} />}
      {offers.isError && <Problem error={offers.error} />}
      {known.isError && <Problem error={known.error} />}
    </Dialog>
  );
}

type Known = { offer: NetworkOffer; known: Values };

/** What is secret is asked for again; addresses are there as they are known, for a source may have moved. */
function NewKey({ channel, offer, known, onClose }: Props & Known) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  const name = channelName(channel, useMe().brands);
  const network = networkName(channel.network);
  const oauth = offer.kind === "oauth";
  const fields = oauth ? offer.fields : offer.fields.filter(({ kind }) => kind === "secret" || kind === "url");
  const hasKey = oauth || fields.some(({ kind }) => kind === "secret");
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fields.map(({ name }) => [name, known[name] ?? ""])),
  );
  const moves = fields.some(({ kind, name }) => kind === "url" && known[name] && values[name] !== known[name]);
  const again = useAgain({ channel, offer, onClose });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    again.go(values);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("again.title", { name })}
      aside={channel.handle}
      description={t(hasKey ? "again.lead" : "again.leadAddress")}
      width={560}
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
            busy={again.busy}
            disabled={!complete(fields, values)}
          >
            {oauth ? t("goTo", { network }) : t("again.submit")}
          </Button>
        </>
      }
    >
      {hasKey && (
        <ol className="grid gap-5">
          <NetworkSteps steps={offer.steps} from={1} />
        </ol>
      )}
      <form id="again" onSubmit={submit} className="grid gap-3">
        <ConnectFields fields={fields} values={values} onChange={setValues} optionalWord={t("optional")} />
        {moves && offer.moves && (
          <p role="status" className="rounded-m bg-sunken px-3 py-2.5 text-12 text-text-2">
            <strong className="font-medium text-text">{t("again.elsewhere")}. </strong>
            {offer.moves}
          </p>
        )}
      </form>
      {again.error && <ConnectProblem error={again.error} />}
    </Dialog>
  );
}

function useAgain({ channel, offer, onClose }: Props & { offer: NetworkOffer }) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
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
  const begin = useMutation(trpc.channels.begin.mutationOptions({ onSuccess: ({ url }) => location.assign(url) }));
  const { brandId, network, id: channelId } = channel;
  return {
    busy: again.isPending || begin.isPending || begin.isSuccess,
    error: again.error ?? begin.error,
    go: (fields: Record<string, string>) =>
      offer.kind === "oauth"
        ? begin.mutate({ brandId, network, fields, channelId })
        : again.mutate({ channelId, fields }),
  };
}
