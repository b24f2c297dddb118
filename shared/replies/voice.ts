import type { CheckInput, Draft } from "./check-input.ts";
import { cuePattern, cueSpans, sentencesOf } from "./cues.ts";
import { namesIn, takenUp, tellingWords } from "./echo.ts";
import { hasQuestion } from "./question.ts";
import type { CheckResult, Span } from "./schema.ts";

const firstPerson = cuePattern(
  "i|i'm|i've|i'll|i'd|me|my|we|we're|we've|we'll|our|ben|bana|benim|biz|bizim|bize|minä|minun|minulle|me|meidän|meille|ja|mnie|moim|my|nasz*|nam",
);
const admits = cuePattern(`
  our mistake|our fault|our error|my mistake|my fault|we got it wrong|i got it wrong|we were wrong|i was wrong|you're right|you are right|we should have|i should have|that's on us|we messed up|we failed|we let you down
  |hata bizde|bizim hatamız|hatamız|hatalıyız|haklısınız|haklısın|yanılmışız|yanlış yapmışız|virheemme|meidän virhe*|olet oikeassa|olette oikeassa|erehdyimme|mokasimme|mokasin|nasz błąd|nasza wina|naszą winą|to nasza wina|ma pani rację|ma pan rację|masz rację|pomyliliśmy się|myliliśmy się|zawiedliśmy`);

/**
 * OWN_VOICE: the cues of a human voice that can be counted in a text: speaks as I or we, admits a mistake, asks back,
 * takes up the comment's own words. Places in the draft; no score is made of them.
 */
export function ownVoice(draft: Draft, input: CheckInput): CheckResult["voice"] {
  const names = namesIn(input);
  const theirs = tellingWords(draft.answered.text, draft.answered.lang, names);
  const concrete = tellingWords(draft.text, draft.lang, names).filter((word) => takenUp([word], theirs).length > 0);
  const asks = sentencesOf(draft.text).filter(({ from, to }) => hasQuestion(draft.text.slice(from, to), draft.lang));
  const cues: { cue: CheckResult["voice"][number]["cue"]; spans: Span[] }[] = [
    { cue: "firstPerson", spans: cueSpans(draft.folded, firstPerson) },
    { cue: "admits", spans: cueSpans(draft.folded, admits) },
    { cue: "asksBack", spans: asks },
    { cue: "concrete", spans: concrete.map(({ from, to }) => ({ from, to })) },
  ];
  return cues.filter(({ spans }) => spans.length > 0);
}
