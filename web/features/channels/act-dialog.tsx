import { useState } from "react";
import type { MessageAction } from "#shared/channels/acts.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { Dialog } from "#web/ui/dialog.tsx";
import { Field } from "#web/ui/field.tsx";
import { Textarea } from "#web/ui/textarea.tsx";
import type { ActMessage } from "./use-acts.ts";

const withWords = ["privateReply", "edit", "report"] as const;
const plain = ["removeTheirs", "removeOurs", "mute"] as const;
type Asked = (typeof withWords)[number] | (typeof plain)[number];

/** Whether an action is asked about before it is done: it needs words, or cannot be taken back. */
export const asksFirst = (action: MessageAction): action is Asked =>
  ([...withWords, ...plain] as string[]).includes(action);

type Props = { action: MessageAction; message: ActMessage; onClose: () => void; onDo: (text: string | null) => void };

/** What will happen, said before it does; with the words it needs. */
export function ActDialog({ action, message, onClose, onDo }: Props) {
  const { t } = useTexts("acts");
  const { t: say } = useTexts("commonWords");
  const [text, setText] = useState(action === "edit" ? message.text : "");
  if (!asksFirst(action)) return null;
  const name = message.authorName;
  const words = withWords.find((one) => one === action);
  const ready = !words || text.trim() !== "";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(`ask.${action}Title`, { name })}
      description={t(`ask.${action}What`, { name })}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {say("cancel")}
          </Button>
          <Button
            variant={words ? "primary" : "danger"}
            size="l"
            disabled={!ready}
            onClick={() => onDo(words ? text.trim() : null)}
          >
            {t(`ask.${action}Do`)}
          </Button>
        </>
      }
    >
      {words && (
        <Field label={t(`ask.${words}Field`)}>
          {(wiring) => (
            <Textarea
              {...wiring}
              autoFocus
              rows={4}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}
