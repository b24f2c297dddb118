import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { sayDays } from "#shared/reports/say-figure.ts";
import type { ReportFilter } from "#shared/reports/schema.ts";
import { shortestPassword } from "#shared/reports/sharing-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";

import { ShareList } from "./share-list.tsx";

type Props = { brand: Brand; filter: ReportFilter; onClose: () => void };
const lives = ["7", "30", "90", "366"] as const;

/** A read-only link to this report: what it shows, how long, behind which password; and the links there are. */
export default function ShareDialog({ brand, filter, onClose }: Props) {
  const { t } = useTexts("sharing");
  const { locale } = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const shares = useQuery(trpc.reports.shares.queryOptions({ brand: brand.slug }));
  const make = useMutation(
    trpc.reports.share.mutationOptions({
      onSuccess: () => queries.invalidateQueries(trpc.reports.shares.pathFilter()),
    }),
  );
  const period = sayDays(filter, locale);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("share.title")} width={600}>
      <p className="text-text-2">{t("share.about", { brand: brand.name, period })}</p>
      <NewShare busy={make.isPending} onMake={(wish) => make.mutate({ filter, ...wish })} />
      {make.isError && <Problem error={make.error} />}
      {make.data && (
        <p role="status" className="text-12 text-ok">
          {t("share.made")}
        </p>
      )}
      {shares.isError && <Problem error={shares.error} onRetry={() => void shares.refetch()} />}
      {shares.data && <ShareList brand={brand} shares={shares.data} newest={make.data?.id ?? null} />}
    </Dialog>
  );
}

type Wish = { live: boolean; days: number; password: string | null };

function NewShare({ busy, onMake }: { busy: boolean; onMake: (wish: Wish) => void }) {
  const { t } = useTexts("sharing");
  const [live, setLive] = useState(false);
  const [days, setDays] = useState<(typeof lives)[number]>("30");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const short = password !== "" && password.length < shortestPassword;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (short) return;
    onMake({ live, days: Number(days), password: password || null });
    setPassword("");
    setTried(false);
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <fieldset className="grid gap-2">
        <legend className="mb-1 font-medium text-text-2">{t("share.figures")}</legend>
        <Radio chosen={!live} onChoose={() => setLive(false)} title={t("share.frozen")} why={t("share.frozenWhy")} />
        <Radio chosen={live} onChoose={() => setLive(true)} title={t("share.live")} why={t("share.liveWhy")} />
      </fieldset>
      <div className="grid grid-cols-[150px_minmax(0,1fr)] items-start gap-3 max-sm:grid-cols-1">
        <Field label={t("share.ends")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={days}
              onChange={setDays}
              options={lives.map((value) => ({ value, label: t("share.days", { count: Number(value) }) }))}
            />
          )}
        </Field>
        <Field
          label={t("share.password")}
          help={t("share.passwordHelp")}
          error={tried && short ? t("share.passwordShort") : undefined}
        >
          {(wiring) => (
            <TextInput
              {...wiring}
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      <Button type="submit" variant="primary" size="l" busy={busy} className="justify-self-end">
        {t("share.create")}
      </Button>
    </form>
  );
}

type RadioProps = { chosen: boolean; onChoose: () => void; title: string; why: string };

function Radio({ chosen, onChoose, title, why }: RadioProps) {
  const id = useId();
  return (
    <div className="flex gap-2">
      <input
        id={id}
        type="radio"
        name="figures"
        checked={chosen}
        onChange={onChoose}
        aria-describedby={`${id}-why`}
        className="mt-0.5 size-4 shrink-0 accent-accent-fill"
      />
      <div>
        <label htmlFor={id}>{title}</label>
        <p id={`${id}-why`} className="text-12 text-text-3">
          {why}
        </p>
      </div>
    </div>
  );
}
