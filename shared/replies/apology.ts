import { type CheckInput, type Draft, evidenceIn, reason } from "./check-input.ts";
import { cuePattern, cueSpans, sentencesOf } from "./cues.ts";
import { namesIn, takenUp, tellingWords } from "./echo.ts";
import type { Warning } from "./schema.ts";

const sorry = cuePattern(`
  sorry|apologies|apologise|apologize|apology|özür dileriz|özür dilerim|özür|kusura bakmayın|kusura bakma|üzgünüz|üzgünüm
  |pahoittelut|pahoittelumme|pahoittelemme|anteeksi|pyydämme anteeksi|olemme pahoillamme|przepraszamy|przepraszam|przykro nam|przykro mi|wybacz|wybaczcie`);

// What can follow "sorry" and names nothing: the inconvenience, the trouble, to hear that.
const saysNothing = cuePattern(`
  sorry|apolog*|inconvenience*|inconvenienced|trouble|troubles|caused|cause|causing|may|might|hear|hearing|learn|read|see|sincer*|truly|really|very|deepl*|accept|extend|experience*|experienced|experiencing|issue|issues|problem|problems
  |situation|frustrat*|confusion|feel|feels|feeling|way|happened|happen|any|regarding|such|must|understand|disappoint*|upset|concern*|offer|send|our|we're|about|let|down
  |özür|dileriz|dilerim|diliyoruz|kusura|bakmayın|bakma|üzgünüz|üzgünüm|yaşadığınız|yaşanan|yaşattığımız|aksaklık*|sorun*|problem*|durum*|rahatsızlık*|olumsuzluk*|deneyim*|mağduriyet*|içten*|dolayı|nedeniyle|adına|verdiğimiz
  |pahoittel*|anteeksi|pyydämme|olemme|pahoillamme|pahoillani|aiheutu*|aiheuttam*|haitta*|harmi*|vaiva*|tilanne*|tilantee*|ongelma*|kokemu*|tapahtu*|kovasti|syvästi|todella|asia*
  |przepraszam*|przykro|wybacz*|niedogodno*|kłopot*|problem*|sytuacj*|zaistniał*|szczerze|bardzo|utrudnieni*|spowodowan*|doświadczen*|słyszeć|odczuci*`);

/**
 * EMPTY_APOLOGY: says sorry and names nothing, neither in that sentence nor by taking up a word of the comment anywhere.
 */
export function emptyApology(draft: Draft, input: CheckInput): Warning | null {
  const sentences = sentencesOf(draft.text).filter(
    ({ from, to }) => cueSpans(draft.folded.slice(from, to), sorry).length > 0,
  );
  const [first] = sentences;
  if (!first || draft.answered.text.trim() === "") return null;
  const names = namesIn(input);
  const theirs = tellingWords(draft.answered.text, draft.answered.lang, names);
  if (theirs.length === 0 || takenUp(theirs, tellingWords(draft.text, draft.lang, names)).length > 0) return null;
  const isEmpty = sentences.every(({ from, to }) => {
    const said = draft.folded.slice(from, to);
    const nothing = cueSpans(said, saysNothing);
    return tellingWords(draft.text.slice(from, to), draft.lang, names).every((word) =>
      nothing.some((span) => span.from <= word.from && span.to >= word.to),
    );
  });
  if (!isEmpty) return null;
  const complaint = draft.answered.mood.complaint.slice(0, 3);
  const words = [...new Set(complaint.map(({ from, to }) => draft.answered.text.slice(from, to)))];
  return reason("EMPTY_APOLOGY", "hint", {}, sentences, {
    comment: evidenceIn(draft.answered, complaint),
    help: words.length > 0 ? { kind: "takeUp", words } : null,
  });
}
