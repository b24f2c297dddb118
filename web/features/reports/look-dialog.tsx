import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { type LookView, largestLogo } from "#shared/reports/sharing-schema.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { brand: Brand; onClose: () => void };

/** The colour and the logo of a brand's printed pages. */
export default function LookDialog({ brand, onClose }: Props) {
  const { t } = useTexts("sharing");
  const trpc = useTRPC();
  const look = useQuery(trpc.reports.look.queryOptions({ brand: brand.slug }));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("look.title")} width={440}>
      <p className="text-text-2">{t("look.about", { brand: brand.name })}</p>
      {look.isError && <Problem error={look.error} onRetry={() => void look.refetch()} />}
      {look.data && <LookForm brand={brand} look={look.data} onDone={onClose} />}
    </Dialog>
  );
}

function LookForm({ brand, look, onDone }: { brand: Brand; look: LookView; onDone: () => void }) {
  const { t } = useTexts("sharing");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [color, setColor] = useState(look.color);
  const [logo, setLogo] = useState(look.logo);
  const [tried, setTried] = useState(false);
  const save = useMutation(
    trpc.reports.saveLook.mutationOptions({
      onSuccess: () => {
        showToast({ text: t("look.saved") });
        void queries.invalidateQueries(trpc.reports.look.pathFilter());
        onDone();
      },
    }),
  );
  const wrong = !/^#[0-9a-f]{6}$/i.test(color);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!wrong) save.mutate({ brand: brand.slug, color, logo });
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={t("look.color")}
        help={t("look.colorHelp")}
        error={tried && wrong ? t("look.colorWrong") : undefined}
      >
        {(wiring) => (
          <span className="flex gap-2">
            <input
              type="color"
              aria-label={t("look.color")}
              value={wrong ? "#000000" : color}
              onChange={(event) => setColor(event.currentTarget.value)}
              className="h-8 w-11 shrink-0 cursor-pointer rounded-m border border-line-control bg-raised p-0.5 max-sm:h-11"
            />
            <TextInput
              {...wiring}
              spellCheck={false}
              maxLength={7}
              value={color}
              onChange={(event) => setColor(event.currentTarget.value)}
            />
          </span>
        )}
      </Field>
      <Logo logo={logo} onChange={setLogo} />
      {save.isError && <Problem error={save.error} />}
      <Button type="submit" variant="primary" size="l" busy={save.isPending} className="justify-self-end">
        {t("look.save")}
      </Button>
    </form>
  );
}

function Logo({ logo, onChange }: { logo: string | null; onChange: (logo: string | null) => void }) {
  const { t } = useTexts("sharing");
  const [wrong, setWrong] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const fits = ["image/png", "image/jpeg"].includes(file.type) && file.size <= largestLogo;
    setWrong(!fits);
    if (fits) onChange(await dataAddress(file));
  };
  return (
    <Field label={t("look.logo")} help={t("look.logoHelp")} error={wrong ? t("look.logoWrong") : undefined}>
      {(wiring) => (
        <div className="flex flex-wrap items-center gap-3">
          {logo && (
            <img
              src={logo}
              alt={t("look.logoAlt")}
              className="h-14 max-w-40 rounded-m border border-line object-contain p-1"
              style={{ backgroundColor: "#ffffff" }}
            />
          )}
          <input
            {...wiring}
            ref={input}
            type="file"
            accept="image/png,image/jpeg"
            className="sr-only"
            onChange={(event) => void take(event.currentTarget.files?.[0])}
          />
          <Button onClick={() => input.current?.click()}>{t("look.choose")}</Button>
          {logo && (
            <Button variant="plain" onClick={() => onChange(null)}>
              {t("look.drop")}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

const dataAddress = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
