import { CircleAlert, TriangleAlert } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { TextInput } from "#web/ui/field.tsx";
import type { Question, Sending } from "./use-send.ts";
import { useWarningText } from "./warning-text.ts";

type Props = { question: Question; sending: Sending; onBack: () => void };

/** What has to be asked once before an answer goes out, in the place of the send buttons. */
export function ConfirmStrip({ question, sending, onBack }: Props) {
  useKeys({ Escape: onBack });
  return question.kind === "check" ? (
    <ReasonStrip question={question} sending={sending} onBack={onBack} />
  ) : (
    <CollisionStrip question={question} sending={sending} onBack={onBack} />
  );
}

type StripProps = { title: string; ask: boolean; children: ReactNode };

function Strip({ title, ask, children }: StripProps) {
  const ref = useRef<HTMLDivElement>(null);
  const Icon = ask ? CircleAlert : TriangleAlert;
  useEffect(() => ref.current?.querySelector<HTMLElement>("input, button")?.focus(), []);
  return (
    <div
      ref={ref}
      role="alertdialog"
      aria-label={title}
      className={cx(
        "grid shrink-0 gap-2 border-t px-3.5 py-2.5",
        ask ? "border-ask-line bg-ask-soft" : "border-warn-line bg-warn-soft",
      )}
    >
      <p className={cx("flex items-center gap-2 font-strong", ask ? "text-ask" : "text-warn")}>
        <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
        {title}
      </p>
      {children}
    </div>
  );
}

const reasons = ["meant", "wrong", "hurry", "agreed"] as const;

function ReasonStrip({ question, sending, onBack }: Props & { question: Extract<Question, { kind: "check" }> }) {
  const { t } = useTexts("replies");
  const say = useWarningText();
  const [chosen, setChosen] = useState<(typeof reasons)[number] | "other" | null>(null);
  const [words, setWords] = useState("");
  const reason = chosen === "other" ? words.trim() : chosen ? t(`confirm.reasons.${chosen}`) : "";
  return (
    <Strip ask title={t("confirm.title")}>
      <ul className="grid gap-0.5 text-text-2">
        {question.warnings.map((warning) => (
          <li key={warning.code}>{say(warning)}</li>
        ))}
      </ul>
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) void sending.send(question.after, { reason });
        }}
      >
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="mb-1 text-12 text-text-3">{t("confirm.why")}</legend>
          {[...reasons, "other" as const].map((each) => (
            <label
              key={each}
              className="flex min-h-6 cursor-pointer items-center gap-1.5 max-sm:min-h-10 max-sm:w-full"
            >
              <input
                type="radio"
                name="reason"
                checked={chosen === each}
                onChange={() => setChosen(each)}
                className="accent-accent-fill"
              />
              {each === "other" ? t("confirm.other") : t(`confirm.reasons.${each}`)}
            </label>
          ))}
        </fieldset>
        {chosen === "other" && (
          <TextInput
            autoFocus
            aria-label={t("confirm.otherLabel")}
            maxLength={500}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
        <p className="flex flex-wrap items-center justify-end gap-1.5 max-sm:[&>button]:flex-1">
          {!reason && <span className="mr-auto text-12 text-text-3">{t("confirm.needReason")}</span>}
          <Button onClick={onBack}>{t("confirm.back")}</Button>
          <Button type="submit" variant="primary" disabled={!reason} busy={sending.busy}>
            {t("confirm.send")}
          </Button>
        </p>
      </form>
    </Strip>
  );
}

function CollisionStrip({ question, sending, onBack }: Props & { question: Extract<Question, { kind: "collision" }> }) {
  const { t } = useTexts("replies");
  const { writer, after, reason } = question;
  return (
    <Strip ask={false} title={writer ? t("confirm.collisionTitle", { name: writer }) : t("confirm.changedTitle")}>
      <p className="text-text-2">{writer ? t("confirm.collisionText") : t("confirm.changedText")}</p>
      <p className="flex flex-wrap justify-end gap-1.5 max-sm:[&>button]:flex-1">
        <Button onClick={onBack}>{writer ? t("confirm.back") : t("confirm.readFirst")}</Button>
        <Button
          variant="primary"
          busy={sending.busy}
          onClick={() => void sending.send(after, { reason, confirm: true })}
        >
          {t("confirm.sendStill")}
        </Button>
      </p>
    </Strip>
  );
}
