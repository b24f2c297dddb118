import {
  Check,
  ChevronLeft,
  Clock,
  Forward,
  Hourglass,
  Inbox,
  Lightbulb,
  Moon,
  MoreHorizontal,
  Tag,
  User,
} from "lucide-react";
import type { PersonView, ThreadView } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { Pill } from "#web/ui/badge.tsx";
import { Button } from "#web/ui/button.tsx";
import { Chooser } from "#web/ui/chooser.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "#web/ui/menu.tsx";
import { PaneBar, PaneTitle } from "#web/ui/panes.tsx";
import { useNow } from "#web/ui/say.tsx";
import { AssignChoices, LabelChoices } from "./choosers.tsx";
import { dueOf } from "./due.ts";
import { SnoozeChoices } from "./snooze-choices.tsx";
import type { ThreadChanges } from "./thread-changes.ts";

/** Which choice of the thread, or of the selected threads, is open. */
export type OpenMenu = "assign" | "label" | "snooze" | null;

type Props = {
  thread: ThreadView;
  me: PersonView;
  changes: ThreadChanges;
  menu: OpenMenu;
  onMenu: (menu: OpenMenu) => void;
  onForward: (() => void) | null;
  onIdea: (() => void) | null;
  onBack: () => void;
};

/** Whose thread it is, when it is due, and everything one can do with it. */
export function ThreadHeader(props: Props) {
  const { t } = useTexts("inbox");
  const { thread, changes, onBack } = props;
  const may = useMay("thread.status");
  const done = thread.status === "done";
  return (
    <PaneBar>
      <IconButton icon={ChevronLeft} label={t("actions.back")} keys="Escape" onClick={onBack} className="sm:hidden" />
      <PaneTitle className="min-w-18">{thread.memberName || thread.memberHandle || t("row.unnamed")}</PaneTitle>
      <Standing thread={thread} />
      <span className="flex-1" />
      {may && (
        <>
          <Actions {...props} />
          <Button
            icon={done ? Inbox : Check}
            keys="e"
            title={done ? t("actions.reopen") : t("actions.done")}
            onClick={() => void changes.setStatus([thread.id], done ? "open" : "done")}
          >
            {done ? t("actions.reopen") : t("actions.done")}
          </Button>
          <MoreMenu {...props} />
        </>
      )}
    </PaneBar>
  );
}

function Standing({ thread }: { thread: ThreadView }) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const brand = useMe().brands.find((one) => one.id === thread.brandId);
  const due = dueOf(thread.waitingSince, useNow(), brand);
  if (thread.status === "done")
    return (
      <Pill tone="ok" icon={Check}>
        {t("thread.done")}
      </Pill>
    );
  if (thread.status === "snoozed" && thread.snoozedUntil)
    return <Pill icon={Moon}>{t("thread.snoozed", { time: format.full(thread.snoozedUntil) })}</Pill>;
  if (thread.status === "waiting") return <Pill icon={Hourglass}>{t("thread.waiting")}</Pill>;
  if (!due) return null;
  const time = format.span(due.seconds);
  if (due.grade === "late")
    return (
      <Pill tone="ask" icon={Clock}>
        {t("thread.late", { time })}
      </Pill>
    );
  return (
    <Pill tone={due.grade === "soon" ? "warn" : "plain"} icon={Clock}>
      <span className="max-xl:hidden">{t("thread.answerInLead")}</span>
      {time}
    </Pill>
  );
}

function Actions({ thread, me, changes, menu, onMenu, onForward }: Props) {
  const { t } = useTexts("inbox");
  const opening = (which: OpenMenu) => ({
    open: menu === which,
    onOpenChange: (open: boolean) => onMenu(open ? which : null),
  });
  const finish = (run: () => void) => {
    onMenu(null);
    run();
  };
  const look = "!px-1.75 max-sm:hidden";
  const word = (text: string) => <span className="max-xl:sr-only">{text}</span>;
  const { assignee } = thread;
  return (
    <>
      <Chooser
        title={t("assign.title")}
        {...opening("assign")}
        trigger={
          <Button variant="plain" className={look} title={t("actions.assign")}>
            <Avatar name={assignee?.name ?? null} size="s" />
            {word(
              assignee
                ? assignee.id === me.id
                  ? t("actions.you")
                  : (assignee.name.split(" ")[0] ?? "")
                : t("actions.assign"),
            )}
          </Button>
        }
      >
        <AssignChoices
          me={me}
          current={assignee?.id ?? null}
          onChoose={(person) => finish(() => void changes.assign([thread.id], person))}
        />
      </Chooser>
      <Chooser
        title={t("labels.title")}
        {...opening("label")}
        trigger={
          <Button variant="plain" icon={Tag} className={look} title={t("actions.label")}>
            {word(t("actions.label"))}
          </Button>
        }
      >
        <LabelChoices current={thread.labels} onToggle={(label, on) => changes.label([thread.id], label, on)} />
      </Chooser>
      <Chooser
        title={t("snooze.title")}
        {...opening("snooze")}
        trigger={
          <Button variant="plain" icon={Moon} className={look} title={t("actions.snooze")}>
            {word(t("actions.snooze"))}
          </Button>
        }
      >
        <SnoozeChoices onChoose={(until) => finish(() => void changes.setStatus([thread.id], "snoozed", until))} />
      </Chooser>
      {onForward && (
        <Button variant="plain" icon={Forward} className={look} title={t("actions.forward")} onClick={onForward}>
          {word(t("actions.forward"))}
        </Button>
      )}
    </>
  );
}

/** On a phone everything but Done; elsewhere what is rarely needed. */
function MoreMenu({ thread, changes, onMenu, onForward, onIdea }: Props) {
  const { t } = useTexts("inbox");
  const later = (menu: OpenMenu) => () => setTimeout(() => onMenu(menu), 0);
  const only = "sm:hidden";
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label={t("actions.more")}
          title={t("actions.more")}
          className="grid size-7 shrink-0 place-items-center rounded-m text-text-2 hover:bg-hover max-sm:size-10"
        >
          <MoreHorizontal aria-hidden size={16} strokeWidth={1.5} />
        </button>
      }
    >
      <div className={only}>
        <MenuItem icon={User} onSelect={later("assign")}>
          {t("actions.assign")}
        </MenuItem>
        <MenuItem icon={Tag} onSelect={later("label")}>
          {t("actions.label")}
        </MenuItem>
        <MenuItem icon={Moon} onSelect={later("snooze")}>
          {t("actions.snooze")}
        </MenuItem>
        {onForward && (
          <MenuItem icon={Forward} onSelect={onForward}>
            {t("actions.forward")}
          </MenuItem>
        )}
        <MenuLine />
      </div>
      {onIdea && (
        <MenuItem icon={Lightbulb} onSelect={onIdea}>
          {t("actions.makeIdea")}
        </MenuItem>
      )}
      <MenuItem
        icon={Hourglass}
        disabled={thread.status === "waiting"}
        onSelect={() => void changes.setStatus([thread.id], "waiting")}
      >
        {t("actions.wait")}
      </MenuItem>
      <MenuItem
        icon={Inbox}
        disabled={thread.status === "open"}
        onSelect={() => void changes.setStatus([thread.id], "open")}
      >
        {t("actions.reopen")}
      </MenuItem>
    </Menu>
  );
}
