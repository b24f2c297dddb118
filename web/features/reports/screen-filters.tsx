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
        <Pick
          label={t("filter.campaign")}
          value={search.campaign ?? ""}
          choices={[
            { value: "", label: t("filter.everyCampaign") },
            ...campaigns.map((value) => ({ value, label: value })),
          ]}
          onChoose={(value) => onShow({ campaign: value || undefined })}
        />
      )}
    </>
  );
}
