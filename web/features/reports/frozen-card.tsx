import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Snowflake } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { FrozenView } from "#shared/reports/frozen.ts";
import type { Report, ReportFilter } from "#shared/reports/schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { TextInput } from "#web/ui/field.tsx";
import { Card } from "#web/ui/panes.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { sayPeriod } from "./period.ts";

type Props = { filter: ReportFilter; report: Report; open: string | undefined; onOpen: (id: string) => void };

/** Reports kept as they were; each opens to what has changed since. */
export function FrozenCard({ filter, report, open, onOpen }: Props) {
  const { t } = useTexts("reportFormulas");
  const trpc = useTRPC();
  const mayFreeze = useMay("report.freeze");
  const list = useQuery(trpc.reports.frozen.queryOptions({ brand: filter.brand }));
  const items = list.data?.items ?? [];
  return (
    <Card title={t("frozen.title")} aside={<span className="@max-[620px]:hidden">{t("frozen.aside")}</span>}>
      {list.isPending && <SkeletonRows count={1} height={32} />}
      {list.isError && <Problem error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && items.length === 0 && <p className="py-1 text-text-3">{t("frozen.none")}</p>}
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <FrozenRow item={item} open={open === item.id} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {mayFreeze && <Freeze filter={filter} report={report} onFrozen={onOpen} />}
    </Card>
  );
}

function FrozenRow({ item, open, onOpen }: { item: FrozenView; open: boolean; onOpen: (id: string) => void }) {
  const { t } = useTexts("reportFormulas");
  const { locale, full } = useFormat();
  const at = full(item.createdAt);
  return (
    <button
      type="button"
      aria-expanded={open}
      title={t("frozen.open", { name: item.name })}
      onClick={() => onOpen(item.id)}
      className={cx(
        "-mx-1.5 flex min-h-8 w-[calc(100%+12px)] flex-wrap items-center gap-x-3 rounded-m px-1.5 py-0.5 text-left hover:bg-hover max-sm:min-h-11",
        open && "bg-selected",
      )}
    >
      <span className="min-w-0 flex-1 basis-40 truncate font-medium">{item.name}</span>
      <span className="text-12 text-text-3">
        {t("frozen.row", { period: sayPeriod(item, locale, "-"), by: item.by ?? t("frozen.konak"), at })} ·{" "}
        {formulaTexts[item.formula].name}
      </span>
    </button>
  );
}

function Freeze({ filter, report, onFrozen }: Pick<Props, "filter" | "report"> & { onFrozen: (id: string) => void }) {
  const { t } = useTexts("reportFormulas");
  const { locale } = useFormat();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const usual = `${report.brand.name}, ${sayPeriod(report, locale, "-")}`;
  const [name, setName] = useState<string | null>(null);
  const save = useMutation(
    trpc.reports.freeze.mutationOptions({
      onSuccess: async ({ id }, { name: saved }) => {
        await queries.invalidateQueries(trpc.reports.frozen.pathFilter());
        showToast({ text: t("frozen.done", { name: saved }) });
        setName(null);
        onFrozen(id);
      },
    }),
  );
  if (name === null)
    return (
      <Button icon={Snowflake} className="mt-2" onClick={() => setName(usual)}>
        {t("frozen.freeze")}
      </Button>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), filter });
  };
  return (
    <form onSubmit={submit} className="mt-2 flex flex-wrap items-center gap-2">
      <TextInput
        autoFocus
        aria-label={t("frozen.name")}
        value={name}
        maxLength={120}
        onChange={(event) => setName(event.currentTarget.value)}
        className="max-w-90 flex-1 basis-56"
      />
      <Button type="submit" variant="primary" busy={save.isPending} disabled={!name.trim()}>
        {t("frozen.save")}
      </Button>
      {save.isError && <Problem error={save.error} />}
    </form>
  );
}
