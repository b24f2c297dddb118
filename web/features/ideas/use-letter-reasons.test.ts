import { expect, it } from "vitest";
import type { Warning } from "#shared/replies/schema.ts";
import { firedOf, toJudge, withAnswers } from "#web/features/ideas/use-letter-reasons.ts";

const like = (id: string): Warning => ({
  ...{ code: "REPEAT_RECENT", strength: "warn", params: {}, spans: [], comment: null, help: null, demoted: false },
  earlier: { id, threadId: "t", memberName: "Jo", sentAt: null, text: "", similarity: 0.7, sharedWords: [] },
});
const judged = (id: string, text: string, warnings: Warning[] = []) =>
  [id, { text, reasons: { id, warnings, echoes: null } }] as const;
const letters = ["a", "b", "c"].map((id) => ({ id, text: `words of ${id}` }));

it("looks at every letter once, and at a changed one with those that read like it", () => {
  expect(toJudge(letters, new Map()).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  const known = new Map([
    judged("a", "words of a", [like("b")]),
    judged("b", "words of b", [like("a")]),
    judged("c", "words of c"),
  ]);
  expect(toJudge(letters, known)).toEqual([]);
  const changed = letters.map((one) => (one.id === "a" ? { ...one, text: "other words" } : one));
  expect(toJudge(changed, known).map(({ id }) => id)).toEqual(["a", "b"]);
});

it("vouches for no letter the server said nothing of, and does not ask for it again and again", () => {
  const [a, b] = [judged("a", "words of a"), judged("b", "words of b")];
  const known = withAnswers(new Map([a]), [b[1].reasons], new Map(letters.slice(1).map(({ id, text }) => [id, text])));
  expect(letters.map(({ id }) => known.get(id)?.reasons ?? null)).toEqual([a[1].reasons, b[1].reasons, null]);
  expect(toJudge(letters, known)).toEqual([]);
});

it("says of a reason that was shown whether the words changed after it", () => {
  const shown = [{ code: "REPEAT_RECENT" as const, strength: "warn" as const, text: "the same" }];
  expect(firedOf(shown, "the same ")).toEqual([{ code: "REPEAT_RECENT", strength: "warn", edited: false }]);
  expect(firedOf(shown, "a word of its own")[0]?.edited).toBe(true);
});
