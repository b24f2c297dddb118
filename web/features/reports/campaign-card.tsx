import type { Mix } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { useSayRate } from "./use-say-rate.ts";
import { NotAvailable } from "./value.tsx";

type Props = { mix: Mix; chosen: string | undefined; onChoose: (name: string | undefined) => void };

/** What each campaign of the period got; a name narrows the screen to it and, pressed again, widens it. */
export function CampaignCard({ mix, chosen, onChoose }: Props) {
  const { t } = useTexts("reportScreens");
  const { number } = useFormat();
  const say = useSayRate(mix.formula);
  if (mix.byCampaign.length === 0) return null;
  const head = (
    <>
      <Th>{t("filter.campaign")}</Th>
      <Th end>{t("mix.count")}</Th>
      <Th end>{t("rivals.interactions")}</Th>
      <Th end>{t("mix.median")}</Th>
      <Th end className="@max-[620px]:hidden">
        {t("mix.half")}
      </Th>
    </>
  );
  return (
    <Card
      flush
      title={t("mix.campaigns")}
      aside={<span className="max-sm:hidden">{t("mix.campaignsNote")}</span>}
      className="@container"
    >
      <Table caption={t("mix.campaigns")} head={head}>
        {mix.byCampaign.map((part) => (
          <Tr key={part.name} selected={part.name === chosen || undefined}>
            <Td className="w-full max-w-0 min-w-28">
              <button
                type="button"
                aria-pressed={part.name === chosen}
                onClick={() => onChoose(part.name === chosen ? undefined : part.name)}
                className="max-w-full truncate text-accent hover:underline"
              >
                {part.name}
              </button>
            </Td>
            <Td end>{number(part.posts)}</Td>
            <Td end>{part.interactions === null ? <NotAvailable why={t("none")} /> : number(part.interactions)}</Td>
            <Td end>
              {part.median === null ? (
                <NotAvailable why={t("none")} />
              ) : (
                <>
                  {say(part.median)} <span className="text-12 text-text-3">n {part.rated}</span>
                </>
              )}
            </Td>
            <Td end className="text-text-3 @max-[620px]:hidden">
              {part.rated > 2 && `${say(part.q1)} – ${say(part.q3)}`}
            </Td>
          </Tr>
        ))}
      </Table>
    </Card>
  );
}
