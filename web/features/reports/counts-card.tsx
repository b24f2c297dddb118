import { Fragment } from "react";
import { interactionTable } from "#shared/reports/interactions.ts";
import type { Report } from "#shared/reports/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { NotAvailable } from "./value.tsx";

const kinds = ["likes", "comments", "shares", "quotes"] as const;

/** What counts as an interaction on the networks of this report, by the names the networks give it. */
export function CountsCard({ report }: { report: Report }) {
  const { t } = useTexts("reportFormulas");
  const networks = [...new Set(report.posts.map((post) => post.network))].sort();
  const head = (
    <>
      <Th>{t("counts.network")}</Th>
      {kinds.map((kind) => (
        <Th key={kind}>{t(`counts.${kind}`)}</Th>
      ))}
      <Th>{t("counts.never")}</Th>
    </>
  );
  return (
    <Card flush title={t("counts.title")} aside={t("counts.aside")}>
      <Table caption={t("counts.title")} head={head}>
        {networks.map((network) => {
          const counts = interactionTable[network];
          return (
            <Fragment key={network}>
              <Tr className="hover:bg-transparent">
                <Td className="pt-1.5 align-top whitespace-nowrap">
                  <span className="flex items-center gap-1.75">
                    <NetworkIcon network={network} /> {networkName(network)}
                  </span>
                </Td>
                {kinds.map((kind) => (
                  <Td key={kind} className="pt-1.5 align-top">
                    {counts[kind] ?? <NotAvailable why={t("counts.none")} />}
                  </Td>
                ))}
                <Td className="pt-1.5 align-top text-text-2">{counts.never.join(", ") || t("counts.nothing")}</Td>
              </Tr>
              <tr>
                <td />
                <td colSpan={5} className="px-3 pb-2 text-12 text-pretty text-text-3">
                  {counts.notes.join(" ")} ({t("counts.source", { source: counts.source })})
                </td>
              </tr>
            </Fragment>
          );
        })}
      </Table>
    </Card>
  );
}
