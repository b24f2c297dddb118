import { checkReply } from "#shared/replies/check.ts";
import type { DetectLanguage } from "#shared/replies/language.ts";
import { buildEarlierIndex, type EarlierIndex } from "#shared/replies/nearest.ts";
import type { WarningCode } from "#shared/replies/schema.ts";
import { dice } from "../dice.ts";
import { inputOf, type RealReply } from "./ground.ts";
import { shown } from "./intervals.ts";
import { say, table } from "./print.ts";

const codes: WarningCode[] = ["ECHOES_NOTHING", "QUESTION_UNANSWERED", "EMPTY_APOLOGY", "ANSWERS_OTHER"];
const openThreads = 50;

/** The brand's replies as earlier ones; each is asked about as if it were of another thread, so none repeats itself. */
const earlierOf = (ours: readonly RealReply[]): EarlierIndex =>
  buildEarlierIndex(
    ours.map(({ id, text }) => ({ id, threadId: "thread", text, sentAt: id, memberName: "", lang: null })),
  );

/** Real replies under their own comment, and the same under a comment to the same brand by somebody else (swapped). */
export function evalEcho(held: readonly RealReply[], detect: DetectLanguage): void {
  const roll = dice(23);
  const fired = { own: new Map<string, number>(), swapped: new Map<string, number>() };
  let alone = 0;
  let strong = 0;
  let n = 0;
  const indexes = new Map<string, EarlierIndex>();
  for (const [brand, ours] of Map.groupBy(held, ({ brand }) => brand)) indexes.set(brand, earlierOf(ours));
  for (const reply of held) {
    const earlier = indexes.get(reply.brand)!;
    const others = held.filter(({ brand, comment }) => brand === reply.brand && comment !== reply.comment);
    if (others.length < 5) continue;
    n++;
    const other = others[roll(others.length)]!;
    const open = Array.from({ length: openThreads }, () => others[roll(others.length)]!);
    const threads = [...new Map(open.map(({ id, comment }) => [id, { id, memberName: "", text: comment }])).values()];
    const run = (comment: string, list: typeof threads) =>
      checkReply(inputOf(reply.text, comment, detect, { openThreads: list, earlier })).warnings;
    const genuine = run(reply.comment, threads);
    const wrong = run(other.comment, [...threads, { id: reply.id, memberName: "", text: reply.comment }]);
    for (const code of codes) {
      if (genuine.some((warning) => warning.code === code)) fired.own.set(code, (fired.own.get(code) ?? 0) + 1);
      if (wrong.some((warning) => warning.code === code)) fired.swapped.set(code, (fired.swapped.get(code) ?? 0) + 1);
    }
    for (const { code, strength } of [...genuine, ...wrong])
      if (code === "ECHOES_NOTHING") strength === "hint" ? alone++ : strong++;
  }
  const rows = codes.map((code) => [code, shown(fired.swapped.get(code) ?? 0, n), shown(fired.own.get(code) ?? 0, n)]);
  table(
    `Takes up the comment, ${n} replies of held-out brands`,
    ["warning", "fires on a swapped reply (recall)", "fires on the genuine one (false alarms)"],
    rows,
  );
  say(
    `ECHOES_NOTHING without a repeated text: ${alone} times a hint, ${strong} times more than a hint. ANSWERS_OTHER had about ${openThreads} open threads, the right one among them when swapped.`,
  );
}
