import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useRef, useState } from "react";
import type { InboxFilter, PersonView } from "#shared/inbox/schema.ts";
import { loadTexts, useTexts } from "#web/lib/i18n.ts";
import { usePresence } from "#web/lib/live.ts";
import { Problem } from "#web/lib/problem.tsx";
import { useTRPC } from "#web/lib/trpc.ts";
import { whenIdle } from "#web/lib/when-idle.ts";
import { Kbd } from "#web/ui/kbd.tsx";
import { Panes } from "#web/ui/panes.tsx";
import type { VirtualListHandle } from "#web/ui/virtual-list.tsx";
import { neighbourOf } from "./fits.ts";
import { useInboxKeys } from "./inbox-keys.ts";
import { ListHeader } from "./list-header.tsx";
import { useSelection } from "./selection.ts";
import { useThreadChanges } from "./thread-changes.ts";
import type { OpenMenu } from "./thread-header.tsx";
import { ThreadList } from "./thread-list.tsx";
import { useThreadPages } from "./thread-pages.ts";
import type { ThreadParts } from "./thread-pane.tsx";
import { viewOf } from "./views.ts";

// The list can be used before the pane of a thread and the bar of a selection are there; they are fetched right behind it.
const threadPane = async () => {
  await loadTexts("thread");
  return import("./thread-pane.tsx");
};
const ThreadPane = lazy(() => threadPane().then((pane) => ({ default: pane.ThreadPane })));
const bulkBar = () => import("./bulk-bar.tsx");
const BulkBar = lazy(() => bulkBar().then((bar) => ({ default: bar.BulkBar })));
whenIdle(threadPane, bulkBar);

/** What the page's address says, and the way to change it. */
export type InboxAddress = {
  filter: InboxFilter;
  thread: string | null;
  onFilter: (next: InboxFilter) => void;
  onThread: (id: string | null) => void;
};

/** What the screen lets other slices do to the open thread. */
export type InboxActs = { openNext: () => void; setStatus: ReturnType<typeof useThreadChanges>["setStatus"] };

type Props = { address: InboxAddress; me: PersonView; may: boolean; parts: (acts: InboxActs) => ThreadParts };

/** The list and the thread that is open, side by side; on a phone one at a time. */
export function InboxScreen({ address, me, may, parts }: Props) {
  const { t } = useTexts("inbox");
  const { thread, onThread } = address;
  const screen = useScreen({ address, me, may, parts });
  return (
    <Panes
      listLabel={t("list.label")}
      showDetail={thread !== null}
      list={<ListPane address={address} me={me} may={may} screen={screen} />}
      detail={
        thread === null ? (
          <NoThread />
        ) : (
          <Suspense fallback={null}>
            <ThreadPane
              id={thread}
              me={me}
              changes={screen.changes}
              menu={screen.selection.on ? null : screen.menu}
              onMenu={screen.setMenu}
              onBack={() => onThread(null)}
              parts={screen.parts}
            />
          </Suspense>
        )
      }
    />
  );
}

/** The rows, what is selected in them, and everything that can be done by key or button. */
function useScreen({ address, me, may, parts }: Props) {
  const { filter, thread, onThread } = address;
  const pages = useThreadPages(filter);
  const { rows } = pages;
  const selection = useSelection(rows);
  const [menu, setMenu] = useState<OpenMenu>(null);
  const list = useRef<VirtualListHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const changes = useThreadChanges({
    filter,
    rows,
    me,
    onLeaving: (leaving) => {
      const next = neighbourOf(rows, thread, leaving);
      if (next !== thread) onThread(next);
    },
  });
  const move = (by: 1 | -1) => {
    const at = rows.findIndex((row) => row.id === thread);
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
    const row = rows[next];
    if (!row) return;
    list.current?.scrollTo(next);
    onThread(row.id);
  };
  const showNew = async () => {
    await pages.showNew();
    list.current?.toTop();
  };
  const drawn = parts({ openNext: () => move(1), setStatus: changes.setStatus });
  const forward = drawn.forward;
  useInboxKeys({ address, rows, may, move, menu: setMenu, selection, changes, showNew, search, forward });
  return { pages, rows, selection, menu, setMenu, list, search, changes, showNew, parts: drawn };
}

type ListPaneProps = Omit<Props, "parts"> & { screen: ReturnType<typeof useScreen> };

function ListPane({ address: { filter, thread, onFilter, onThread }, me, may, screen }: ListPaneProps) {
  const { pages, rows, selection, changes } = screen;
  const presence = usePresence();
  return (
    <>
      <ListHeader
        filter={filter}
        onFilter={onFilter}
        count={useViewCount(filter)}
        newCount={pages.newCount}
        onShowNew={() => void screen.showNew()}
        selecting={selection.on}
        onSelecting={may ? selection.setOn : null}
        searchRef={screen.search}
      />
      {selection.on && may && (
        <Suspense fallback={null}>
          <BulkBar
            chosen={selection.chosen}
            loaded={rows.length}
            me={me}
            changes={changes}
            menu={screen.menu}
            onMenu={screen.setMenu}
            onAll={selection.all}
            onClear={selection.clear}
          />
        </Suspense>
      )}
      {changes.failed && thread === null && (
        <Problem error={changes.failed.error} onRetry={changes.failed.again} className="m-3" />
      )}
      <ThreadList
        filter={filter}
        onFilter={onFilter}
        pages={pages}
        me={me.id}
        openId={thread}
        presence={presence}
        checked={selection.ids}
        selecting={selection.on}
        onOpen={onThread}
        onCheck={may ? selection.check : null}
        handle={screen.list}
      />
    </>
  );
}

function NoThread() {
  const { t } = useTexts("inbox");
  return (
    <p className="m-auto max-w-[40ch] px-6 text-center text-text-2">
      {t("empty.noThread")}
      <span className="mt-1 block text-12 text-text-3 max-md:hidden">
        <Kbd keys="j" /> {t("empty.noThreadNext")} <Kbd keys="r" /> {t("empty.noThreadAnswer")}
      </span>
    </p>
  );
}

/** The count of the view as the sidebar shows it; none while something narrows it down. */
function useViewCount(filter: InboxFilter): number | null {
  const counts = useQuery(useTRPC().inbox.counts.queryOptions({ brand: filter.brand })).data;
  const view = viewOf(filter);
  const narrowed = useMemo(
    () =>
      Object.entries(filter).some(
        ([key, value]) =>
          value !== undefined && ["q", "label", "lang", "channel", "kind", "question", "post"].includes(key),
      ),
    [filter],
  );
  return counts && view && view !== "done" && !narrowed ? counts[view] : null;
}
