import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import type { RivalLine } from "#shared/reports/rivals-schema.ts";
import type { ScreenFilter } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Drawer } from "#web/ui/drawer.tsx";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { SkeletonRows } from "#web/ui/skeleton.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { aboveTabs, Big, Formula, Heading } from "./drawer-parts.tsx";
import { sayPeriod } from "./period.ts";

type Props = { filter: ScreenFilter; line: RivalLine; onClose: () => void };

/** Where a page's rate comes from: its three public counts, and every reading they stand on. */
export function RivalDrawer({ filter, line, onClose }: Props) {
  const { t } = useTexts("reportScreens");
  const reports = useTexts("reports").t;
  const { number, percent } = useFormat();
  const { interactions, posts, followers, rate } = line;
  const words = { top: `${t("rivals.interactions")} / ${t("rivals.posts")}`, bottom: t("rivals.followers") };
  const figures =
    rate === null ? null : { top: `${number(interactions)} / ${number(posts)}`, bottom: number(followers) };
  return (
    <Drawer title={reports("drawer.title")} onClose={onClose} className={aboveTabs}>
      <p className="text-12 text-text-2">{line.name}</p>
      <Big>{percent(rate, 2)}</Big>
      <p className="font-strong">{t("rivals.rate")}</p>
      <Formula words={words} figures={figures} />
      {line.leftOut > 0 && line.id && <p className="text-text-2">{t("rivals.leftOut", { count: line.leftOut })}.</p>}
      {line.id === null ? (
        <>
          <Heading>{t("rivals.readingsOwn")}</Heading>
          <p className="text-pretty text-text-2">
            {t(filter.campaign ? "rivals.readingsOwnCampaign" : "rivals.readingsOwnWhat")}
          </p>
        </>
      ) : (
        <Readings filter={filter} rivalId={line.id} name={line.name} />
      )}
      {line.id !== null && <Remove brand={filter.brand} rivalId={line.id} name={line.name} onClose={onClose} />}
    </Drawer>
  );
}

function Readings({ filter, rivalId, name }: { filter: ScreenFilter; rivalId: string; name: string }) {
  const { t } = useTexts("reportScreens");
  const { locale, number, day } = useFormat();
  const trpc = useTRPC();
  const rows = useQuery(trpc.reports.rivalReadings.queryOptions({ ...filter, rivalId }));
  const head = "pb-1 font-normal";
  return (
    <>
      <Heading>{t("rivals.readings", { name })}</Heading>
      {rows.isPending && <SkeletonRows count={4} height={36} />}
      {rows.isError && <Problem error={rows.error} onRetry={() => void rows.refetch()} />}
      <table className="w-full border-collapse text-12">
        <thead className="text-text-3">
          <tr>
            <th className={`${head} text-left`}>{t("rivals.period")}</th>
            <th className={`${head} text-right`}>{t("rivals.followers")}</th>
            <th className={`${head} text-right`}>{t("rivals.posts")}</th>
            <th className={`${head} text-right`}>{t("rivals.interactions")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.data?.items.map((row) => (
            <tr
              key={row.id}
              className="border-t border-line"
              title={t("rivals.sourceBy", {
                source: t(`rivals.source.${row.source}`),
                name: row.by ?? "",
                at: day(row.at),
              })}
            >
              <td className="flex items-center gap-1.5 py-1">
                <NetworkIcon network={row.network} look="glyph" />
                {row.from === row.to ? sayPeriod(row, locale, row.from.slice(0, 4)) : sayPeriod(row, locale, "-")}
              </td>
              <td className="text-right">{number(row.followers)}</td>
              <td className="text-right">{number(row.posts)}</td>
              <td className="text-right">{number(row.interactions)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Remove({
  brand,
  rivalId,
  name,
  onClose,
}: {
  brand: string;
  rivalId: string;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.reports.removeRival.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("rivals.removed", { name }) });
        onClose();
        return queries.invalidateQueries(trpc.reports.pathFilter());
      },
    }),
  );
  if (!useMay("rival.delete")) return null;
  return (
    <div className="mt-4 grid gap-2">
      <Button
        size="s"
        variant="danger"
        icon={Trash2}
        busy={remove.isPending}
        className="justify-self-start"
        onClick={() => remove.mutate({ brand, rivalId })}
      >
        {t("rivals.remove", { name })}
      </Button>
      {remove.isError && <Problem error={remove.error} />}
    </div>
  );
}
