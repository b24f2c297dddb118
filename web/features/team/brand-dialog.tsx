import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Brand, SaveBrandInput } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { brandColors } from "#web/ui/brand-mark.tsx";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { BrandReports, type ReportsDraft, reportsDraft, reportsInput, reportsWhole } from "./brand-reports.tsx";

type Props = { brand: Brand | null; onClose: () => void };
type Draft = ReportsDraft & {
  name: string;
  timeZone: string;
  languages: string;
  color: string;
  signature: string;
  contacts: string;
};

const draftOf = (brand: Brand | null): Draft => ({
  name: brand?.name ?? "",
  timeZone: brand?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  languages: (brand?.languages ?? ["en"]).join(", "),
  color: brand?.color ?? "orange",
  signature: brand?.signature ?? "",
  contacts: (brand?.allowedContacts ?? []).join("\n"),
  ...reportsDraft(brand),
});

const parts = (text: string, by: RegExp) =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean);

const inputOf = (brand: Brand | null, draft: Draft): SaveBrandInput => ({
  ...(brand && { id: brand.id, slug: brand.slug }),
  name: draft.name.trim(),
  timeZone: draft.timeZone,
  languages: parts(draft.languages, /[,;\s]+/),
  color: draft.color,
  signature: draft.signature.trim(),
  allowedContacts: parts(draft.contacts, /\n/),
  ...reportsInput(draft),
});

/** The brand's voice: what it is called, when its day begins, which languages it answers in. */
export default function BrandDialog({ brand, onClose }: Props) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("commonWords");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(brand));
  const save = useMutation(
    trpc.team.saveBrand.mutationOptions({
      onSuccess: async (saved) => {
        await queries.invalidateQueries(trpc.team.me.pathFilter());
        showToast({ text: t("brand.saved", { name: saved.name }) });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(inputOf(brand, draft));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={brand ? t("brand.title") : t("brand.new")}
      aside={brand?.name}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            variant="primary"
            size="l"
            type="submit"
            form="brand"
            busy={save.isPending}
            disabled={!draft.name.trim() || !reportsWhole(draft)}
          >
            {t("brand.save")}
          </Button>
        </>
      }
    >
      <form id="brand" onSubmit={submit} className="grid gap-4">
        <BrandFields draft={draft} onChange={setDraft} />
        {save.isError && <Problem error={save.error} />}
      </form>
    </Dialog>
  );
}

function BrandFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t } = useTexts("team");
  const text = (name: "name" | "timeZone" | "languages" | "signature" | "contacts") => ({
    value: draft[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value }),
  });
  const zones = Intl.supportedValuesOf("timeZone");
  const color = (value: string) => ({ value, label: t(`brand.colors.${value as "orange"}`) });
  return (
    <>
      <Field label={t("brand.name")}>{(wiring) => <TextInput {...wiring} {...text("name")} autoFocus />}</Field>
      <Field label={t("brand.timeZone")} help={t("brand.timeZoneHelp")}>
        {(wiring) => <TextInput {...wiring} {...text("timeZone")} list="zones" />}
      </Field>
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <Field label={t("brand.languages")} help={t("brand.languagesHelp")}>
        {(wiring) => <TextInput {...wiring} {...text("languages")} />}
      </Field>
      <Field label={t("brand.color")}>
        {(wiring) => (
          <Select
            {...wiring}
            value={draft.color}
            onChange={(value) => onChange({ ...draft, color: value })}
            options={brandColors.map(color)}
          />
        )}
      </Field>
      <Field label={t("brand.signature")} help={t("brand.signatureHelp")}>
        {(wiring) => <TextInput {...wiring} {...text("signature")} />}
      </Field>
      <Field label={t("brand.contacts")} help={t("brand.contactsHelp")}>
        {(wiring) => <Textarea {...wiring} {...text("contacts")} rows={2} />}
      </Field>
      <BrandReports draft={draft} onChange={(more) => onChange({ ...draft, ...more })} />
    </>
  );
}
