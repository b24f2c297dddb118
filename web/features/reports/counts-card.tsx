import { Fragment } from "react";
import type { Network } from "#shared/channel.ts";
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
  return (
    <Card flush title={t("counts.title")} aside={t("counts.aside")}>
      <div className="@max-[620px]:hidden">
        <AsTable networks={networks} />
      </div>
      <ul className="@min-[620px]:hidden">
        {networks.map((network) => (
          <AsWords key={network} network={network} />
        ))}
      </ul>
    </Card>
  );
}

function AsTable({ networks }: { networks: readonly Network[] }) {
  const { t } = useTexts("reportFormulas");
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
    <Table caption={t("counts.title")} head={head}>
      {networks.map((network) => {
        const counts = interactionTable[network];
        return (
          <Fragment key={network}>
            <Tr className="hover:bg-transparent">
              <Td className="pt-1.5 align-top whitespace-nowrap">
                <Named network={network} />
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
                <Notes network={network} />
              </td>
            </tr>
          </Fragment>
        );
      })}
    </Table>
  );
}

/** The same on a phone, where six columns would hide half of it. */
function AsWords({ network }: { network: Network }) {
  const { t } = useTexts("reportFormulas");
  const counts = interactionTable[network];
  const counted = kinds.flatMap((kind) => counts[kind] ?? []);
  return (
    <li className="grid gap-0.5 border-t border-line px-3 py-2">
      <Named network={network} />
      <span>{counted.join(" + ") || t("counts.none")}</span>
      <span className="text-12 text-text-2">
        {t("counts.never")}: {counts.never.join(", ") || t("counts.nothing")}
      </span>
      <span className="text-12 text-pretty text-text-3">
        <Notes network={network} />
      </span>
    </li>
  );
}

const Named = ({ network }: { network: Network }) => (
  <span className="flex items-center gap-1.75">
    <NetworkIcon network={network} /> {networkName(network)}
  </span>
);

function Notes({ network }: { network: Network }) {
  const { t } = useTexts("reportFormulas");
  const { notes, source } = interactionTable[network];
  return `${notes.join(" ")} (${t("counts.source", { source })})`;
}
