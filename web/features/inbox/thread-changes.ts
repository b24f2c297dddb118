import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type {
  BulkResult,
  InboxFilter,
  LabelView,
  PersonView,
  ThreadPage,
  ThreadRow,
  ThreadStatus,
  ThreadView,
} from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useTRPC, useTRPCClient } from "#web/lib/trpc.ts";
import { showToast } from "#web/ui/toast.tsx";
import { nameOf, type RowPatch, stillFits } from "./fits.ts";
import type { ThreadPages } from "./thread-pages.ts";

type Options = {
  filter: InboxFilter;
  rows: ThreadRow[];
  me: PersonView;
  /** called before rows leave the list, so that the next thread can be opened */
  onLeaving: (ids: ReadonlySet<string>) => void;
};

type Change = {
  ids: string[];
  patch: RowPatch;
  send: () => Promise<BulkResult>;
  say: (count: number, name: string) => string;
};

/** Changes threads at once on the screen, tells the server, and goes back when it refuses. */
export function useThreadChanges({ filter, rows, me, onLeaving }: Options) {
  const api = useTRPCClient();
  const held = useHeldRows(filter, me);
  const { t } = useTexts("inbox");
  const format = useFormat();
  const [failed, setFailed] = useState<{ error: unknown; again: () => void } | null>(null);

  const change = async ({ ids, patch, send, say }: Change): Promise<void> => {
    if (ids.length === 0) return;
    setFailed(null);
    const leaving = new Set(
      rows
        .filter((row) => ids.includes(row.id) && !stillFits({ ...row, ...patch }, filter, me.id))
        .map((row) => row.id),
    );
    onLeaving(leaving);
    const before = held.patch(ids, patch);
    try {
      const result = await send();
      const gone = result.missing.length > 0 ? ` ${t("undo.missing", { count: result.missing.length })}` : "";
      const undo = async () => {
        held.putBack(before);
        await api.inbox.restore.mutate({ undo: result.undo }).finally(held.settle);
      };
      showToast({ text: say(result.changed.length, nameOf(rows, result)) + gone, onUndo: () => void undo() });
    } catch (error) {
      held.putBack(before);
      setFailed({ error, again: () => void change({ ids, patch, send, say }) });
    } finally {
      held.settle();
    }
  };

  return {
    failed,
    dismiss: () => setFailed(null),
    setStatus: (ids: string[], status: ThreadStatus, snoozedUntil: string | null = null) =>
      change({
        ids,
        patch: { status, snoozedUntil },
        send: () => api.inbox.setStatus.mutate({ threadIds: ids, status, ...(snoozedUntil && { snoozedUntil }) }),
        say: (count, name) => t(`undo.${status}`, { count, name, time: snoozedUntil ? format.full(snoozedUntil) : "" }),
      }),
    assign: (ids: string[], person: PersonView | null) =>
      change({
        ids,
        patch: { assignee: person },
        send: () => api.inbox.assign.mutate({ threadIds: ids, userId: person?.id ?? null }),
        say: (count, name) =>
          person ? t("undo.assigned", { count, name, person: person.name }) : t("undo.unassigned", { count, name }),
      }),
    label: (ids: string[], label: LabelView, on: boolean) => {
      const before = held.patchLabels(ids, label, on);
      const send = on ? api.inbox.addLabel : api.inbox.removeLabel;
      send
        .mutate({ threadIds: ids, labelId: label.id })
        .catch((error) => {
          held.putBack(before);
          setFailed({ error, again: () => setFailed(null) });
        })
        .finally(held.settle);
    },
    markRead: (id: string) => {
      held.patch([id], { unread: false }, true);
      void api.inbox.markRead.mutate({ threadId: id }).catch(() => undefined);
    },
  };
}

export type ThreadChanges = ReturnType<typeof useThreadChanges>;

type Before = [QueryKey, unknown][];
const labelled = (labels: LabelView[], label: LabelView, on: boolean): LabelView[] => {
  const others = labels.filter((each) => each.id !== label.id);
  return on ? [...others, label] : others;
};

/** The rows and threads the browser holds, changed before the server has answered. */
function useHeldRows(filter: InboxFilter, me: PersonView) {
  const queries = useQueryClient();
  const trpc = useTRPC();
  const lists = { queryKey: trpc.inbox.list.pathKey() };
  const threads = { queryKey: trpc.inbox.thread.pathKey() };

  const edit = (ids: string[], next: (row: ThreadRow) => ThreadRow, keepAll: boolean): Before => {
    const before = [...queries.getQueriesData(lists), ...queries.getQueriesData(threads)] as Before;
    const inPage = (page: ThreadPage): ThreadPage => ({
      ...page,
      items: page.items
        .map((row) => (ids.includes(row.id) ? next(row) : row))
        .filter((row) => keepAll || !ids.includes(row.id) || stillFits(row, filter, me.id)),
    });
    queries.setQueriesData<ThreadPages | ThreadPage>(lists, (list) =>
      !list ? list : "pages" in list ? { ...list, pages: list.pages.map(inPage) } : inPage(list),
    );
    queries.setQueriesData<ThreadView>(threads, (thread) =>
      thread && ids.includes(thread.id) ? { ...thread, ...next(thread) } : thread,
    );
    return before;
  };
  return {
    patch: (ids: string[], patch: RowPatch, keepAll = false) => edit(ids, (row) => ({ ...row, ...patch }), keepAll),
    patchLabels: (ids: string[], label: LabelView, on: boolean) =>
      edit(ids, (row) => ({ ...row, labels: labelled(row.labels, label, on) }), true),
    putBack: (before: Before) => {
      for (const [key, data] of before) queries.setQueryData(key, data);
    },
    settle: () => {
      void queries.invalidateQueries({ queryKey: trpc.inbox.counts.pathKey() });
      void queries.invalidateQueries(threads);
    },
  };
}
