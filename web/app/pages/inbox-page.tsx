import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import type { InboxFilter } from "#shared/inbox/schema.ts";
import { type InboxActs, type InboxAddress, InboxScreen } from "#web/features/inbox/inbox-screen.tsx";
import { useBeingHere } from "#web/features/inbox/presence.ts";
import { wakeAt } from "#web/features/inbox/snooze.ts";
import type { ThreadParts } from "#web/features/inbox/thread-pane.tsx";
import type { After } from "#web/features/replies/use-send.ts";
import { loadTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { whenIdle } from "#web/lib/when-idle.ts";

const withTexts = <Part,>(
  part: Promise<Part>,
  ...texts: ("replies" | "warnings" | "forwarding" | "acts" | "ideas")[]
) => Promise.all([part, loadTexts(...texts)]).then(([loaded]) => loaded);
const composer = () => withTexts(import("#web/features/replies/composer.tsx"), "replies", "warnings");
const Composer = lazy(() => composer().then((part) => ({ default: part.Composer })));
const DeliveryEntry = lazy(() =>
  withTexts(import("#web/features/replies/delivery-entry.tsx"), "replies").then((part) => ({
    default: part.DeliveryEntry,
  })),
);
const forwards = () => withTexts(import("#web/features/forwarding/thread-forwards.tsx"), "forwarding");
const ThreadForwards = lazy(() => forwards().then((part) => ({ default: part.ThreadForwards })));
const acting = () => withTexts(import("#web/features/channels/message-acts.tsx"), "acts");
const ActMenu = lazy(() => acting().then((part) => ({ default: part.ActMenu })));
const ActLines = lazy(() => acting().then((part) => ({ default: part.ActLines })));
whenIdle(composer, forwards, acting);
const ForwardDialog = lazy(() =>
  withTexts(
    loadTexts("answer").then(() => import("#web/features/forwarding/forward-dialog.tsx")),
    "forwarding",
  ).then((dialog) => ({
    default: dialog.ForwardDialog,
  })),
);

const MakeIdeaDialog = lazy(() =>
  withTexts(import("#web/features/ideas/make-idea-dialog.tsx"), "ideas").then((dialog) => ({
    default: dialog.MakeIdeaDialog,
  })),
);

/** The inbox with the composer in its threads, and the dialog that hands one to a department. */
export function InboxPage() {
  const { user } = useMe();
  const address = useAddress();
  const mayChange = useMay("thread.status");
  const mayNote = useMay("thread.note");
  const mayForward = useMay("forward.send");
  const mayAddIdea = useMay("idea.add");
  const tellWriting = useBeingHere(address.thread);
  const [forwarding, setForwarding] = useState<string | null>(null);
  const [making, setMaking] = useState<string | null>(null);
  const me = useMemo(() => ({ id: user.id, name: user.name }), [user.id, user.name]);
  const parts = (acts: InboxActs): ThreadParts => ({
    composer: (thread, others) => (
      <Suspense fallback={null}>
        <Composer
          thread={thread}
          me={me}
          others={others}
          mayNote={mayNote}
          onWriting={tellWriting}
          onSent={(after) => followUp(after, thread.id, acts)}
        />
      </Suspense>
    ),
    reply: (entry, thread) => (
      <Suspense fallback={null}>
        <DeliveryEntry reply={entry.reply} thread={thread} />
      </Suspense>
    ),
    forwards: (threadId) => (
      <Suspense fallback={null}>
        <ThreadForwards threadId={threadId} />
      </Suspense>
    ),
    acts: (entry, thread) => {
      const of = { threadId: thread.id, message: entry, hidden: entry.hiddenAt !== null };
      const later = (part: ReactNode) => <Suspense fallback={null}>{part}</Suspense>;
      return { menu: later(<ActMenu {...of} />), lines: later(<ActLines {...of} />) };
    },
    forward: mayForward ? (thread) => setForwarding(thread.id) : null,
    makeIdea: mayAddIdea ? (thread) => setMaking(thread.id) : null,
  });
  return (
    <>
      <InboxScreen address={address} me={me} may={mayChange} parts={parts} />
      {forwarding !== null && (
        <Suspense fallback={null}>
          <ForwardDialog open threadId={forwarding} onClose={() => setForwarding(null)} />
        </Suspense>
      )}
      {making !== null && (
        <Suspense fallback={null}>
          <MakeIdeaDialog threadId={making} onClose={() => setMaking(null)} />
        </Suspense>
      )}
    </>
  );
}

/** What happens to the thread after its answer was sent. "Done" the server sets itself once it has arrived. */
function followUp(after: After, threadId: string, acts: InboxActs): void {
  if (after === "done") acts.openNext();
  if (after === "waiting") void acts.setStatus([threadId], "waiting");
  const tomorrow = after === "snoozed" ? wakeAt("tomorrow", new Date()) : null;
  if (tomorrow) void acts.setStatus([threadId], "snoozed", tomorrow.toISOString());
}

/** The filter and the open thread are the page's address; opening a thread can be gone back from. */
function useAddress(): InboxAddress {
  const search = useSearch({ from: "/shell/inbox" });
  const navigate = useNavigate();
  const key = JSON.stringify(search);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of the address are its identity
  return useMemo(() => {
    const { thread = null, ...filter } = search;
    const go = (next: InboxFilter, open: string | null, replace: boolean) =>
      void navigate({ to: "/inbox", search: { ...next, ...(open && { thread: open }) }, replace });
    return {
      filter,
      thread,
      onFilter: (next) => go(next, null, next.q !== filter.q),
      onThread: (id) => go(filter, id, thread !== null && id !== null),
    };
  }, [key, navigate]);
}
