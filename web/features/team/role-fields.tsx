import { type Role, roles } from "#shared/actions.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMe } from "#web/lib/me.ts";
import { Checkbox } from "#web/ui/checkbox.tsx";
import { Field } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";

type Props = {
  role: Role;
  brandIds: string[] | null;
  onRole: (role: Role) => void;
  onBrands: (ids: string[] | null) => void;
};

/** What a person may do, and for which brands. Only an owner can make another owner. */
export function RoleFields({ role, brandIds, onRole, onBrands }: Props) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("shell");
  const me = useMe();
  const offered = roles.filter((one) => me.role === "owner" || one !== "owner");
  const toggle = (id: string, on: boolean) => {
    const kept = (brandIds ?? []).filter((other) => other !== id);
    const next = on ? [...kept, id] : kept;
    onBrands(next.length > 0 ? next : null);
  };
  return (
    <>
      <Field label={t("people.role")} help={t(`people.about.${role}`)}>
        {(wiring) => (
          <Select
            {...wiring}
            value={role}
            onChange={onRole}
            options={offered.map((value) => ({ value, label: say(`role.${value}`) }))}
          />
        )}
      </Field>
      {me.brands.length > 1 && (
        <fieldset className="grid gap-1">
          <legend className="mb-1 font-medium text-text-2">{t("people.brands")}</legend>
          <Checkbox
            checked={brandIds === null}
            onChange={(all) => onBrands(all ? null : me.brands.slice(0, 1).map((one) => one.id))}
          >
            {t("people.allBrands")}
          </Checkbox>
          {me.brands.map((brand) => (
            <Checkbox
              key={brand.id}
              checked={brandIds?.includes(brand.id) ?? false}
              disabled={brandIds === null}
              onChange={(on) => toggle(brand.id, on)}
            >
              {brand.name}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </>
  );
}
