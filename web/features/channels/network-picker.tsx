import { ChevronRight } from "lucide-react";
import { useTexts } from "#web/lib/i18n.ts";
import { Dialog } from "#web/ui/dialog.tsx";
import { NetworkIcon, networkName } from "#web/ui/network-icon.tsx";
import type { NetworkOffer } from "./connect-fields.tsx";

type Props = { offers: NetworkOffer[]; onPick: (network: string) => void; onClose: () => void };

/** The networks Konak speaks to; the way each is connected stands behind its name. */
export function NetworkPicker({ offers, onPick, onClose }: Props) {
  const { t } = useTexts("channels");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("pick")} description={t("pickLead")} width={560}>
      <ul className="grid grid-cols-2 gap-2 max-sm:grid-cols-1">
        {offers.map((offer) => (
          <li key={offer.network}>
            <button
              type="button"
              onClick={() => onPick(offer.network)}
              className="flex w-full items-center gap-3 rounded-m border border-line px-3 py-2.5 text-left hover:bg-hover"
            >
              <NetworkIcon network={offer.network} className="!size-6 !p-1 rounded-m" />
              <span className="min-w-0 flex-1">
                <b className="block truncate font-medium">{networkName(offer.network)}</b>
                <span className="block truncate text-12 text-text-3">{t(`way.${offer.kind}`)}</span>
              </span>
              <ChevronRight aria-hidden size={16} strokeWidth={1.5} className="text-text-3" />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
