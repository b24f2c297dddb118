import { useId } from "react";
import type { Network } from "#shared/channel.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { cx } from "#web/ui/cx.ts";
import { controlClass } from "#web/ui/field.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import type { ReportScreenSearch } from "./screen-search.ts";

type Choice = { value: string; label: string };
type PickProps = {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChoose: (value: string) => void;
  className?: string;
};

/** One of a few, said with its label: the filters of the further screens. */
export function Pick({ label, value, choices, onChoose, className }: PickProps) {
  const id = useId();
  return (
    <span
      className={cx("flex min-w-0 items-center gap-1.5 max-sm:flex-col max-sm:items-stretch max-sm:gap-0.5", className)}
    >
      <label htmlFor={id} className="text-12 whitespace-nowrap text-text-3">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className={cx(controlClass, "h-7 w-auto max-w-48 min-w-0 px-1.5 max-sm:h-10 max-sm:w-full max-sm:max-w-none")}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </span>
  );
}

type CampaignProps = {
  campaigns: readonly string[];
  chosen: string | undefined;
  onChoose: (name: string | undefined) => void;
  label?: string;
  /** false where one of them has to be chosen */
  all?: boolean;
};

/** One of the brand's campaigns, or all; one that is no longer there stays to be seen and left. */
export function CampaignPick({ campaigns, chosen, onChoose, label, all = true }: CampaignProps) {
  const { t } = useTexts("reportScreens");
  const names = chosen === undefined || campaigns.includes(chosen) ? campaigns : [chosen, ...campaigns];
  return (
    <Pick
      label={label ?? t("filter.campaign")}
      value={chosen ?? ""}
      choices={[
        ...(all ? [{ value: "", label: t("filter.everyCampaign") }] : []),
        ...names.map((value) => ({ value, label: value })),
      ]}
      onChoose={(value) => onChoose(value || undefined)}
    />
  );
}

type Props = {
  search: ReportScreenSearch;
  networks: readonly Network[];
  campaigns: readonly string[];
  onShow: (more: Partial<ReportScreenSearch>) => void;
};

/** Which network and which campaign the posts of a screen are of. Nothing to choose from is nothing to show. */
export function ScreenFilters({ search, networks, campaigns, onShow }: Props) {
  const { t } = useTexts("reportScreens");
  const network = (value: string) => onShow({ network: value === "" ? undefined : (value as Network) });
  return (
    <>
      {networks.length > 1 && (
        <Pick
          label={t("filter.network")}
          value={search.network ?? ""}
          choices={[
            { value: "", label: t("filter.everyNetwork") },
            ...networks.map((value) => ({ value, label: networkName(value) })),
          ]}
          onChoose={network}
        />
      )}
      {campaigns.length > 0 && (
        <CampaignPick campaigns={campaigns} chosen={search.campaign} onChoose={(campaign) => onShow({ campaign })} />
      )}
    </>
  );
}
