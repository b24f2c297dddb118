import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { crisisHours } from "#shared/team/crisis.ts";
import type { Brand } from "#shared/team/schema.ts";
import { useCrisis } from "#web/lib/crisis.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { Select } from "#web/ui/select.tsx";
import { showToast } from "#web/ui/toast.tsx";

type Props = { brand: Brand; onClose: () => void };

/** Switches a brand's crisis mode on with an end, prolongs it, or ends it. */
export default function CrisisDialog({ brand, onClose }: Props) {
  const { t } = useTexts("team");
  const { t: say } = useTexts("commonWords");
  const format = useFormat();
  const crisis = useCrisis(brand);
  const save = useSetCrisis(brand, onClose);
  const [reason, setReason] = useState(crisis?.reason ?? "");
  // A crisis that lasts keeps its end until another one is picked: a new reason does not shorten it.
  const [picked, setPicked] = useState<number | null>(null);
  const hours = picked ?? (crisis ? "asItIs" : 24);
  const length = (count: number) =>
    count < 48 ? t("crisis.hours", { count }) : t("crisis.days", { count: Math.round(count / 24) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ brandId: brand.id, hours, reason });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("crisis.title")}
      aside={brand.name}
      description={t("crisis.lead", { brand: brand.name })}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          {crisis && (
            <Button
              size="l"
              busy={save.isPending}
              onClick={() => save.mutate({ brandId: brand.id, hours: null, reason: "" })}
            >
              {t("crisis.end")}
            </Button>
          )}
          <Button variant="primary" size="l" type="submit" form="crisis" busy={save.isPending}>
            {crisis ? t("crisis.prolong") : t("crisis.begin")}
          </Button>
        </>
      }
    >
      <form id="crisis" onSubmit={submit} className="grid gap-4">
        {crisis && (
          <p>
            {crisis.by === null
              ? t("crisis.runningNobody", { since: format.full(crisis.since), until: format.full(crisis.until) })
              : t("crisis.running", {
                  since: format.full(crisis.since),
                  by: crisis.by,
                  until: format.full(crisis.until),
                })}
          </p>
        )}
        <Field label={t("crisis.why")} help={t("crisis.whyHelp")}>
          {(wiring) => (
            <TextInput
              {...wiring}
              autoFocus
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t("crisis.how")}>
          {(wiring) => (
            <Select
              {...wiring}
              value={String(hours)}
              onChange={(value) => setPicked(value === "asItIs" ? null : Number(value))}
              options={[
                ...(crisis
                  ? [{ value: "asItIs", label: t("crisis.asItIs", { until: format.full(crisis.until) }) }]
                  : []),
                ...crisisHours.map((each) => ({ value: String(each), label: length(each) })),
              ]}
            />
          )}
        </Field>
        {save.isError && <Problem error={save.error} />}
      </form>
    </Dialog>
  );
}

function useSetCrisis(brand: Brand, onClose: () => void) {
  const { t } = useTexts("team");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const format = useFormat();
  return useMutation(
    trpc.team.setCrisis.mutationOptions({
      onSuccess: async ({ crisis }) => {
        await queries.invalidateQueries(trpc.team.me.pathFilter());
        showToast({
          text: crisis
            ? t("crisis.began", { brand: brand.name, until: format.full(crisis.until) })
            : t("crisis.ended", { brand: brand.name }),
        });
        onClose();
      },
    }),
  );
}
