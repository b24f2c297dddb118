import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field } from "#web/ui/field.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { Select } from "#web/ui/select.tsx";
import { showToast } from "#web/ui/toast.tsx";
import {
  ConnectFields,
  complete,
  type NetworkOffer,
  NetworkSteps,
  Step,
  type Values,
  valuesOf,
} from "./connect-fields.tsx";
import { ConnectProblem } from "./connect-problem.tsx";
import { OwnApp } from "./own-app.tsx";

type Props = { offer: NetworkOffer; onClose: () => void };

/** Everything it takes to connect a network, on one page: the person can see how long it is before starting. */
export function ConnectDialog({ offer, onClose }: Props) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  const me = useMe();
  const brand = useBrand() ?? me.brands[0];
  const [brandId, setBrandId] = useState(brand?.id ?? "");
  const [values, setValues] = useState<Values>(() => valuesOf(offer.fields));
  const connect = useConnecting(offer, onClose);
  const network = networkName(offer.network);
  const oauth = offer.kind === "oauth";
  const ready = brandId !== "" && complete(offer.fields, values) && (offer.app !== "own" || offer.appId !== null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) connect.go(brandId, values);
  };
  const asked = offer.steps.length + 1;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("connectTo", { network })}
      width={560}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button variant="primary" size="l" type="submit" form="connect" busy={connect.busy} disabled={!ready}>
            {oauth ? t("goTo", { network }) : t("connectNow")}
          </Button>
        </>
      }
    >
      <ol className="grid gap-5">
        <NetworkSteps steps={offer.steps} from={1} />
        {offer.app === "own" && (
          <Step number={asked} title={t("app.title")}>
            <OwnApp offer={offer} />
          </Step>
        )}
        <Step number={asked + (offer.app === "own" ? 1 : 0)} title={oauth ? t("allow", { network }) : t("connectNow")}>
          <form id="connect" onSubmit={submit} className="grid gap-3">
            {me.brands.length > 1 && (
              <Field label={t("brand")}>
                {(wiring) => (
                  <Select
                    {...wiring}
                    value={brandId}
                    onChange={setBrandId}
                    options={me.brands.map((one) => ({ value: one.id, label: one.name }))}
                  />
                )}
              </Field>
            )}
            <ConnectFields fields={offer.fields} values={values} onChange={setValues} optionalWord={t("optional")} />
            {oauth && <p className="text-text-2">{t("oauthWhat", { network })}</p>}
          </form>
        </Step>
      </ol>
      <Scopes scopes={offer.scopes} />
      {connect.error && <ConnectProblem error={connect.error} />}
    </Dialog>
  );
}

/** By what was typed it is connected at once; an OAuth network takes over the window and sends it back. */
function useConnecting(offer: NetworkOffer, onClose: () => void) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { network } = offer;
  const connect = useMutation(
    trpc.channels.connect.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.channels.pathFilter());
        showToast({ text: t("connected", { network: networkName(network) }), seconds: 6 });
        onClose();
      },
    }),
  );
  const begin = useMutation(trpc.channels.begin.mutationOptions({ onSuccess: ({ url }) => location.assign(url) }));
  return {
    busy: connect.isPending || begin.isPending || begin.isSuccess,
    error: connect.error ?? begin.error,
    go: (brandId: string, fields: Values) =>
      offer.kind === "oauth"
        ? begin.mutate({ brandId, network, fields, channelId: null })
        : connect.mutate({ brandId, network, fields }),
  };
}

/** What is asked of the network, and why; nothing beyond it is used. */
function Scopes({ scopes }: { scopes: NetworkOffer["scopes"] }) {
  const { t } = useTexts("channels");
  if (scopes.length === 0) return null;
  return (
    <section className="rounded-m bg-sunken px-3 py-2.5">
      <h3 className="mb-1 font-medium">{t("scopes")}</h3>
      <ul className="grid gap-1 text-12 text-text-2">
        {scopes.map(({ scope, why }) => (
          <li key={scope}>
            <code className="text-text">{scope}</code> {why}
          </li>
        ))}
      </ul>
    </section>
  );
}
