import { Fragment } from "react";
import { bands, type LookBack, type LookedKind, type LookedPerson } from "#shared/replies/look-back.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { Table, Td, Th, Tr } from "#web/ui/table.tsx";
import type { Drill } from "./look-back-screen.tsx";

type Props = { report: LookBack; onDrill: (drill: Drill) => void };

/** The same by person; each number opens to its replies. */
export function LookedPeople({ report, onDrill }: Props) {
  const { t } = useTexts("lookBack");
  const head = (
    <>
      <Th>{t("people.person")}</Th>
      <Th end>{t("people.replies")}</Th>
      {bands.map((band) => (
        <Th end key={band}>
          {t(`people.${band}`)}
        </Th>
      ))}
      <Th end>{t("people.takesUp")}</Th>
      <Th end>{t("people.unanswered")}</Th>
      <Th end>{t("people.missed")}</Th>
    </>
  );
  return (
    <Card flush title={t("people.title")}>
      <Table caption={t("people.title")} head={head}>
        {report.people.map((person) => (
          <PersonRow key={person.userId ?? ""} person={person} onDrill={onDrill} />
        ))}
        <PersonRow whole person={report.all} onDrill={onDrill} />
      </Table>
    </Card>
  );
}

type RowProps = { person: LookedPerson; whole?: boolean; onDrill: (drill: Drill) => void };

function PersonRow({ person, whole, onDrill }: RowProps) {
  const { t } = useTexts("lookBack");
  const format = useFormat();
  const outside = person.userId === null;
  const name = whole ? t("people.all") : outside ? t("people.outside") : (person.name ?? t("people.gone"));
  const to = (kind: LookedKind, count: number, shown: string) => (
    <Td end>
      {count === 0 ? (
        <span className="text-text-3 tabular-nums">{shown}</span>
      ) : (
        <button
          type="button"
          title={t("drill.open")}
          onClick={() =>
            onDrill({
              kind,
              person: whole ? null : outside ? "outside" : person.userId,
              name: whole ? null : name,
              count,
            })
          }
          className="link tabular-nums"
        >
          {shown}
        </button>
      )}
    </Td>
  );
  const share = ({ hits, of }: { hits: number; of: number }) => format.percent(of === 0 ? null : hits / of);
  return (
    <Tr className={whole ? "font-medium" : undefined}>
      <Td className="max-w-52 truncate">{name}</Td>
      {to("all", person.replies, format.number(person.replies))}
      {bands.map((band) => (
        <Fragment key={band}>{to(band, person.bands[band], format.number(person.bands[band]))}</Fragment>
      ))}
      {to("nothing", person.takesUp.of - person.takesUp.hits, share(person.takesUp))}
      {to("unanswered", person.unanswered.hits, share(person.unanswered))}
      {to("missed", person.missed.hits, share(person.missed))}
    </Tr>
  );
}
