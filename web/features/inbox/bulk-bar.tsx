import { Check, Moon, Tag, User, X } from "lucide-react";
import type { LabelView, PersonView, ThreadRow } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Button } from "#web/ui/button.tsx";
import { Chooser } from "#web/ui/chooser.tsx";
import { IconButton } from "#web/ui/icon-button.tsx";
import { AssignChoices, LabelChoices } from "./choosers.tsx";
import { SnoozeChoices } from "./snooze-choices.tsx";
import type { ThreadChanges } from "./thread-changes.ts";
import type { OpenMenu } from "./thread-header.tsx";

type Props = {
  chosen: ThreadRow[];
  loaded: number;
  me: PersonView;
  changes: ThreadChanges;
  menu: OpenMenu;
  onMenu: (menu: OpenMenu) => void;
  onAll: () => void;
  onClear: () => void;
};

/** What can be done to all selected threads at once; takes the place of search and filter while it is there. */
export function BulkBar({ chosen, loaded, me, changes, menu, onMenu, onAll, onClear }: Props) {
  const { t } = useTexts("inbox");
  const ids = chosen.map((row) => row.id);
  const finish = (run: () => void) => {
    onMenu(null);
    run();
    onClear();
  };
  const opening = (which: OpenMenu) => ({
    open: menu === which,
    onOpenChange: (open: boolean) => onMenu(open ? which : null),
  });
  return (
    <div className="grid shrink-0 gap-2 border-b border-line bg-accent-soft px-3 py-2">
      <p className="flex h-7 items-center gap-2">
        <b className="text-accent">{t("bulk.count", { count: chosen.length })}</b>
        {chosen.length < loaded && (
          <Button variant="plain" size="s" onClick={onAll}>
            {t("bulk.all")}
          </Button>
        )}
        <IconButton icon={X} label={t("bulk.clear")} keys="Escape" onClick={onClear} className="ml-auto" />
      </p>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size="s"
          icon={Check}
          disabled={ids.length === 0}
          onClick={() => finish(() => void changes.setStatus(ids, "done"))}
        >
          {t("bulk.done")}
        </Button>
        <Chooser
          title={t("snooze.title")}
          align="start"
          {...opening("snooze")}
          trigger={
            <Button size="s" icon={Moon} disabled={ids.length === 0}>
              {t("bulk.snooze")}
            </Button>
          }
        >
          <SnoozeChoices onChoose={(until) => finish(() => void changes.setStatus(ids, "snoozed", until))} />
        </Chooser>
        <Chooser
          title={t("assign.title")}
          align="start"
          {...opening("assign")}
          trigger={
            <Button size="s" icon={User} disabled={ids.length === 0}>
              {t("bulk.assign")}
            </Button>
          }
        >
          <AssignChoices
            me={me}
            current={undefined}
            onChoose={(person) => finish(() => void changes.assign(ids, person))}
          />
        </Chooser>
        <Chooser
          title={t("labels.title")}
          align="start"
          {...opening("label")}
          trigger={
            <Button size="s" icon={Tag} disabled={ids.length === 0}>
              {t("bulk.label")}
            </Button>
          }
        >
          <LabelChoices current={onAllOf(chosen)} onToggle={(label, on) => changes.label(ids, label, on)} />
        </Chooser>
      </div>
    </div>
  );
}

/** The labels that every one of the threads has. */
const onAllOf = (rows: ThreadRow[]): LabelView[] =>
  (rows[0]?.labels ?? []).filter((label) => rows.every((row) => row.labels.some((each) => each.id === label.id)));
