import { ExternalLink } from "lucide-react";
import type { Rivals } from "#shared/reports/rivals-schema.ts";
import { formulaTexts } from "#shared/reports/texts/en.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { Card } from "#web/ui/panes.tsx";
import { useSayRate } from "./use-say-rate.ts";

/** The brand's median rate on each network beside published ones; a rate with another denominator never stands here. */
export function Published({ rivals }: { rivals: Rivals }) {
  const { t } = useTexts("reportScreens");
  const { list } = useFormat();
  const say = useSayRate(rivals.formula);
  const formula = formulaTexts[rivals.formula].name;
  const known = rivals.published.filter((line) => line.benchmarks.length > 0);
  const without = rivals.published.filter((line) => line.benchmarks.length === 0);
  if (rivals.published.length === 0) return null;
  return (
    <Card
      className="@container"
      title={
        <>
          {t("rivals.published")}{" "}
          <span className="text-12 font-normal text-text-3">{t("rivals.publishedUnit", { formula })}</span>
        </>
      }
    >
      {known.length === 0 && <p className="text-text-2">{t("rivals.noPublishedAny", { formula })}</p>}
      <ul>
        {known.length > 0 &&
          known.map((line) => (
            <li
              key={line.network}
              className="grid grid-cols-[minmax(0,.9fr)_minmax(0,2fr)] gap-x-4 gap-y-1 border-t border-line py-2 first:border-0 @max-[620px]:grid-cols-1"
            >
              <p>
                <span className="flex items-center gap-2">
                  <NetworkIcon network={line.network} />
                  {networkName(line.network)}{" "}
                  <b className="ml-auto tabular-nums @max-[620px]:ml-2">{say(line.value)}</b>
                </span>
                <span className="block text-12 text-text-3 @[620px]:text-right">
                  {line.counted > 0 ? t("rivals.ofPosts", { count: line.counted }) : t("none")}
                </span>
              </p>
              <Benchmarks line={line} />
            </li>
          ))}
      </ul>
      {known.length > 0 && (
        <p className="mt-1 text-12 text-pretty text-text-3">
          {without.length > 0 &&
            `${t("rivals.noPublished", { networks: list(without.map((line) => networkName(line.network))) })} `}
          {t("rivals.publishedNote")}
        </p>
      )}
    </Card>
  );
}

function Benchmarks({ line }: { line: Rivals["published"][number] }) {
  const { t } = useTexts("reportScreens");
  const { percent } = useFormat();
  const most = Math.max(line.value ?? 0, ...line.benchmarks.map((one) => one.value), Number.MIN_VALUE);
  return (
    <ul className="grid gap-1.5">
      {line.benchmarks.map((one) => (
        <li key={`${one.source} ${one.year}`}>
          <span className="flex items-center gap-2">
            <a
              href={one.address}
              target="_blank"
              rel="noreferrer noopener"
              className="link inline-flex items-center gap-1"
            >
              {t("rivals.benchmark", one)}
              <ExternalLink aria-hidden size={12} strokeWidth={1.5} />
            </a>
            <span className="text-12 text-text-3">{one.aggregate}</span>
            <b className="ml-auto tabular-nums">{percent(one.value, one.value < 0.001 ? 3 : 2)}</b>
          </span>
          <span aria-hidden className="mt-0.5 grid gap-0.5">
            <Length share={(line.value ?? 0) / most} color="bg-c1" name={t("rivals.ownMedian")} />
            <Length share={one.value / most} color="bg-c-prev" name={t("rivals.benchmark", one)} />
          </span>
          <span className="block text-12 text-pretty text-text-3">
            {one.formula}. {t("rivals.sample", { sample: one.sample })}.
          </span>
        </li>
      ))}
    </ul>
  );
}

const Length = ({ share, color, name }: { share: number; color: string; name: string }) => (
  <span className="flex items-center gap-2 text-11 text-text-3">
    <span className={`block h-1.5 shrink-0 ${color}`} style={{ width: `${share * 70}%` }} />
    {name}
  </span>
);
