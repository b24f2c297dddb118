import { fold } from "../text.ts";
import { type CheckInput, type Draft, evidenceIn, reason } from "./check-input.ts";
import { cuePattern, cueSpans, sentencesOf } from "./cues.ts";
import { hasQuestion } from "./question.ts";
import type { Span, Warning } from "./schema.ts";
import { addresses, contentWords, type Word, wordsOf } from "./words.ts";

// Talk that both sides always use: sharing it shows nothing.
const talk = new Set(
  fold(`hi hello hey dear thanks thank please sorry help need want know get got go going like just really still even much many some any more
    time day days today now then one two all yes yeah ok okay good great well back make made see look try tried use using us let way thing
    things something anything someone anyone people guys lol what when where why how who which than too only after before again because
    been being over same other another off down am i'm i've it's don't can't won't didn't doesn't isn't that's you're we're rt amp via dm
    pm link https http
    merhaba selam lütfen teşekkürler teşekkür yardım istiyorum olur oldu bana beni benim bizim sizin nasıl neden niye zaman bugün şimdi bile
    sadece kez gün saat hiç herkes biri şey şeyi lazım artık önce sonra tekrar iyi evet hayır tamam
    hei moi kiitos kiitoksia anteeksi apua apu miten milloin missä miksi tänään nyt vielä enää aina joku jotain kaikki hyvä juu joo kyllä
    voisi voisitte voiko saada saa pitää tulee olen olemme ollut minulle meille teille sitten taas
    cześć hej witam proszę dziękuję dzięki pomoc pomocy kiedy gdzie dlaczego dzisiaj dziś teraz jeszcze zawsze ktoś coś wszystko dobrze tak
    mam mamy mogę można chcę bardzo tylko potem znowu mnie mi sobie jest`).split(/\s+/),
);

const leastWords = 3;
const rarest = 3;

/** Whether two folded words are the same or forms of one: five letters in common from the start, or most of the shorter. */
export function isKin(a: string, b: string): boolean {
  if (a === b) return true;
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  const shorter = Math.min(a.length, b.length);
  return same >= 5 || (same >= 4 && same >= 0.6 * Math.max(a.length, b.length) && shorter >= 4);
}

/** Words of a text that say what it is about, folded, with their places; those of `not` (the brand's name) left out. */
export function tellingWords(text: string, lang: string | null, not: ReadonlySet<string>): Word[] {
  return contentWords(wordsOf(text.replace(/#/g, " "), lang))
    .map((word) => ({ ...word, text: fold(word.text).replace(/['’]s$/u, "") }))
    .filter(({ text }) => text.length > 2 && !talk.has(text) && !not.has(text) && /\p{L}/u.test(text));
}

/** The brand's name and the people of the thread: taking them up shows nothing. */
export const namesIn = ({ templateValues, thread }: CheckInput): ReadonlySet<string> =>
  new Set(
    [templateValues["brand.name"] ?? "", thread.memberName, ...thread.otherNames].flatMap((name) =>
      wordsOf(name, null).map((word) => fold(word.text)),
    ),
  );

/** Words of the comment that the draft takes up in one form or another. */
export function takenUp(comment: readonly Word[], draft: readonly Word[]): Word[] {
  return comment.filter((word) => draft.some((own) => isKin(word.text, own.text)));
}

const differs = ({ detected, answered }: Draft): boolean =>
  detected !== null && answered.lang !== null && answered.lang.split("-")[0] !== detected;

/**
 * ECHOES_NOTHING: the comment has three telling words and more, the draft takes up none. Weak by itself (it fires on
 * 38 % of real answers), so it is a hint; together with a repeated text it warns.
 */
export function echoesNothing(draft: Draft, input: CheckInput, repeats: boolean): Warning | null {
  const { answered } = draft;
  // Across languages no word is shared, and who asks back has read; praise needs no echo.
  if (answered.mood.praise || differs(draft) || hasQuestion(draft.text, draft.lang)) return null;
  const names = namesIn(input);
  const theirs = tellingWords(answered.text, answered.lang, names);
  const different = [...new Map(theirs.map((word) => [word.text, word])).values()];
  if (different.length < leastWords || takenUp(different, tellingWords(draft.text, draft.lang, names)).length > 0)
    return null;
  const rare = different
    .map((word) => ({ word, rarity: input.earlier.rarity(word.text) }))
    .sort((a, b) => a.rarity - b.rarity || b.word.text.length - a.word.text.length)
    .slice(0, rarest)
    .map(({ word }) => word);
  const spans = rare.map(({ from, to }) => ({ from, to }));
  const words = rare.map(({ from, to }) => answered.text.slice(from, to));
  const comment = evidenceIn(answered, spans);
  return reason("ECHOES_NOTHING", repeats ? "warn" : "hint", { words: words.join(", ") }, [], {
    comment,
    help: { kind: "takeUp", words },
  });
}

const answers = cuePattern(`
  yes|yep|yeah|no|nope|correct|of course|sure|absolutely|you can|it is|it does|there is|there are|we do|we don't|we have|unfortunately|not yet|indeed|definitely|it should|you'll|you will|you should|they are|because|due to|depends
  |evet|hayır|elbette|tabii|maalesef|mümkün|henüz|çünkü|var|yok|nedeniyle|dolayı|kyllä|ei|joo|juu|toki|totta kai|valitettavasti|vielä|koska|vuoksi|onnistuu|voit|voitte|saa|saat|tak|nie|oczywiście|niestety|jeszcze|ponieważ|można|tak jest|jasne|pewnie|możesz|z powodu`);
const elsewhere = cuePattern(`
  dm|pm|dms|direct message*|private message*|message us|call us|contact us|get in touch|inbox|look into|check|checking|investigat*|özel mesaj*|mesaj*|dm'den|ulaşın|iletişim*|inceliyor*|kontrol*|araştır*|yksityisviest*|yv|viesti*|viestillä|soita*|yhteyttä|selvit*|tarkist*
  |prywatn*|wiadomoś*|skontaktuj*|kontakt*|zadzwoń|sprawdz*|sprawdź*|wyjaśni*`);
const rhetorical =
  /(?:seriously|kidding|really|wtf|the hell|joke|ashamed|why (?:are|is|do|does) (?:you|your|it|this|everything) (?:always|so|even)|who cares|right|huh|saka mi|ciddi mi|oldu mu|olur mu|ayip degil mi|yakisiyor mu|tosissanne|vitsi|eiko havet|zarty|powaznie|kpina|serio|wstyd)[^?]{0,20}\?/u;

/**
 * QUESTION_UNANSWERED: the comment asks and the draft takes up none of the question's words, has no number, link or
 * date, does not answer yes or no, says of nobody that they look into it, and asks nothing back.
 */
export function questionUnanswered(draft: Draft, input: CheckInput): Warning | null {
  const { answered, text, folded } = draft;
  if (!answered.mood.asks || answered.mood.praise || differs(draft) || rhetorical.test(answered.folded)) return null;
  // The handles and initials that open and close a reply on some networks answer nothing.
  const said = text.replace(/^(?:\s*@[\w.-]+)+/, "");
  if (/\p{N}/u.test(said) || new RegExp(addresses.source, "u").test(said)) return null;
  if (hasQuestion(text, draft.lang) || cueSpans(folded, answers).length > 0 || cueSpans(folded, elsewhere).length > 0)
    return null;
  const names = namesIn(input);
  const asking = sentencesOf(answered.text).filter(({ from, to }) =>
    hasQuestion(answered.text.slice(from, to), answered.lang),
  );
  const [first] = asking;
  if (!first) return null;
  const question = asking.map(({ from, to }) => answered.text.slice(from, to)).join(" ");
  const asked = tellingWords(question, answered.lang, names);
  if (takenUp(asked, tellingWords(text, draft.lang, names)).length > 0) return null;
  const spans: Span[] = asking;
  const shown = answered.text.slice(first.from, first.to);
  return reason("QUESTION_UNANSWERED", "hint", { question: shown.length > 90 ? `${shown.slice(0, 89)}…` : shown }, [], {
    comment: evidenceIn(answered, spans),
    help:
      asked.length > 0
        ? { kind: "takeUp", words: [...new Set(asked.map(({ from, to }) => question.slice(from, to)))].slice(0, 3) }
        : null,
  });
}
