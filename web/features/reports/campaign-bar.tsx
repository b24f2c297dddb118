import { useQuery } from "@tanstack/react-query";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { CampaignPick } from "./screen-filters.tsx";

type Props = {
  brand: string;
  chosen: string | undefined;
  onCampaign: (name: string | undefined) => void;
  /** which of the sentences says what is narrowed */
  means?: "campaignMeans" | "campaignTeam";
};

/** Narrows the report to one campaign and says what that means. Without campaigns there is nothing to choose. */
export function CampaignBar({ brand, chosen, onCampaign, means = "campaignMeans" }: Props) {
  const { t } = useTexts("reportScreens");
  const campaigns = useCampaigns(brand);
  if (campaigns.length === 0 && !chosen) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 max-sm:grid">
      <CampaignPick campaigns={campaigns} chosen={chosen} onChoose={onCampaign} />
      {chosen && <p className="text-12 text-text-3">{t(`filter.${means}`)}</p>}
    </div>
  );
}

/** The campaigns of a brand by name. */
export function useCampaigns(brand: string): string[] {
  const trpc = useTRPC();
  return useQuery(trpc.reports.campaigns.queryOptions({ brand })).data ?? [];
}
