import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Network } from "#shared/channel.ts";
import type { SimilarInput } from "#shared/reports/similar-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { instantIn } from "#shared/time.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Select } from "#web/ui/select.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { SimilarFound } from "./similar-found.tsx";

const any = "any";

/** Before publishing: a post is pasted, and own posts like it are shown with what they got. */
export function SimilarBox({ brand }: { brand: Brand }) {
  const { t } = useTexts("ahead");
  const trpc = useTRPC();
  const [asked, setAsked] = useState<SimilarInput | null>(null);
  const found = useQuery(
    trpc.reports.similar.queryOptions(asked ?? { brand: brand.slug, text: "-", network: null, at: null }, {
      enabled: asked !== null,
      staleTime: 60_000,
    }),
  );
  return (
    <Card title={t("similar.title")}>
      <p className="mb-3 text-text-2">{t("similar.about")}</p>
      <DraftForm brand={brand} busy={found.isFetching} onAsk={setAsked} />
      {found.isError && <Problem error={found.error} onRetry={() => void found.refetch()} className="mt-3" />}
      {asked && found.data && <SimilarFound similar={found.data} />}
    </Card>
  );
}

type FormProps = { brand: Brand; busy: boolean; onAsk: (draft: SimilarInput) => void };

function DraftForm({ brand, busy, onAsk }: FormProps) {
  const { t } = useTexts("ahead");
  const [text, setText] = useState("");
  const [network, setNetwork] = useState<string>(any);
  const [at, setAt] = useState("");
  const [tried, setTried] = useState(false);
  const networks = useNetworks(brand);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!text.trim()) return;
    const [day = "", time = ""] = at.split("T");
    const moment = day && time ? new Date(instantIn(brand.timeZone, day, time.slice(0, 5))).toISOString() : null;
    onAsk({ brand: brand.slug, text: text.trim(), network: network === any ? null : (network as Network), at: moment });
  };
  const choices = [
    { value: any, label: t("similar.anyNetwork") },
    ...networks.map((value) => ({ value: value as string, label: networkName(value) })),
  ];
  return (
    <form onSubmit={submit} className="grid max-w-200 gap-3">
      <Field label={t("similar.text")} error={tried && !text.trim() ? t("similar.textNone") : undefined}>
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={3}
            maxLength={10_000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className="grid grid-cols-[1fr_1fr_auto] items-start gap-3 max-sm:grid-cols-1">
        <Field label={t("similar.network")}>
          {(wiring) => <Select {...wiring} value={network} onChange={setNetwork} options={choices} />}
        </Field>
        <Field label={t("similar.at")} help={t("similar.atHelp", { zone: brand.timeZone })}>
          {(wiring) => (
            <TextInput
              {...wiring}
              type="datetime-local"
              value={at}
              onChange={(event) => setAt(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" size="l" busy={busy} className="mt-6 max-sm:mt-0">
          {t("similar.ask")}
        </Button>
      </div>
    </form>
  );
}

/** The networks of the brand's channels, each once. */
function useNetworks(brand: Brand): Network[] {
  const trpc = useTRPC();
  const channels = useQuery(trpc.channels.list.queryOptions({}));
  const own = (channels.data ?? []).filter((channel) => channel.brandId === brand.id);
  return [...new Set(own.map((channel) => channel.network))];
}
