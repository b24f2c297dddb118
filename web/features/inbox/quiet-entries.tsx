import { CircleCheck, Forward, Hourglass, Inbox, Lock, type LucideIcon, Moon, Undo2, User } from "lucide-react";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Pill, type Tone } from "#web/ui/badge.tsx";
import { type EntryOf, Moment } from "./moment.tsx";

/** What only the team reads. */
export function NoteEntry({ entry }: { entry: EntryOf<"note"> }) {
  const { t } = useTexts("thread");
  const { authorName, fromDepartment } = entry;
  return (
    <p className="mt-2.5 ml-10.5 grid grid-cols-[16px_minmax(0,1fr)] gap-2 rounded-m border border-note-line bg-note-soft px-2.5 py-1.5 text-text-2 max-sm:ml-5">
      <Lock aria-hidden size={16} strokeWidth={1.5} className="mt-0.5 text-text-3" />
      <span className="break-words whitespace-pre-wrap">
        <b className="font-medium text-text">
          {fromDepartment
            ? t("thread.fromDepartment", {
                name:
                  authorName === fromDepartment || !authorName ? fromDepartment : `${authorName}, ${fromDepartment}`,
              })
            : t("thread.teamOnly", { name: authorName })}
        </b>{" "}
        {entry.text} <Moment at={entry.at} />
      </span>
    </p>
  );
}

const icons: Record<string, LucideIcon> = {
  done: CircleCheck,
  open: Inbox,
  waiting: Hourglass,
  snoozed: Moon,
  woke: Inbox,
  reopened: Inbox,
  assigned: User,
  forwarded: Forward,
  forward_withdrawn: Forward,
  forward_handed_on: Forward,
  undone: Undo2,
};

/** Something that happened to the thread, in words. */
export function EventEntry({ entry, me }: { entry: EntryOf<"event">; me: string }) {
  const Icon = icons[entry.kind] ?? Inbox;
  return (
    <p className="mt-2 ml-12.75 flex items-center gap-2 text-12 leading-4.5 text-text-3 max-sm:ml-8.75">
      <Icon aria-hidden size={14} strokeWidth={1.5} className="mr-0.5 shrink-0" />
      <span>
        <EventWords entry={entry} me={me} /> · <Moment at={entry.at} />
      </span>
    </p>
  );
}

function EventWords({ entry: { kind, personName, detail }, me }: { entry: EntryOf<"event">; me: string }) {
  const { t } = useTexts("thread");
  const format = useFormat();
  const person = personName ?? t("event.konak");
  const department = detail.department ?? "";
  if (kind === "done") return t("event.done", { person });
  if (kind === "waiting") return t("event.waiting", { person });
  if (kind === "open") return t("event.open", { person });
  if (kind === "snoozed") return t("event.snoozed", { person, time: detail.until ? format.full(detail.until) : "" });
  if (kind === "woke") return t("event.woke");
  if (kind === "reopened") return t("event.reopened");
  if (kind === "answered_elsewhere") return t("event.elsewhere");
  if (kind === "undone") return t("event.undone", { person });
  if (kind === "assigned") {
    if (!detail.to) return t("event.unassigned", { person });
    if (detail.to === personName) return t("event.took", { person });
    return t("event.assigned", { person, to: detail.toId === me ? t("event.you") : detail.to });
  }
  if (kind === "forwarded") return t("event.forwarded", { person, department });
  if (kind === "forward_withdrawn") return t("event.withdrawn", { person, department });
  if (kind === "forward_handed_on") return t("event.handedOn", { department: detail.from ?? "", to: department });
  if (kind === "answered" || kind === "forward_answered")
    return t("event.answered", { department: department || person });
  if (kind === "not_removed") return t("event.notRemoved", { reason: detail.reason ?? "" });
  if (kind === "stands_unknown") return t("event.standsUnknown", { reason: detail.reason ?? "" });
  return t("event.other", { person, kind: kind.replaceAll("_", " ") });
}

const tones: Record<EntryOf<"forward">["state"], Tone> = {
  sent: "plain",
  answered: "ok",
  handed_on: "plain",
  withdrawn: "plain",
  expired: "warn",
  failed: "ask",
};

/** That it was handed to a department, and what became of it. */
export function ForwardEntry({ entry }: { entry: EntryOf<"forward"> }) {
  const { t } = useTexts("thread");
  const { personName: person, departmentName: department, state, toMail } = entry;
  return (
    <p className="mt-2 ml-12.75 flex items-center gap-2 text-12 leading-4.5 text-text-3 max-sm:ml-8.75">
      <Forward aria-hidden size={14} strokeWidth={1.5} className="mr-0.5 shrink-0" />
      <span title={toMail}>
        {t("thread.forwarded", { person, department })} · <Moment at={entry.at} />
      </span>
      <Pill tone={tones[state]}>{t(`thread.forwardState.${state}`)}</Pill>
    </p>
  );
}
