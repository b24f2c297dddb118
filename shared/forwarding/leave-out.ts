import { findPrivate, type PrivateKind } from "#shared/replies/private.ts";

/** What stands for a detail that a department does not need. */
export type LeftOut = Record<PrivateKind, string>;

/**
 * A follower's words without private details (mail addresses, phone and account numbers, cards, personal and order
 * numbers), each replaced by a word in brackets; `count` says how many were left out.
 */
export function leaveOut(text: string, names: LeftOut): { text: string; count: number } {
  const found = findPrivate(text);
  let kept = "";
  let read = 0;
  for (const { from, to, kind } of found) {
    if (from < read) continue;
    kept += `${text.slice(read, from)}[${names[kind]}]`;
    read = to;
  }
  return { text: kept + text.slice(read), count: found.length };
}
