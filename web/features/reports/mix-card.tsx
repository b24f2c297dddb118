import type { Mix } from "#shared/reports/screens.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import { kindColor } from "./kind-look.ts";
import { useSayRate } from "./use-say-rate.ts";
import { NotAvailable } from "./value.tsx";

/** How many posts were of each kind, now and before, and what each kind got. */
export function MixCard({ mix }: { mix: Mix }) {
  const { t } = useTexts("reportScreens");
  const { number, percent } = useFormat();
  const say = useSayRate(mix.formula);
  const head = (
    <>
      <Th>{t("mix.kindColumn")}</Th>
      <Th end>{t("mix.count")}</Th>
      <Th end>{t("mix.share")}</Th>
      <Th end className="@max-[480px]:hidden">
        {t("mix.was")}
      </Th>
      <Th end>{t("mix.median")}</Th>
      <Th end className="@max-[480px]:hidden">
        {t("mix.half")}
      </Th>
    </>
  );
  return (
    <Card
      className="@container"
      title={
        <>
          {t("mix.mix")} <span className="text-12 font-normal text-text-3">{t("mix.mixUnit")}</span>
        </>
      }
    >
      <Parts parts={mix.parts} className="h-4.5" />
      <Parts parts={mix.partsBefore} className="mt-0.75 h-1.25 opacity-65" />
      <Table caption={t("mix.mix")} head={head} className="-mx-3 mt-2">
        {mix.parts.map((part, at) => (
          <Tr key={part.kind}>
            <Td className="whitespace-nowrap" title={t(`kindWhat.${part.kind}`)}>
              <span aria-hidden className={cx("mr-2 inline-block size-2.5 rounded-[2px]", kindColor[part.kind])} />
              {t(`kind.${part.kind}`)}
            </Td>
            <Td end>{number(part.posts)}</Td>
            <Td end>{percent(part.share)}</Td>
            <Td end className="text-text-3 @max-[480px]:hidden">
              {percent(mix.partsBefore[at]?.share ?? null)}
            </Td>
            <Td end title={t("posts", { count: part.rated })}>
              {part.median === null ? (
                <NotAvailable why={t("none")} />
              ) : (
                <>
                  {say(part.median)} <span className="text-12 text-text-3">n {part.rated}</span>
                </>
              )}
            </Td>
            <Td end className="text-text-3 @max-[480px]:hidden">
              {part.q1 !== null && part.rated > 2 && `${say(part.q1)} – ${say(part.q3)}`}
            </Td>
          </Tr>
        ))}
      </Table>
      <p className="mt-1.5 text-12 text-text-3">{formulaTexts[mix.formula].definition}</p>
    </Card>
  );
}

/** The shares as one bar. It repeats the table, so it is silent for the ear. */
const Parts = ({ parts, className }: { parts: Mix["parts"]; className: string }) => (
  <div aria-hidden className={cx("flex gap-0.5 overflow-hidden rounded-[4px]", className)}>
    {parts.map(
      (part) =>
        part.posts > 0 && (
          <span key={part.kind} className={kindColor[part.kind]} style={{ flexGrow: part.posts, flexBasis: 0 }} />
        ),
    )}
  </div>
);
