import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleDashed, Hourglass, Inbox, type LucideIcon, Moon, TriangleAlert, User } from "lucide-react";
import type { ReactNode } from "react";
import type { InboxCounts, InboxFilter } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Count, Dot } from "#web/ui/badge.tsx";
import { cx } from "#web/ui/cx.ts";
import { filterOf, type View, viewOf, views } from "./views.ts";

const icons: Record<View, LucideIcon> = {
  open: Inbox,
  mine: User,
  unassigned: CircleDashed,
  waiting: Hourglass,
  snoozed: Moon,
  done: CircleCheck,
  problems: TriangleAlert,
};

type Props = {
  /** slug of the chosen brand */
  brand?: string;
  /** the filter on the screen now; null on other pages */
  filter: InboxFilter | null;
  onChoose?: () => void;
};

/** The views and labels of the sidebar, each with how many threads it has. */
export function InboxViews({ brand, filter, onChoose }: Props) {
  const { t } = useTexts("inbox");
  const trpc = useTRPC();
  const counts = useQuery(trpc.inbox.counts.queryOptions({ brand }, { placeholderData: (before) => before })).data;
  const current = filter && !filter.label ? viewOf(filter) : null;
  return (
    <>
      <Group title={t("views.heading")}>
        {views.map((view) => (
          <Item
            key={view}
            to={filterOf(view, brand)}
            current={current === view}
            trouble={view === "problems" && Boolean(counts?.problems)}
            mark={icons[view]}
            count={countOf(counts, view)}
            onChoose={onChoose}
          >
            {t(`views.${view}`)}
          </Item>
        ))}
      </Group>
      {counts && counts.labels.length > 0 && (
        <Group title={t("views.labels")}>
          {counts.labels.map((label) => (
            <Item
              key={label.id}
              to={{ brand, label: label.id }}
              current={filter?.label === label.id}
              mark={
                <span className="grid size-4 place-items-center">
                  <Dot color={label.color} />
                </span>
              }
              count={label.count}
              onChoose={onChoose}
            >
              {label.name}
            </Item>
          ))}
        </Group>
      )}
    </>
  );
}

/** Done is not counted: it only grows, and nobody acts on the number. */
const countOf = (counts: InboxCounts | undefined, view: View): number | null =>
  counts && view !== "done" ? counts[view] : null;

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="px-2 pt-3 pb-1 text-12 font-medium text-text-3">{title}</h2>
    <ul>{children}</ul>
  </section>
);

type ItemProps = {
  to: InboxFilter;
  current: boolean;
  trouble?: boolean;
  mark: LucideIcon | ReactNode;
  count: number | null;
  onChoose?: () => void;
  children: ReactNode;
};

const isIcon = (mark: ItemProps["mark"]): mark is LucideIcon =>
  typeof mark === "object" && mark !== null && "render" in mark;

function Item({ to, current, trouble, mark, count, onChoose, children }: ItemProps) {
  const format = useFormat();
  const Icon = isIcon(mark) ? mark : null;
  return (
    <li>
      <Link
        to="/inbox"
        search={to}
        onClick={onChoose}
        activeProps={{ "aria-current": undefined }}
        activeOptions={{ exact: true }}
        aria-current={current ? "page" : undefined}
        className={cx(
          "flex h-6.75 items-center gap-2 rounded-m px-2 max-md:h-11 max-md:text-14",
          current ? "bg-active font-medium text-text" : "text-text-2 hover:bg-hover hover:text-text",
          trouble && "!text-ask",
        )}
      >
        {Icon ? (
          <Icon
            aria-hidden
            size={16}
            strokeWidth={1.5}
            className={cx("shrink-0", !current && !trouble && "text-text-3")}
          />
        ) : (
          (mark as ReactNode)
        )}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {count !== null && count > 0 && (
          <Count className={trouble ? "!text-ask font-strong" : "font-normal"}>{format.number(count)}</Count>
        )}
      </Link>
    </li>
  );
}
