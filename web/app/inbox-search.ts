import type { InboxFilter } from "#shared/inbox/schema.ts";
import { flag, oneOf, searchBy, text } from "#web/lib/search.ts";

/** The inbox's filter and the thread that is open: the whole screen is its address. */
export type InboxSearch = InboxFilter & { thread?: string };

export const inboxSearch = searchBy<InboxSearch>({
  brand: text,
  channel: text,
  kind: oneOf("comment", "mention", "quote", "visitor_post"),
  status: oneOf("open", "waiting", "done", "snoozed", "all"),
  assignee: text,
  label: text,
  lang: text,
  question: flag,
  post: text,
  problems: flag,
  q: text,
  sort: oneOf("newest", "oldest"),
  thread: text,
});
