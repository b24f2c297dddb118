import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { CallView } from "#shared/ideas/schema.ts";
import { addDays, dayIn } from "#shared/time.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field, TextInput } from "#web/ui/field.tsx";
import { showToast } from "#web/ui/toast.tsx";

/** Opens a call that was over until a day to come. */
export function ReopenDialog({ call, onClose }: { call: CallView; onClose: () => void }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const format = useFormat();
  const refresh = useRefresh();
  const today = dayIn(format.timeZone, new Date());
  const [closesOn, setClosesOn] = useState(addDays(today, 14));
  const [own, setOwn] = useState<string | null>(null);
  const note = own ?? (closesOn ? t("acts.reopenNote", { day: format.calendarDay(closesOn) }) : "");
  const reopen = useMutation(
    useTRPC().calls.reopen.mutationOptions({
      onSuccess: async () => {
        await refresh();
        showToast({ text: t("acts.reopened") });
        onClose();
      },
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("acts.reopenTitle")}
      width={400}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            size="l"
            variant="primary"
            disabled={closesOn < today || note.trim().length < 3}
            busy={reopen.isPending}
            onClick={() => reopen.mutate({ callId: call.id, closesOn, note: note.trim() })}
          >
            {t("acts.reopenTitle")}
          </Button>
        </>
      }
    >
      <Field label={t("acts.reopenUntil")} help={t("acts.reopenHelp")}>
        {(wiring) => (
          <TextInput
            {...wiring}
            type="date"
            autoFocus
            min={today}
            value={closesOn}
            onChange={(event) => setClosesOn(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t("acts.reopenWhat")} help={t("acts.reopenTold")}>
        {(wiring) => (
          <TextInput {...wiring} maxLength={500} value={note} onChange={(event) => setOwn(event.currentTarget.value)} />
        )}
      </Field>
      {reopen.isError && <Problem error={reopen.error} />}
    </Dialog>
  );
}
