import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { periodBefore } from "#shared/reports/days.ts";
import { addDays, daysBetween } from "#shared/time.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { useCampaigns } from "./campaign-bar.tsx";
import { CompareTable } from "./compare-table.tsx";
import { mayAsk, type Period } from "./period.ts";
import { PeriodMenu } from "./period-menu.tsx";
import { AnyFormulaMenu } from "./post-formula-menu.tsx";
import { CampaignPick, Pick } from "./screen-filters.tsx";
import { ScreenFrame } from "./screen-frame.tsx";
import type { ScreenProps } from "./screen-search.ts";

/** Two periods of a brand, or two brands, figure by figure. */
export function CompareScreen({ brand, search, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const trpc = useTRPC();
  const { with: other, withFrom, withTo, campaign, withCampaign, formula } = search;
  const filter = { brand: brand.slug, ...period, with: other, withFrom, withTo, campaign, withCampaign, formula };
  const own = withFrom && withTo ? { from: withFrom, to: withTo } : period;
  const enabled = mayAsk(period, brand.timeZone) && mayAsk(own, brand.timeZone);
  const compare = useQuery(trpc.reports.compare.queryOptions(filter, { placeholderData: keepPreviousData, enabled }));
  return (
    <ScreenFrame
      title={t("compare.title")}
      about={brand.name}
      timeZone={brand.timeZone}
      period={period}
      onPeriod={onShow}
      query={compare}
      fits={(data) => data.b.brand.slug === brand.slug}
      controls={<AnyFormulaMenu brand={brand} asked={formula} onFormula={(next) => onShow({ formula: next })} />}
    >
      {(data) => (
        <>
          <Against brand={brand} search={search} period={period} onShow={onShow} />
          <CompareTable compare={data} />
        </>
      )}
    </ScreenFrame>
  );
}

/** What the brand and its period are set against: another brand, another period, or both. */
function Against({ brand, search, period, onShow }: ScreenProps) {
  const { t } = useTexts("reportScreens");
  const brands = useMe().brands.filter((one) => one.slug !== brand.slug);
  const another = search.with !== undefined && search.with !== brand.slug;
  const before = another ? period : periodBefore(period);
  const own: Period = { from: search.withFrom ?? before.from, to: search.withTo ?? before.to };
  const year = yearEarlier(period);
  const set = (choice: string) =>
    onShow(choice === "year" ? { withFrom: year.from, withTo: year.to } : { withFrom: undefined, withTo: undefined });
  const campaigns = useCampaigns(brand.slug);
  const others = useCampaigns(search.with ?? brand.slug);
  const chosen = own.from === before.from && own.to === before.to ? "usual" : own.from === year.from ? "year" : "own";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      {campaigns.length > 0 && (
        <CampaignPick
          campaigns={campaigns}
          chosen={search.campaign}
          onChoose={(campaign) => onShow({ campaign, withCampaign: undefined })}
        />
      )}
      <span className="text-text-2">{t("compare.against")}</span>
      <Pick
        label={t("compare.brand")}
        value={another ? (search.with ?? "") : ""}
        choices={[
          { value: "", label: t("compare.sameBrand") },
          ...brands.map((one) => ({ value: one.slug, label: one.name })),
        ]}
        onChoose={(slug) =>
          onShow({ with: slug || undefined, withFrom: undefined, withTo: undefined, withCampaign: undefined })
        }
      />
      {search.campaign && others.length > 0 && (
        <CampaignPick
          label={t("compare.otherCampaign")}
          all={another}
          campaigns={others}
          chosen={search.withCampaign ?? (another ? undefined : search.campaign)}
          onChoose={(withCampaign) => onShow({ withCampaign })}
        />
      )}
      <Pick
        label={t("compare.days")}
        value={chosen}
        choices={[
          { value: "usual", label: t(another ? "compare.sameDays" : "compare.periodBefore") },
          { value: "year", label: t("compare.lastYear") },
          ...(chosen === "own" ? [{ value: "own", label: t("compare.ownDates") }] : []),
        ]}
        onChoose={set}
      />
      <PeriodMenu
        key={`${own.from}${own.to}`}
        period={own}
        timeZone={brand.timeZone}
        onPeriod={({ from, to }) => onShow({ withFrom: from, withTo: to })}
      />
    </div>
  );
}

/** The same days 52 weeks earlier, so that weekdays stand beside weekdays. */
const yearEarlier = ({ from, to }: Period): Period => ({
  from: addDays(from, -364),
  to: addDays(addDays(from, -364), daysBetween(from, to).length - 1),
});
