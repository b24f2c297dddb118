import { Link } from "@tanstack/react-router";
import type { RateFormula } from "#shared/reports/closed-list.ts";
import type { PostLine } from "#shared/reports/screens.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import { useSayRate } from "./use-say-rate.ts";
import { NotAvailable, useWhy } from "./value.tsx";

type Props = { lines: readonly PostLine[]; brand: string; formula: RateFormula };

/** Posts behind a number, newest first: each with the two halves of its rate and the way to its threads. */
export function LineList({ lines, brand, formula }: Props) {
  const { t } = useTexts("reportScreens");
  const reports = useTexts("reports").t;
  const { full } = useFormat();
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id} className="flex items-start gap-2 border-b border-line py-1.5">
          <NetworkIcon network={line.network} look="glyph" />
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2" title={line.title}>
              {line.title || reports("posts.untitled")}
            </span>
            <span className="block text-12 text-text-3">{full(line.publishedAt)}</span>
            <span className="flex flex-wrap gap-x-3 text-12">
              <Link to="/inbox" search={{ brand, post: line.id, status: "all" }} className="link">
                {t("openPost")}
              </Link>
              {line.url && (
                <a href={line.url} target="_blank" rel="noreferrer noopener" className="link">
                  {t("openThere", { network: networkName(line.network) })}
                </a>
              )}
            </span>
          </span>
          <LineRate line={line} formula={formula} />
        </li>
      ))}
    </ul>
  );
}

function LineRate({ line, formula }: { line: PostLine; formula: RateFormula }) {
  const { number } = useFormat();
  const reports = useTexts("reports").t;
  const say = useSayRate(formula);
  const why = useWhy();
  const young = !line.settled && line.missing === null;
  if (line.rate === null || young)
    return <NotAvailable why={young ? reports("posts.settlingWhy") : why(line.missing)} />;
  return (
    <span className="shrink-0 text-right tabular-nums">
      {say(line.rate)}
      <span className="block text-12 text-text-3">
        {number(line.numerator)} / {number(line.denominator)}
      </span>
    </span>
  );
}
