import { cuePattern, cueSpans, foldedInPlace } from "./cues.ts";
import { grave, slight, strong, weak } from "./mood-cues.ts";
import { hasQuestion } from "./question.ts";
import type { Span } from "./schema.ts";
import { isSure } from "./sure-complaint.ts";

/**
 * What a comment is about, as far as cue words tell; `complaint` and `grave` hold the cues' places in the text. `sure`:
 * a complaint that nothing in the comment speaks against, for what would hurt to say on a happy comment.
 */
export type Mood = { complaint: Span[]; grave: Span[]; sure: boolean; praise: boolean; asks: boolean };

// Without its dots "öldü" (died) would be "oldu" (happened), so this one is read as it is written.
const died = /(?<!\p{L})öl(?:dü\p{L}{0,4}|müş|üm\p{L}{0,5})(?!\p{L})/giu;
// "puhelin kuoli", "the battery died": a thing, nobody's death.
const thing = /(?:puhelin|akku|naytto|kone|laite|netti|telefon|batarya|pil|sarj)[^.!?]{0,12}$/u;

const praise = cuePattern(`
  love|loved|loving|great|amazing|awesome|best|perfect|happy|wonderful|excellent|fantastic|brilliant|beautiful|delicious
  |congrats|congratulations|favourite|favorite|works great|well done|good job|nice|lovely|superb|impressed|recommend
  |harika*|mükemmel*|muhteşem*|süper*|bayıldı*|bayılıyor*|çok güzel*|güzel*|memnun kald*|memnunum|memnunuz|elinize sağlık|ellerinize sağlık|tebrik*
  |seviyor*|sevdim|şahane*|iyi ki|favori*|enfes|lezzetli|tavsiye ederim|bravo|allah razı olsun|insan gibi|şükür|komik
  |ihana*|mahtava*|loistava*|upea*|hieno*|paras|parasta|parhaat|rakastan|tykkään|hyvä*|hyvin|tyytyväi*|erinomai*|suosittelen|onneksi|kaunis|herkulli*|mainio*|ykkös*|huippu*|jee|mahtis
  |super|świetn*|wspaniał*|rewelac*|najleps*|uwielbia*|kocham|polecam|pięknie|piękn*|pyszn*|doskonał*|cudown*|gratul*|zadowol*|fajn*|ekstra|fantastyczn*|zachwycon*|brawo|szczęści*|miło`);
const thanks = cuePattern(
  "thank|thanks|thx|thankyou|teşekkür*|sağol*|sağ olun|kiitos*|kiitti|kiitokset|dziękuj*|dzięki|dzięks",
);
const turn = cuePattern(
  `but|however|yet|still|except|although|though|until|ama|fakat|ancak|lakin|yine de|mutta|vaan|silti|paitsi|ale|jednak|lecz|niestety|unfortunately|maalesef|valitettavasti`,
);
const solved = cuePattern(`
  no problem*|no issue*|without any problem*|without problem*|without any issue*|without issue*|never a problem|not a problem|fixed|solved|sorted|resolved|works now
  |sorunsuz*|sorun yok|problemsiz|problem yok|sorun çözüldü|çözüldü|hallettiniz|halloldu|eksiksiz*|sorun yaşamad*|kusursuz*|hiç sorun
  |ongelmitta|ei ongelmia|ei mitään ongelmia|ongelma ratkesi|ratkesi|korjattu|hoitui|ei ollenkaan huono|virheett*
  |bez problem*|bez zarzut*|bez problemu|nie ma problemu|problem rozwiązany|rozwiązan*|naprawion*|załatwion*|bez uszkodz*|bez opóźn*|nie zawied*|nie zawiod*`);

const turkishNot = /\p{L}{2,}(?:m[iu]yor|madi|medi|mamis|memis|maz|mez)\p{L}{0,6}(?![\p{L}])/gu;
const outcry = /\?{2,}|!{3,}/g;
const faces = /[😡🤬😠👎😤😞🤦🙄😒😢😭💔]|:['-]?[(/](?![/\p{L}])/gu;

const blanked = (text: string, spans: readonly Span[]): string =>
  spans.reduce((rest, { from, to }) => rest.slice(0, from) + " ".repeat(to - from) + rest.slice(to), text);

const enough = 4000;

/**
 * Reads a comment for complaint, gravity (death, injury, fire), praise and questions by short curated lists of cues in
 * English, Turkish, Finnish and Polish. One strong cue, two weak ones, or a weak one without praise is a complaint.
 * Precision before recall: irony and what no list foresaw are not found.
 * @param lang BCP 47 language of the comment, for questions without a mark; null when unknown
 */
export function readMood(comment: string, lang: string | null): Mood {
  const whole = foldedInPlace(comment.slice(0, enough)).replace(/https?:\/\/\S+|@[\p{L}\p{N}_]+/gu, (found) =>
    " ".repeat(found.length),
  );
  const folded = blanked(whole, cueSpans(whole, solved));
  const dead = cueSpans(comment.slice(0, enough), died);
  const sad = [...cueSpans(folded, grave(lang)), ...dead].filter(
    ({ from }) => !thing.test(folded.slice(Math.max(0, from - 40), from)),
  );
  const loud = cueSpans(folded, strong(lang));
  const words = cueSpans(folded, weak(lang));
  const soft = [...words, ...cueSpans(folded, faces)];
  const praised = cueSpans(whole, praise).length > 0 || /[❤😍🥰👏💕💖🙏👍🎉😘🤩]/u.test(comment);
  const turned = cueSpans(folded, turn).length > 0;
  const thanked = cueSpans(whole, thanks).length > 0;
  const asks = hasQuestion(comment, lang);
  const smiled = thanked || /[🙂😊😀😃😄😁😆😂🤣😅😉🥳💚💙💛🧡🖤🤍✨]|[:;=][-']?[D)]/u.test(comment);
  const glad = praised || smiled;
  const faint =
    glad || asks
      ? []
      : [...cueSpans(folded, slight(lang)), ...(lang?.startsWith("tr") ? cueSpans(folded, turkishNot) : [])];
  const cried = glad || asks ? [] : cueSpans(folded, outcry);
  // What is said with a smile or praise needs more than one cue, or a "but".
  const isLoud = loud.length > (glad && !thanked && !turned ? 1 : 0);
  const isSoft = praised ? soft.length > 1 && turned : soft.length > (glad || asks ? 1 : 0);
  const isComplaint = isLoud || isSoft || faint.length + cried.length > 1;
  return {
    complaint:
      isComplaint || sad.length > 0
        ? [...loud, ...soft, ...faint, ...cried, ...sad].sort((a, b) => a.from - b.from)
        : [],
    grave: sad,
    sure: (isComplaint || sad.length > 0) && isSure(whole, { loud, words, faint, sad, glad, smiled, asks }),
    praise: (praised || thanked) && !isComplaint && sad.length === 0,
    asks,
  };
}
