import { Siren } from "lucide-react";
import { useState } from "react";
import type { Brand } from "#shared/team/schema.ts";
import CrisisDialog from "#web/features/team/crisis-dialog.tsx";
import { useCrisis } from "#web/lib/crisis.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Banner } from "#web/ui/banner.tsx";

/** A brand is in crisis mode: since when, who set it, until when and why, with the way to change it. */
export default function CrisisBar({ brand }: { brand: Brand }) {
  const { t } = useTexts("team");
  const format = useFormat();
  const crisis = useCrisis(brand);
  const mayChange = useMay("brand.crisis");
  const [open, setOpen] = useState(false);
  if (!crisis) return null;
  const { by } = crisis;
  const times = { since: format.full(crisis.since), until: format.full(crisis.until) };
  return (
    <>
      <Banner
        flush
        tone="ask"
        icon={Siren}
        action={
          mayChange && (
            <button type="button" className="link shrink-0" onClick={() => setOpen(true)}>
              {t("crisis.change")}
            </button>
          )
        }
      >
        <b>{t("crisis.bar", { brand: brand.name })}</b>{" "}
        {by === null ? t("crisis.barMoreNobody", times) : t("crisis.barMore", { ...times, by })} {crisis.reason}
      </Banner>
      {open && <CrisisDialog brand={brand} onClose={() => setOpen(false)} />}
    </>
  );
}
