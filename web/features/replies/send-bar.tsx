import { Lock, Trash2 } from "lucide-react";
import { useMemo } from "react";
import type { ThreadView } from "#shared/inbox/schema.ts";
import type { Warning } from "#shared/replies/schema.ts";
import { graphemeLength } from "#shared/text.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useOnline } from "#web/lib/live.ts";
import { Button } from "#web/ui/button.tsx";
import { cx } from "#web/ui/cx.ts";
import { IconButton } from "#web/ui/icon-button.tsx";
import { MenuItem } from "#web/ui/menu.tsx";
import { networkName } from "#web/ui/network-icon.tsx";
import { SplitButton } from "#web/ui/split-button.tsx";
import { CheckSum } from "./check-panel.tsx";
import type { After, Sending } from "./use-send.ts";
import { useWarningText } from "./warning-text.ts";

type Props = {
  thread: ThreadView;
  text: string;
  warnings: Warning[];
  sending: Sending;
  onNote: (() => void) | null;
  onDiscard: () => void;
};

/** Note, length, and the ways to send. The dots on Send say that it will ask. */
export function SendBar({ thread, text, warnings, sending, onNote, onDiscard }: Props) {
  const { t } = useTexts("replies");
  const online = useOnline();
  const say = useWarningText();
  const asks = warnings.find((warning) => warning.strength === "ask");
  const send = (after: After) => () => void sending.send(after);
  const empty = text.trim() === "";
  if (sending.waiting)
    return (
      <div className="flex shrink-0 items-center gap-2 border-t border-line p-2 pl-3.5">
        <span role="status" className="min-w-0 flex-1 text-text-2">
          {t("composer.sendsOnline")}
        </span>
        <Button onClick={sending.dropLater}>{t("composer.notYet")}</Button>
      </div>
    );
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-t border-line p-2">
      <CheckSum warnings={warnings} />
      {onNote && (
        <Button variant="plain" icon={Lock} title={t("composer.noteTitle")} onClick={onNote}>
          {t("composer.note")}
        </Button>
      )}
      {!empty && (
        <IconButton icon={Trash2} label={t("composer.discard")} onClick={onDiscard} className="max-sm:hidden" />
      )}
      <Characters text={text} limit={thread.replyLimit} network={networkName(thread.network)} />
      <span className="ml-auto flex items-center gap-1.5 max-sm:w-full max-sm:[&>*]:flex-1 max-sm:[&>span>button:first-child]:flex-1">
        <Button size="l" disabled={empty || sending.busy} onClick={send("done")}>
          {t("composer.sendAndDone")}
        </Button>
        <SplitButton
          moreLabel={t("composer.more")}
          keys="mod+Enter"
          busy={sending.busy}
          disabled={empty}
          title={asks ? t("composer.asksTitle", { reason: say(asks) }) : undefined}
          onClick={send("nothing")}
          menu={
            <>
              <MenuItem keys="mod+shift+Enter" disabled={empty} onSelect={send("done")}>
                {t("composer.sendAndDone")}
              </MenuItem>
              <MenuItem disabled={empty} onSelect={send("waiting")}>
                {t("composer.sendAndWait")}
              </MenuItem>
              <MenuItem disabled={empty} onSelect={send("snoozed")}>
                {t("composer.sendAndSnooze")}
              </MenuItem>
            </>
          }
        >
          {!online ? t("composer.sendOnline") : asks ? t("composer.sendAsks") : t("composer.send")}
        </SplitButton>
      </span>
    </div>
  );
}

function Characters({ text, limit, network }: { text: string; limit: number; network: string }) {
  const { t } = useTexts("replies");
  const format = useFormat();
  const used = useMemo(() => graphemeLength(text), [text]);
  return (
    <span
      title={t("composer.charsTitle", { network })}
      className={cx("text-12 whitespace-nowrap tabular-nums", used > limit ? "font-strong text-ask" : "text-text-3")}
    >
      {t("composer.chars", { used: format.number(used), limit: format.number(limit) })}
    </span>
  );
}
