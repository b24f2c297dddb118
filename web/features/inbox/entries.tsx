import type { ReactNode } from "react";
import type { ThreadView } from "#shared/inbox/schema.ts";
import { useTexts } from "#web/lib/i18n.ts";
import { MessageEntry, type MessageParts } from "./message-entry.tsx";
import type { EntryOf } from "./moment.tsx";
import { EventEntry, ForwardEntry, NoteEntry } from "./quiet-entries.tsx";

type Props = {
  thread: ThreadView;
  me: string;
  /** a reply of ours on its way is drawn by the slice that sends it */
  reply: (entry: EntryOf<"reply">) => ReactNode;
  /** what can be done to a message is drawn by the slice that knows its network */
  acts: (entry: EntryOf<"message">) => MessageParts;
};

/** Everything that was said and done, oldest first. */
export function Entries({ thread, me, reply, acts }: Props) {
  const { t } = useTexts("thread");
  return (
    <ol aria-label={t("thread.entries")}>
      {thread.entries.map((entry) => (
        <li key={`${entry.type}-${entry.id}`}>
          {entry.type === "message" && <MessageEntry entry={entry} network={thread.network} acts={acts(entry)} />}
          {entry.type === "note" && <NoteEntry entry={entry} />}
          {entry.type === "event" && <EventEntry entry={entry} me={me} />}
          {entry.type === "forward" && <ForwardEntry entry={entry} />}
          {entry.type === "reply" && reply(entry)}
        </li>
      ))}
    </ol>
  );
}
