import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { Field, TextInput } from "#web/ui/field.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";

type Props = { label: string; help?: string; text: string; secret?: boolean };

/** Something to put in elsewhere: shown whole, copied with one press. A secret stays dotted until it is looked at. */
export function CopyLine({ label, help, text, secret }: Props) {
  const { t } = useTexts("channels");
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(text).then(() => setCopied(true));
  };
  return (
    <Field label={label} help={help}>
      {(wiring) => (
        <span className="flex gap-1">
          <TextInput
            {...wiring}
            readOnly
            type={secret ? "password" : "text"}
            value={text}
            onFocus={(event) => event.currentTarget.select()}
            className="font-mono text-12"
          />
          <IconButton icon={copied ? Check : Copy} label={copied ? t("copied") : t("copy")} onClick={copy} />
        </span>
      )}
    </Field>
  );
}
