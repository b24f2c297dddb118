import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import type { NetworkOffer } from "./connect-fields.tsx";
import { ConnectProblem } from "./connect-problem.tsx";
import { CopyLine } from "./copy-line.tsx";

/** The person's own app at the network: where it has to send people back to, and its id and secret, asked for once. */
export function OwnApp({ offer }: { offer: NetworkOffer }) {
  const { t } = useTexts("channels");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [changing, setChanging] = useState(offer.appId === null);
  const [keys, setKeys] = useState({ clientId: offer.appId ?? "", clientSecret: "" });
  const save = useMutation(
    trpc.channels.saveApp.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.channels.networks.queryFilter());
        setKeys((before) => ({ ...before, clientSecret: "" }));
        setChanging(false);
      },
    }),
  );
  if (!changing)
    return (
      <p className="flex flex-wrap items-center gap-2">
        <Pill tone="ok" icon={Check}>
          {t("app.known")}
        </Pill>
        <code className="truncate text-12">{offer.appId}</code>
        <Button variant="plain" onClick={() => setChanging(true)}>
          {t("app.change")}
        </Button>
      </p>
    );
  return (
    <div className="grid gap-3">
      <CopyLine label={t("app.redirect")} help={t("app.redirectHelp")} text={offer.redirect} />
      <Field label={t("app.id")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            autoComplete="off"
            spellCheck={false}
            value={keys.clientId}
            onChange={(event) => setKeys({ ...keys, clientId: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t("app.secret")} help={t("app.secretHelp")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="password"
            autoComplete="off"
            data-1p-ignore
            spellCheck={false}
            className="font-mono"
            value={keys.clientSecret}
            onChange={(event) => setKeys({ ...keys, clientSecret: event.currentTarget.value })}
          />
        )}
      </Field>
      {save.isError && <ConnectProblem error={save.error} />}
      <Button
        className="justify-self-start"
        busy={save.isPending}
        disabled={!keys.clientId.trim() || !keys.clientSecret.trim()}
        onClick={() => save.mutate({ network: offer.network, ...keys })}
      >
        {t("app.save")}
      </Button>
    </div>
  );
}
