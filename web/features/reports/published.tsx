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
  const say = useSayRate(rivals.formula);
  const formula = formulaTexts[rivals.formula].name;
  const any = rivals.published.some((line) => line.benchmarks.length > 0);
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
      {!any && <p className="text-text-2">{t("rivals.noPublishedAny", { formula })}</p>}
      <ul>
        {any &&
          rivals.published.map((line) => (
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
              <Benchmarks rivals={rivals} line={line} />
            </li>
          ))}
      </ul>
      {any && <p className="mt-1 text-12 text-text-3">{t("rivals.publishedNote")}</p>}
    </Card>
  );
}

function Benchmarks({ rivals, line }: { rivals: Rivals; line: Rivals["published"][number] }) {
  const { t } = useTexts("reportScreens");
  const { percent } = useFormat();
  const say = useSayRate(rivals.formula);
  if (line.benchmarks.length === 0) return <p className="text-12 text-text-3">{t("rivals.noPublished")}</p>;
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
            <b className="ml-auto tabular-nums">{say(one.value)}</b>
          </span>
          <span aria-hidden className="mt-0.5 grid gap-0.5">
            <span className="block h-1.5 bg-c1" style={{ width: `${((line.value ?? 0) / most) * 100}%` }} />
            <span className="block h-1.5 bg-c-prev" style={{ width: `${(one.value / most) * 100}%` }} />
          </span>
          <span className="block text-12 text-pretty text-text-3">
            {one.formula}. {t("rivals.sample", { sample: one.sample })}.
            <span className="sr-only">{percent(one.value, 3)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
