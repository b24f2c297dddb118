import { useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { TextInput } from "#web/ui/field.tsx";

const reasons = ["meant", "wrong", "hurry", "agreed"] as const;
type Props = { count: number; busy: boolean; onSend: (reason: string) => void; onClose: () => void };

/** Words that need another word leave as they are only with a reason, which is kept with each. */
export function OverrideDialog({ count, busy, onSend, onClose }: Props) {
  const { t } = useTexts("calls");
  const [chosen, setChosen] = useState<(typeof reasons)[number] | "other" | null>(null);
  const [words, setWords] = useState("");
  const reason = chosen === "other" ? words.trim() : chosen ? t(`override.reasons.${chosen}`) : "";
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t("override.title", { count })}
      width={440}
      footer={
        <>
          <Button size="l" variant="plain" onClick={onClose}>
            {t("override.back")}
          </Button>
          <Button size="l" variant="primary" disabled={reason.length < 3} busy={busy} onClick={() => onSend(reason)}>
            {t("override.send")}
          </Button>
        </>
      }
    >
      <p className="text-pretty text-text-2">{t("override.text")}</p>
      <fieldset className="grid gap-0.5">
        <legend className="mb-1 text-12 text-text-3">{t("override.why")}</legend>
        {[...reasons, "other" as const].map((each) => (
          <label key={each} className="flex min-h-7 cursor-pointer items-center gap-2 max-sm:min-h-11">
            <input
              type="radio"
              name="override"
              checked={chosen === each}
              onChange={() => setChosen(each)}
              className="accent-accent-fill"
            />
            {t(`override.reasons.${each}`)}
          </label>
        ))}
      </fieldset>
      {chosen === "other" && (
        <TextInput
          autoFocus
          aria-label={t("override.label")}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
    </Dialog>
  );
}
