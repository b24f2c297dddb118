import { Link } from "@tanstack/react-router";
import type { LoopReport } from "#shared/forwarding/loop-schema.ts";
import type { Outcome } from "#shared/forwarding/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Pill, type Tone } from "#web/ui/badge.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Card } from "#web/ui/panes.tsx";

const tones: Record<Outcome, Tone> = { changed: "ok", planned: "hint", declined: "plain", explained: "plain" };

/** What changed, is planned or was declined, each with a follower's own words. */
export function LoopOutcomes({ report }: { report: LoopReport }) {
  const { t } = useTexts("loops");
  const none = report.outcomes.every((one) => one.loops === 0);
  return (
    <Card title={t("report.outcomes")}>
      {none ? (
        <EmptyState>{t("report.noOutcomes")}</EmptyState>
      ) : (
        <>
          <ul className="flex flex-wrap gap-x-5 gap-y-1 py-1">
            {report.outcomes.map((one) => (
              <li key={one.outcome} className="flex items-center gap-1.5">
                <Pill tone={tones[one.outcome]}>{t(`outcomes.${one.outcome}`)}</Pill>
                <span className="text-12 text-text-2">
                  {t("report.outcomeLine", { count: one.loops })}, {t("report.voices", { count: one.followers })}
                </span>
              </li>
            ))}
          </ul>
          <ul className="mt-1">
            {report.quotes.map((one) => (
              <Quote key={one.loopId} one={one} />
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Quote({ one }: { one: LoopReport["quotes"][number] }) {
  const { t } = useTexts("loops");
  const format = useFormat();
  return (
    <li className="grid gap-1 border-t border-line py-2.5 break-inside-avoid">
      <p className="flex flex-wrap items-center gap-2">
        <Pill tone={tones[one.outcome]}>{t(`outcomes.${one.outcome}`)}</Pill>
        <Link
          to="/loops/$loopId"
          params={{ loopId: one.loopId }}
          className="min-w-0 flex-1 basis-60 font-medium wrap-anywhere hover:underline"
        >
          {one.title}
        </Link>
        <span className="text-12 text-text-3">
          {t("report.voices", { count: one.followers })} · {one.departmentName}
          {one.closedAt && ` · ${format.day(one.closedAt)}`}
        </span>
      </p>
      <p className="wrap-anywhere whitespace-pre-line">{one.outcomeText}</p>
      {one.quote && (
        <blockquote
          lang={one.quote.lang ?? undefined}
          className="border-l-2 border-line-strong pl-2.5 wrap-anywhere text-text-2"
        >
          {one.quote.text}
          <cite className="block text-12 text-text-3 not-italic">{one.quote.name}</cite>
        </blockquote>
      )}
    </li>
  );
}
