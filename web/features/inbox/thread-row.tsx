import { Check, CircleAlert, CircleHelp, Eye, Hourglass, MessageCircle, Moon, Quote } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { Presence, ThreadRow as Row } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { Avatar } from "#web/ui/avatar.tsx";
import { DotLabel, Tag } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { NetworkIcon } from "#web/ui/network-icon.tsx";
import { Say } from "#web/ui/say.tsx";
import { DueMark } from "./due-mark.tsx";

type Props = {
  row: Row;
  me: string;
  selected: boolean;
  /** somebody else who has it open */
  watcher: Presence | null;
  checked: boolean;
  selecting: boolean;
  onOpen: (id: string) => void;
  /** null for those who may only read */
  onCheck: ((id: string, range: boolean) => void) | null;
};

/** Three lines: who, language, time / first line / post, labels, due, assignee. */
export const ThreadRow = memo(function ThreadRow(props: Props) {
  const { row, selected, checked, onOpen } = props;
  const { t } = useTexts("inbox");
  const format = useFormat();
  return (
    <div
      className={cx(
        "group relative grid h-19 grid-cols-[30px_minmax(0,1fr)] content-start gap-x-3.25 border-b border-line py-2 pr-3.5 pl-4.5 max-sm:h-22.5 max-sm:py-3 max-sm:pl-5",
        checked || selected
          ? "bg-selected [--ring:var(--bg-selected)]"
          : "hover:bg-hover hover:[--ring:var(--bg-hover)]",
      )}
    >
      {selected && <span aria-hidden className="absolute inset-y-0 left-0 w-0.75 bg-accent" />}
      {row.unread && !selected && (
        <span aria-hidden className="absolute top-5.5 left-1.5 size-1.75 rounded-full bg-accent" />
      )}
      <RowAvatar {...props} />
      <button
        type="button"
        aria-current={selected ? "true" : undefined}
        onClick={() => onOpen(row.id)}
        className="min-w-0 text-left outline-none after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
      >
        <span className="flex min-w-0 items-center gap-1.5 leading-4.5 max-sm:leading-5">
          {row.unread && <span className="sr-only">{t("row.unread")} </span>}
          <span
            className={cx("truncate", row.unread || selected ? "font-strong text-text" : "font-medium text-text-2")}
          >
            {row.memberName || row.memberHandle || t("row.unnamed")}
          </span>
          {row.lang && <Tag title={format.language(row.lang)}>{row.lang.toUpperCase()}</Tag>}
          <Say at={row.lastMessageAt} as={format.ago} className="ml-auto shrink-0 text-12 text-text-3" />
        </span>
        <span
          lang={row.lang ?? undefined}
          className={cx(
            "block truncate leading-4.5 max-sm:text-14 max-sm:leading-5",
            row.unread ? "text-text" : "text-text-2",
          )}
        >
          {row.preview || t("row.noText")}
        </span>
        <LastLine {...props} />
      </button>
    </div>
  );
});

/** The avatar, and in its place the box to tick while the pointer is on the row or threads are being selected. */
function RowAvatar({ row, watcher, checked, selecting, onCheck }: Props) {
  const { t } = useTexts("inbox");
  const name = row.memberName || row.memberHandle || t("row.unnamed");
  const picture = <NetworkIcon network={row.network} />;
  const avatar = <Avatar name={name} lang={row.lang} watched={watcher !== null} badge={picture} />;
  if (!onCheck) return <span className="mt-0.5 size-7.5">{avatar}</span>;
  const ticking = selecting || checked;
  return (
    <span className="relative z-1 mt-0.5 size-7.5">
      <span
        className={cx(
          ticking
            ? "invisible"
            : "group-hover:invisible group-has-[input:focus-visible]:invisible max-sm:group-hover:visible",
        )}
      >
        {avatar}
      </span>
      <label
        className={cx(
          "absolute -inset-1.5 grid cursor-pointer place-items-center",
          !ticking && "opacity-0 group-hover:opacity-100 focus-within:opacity-100 max-sm:hidden",
        )}
      >
        <input
          type="checkbox"
          checked={checked}
          tabIndex={selecting ? 0 : -1}
          onChange={() => undefined}
          onClick={(event) => onCheck(row.id, event.shiftKey)}
          aria-label={t("list.selectOne", { name })}
          className="size-4 cursor-pointer accent-accent-fill"
        />
      </label>
    </span>
  );
}

function LastLine({ row, me, watcher }: Props) {
  const { t } = useTexts("inbox");
  const [first, second, ...rest] = row.labels;
  const shown = [first, second].filter((label) => label !== undefined);
  return (
    <span className="mt-0.75 flex min-w-0 items-center gap-2 text-12 leading-4.5 text-text-3">
      <Place row={row} />
      {shown.map((label, at) => (
        <span key={label.id} className={cx("shrink-0", at === 1 && (watcher || row.problem) && "hidden")}>
          <DotLabel color={label.color}>{label.name}</DotLabel>
        </span>
      ))}
      {rest.length > 0 && <span title={rest.map((label) => label.name).join(", ")}>+{rest.length}</span>}
      <span className="ml-auto flex shrink-0 items-center gap-2">
        <Standing row={row} watcher={watcher} />
        <AssigneeMark assignee={row.assignee} me={me} label={t("row.unassigned")} />
      </span>
    </span>
  );
}

function Place({ row }: { row: Row }) {
  const { t } = useTexts("inbox");
  const Icon = row.kind === "mention" || row.kind === "quote" ? Quote : MessageCircle;
  const kinds = {
    comment: t("row.comment"),
    mention: t("row.mentionPlain"),
    quote: t("row.quote"),
    visitor_post: t("row.visitorPost"),
  };
  return (
    <span className="flex min-w-11 shrink items-center gap-1 overflow-hidden">
      <Icon aria-hidden size={12} strokeWidth={1.5} className="shrink-0" />
      <span className="truncate">{row.postTitle ?? kinds[row.kind]}</span>
    </span>
  );
}

/** The one thing that matters most now: trouble, somebody at it, asleep, or when it is due. */
function Standing({ row, watcher }: { row: Row; watcher: Presence | null }) {
  const { t } = useTexts("inbox");
  const format = useFormat();
  if (row.problem === "failed")
    return (
      <Mark icon={CircleAlert} look="text-ask">
        {t("row.failed")}
      </Mark>
    );
  if (row.problem === "unknown")
    return (
      <Mark icon={CircleHelp} look="text-warn">
        {t("row.unknown")}
      </Mark>
    );
  if (row.problem === "waiting")
    return (
      <Mark icon={Hourglass} look="text-warn">
        {t("row.waiting")}
      </Mark>
    );
  if (watcher)
    return (
      <Mark icon={Eye} look="text-hint">
        {t(watcher.writing ? "row.writing" : "row.reading", { name: watcher.name.split(" ")[0] ?? "" })}
      </Mark>
    );
  if (row.status === "snoozed" && row.snoozedUntil)
    return (
      <Mark icon={Moon} look="text-text-3">
        {t("row.snoozedUntil", { time: format.day(row.snoozedUntil) })}
      </Mark>
    );
  if (row.status === "done")
    return (
      <Mark icon={Check} look="text-ok">
        {t("row.done")}
      </Mark>
    );
  return <DueMark waitingSince={row.waitingSince} brandId={row.brandId} />;
}

const Mark = ({ icon: Icon, look, children }: { icon: typeof Eye; look: string; children: ReactNode }) => (
  <span className={cx("inline-flex items-center gap-1 font-medium whitespace-nowrap", look)}>
    <Icon aria-hidden size={13} strokeWidth={1.75} />
    {children}
  </span>
);

function AssigneeMark({ assignee, me, label }: { assignee: Row["assignee"]; me: string; label: string }) {
  const { t } = useTexts("inbox");
  if (!assignee) return <Avatar name={null} size="s" label={label} />;
  return (
    <Avatar
      name={assignee.name}
      size="s"
      label={assignee.id === me ? t("row.mine") : t("row.assigned", { name: assignee.name })}
    />
  );
}
