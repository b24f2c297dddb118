import { useCallback, useSyncExternalStore } from "react";

/** What a person has begun to write in a thread. `key` makes sending it twice impossible. */
export type Draft = {
  text: string;
  templateId: string | null;
  lang: string | null;
  key: string;
  note: string;
  /** when the newest message was sent that could be read when the draft was begun */
  began: string | null;
};

const at = (threadId: string): string => `konak.draft.${threadId}`;
const held = new Map<string, Draft>();
const watchers = new Set<() => void>();
const subscribe = (watcher: () => void) => {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
};

/** A draft nothing stands in yet. */
export const newDraft = (): Draft => ({
  text: "",
  templateId: null,
  lang: null,
  key: crypto.randomUUID(),
  note: "",
  began: null,
});

function fromStorage(threadId: string): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(at(threadId)) ?? "null") as Partial<Draft> | null;
    if (typeof kept?.text === "string") return { ...newDraft(), ...kept };
  } catch {
    // What cannot be read is no draft; the next key press writes a good one.
  }
  return newDraft();
}

/** The draft kept in this browser for a thread, or a new one; the same object until it changes. */
export function readDraft(threadId: string): Draft {
  const draft = held.get(threadId) ?? fromStorage(threadId);
  held.set(threadId, draft);
  return draft;
}

/** Keeps a draft; one without words is forgotten. */
export function keepDraft(threadId: string, draft: Draft): void {
  held.set(threadId, draft);
  try {
    if (draft.text.trim() || draft.note.trim()) localStorage.setItem(at(threadId), JSON.stringify(draft));
    else localStorage.removeItem(at(threadId));
  } catch {
    // A full or closed storage must not stop anybody from writing.
  }
  for (const watcher of watchers) watcher();
}

/** Puts words back into a thread's draft, such as those of an answer that was taken back. What stands there stays. */
export function putBack(threadId: string, text: string): void {
  const draft = readDraft(threadId);
  const both = draft.text.trim() && draft.text !== text ? `${text}\n\n${draft.text}` : text;
  keepDraft(threadId, { ...draft, text: both, key: crypto.randomUUID() });
}

/** A thread's draft and the way to change it. */
export function useDraft(threadId: string): [Draft, (change: Partial<Draft>) => void] {
  const draft = useSyncExternalStore(subscribe, () => readDraft(threadId));
  const change = useCallback(
    (next: Partial<Draft>) => keepDraft(threadId, { ...readDraft(threadId), ...next }),
    [threadId],
  );
  return [draft, change];
}
