import {
  Ellipsis,
  Eye,
  EyeOff,
  Flag,
  Heart,
  HeartOff,
  type LucideIcon,
  MailPlus,
  Pencil,
  Trash2,
  UserRoundCheck,
  VolumeX,
} from "lucide-react";
import { useState } from "react";
import type { MessageAction } from "#shared/channels/acts.ts";
import { isOnceOnly } from "#shared/channels/once-only.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf, detailsOf, sayError } from "#web/lib/say-error.ts";
import { Button } from "#web/ui/button.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Menu, MenuItem } from "#web/ui/menu.tsx";
import { showToast } from "#web/ui/toast.tsx";
import { ActDialog, asksFirst } from "./act-dialog.tsx";
import { inWords } from "./in-words.ts";
import { type Act, type ActMessage, offered, useThreadActs } from "./use-acts.ts";

const icons: Record<MessageAction, LucideIcon> = {
  like: Heart,
  unlike: HeartOff,
  hide: EyeOff,
  unhide: Eye,
  removeOurs: Trash2,
  removeTheirs: Trash2,
  report: Flag,
  mute: VolumeX,
  unmute: UserRoundCheck,
  privateReply: MailPlus,
  edit: Pencil,
};
const severe: MessageAction[] = ["removeOurs", "removeTheirs"];

type Props = { threadId: string; message: ActMessage; hidden: boolean };

/** The menu of a message, where its network has anything in it. */
export function ActMenu({ threadId, message, hidden }: Props) {
  const { t } = useTexts("acts");
  const mayAct = useMay("message.act");
  const { known, act } = useThreadActs(threadId);
  const [asking, setAsking] = useState<MessageAction | null>(null);
  if (!known || !mayAct) return null;
  const mine = known.acts.filter((one) => one.messageId === message.id);
  const actions = offered(message.author === "brand" ? known.ours : known.theirs, mine, hidden);
  if (actions.length === 0) return null;
  const perform = (action: MessageAction, text: string | null) =>
    act.mutate({ messageId: message.id, action, text }, { onError: (error) => showToast({ text: whyNot(error) }) });
  return (
    <>
      <Menu
        align="start"
        trigger={
          <IconButton icon={Ellipsis} size="s" label={t("menu", { name: message.authorName })} className="-my-1" />
        }
      >
        {actions.map((action) => (
          <MenuItem
            key={action}
            icon={icons[action]}
            danger={severe.includes(action)}
            detail={known.only[action] && t("only", { condition: known.only[action] })}
            onSelect={() => (asksFirst(action) ? setAsking(action) : perform(action, null))}
          >
            {t(action)}
          </MenuItem>
        ))}
      </Menu>
      {asking && (
        <ActDialog
          action={asking}
          message={message}
          onClose={() => setAsking(null)}
          onDo={(text) => {
            perform(asking, text);
            setAsking(null);
          }}
        />
      )}
    </>
  );
}

/** What was done to a message or is on its way, with what can be done about it. */
export function ActLines({ threadId, message }: Props) {
  const mayAct = useMay("message.act");
  const { known, settle } = useThreadActs(threadId);
  const mine = known?.acts.filter((one) => one.messageId === message.id) ?? [];
  if (mine.length === 0) return null;
  return (
    <>
      <Lines
        acts={mine}
        mayAct={mayAct}
        busy={settle.isPending}
        onSettle={(actId, as) => settle.mutate({ actId, as })}
      />
      {settle.isError && <Problem error={settle.error} className="mt-1" />}
    </>
  );
}

type LinesProps = {
  acts: Act[];
  mayAct: boolean;
  busy: boolean;
  onSettle: (id: string, as: "again" | "dropped") => void;
};

/** What stands: of the done ones the last of each kind, and everything that is not done yet, with its reason. */
function Lines({ acts, mayAct, busy, onSettle }: LinesProps) {
  const { t } = useTexts("acts");
  const format = useFormat();
  const shown = acts.filter(
    (one, at) => one.status !== "done" || !acts.slice(at + 1).some((next) => sameKind(one, next)),
  );
  return shown.map((one) => {
    const stuck = one.status === "failed" || one.status === "unknown" || one.status === "waiting";
    return (
      <span key={one.id} className="flex w-full flex-wrap items-center gap-x-1.5 text-12 leading-4.5 text-text-3">
        {one.status === "done" ? t(`done.${one.action}`, { name: one.personName || t("byKonak") }) : t(one.action)}
        {one.status !== "done" && one.status !== "cancelled" && (
          <span className={one.status === "failed" ? "text-ask" : undefined}>
            {one.waitsUntil
              ? t("waitsUntil", { time: format.ahead(one.waitsUntil, new Date()) })
              : t(`state.${one.status}`)}
          </span>
        )}
        {stuck && one.reason && <span className="text-text-2">{inWords(one.reason)}</span>}
        {one.status === "unknown" && isOnceOnly(one.action) && <span>{t(`twice.${one.action}`)}</span>}
        {stuck && mayAct && (
          <>
            {one.status !== "waiting" && (
              <Button size="s" variant="plain" disabled={busy} onClick={() => onSettle(one.id, "again")}>
                {t("tryAgain")}
              </Button>
            )}
            <Button size="s" variant="plain" disabled={busy} onClick={() => onSettle(one.id, "dropped")}>
              {t("drop")}
            </Button>
          </>
        )}
      </span>
    );
  });
}

const kinds: Partial<Record<MessageAction, string>> = { unlike: "like", unhide: "hide", unmute: "mute" };
const kindOf = (action: MessageAction): string => kinds[action] ?? action;
const sameKind = (one: Act, next: Act): boolean => next.status === "done" && kindOf(one.action) === kindOf(next.action);

/** The server says itself why a network does not have an action here. */
function whyNot(error: unknown): string {
  const { reason } = detailsOf(error);
  const { what, todo } = sayError(error);
  return codeOf(error) === "invalid_input" && typeof reason === "string" ? reason : `${what} ${todo}`;
}
