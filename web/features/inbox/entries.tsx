import type { ReactNode } from "react";
import type { ThreadEntry, ThreadView } from "#shared/inbox/schema.ts";
import { useFormat } from "#web/lib/format.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { useNow } from "#web/ui/say.tsx";
import { MessageEntry } from "./message-entry.tsx";
import { EventEntry, ForwardEntry, NoteEntry } from "./quiet-entries.tsx";

export type EntryOf<T extends ThreadEntry["type"]> = Extract<ThreadEntry, { type: T }>;

type Props = {
  thread: ThreadView;
  me: string;
  /** a reply of ours on its way is drawn by the slice that sends it */
  reply: (entry: EntryOf<"reply">) => ReactNode;
};

/** Everything that was said and done, oldest first. */
export function Entries({ thread, me, reply }: Props) {
  const { t } = useTexts("inbox");
  return (
    <ol aria-label={t("thread.entries")}>
      {thread.entries.map((entry) => (
        <li key={`${entry.type}-${entry.id}`}>
          {entry.type === "message" && <MessageEntry entry={entry} network={thread.network} />}
          {entry.type === "note" && <NoteEntry entry={entry} />}
          {entry.type === "event" && <EventEntry entry={entry} me={me} />}
          {entry.type === "forward" && <ForwardEntry entry={entry} />}
          {entry.type === "reply" && reply(entry)}
        </li>
      ))}
    </ol>
  );
}

/** "today 10:42", "yesterday 09:30", else the day and the time. */
export function Moment({ at }: { at: string }) {
  const { t } = useTexts("inbox");
  const format = useFormat();
  const now = useNow();
  const time = format.time(at);
  const day = format.day(at);
  const yesterday = format.day(new Date(now.getTime() - 86_400_000).toISOString());
  const near = now.getTime() - Date.parse(at) < 2 * 86_400_000;
  const say =
    near && day === format.day(now.toISOString())
      ? t("time.today", { time })
      : near && day === yesterday
        ? t("time.yesterday", { time })
        : `${format.weekday(at)}, ${time}`;
  return (
    <time dateTime={at} title={format.full(at)} className="text-12 text-text-3">
      {say}
    </time>
  );
}
