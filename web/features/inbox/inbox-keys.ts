import { useQueryClient } from "@tanstack/react-query";
import type { RefObject } from "react";
import type { ThreadRow } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useKeys } from "#web/lib/keys.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import type { InboxAddress } from "./inbox-screen.tsx";
import type { Selection } from "./selection.ts";
import type { ThreadChanges } from "./thread-changes.ts";
import type { OpenMenu } from "./thread-header.tsx";
import type { ThreadParts } from "./thread-pane.tsx";

type Options = {
  address: InboxAddress;
  rows: ThreadRow[];
  may: boolean;
  move: (by: 1 | -1) => void;
  menu: (menu: OpenMenu) => void;
  selection: Selection;
  changes: ThreadChanges;
  showNew: () => Promise<void>;
  search: RefObject<HTMLInputElement | null>;
  forward: ThreadParts["forward"];
};

/** Every key of the list and the thread. With threads selected, the actions go to all of them. */
export function useInboxKeys(options: Options): void {
  const { t } = useTexts("inbox");
  const { address, rows, may, move, menu, selection, showNew, search } = options;
  const openThread = useOpenThread(address.thread);
  const group = t("title");
  const back = () => (selection.on ? selection.clear() : address.onThread(null));
  const openMenu = (which: OpenMenu) => () => {
    if (selection.on || address.thread) menu(which);
  };
  const done = () => {
    const { changes } = options;
    if (selection.chosen.length > 0) {
      void changes.setStatus(
        selection.chosen.map((row) => row.id),
        "done",
      );
      selection.clear();
    } else if (address.thread)
      void changes.setStatus([address.thread], openThread()?.status === "done" ? "open" : "done");
  };
  const forward = () => {
    const thread = openThread();
    if (thread) options.forward?.(thread);
  };
  useKeys({
    j: { label: t("keys.next"), group, run: () => move(1) },
    k: { label: t("keys.previous"), group, run: () => move(-1) },
    Enter: { label: t("keys.open"), group, run: () => !address.thread && rows[0] && address.onThread(rows[0].id) },
    ".": { label: t("keys.showNew"), group, run: () => void showNew() },
    "/": { label: t("keys.search"), group, run: () => search.current?.focus() },
    Escape: { label: t("keys.back"), group, run: back },
    ...(may && {
      e: { label: t("keys.done"), group, run: done },
      h: { label: t("keys.snooze"), group, run: openMenu("snooze") },
      a: { label: t("keys.assign"), group, run: openMenu("assign") },
      l: { label: t("keys.label"), group, run: openMenu("label") },
      x: { label: t("keys.select"), group, run: () => address.thread && selection.check(address.thread, false) },
      f: { label: t("keys.forward"), group, run: forward },
    }),
  });
}

/** The open thread as the browser holds it when a key is pressed; the list does not draw itself anew for it. */
function useOpenThread(id: string | null) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return () => (id === null ? undefined : queries.getQueryData(trpc.inbox.thread.queryKey({ id })));
}
