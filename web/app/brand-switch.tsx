import { useNavigate } from "@tanstack/react-router";
import { ChevronDown, Layers, Plus, Settings2, Siren } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { Brand } from "#shared/team/schema.ts";
import { loadTexts, useTexts } from "#web/lib/i18n.ts";
import { useHere, useMay } from "#web/lib/me.ts";
import { BrandMark } from "#web/ui/brand-mark.tsx";
import { Menu, MenuItem, MenuLine } from "#web/ui/menu.tsx";

const BrandDialog = lazy(async () => {
  await loadTexts("team");
  return import("#web/features/team/brand-dialog.tsx");
});

const CrisisDialog = lazy(async () => {
  await loadTexts("team");
  return import("#web/features/team/crisis-dialog.tsx");
});

/** What of an address is meaningless at another brand. */
const ofOneBrand = {
  ...{ thread: undefined, channel: undefined, post: undefined },
  ...{ campaign: undefined, withCampaign: undefined },
};

/** Which brand the pages are about. It is part of the address, so a link opens the same brand for somebody else. */
export function BrandSwitch() {
  const { t } = useTexts("shell");
  const { me, brand } = useHere();
  const maySave = useMay("brand.save");
  const mayCrisis = useMay("brand.crisis");
  const navigate = useNavigate();
  const [editing, setEditing] = useState<Brand | "new" | null>(null);
  const [crisis, setCrisis] = useState(false);
  const choose = (slug: string | undefined) =>
    void navigate({
      to: ".",
      search: (before: object) => ({ ...before, ...ofOneBrand, brand: slug }),
    });
  const count = me.brands.length;
  const caption =
    brand && count > 1 ? t("brand.position", { position: me.brands.indexOf(brand) + 1, count }) : me.workspace.name;
  return (
    <>
      <Menu
        width={240}
        trigger={
          <button
            type="button"
            title={t("brand.switch")}
            className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-m px-1 text-left hover:bg-hover data-[state=open]:bg-hover"
          >
            <BrandMark name={brand?.name ?? me.workspace.name} color={brand?.color ?? "grey"} />
            <span className="sr-only">{t("brand.switch")}: </span>
            <span className="min-w-0 flex-1">
              <b className="block truncate leading-4">{brand?.name ?? t("brand.all")}</b>
              <small className="block truncate text-11 text-text-3">{caption}</small>
            </span>
            <ChevronDown aria-hidden size={14} strokeWidth={1.75} className="text-text-3" />
          </button>
        }
      >
        {count > 1 && (
          <MenuItem icon={Layers} chosen={!brand} onSelect={() => choose(undefined)}>
            {t("brand.all")}
          </MenuItem>
        )}
        {me.brands.map((one) => (
          <MenuItem
            key={one.id}
            chosen={one.id === brand?.id}
            mark={<BrandMark small name={one.name} color={one.color} />}
            onSelect={() => choose(one.slug)}
          >
            {one.name}
          </MenuItem>
        ))}
        {maySave && <MenuLine />}
        {maySave && brand && (
          <MenuItem icon={Settings2} onSelect={() => setEditing(brand)}>
            {t("brand.settings")}
          </MenuItem>
        )}
        {mayCrisis && brand && (
          <MenuItem icon={Siren} onSelect={() => setCrisis(true)}>
            {t("brand.crisis")}
          </MenuItem>
        )}
        {maySave && (
          <MenuItem icon={Plus} onSelect={() => setEditing("new")}>
            {t("brand.new")}
          </MenuItem>
        )}
      </Menu>
      {editing && (
        <Suspense>
          <BrandDialog brand={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
        </Suspense>
      )}
      {crisis && brand && (
        <Suspense>
          <CrisisDialog brand={brand} onClose={() => setCrisis(false)} />
        </Suspense>
      )}
    </>
  );
}
