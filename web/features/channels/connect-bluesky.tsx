import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useBrand, useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { handleOf, looksLikeAppPassword, serviceOf } from "./bluesky-words.ts";
import { PasswordField } from "./password-field.tsx";

type Draft = { brandId: string; service: string; handle: string; appPassword: string };

/** Three steps on one page: the person can see how long it takes before starting. */
export function ConnectBluesky({ onClose }: { onClose: () => void }) {
  const { t } = useTexts("channels");
  const { t: say } = useTexts("commonWords");
  const me = useMe();
  const brand = useBrand() ?? me.brands[0];
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Draft>({
    brandId: brand?.id ?? "",
    service: "https://bsky.social",
    handle: "",
    appPassword: "",
  });
  const connect = useMutation(
    trpc.channels.connectBluesky.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries(trpc.channels.pathFilter());
        showToast({ text: t("bluesky.done", { handle: handleOf(draft.handle) }), seconds: 6 });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    connect.mutate({
      ...draft,
      service: serviceOf(draft.service),
      handle: handleOf(draft.handle),
      appPassword: draft.appPassword.trim(),
    });
  };
  const ready = draft.brandId && draft.handle.trim() && draft.appPassword.trim();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("bluesky.title")}
      description={t("bluesky.lead")}
      width={560}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button variant="primary" size="l" type="submit" form="bluesky" busy={connect.isPending} disabled={!ready}>
            {t("bluesky.submit")}
          </Button>
        </>
      }
    >
      <form id="bluesky" onSubmit={submit}>
        <ol className="grid gap-5">
          <Step number={1} title={t("bluesky.step1")}>
            <p className="text-text-2">{t("bluesky.step1Text")}</p>
            <a
              href="https://bsky.app/settings/app-passwords"
              target="_blank"
              rel="noreferrer"
              className="link justify-self-start"
            >
              {t("bluesky.step1Link")}
            </a>
          </Step>
          <Step number={2} title={t("bluesky.step2")}>
            <AccountFields draft={draft} onChange={setDraft} />
          </Step>
          <Step number={3} title={t("bluesky.step3")}>
            <PasswordField
              value={draft.appPassword}
              onChange={(appPassword) => setDraft({ ...draft, appPassword })}
              odd={!looksLikeAppPassword(draft.appPassword)}
            />
          </Step>
        </ol>
        {connect.isError && <Problem error={connect.error} className="mt-4" />}
      </form>
    </Dialog>
  );
}

const Step = ({ number, title, children }: { number: number; title: string; children: ReactNode }) => (
  <li className="grid grid-cols-[24px_minmax(0,1fr)] gap-x-3">
    <span aria-hidden className="grid size-6 place-items-center rounded-full bg-active text-12 font-strong text-text-2">
      {number}
    </span>
    <div className="grid gap-3">
      <h3 className="leading-6 font-strong">{title}</h3>
      {children}
    </div>
  </li>
);

function AccountFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const { t } = useTexts("channels");
  const brands = useMe().brands;
  return (
    <>
      {brands.length > 1 && (
        <Field label={t("bluesky.brand")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={draft.brandId}
              onChange={(brandId) => onChange({ ...draft, brandId })}
              options={brands.map((brand) => ({ value: brand.id, label: brand.name }))}
            />
          )}
        </Field>
      )}
      <Field label={t("bluesky.handle")} help={t("bluesky.handleHelp")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            autoFocus
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            value={draft.handle}
            onChange={(event) => onChange({ ...draft, handle: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field label={t("bluesky.service")} help={t("bluesky.serviceHelp")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            inputMode="url"
            spellCheck={false}
            value={draft.service}
            onChange={(event) => onChange({ ...draft, service: event.currentTarget.value })}
          />
        )}
      </Field>
    </>
  );
}
