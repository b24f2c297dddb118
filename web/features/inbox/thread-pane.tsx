import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import type { PersonView, Presence, ThreadView } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useMay, useMe } from "#web/lib/me.ts";
import { Problem } from "#web/lib/problem.tsx";
import { codeOf } from "#web/lib/say-error.ts";
import { useTRPC } from "#web/lib/trpc.ts";
import { Button } from "#web/ui/button.tsx";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { Bar, Waiting } from "#web/ui/skeleton.tsx";
import { Entries } from "./entries.tsx";
import { MemberFold, MemberRail } from "./member-rail.tsx";
import type { MessageParts } from "./message-entry.tsx";
import type { EntryOf } from "./moment.tsx";
import { PostCard } from "./post-card.tsx";
import { useOthers } from "./presence.ts";
import type { ThreadChanges } from "./thread-changes.ts";
import { type OpenMenu, ThreadHeader } from "./thread-header.tsx";
import { ThreadNotices } from "./thread-notices.tsx";

/** What other slices put into a thread. */
export type ThreadParts = {
  composer: (thread: ThreadView, others: Presence[]) => ReactNode;
  reply: (entry: EntryOf<"reply">, thread: ThreadView) => ReactNode;
  forward: ((thread: ThreadView) => void) | null;
  /** takes what was said into an open call */
  makeIdea: ((thread: ThreadView) => void) | null;
  /** what can be done, and was done, to one message beside answering it */
  acts: (entry: EntryOf<"message">, thread: ThreadView) => MessageParts;
  /** what departments were asked, below what was said */
  forwards: (threadId: string) => ReactNode;
};

type Props = {
  id: string;
  me: PersonView;
  changes: ThreadChanges;
  menu: OpenMenu;
  onMenu: (menu: OpenMenu) => void;
  onBack: () => void;
  parts: ThreadParts;
};

/** One thread: the post it hangs on, everything said, the answer, and who the person is. */
export function ThreadPane(props: Props) {
  const { t } = useTexts("thread");
  const trpc = useTRPC();
  const query = useQuery(trpc.inbox.thread.queryOptions({ id: props.id }));
  const thread = query.data;
  if (thread) return <OpenThread key={thread.id} {...props} thread={thread} />;
  if (!query.error) return <ThreadLoading />;
  const code = codeOf(query.error);
  if (code === "not_found" || code === "gone")
    return (
      <EmptyState action={<Button onClick={props.onBack}>{t("thread.backToList")}</Button>}>
        {t("thread.gone")} {t("thread.goneDetail")}
      </EmptyState>
    );
  return <Problem error={query.error} onRetry={() => void query.refetch()} className="m-4" />;
}

function OpenThread({ thread, me, changes, menu, onMenu, onBack, parts }: Props & { thread: ThreadView }) {
  const { t } = useTexts("thread");
  const { brands } = useMe();
  const others = useOthers(thread.id, me.id);
  const brandName = brands.find((brand) => brand.id === thread.brandId)?.name ?? "";
  const { forward, makeIdea } = parts;
  const { markRead } = changes;
  const mark = useRef(markRead);
  mark.current = markRead;
  useEffect(() => {
    if (thread.unread) mark.current(thread.id);
  }, [thread.id, thread.unread]);
  return (
    <section aria-label={t("thread.label", { name: thread.memberName })} className="flex min-h-0 flex-1 flex-col">
      <ThreadHeader
        thread={thread}
        me={me}
        changes={changes}
        menu={menu}
        onMenu={onMenu}
        onBack={onBack}
        onForward={forward && (() => forward(thread))}
        onIdea={makeIdea && (() => makeIdea(thread))}
      />
      {changes.failed && <Problem error={changes.failed.error} onRetry={changes.failed.again} className="mx-4 mt-2" />}
      <div className="flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <ThreadNotices thread={thread} others={others} />
          <Conversation thread={thread} me={me.id} brandName={brandName} parts={parts} />
          <Answer thread={thread} composer={() => parts.composer(thread, others)} />
        </div>
        <MemberRail thread={thread} />
      </div>
    </section>
  );
}

type TalkProps = { thread: ThreadView; me: string; brandName: string; parts: ThreadParts };

/** Opens at the newest entry, and follows new ones as long as the person reads down there. */
function Conversation({ thread, me, brandName, parts }: TalkProps) {
  const ref = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const count = thread.entries.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new entry moves the view
  useEffect(() => {
    const element = ref.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [count]);
  return (
    <div
      ref={ref}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
      className="scroll-y flex-1 px-4 pt-3 pb-3"
    >
      <MemberFold thread={thread} />
      {thread.post && <PostCard post={thread.post} thread={thread} brandName={brandName} />}
      <Entries
        thread={thread}
        me={me}
        reply={(entry) => parts.reply(entry, thread)}
        acts={(entry) => parts.acts(entry, thread)}
      />
      {thread.entries.some((entry) => entry.type === "forward") && (
        <div className="mt-3 ml-10.5 max-sm:ml-5">{parts.forwards(thread.id)}</div>
      )}
    </div>
  );
}

/** The composer, or why there is none. */
function Answer({ thread, composer }: { thread: ThreadView; composer: () => ReactNode }) {
  const { t } = useTexts("thread");
  const maySend = useMay("reply.send");
  if (maySend && thread.canSend) return composer();
  const why = !maySend ? t("thread.viewer") : thread.deletedAt ? null : t("thread.cannotSend");
  return why && <p className="mx-4 mb-3.5 rounded-m border border-line bg-sunken px-3 py-2 text-text-2">{why}</p>;
}

const ThreadLoading = () => (
  <Waiting>
    <div className="flex h-(--bar) items-center border-b border-line px-4">
      <Bar className="w-40" />
    </div>
    <div className="grid gap-4 p-4">
      <Bar className="h-16 w-full !rounded-l" />
      <Bar className="w-1/3" />
      <Bar className="w-11/12" />
      <Bar className="w-3/4" />
    </div>
  </Waiting>
);
