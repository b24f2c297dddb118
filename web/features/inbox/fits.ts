import type { BulkResult, InboxFilter, ThreadRow } from "#shared/inbox/schema.ts";

/** What a change sets on a row before the server has answered. */
export type RowPatch = Partial<Pick<ThreadRow, "status" | "snoozedUntil" | "assignee" | "unread" | "labels">>;

/** Whether a row the person just changed still belongs on this screen. Only status and person are judged. */
export function stillFits(row: ThreadRow, filter: InboxFilter, me: string): boolean {
  const status = filter.status ?? (filter.problems ? "all" : "open");
  if (status !== "all" && row.status !== status) return false;
  if (filter.assignee === undefined) return true;
  const wanted = filter.assignee === "me" ? me : filter.assignee === "none" ? null : filter.assignee;
  return (row.assignee?.id ?? null) === wanted;
}

/** Which row to open when `leaving` rows go away: the next one that stays, else the one before. */
export function neighbourOf(rows: ThreadRow[], openId: string | null, leaving: ReadonlySet<string>): string | null {
  const at = rows.findIndex((row) => row.id === openId);
  if (at < 0 || !openId || !leaving.has(openId)) return openId;
  const after = rows.slice(at + 1).find((row) => !leaving.has(row.id));
  return (after ?? rows.slice(0, at).findLast((row) => !leaving.has(row.id)))?.id ?? null;
}

/** Puts the rows of another reading over those held, without adding, removing or moving any. */
export function refreshed(held: ThreadRow[], fresh: ThreadRow[]): ThreadRow[] {
  const byId = new Map(fresh.map((row) => [row.id, row]));
  return held.map((row) => byId.get(row.id) ?? row);
}

/** How many of the newest rows are not in the list yet. Rows that only wait on its next page do not count. */
export function arrivedIn(newest: ThreadRow[], held: ThreadRow[], filter: InboxFilter, hasMore: boolean): number {
  const shown = new Set(held.map((row) => row.id));
  const oldest = held.at(-1)?.lastMessageAt ?? "";
  return newest.filter((row) => {
    if (shown.has(row.id)) return false;
    return hasMore ? filter.sort !== "oldest" && row.lastMessageAt > oldest : true;
  }).length;
}

/** The names of the threads a change reached, for the sentence of its undo. */
export const nameOf = (rows: ThreadRow[], result: BulkResult): string =>
  rows.find((row) => row.id === result.changed[0])?.memberName ?? "";
