import type { Rivals } from "#shared/reports/rivals-schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Card } from "#web/ui/panes.tsx";
import { NotAvailable } from "./value.tsx";

/** "3rd most engaged of 14" and the share of voice, each with how it was made. */
export function RivalRank({ rivals }: { rivals: Rivals }) {
  const { t } = useTexts("reportScreens");
  const { percent } = useFormat();
  const nth = useNth();
  const own = rivals.lines.find((line) => line.id === null);
  const of = rivals.lines.filter((line) => line.ranks.rate !== null).length;
  const rank = own?.ranks.rate ?? null;
  const placed = rank === 1 ? t("rivals.rankFirst", { of }) : t("rivals.rank", { nth: nth(rank ?? 0), of });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 @[760px]:grid-cols-[1.25fr_1fr]">
      <Card>
        <p className="text-20 font-strong tracking-[-.01em]">
          {rank === null
            ? t("rivals.noRank", { brand: rivals.brand.name })
            : rivals.campaign
              ? t("rivals.rankCampaign", {
                  campaign: rivals.campaign,
                  rank: placed.charAt(0).toLowerCase() + placed.slice(1),
                })
              : placed}
        </p>
        {own && rank !== null && (
          <p className="mt-0.5 text-pretty text-text-2">{t("rivals.by", { rate: percent(own.rate, 2) })}</p>
        )}
        <p className="mt-1 text-12 text-pretty text-text-3">{t("rivals.byWhy")}</p>
      </Card>
      <Voice rivals={rivals} />
    </div>
  );
}

function Voice({ rivals }: { rivals: Rivals }) {
  const { t } = useTexts("reportScreens");
  const { number, percent, list } = useFormat();
  const { value, numerator, denominator, unknown } = rivals.voice;
  const names = unknown.length > 3 ? [...unknown.slice(0, 3), "…"] : unknown;
  const none = unknown.length > 0 ? t("rivals.voiceNot", { names: list(names) }) : t("rivals.voiceNobody");
  const why = rivals.campaign ? t("rivals.voiceCampaign") : none;
  return (
    <Card>
      <p className="text-12 text-text-2">{t("rivals.voice")}</p>
      <p className="text-20 font-strong tabular-nums">
        {value === null ? <NotAvailable why={why} /> : percent(value, 1)}
      </p>
      {value === null ? (
        <p className="mt-1 text-12 text-pretty text-text-3">{why}</p>
      ) : (
        <>
          <span aria-hidden className="mt-1 block h-2.5 overflow-hidden rounded-[3px] bg-c-prev/40">
            <span className="block h-full bg-c1" style={{ width: `${value * 100}%` }} />
          </span>
          <p className="mt-1 text-12 text-text-3 tabular-nums">
            {t("rivals.voiceOf", { own: number(numerator), all: number(denominator), count: rivals.lines.length })}
          </p>
        </>
      )}
    </Card>
  );
}

/** `3rd`, as the locale's ordinals have it. */
function useNth(): (rank: number) => string {
  const { t } = useTexts("reportScreens");
  const { locale } = useFormat();
  return (rank) => {
    const rule = new Intl.PluralRules(locale, { type: "ordinal" }).select(rank);
    const known = rule === "one" || rule === "two" || rule === "few" ? rule : "other";
    return t(`rivals.nth.${known}`, { rank });
  };
}
