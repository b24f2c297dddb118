import { useEffect, useRef, useState } from "react";
import type { LetterReasons } from "#shared/ideas/letters.ts";
import type { Fired } from "#shared/replies/learning.ts";
import { useTRPCClient } from "#web/lib/trpc.ts";

type Letter = { id: string; text: string };
/** `reasons` is null where the server said nothing, as of a letter that left meanwhile. */
type Judged = { text: string; reasons: LetterReasons | null };
type Shown = { code: Fired["code"]; strength: Fired["strength"]; text: string };

// So many are checked well within a tenth of a second at the server (bench/calls.ts).
const atOnce = 10;
const typingPause = 700;

/** Which letters have to be looked at (again): new words, and neighbours that read like words which changed. */
export function toJudge(letters: readonly Letter[], known: ReadonlyMap<string, Judged>): Letter[] {
  const fresh = letters.filter((letter) => known.get(letter.id)?.text !== letter.text);
  const changed = new Set(fresh.filter((letter) => known.has(letter.id)).map((letter) => letter.id));
  const likeChanged = ({ id }: Letter) =>
    !changed.has(id) && known.get(id)?.reasons?.warnings.some(({ earlier }) => changed.has(earlier?.id ?? ""));
  return [...fresh, ...letters.filter((letter) => changed.size > 0 && likeChanged(letter))].slice(0, atOnce);
}

/** What is known after an answer of the server; of a letter it says nothing of nothing is known. */
export function withAnswers(
  known: ReadonlyMap<string, Judged>,
  found: readonly LetterReasons[],
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, Judged> {
  const answered = new Map(found.map((one) => [one.id, one]));
  const asked = [...texts].map(([id, text]) => [id, { text, reasons: answered.get(id) ?? null }] as const);
  return new Map([...known, ...asked]);
}

/** The reasons that were shown for a letter, and whether its words changed after that. */
export const firedOf = (shown: Iterable<Shown>, text: string): Fired[] =>
  [...shown].map(({ code, strength, text: then }) => ({ code, strength, edited: then.trim() !== text.trim() }));

/** What the check says about each letter on the page; asked again while somebody changes the words. */
export function useLetterReasons(callId: string, letters: readonly Letter[], on: boolean) {
  const api = useTRPCClient();
  const [known, setKnown] = useState<ReadonlyMap<string, Judged>>(new Map());
  const [failed, setFailed] = useState<unknown>(null);
  const shown = useRef(new Map<string, Map<string, Shown>>());
  const next = on && !failed ? toJudge(letters, known) : [];
  const asked = useRef<Letter[]>(next);
  asked.current = next;
  const key = JSON.stringify(next);
  const keep = (found: readonly LetterReasons[], texts: ReadonlyMap<string, string>) => {
    for (const { id, warnings } of found) {
      const ofLetter = shown.current.get(id) ?? new Map<string, Shown>();
      shown.current.set(id, ofLetter);
      for (const { code, strength } of warnings)
        if (!ofLetter.has(code)) ofLetter.set(code, { code, strength, text: texts.get(id) ?? "" });
    }
    setKnown((before) => withAnswers(before, found, texts));
  };
  const keepNow = useRef(keep);
  keepNow.current = keep;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says everything about what is asked
  useEffect(() => {
    if (asked.current.length === 0) return;
    let over = false;
    const ask = async () => {
      const now = asked.current;
      try {
        const found = await api.calls.checkLetters.mutate({ callId, letters: now });
        if (!over) keepNow.current(found, new Map(now.map(({ id, text }) => [id, text])));
      } catch (error) {
        if (!over) setFailed(error);
      }
    };
    const isTyped = asked.current.some(({ id }) => known.has(id));
    const timer = setTimeout(() => void ask(), isTyped ? typingPause : 0);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key]);
  return {
    of: (id: string): LetterReasons | null => known.get(id)?.reasons ?? null,
    fired: ({ id, text }: Letter): Fired[] => firedOf(shown.current.get(id)?.values() ?? [], text),
    /** what the server found when it was asked to send */
    take: (found: readonly LetterReasons[], sent: readonly Letter[]) =>
      keep(
        found,
        new Map(sent.filter(({ id }) => found.some((one) => one.id === id)).map(({ id, text }) => [id, text])),
      ),
    looking: next.length > 0,
    failed,
    again: () => setFailed(null),
  };
}
