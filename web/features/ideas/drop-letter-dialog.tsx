import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { LetterView } from "#shared/ideas/schema.ts";
import { useRefresh } from "#web/features/ideas/use-calls.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";

/** A letter that is not sent on purpose keeps the reason why. */
export function DropLetterDialog({ letter, onClose }: { letter: LetterView; onClose: () => void }) {
  const { t } = useTexts("calls");
  const { t: say } = useTexts("commonWords");
  const refresh = useRefresh();
  const [reason, setReason] = useState("");
  const drop = useMutation(useTRPC().calls.dropLetter.mutationOptions({ onSuccess: onClose, onSettled: refresh }));
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("letters.dropTitle", { name: letter.memberName })}
      width={440}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            size="l"
            variant="primary"
            disabled={reason.trim().length < 3}
            busy={drop.isPending}
            onClick={() => drop.mutate({ id: letter.id, reason: reason.trim() })}
          >
            {t("letters.dropDo")}
          </Button>
        </>
      }
    >
      <Field label={t("letters.dropReason")} help={t("letters.dropHelp")}>
        {(wiring) => (
          <Textarea
            {...wiring}
            autoFocus
            rows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
      </Field>
      {drop.isError && <Problem error={drop.error} />}
    </Dialog>
  );
}
