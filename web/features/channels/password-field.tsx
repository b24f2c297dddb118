import { useTexts } from "#web/lib/i18n.ts";
import { Field, TextInput } from "#web/ui/field.tsx";

type Props = { value: string; onChange: (value: string) => void /** does not have the usual form */; odd: boolean };

/** An app password. Browsers must not offer the account's own password for it, nor keep it. */
export function PasswordField({ value, onChange, odd }: Props) {
  const { t } = useTexts("channels");
  const help = value && odd ? t("bluesky.passwordShape") : t("bluesky.passwordHelp");
  return (
    <Field label={t("bluesky.password")} help={help}>
      {(wiring) => (
        <TextInput
          {...wiring}
          type="password"
          autoComplete="off"
          data-1p-ignore
          spellCheck={false}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          className="font-mono"
        />
      )}
    </Field>
  );
}
