import type { Past } from "./entries.ts";

/**
 * Where the reading of a feed stands. `at` gave the validators, and only it is asked with them; `of` is the address the
 * channel had. Both are missing in what was written before feeds could move.
 */
export type Cursor = Past & {
  v: 1;
  etag: string | null;
  modified: string | null;
  at?: string;
  of?: string;
};

export function cursorOf(text: string | null): Cursor {
  const none: Cursor = { v: 1, etag: null, modified: null, seen: {}, was: {} };
  if (!text) return none;
  try {
    const cursor = JSON.parse(text) as Cursor;
    return cursor.v === 1 ? { ...none, ...cursor } : none;
  } catch {
    return none;
  }
}

/** The entries a cursor knows. */
export const pastOf = (text: string | null): Past => cursorOf(text);
