import { type CheckInput, type Draft, evidenceIn, reason } from "./check-input.ts";
import { cuePattern, cueSpans, sentencesOf } from "./cues.ts";
import { findGreeting } from "./greeting.ts";
import { isHintIn } from "./hint-languages.ts";
import type { Span, Warning } from "./schema.ts";

const celebration =
  /[🎉🎊🥳🤩🥂🍾🎈🎁💃🕺😍😂🤣😆😄😃😁😀😎😜😝🤪😻😹😸😋🥰😘]|(?<![\p{L}\p{N}])[:=;xX][-']?[DP](?![\p{L}\p{N}])|\^\^|(?<![\p{L}\p{N}])(?:xd|haha\p{L}*|lol|hehe\p{L}*|hihi\p{L}*)(?![\p{L}\p{N}])/giu;
// Two of these, or one beside an exclamation mark.
const sparkle = /[✨🙌⭐☀🌟💪👏🔥💯🏆🤗💖💕💛💚💙💜🧡🌈🚀🍀😉]/gu;
const gladWords = cuePattern(`
  awesome|amazing|fantastic|wonderful|brilliant|fabulous|superb|yay|yippee|woohoo|woo hoo|hooray|hurray|great news|good news|exciting news|so excited|super excited
  |we're thrilled|we are thrilled|thrilled to|love it|love this|love that|we love|delighted to|cheers|how exciting|happy days|fun fact|great|cool|perfect|excellent|lovely|super|congratulations|congrats|rock on|let's go
  |harika|harikasın*|süper|süpersin*|şahane|muhteşem|mükemmel|mükemmelsin*|bayıldık|çok sevindik|ne güzel|müjde|yaşasın|tebrikler|aferin|efsane|enfes|müthiş|çok mutluyuz|ne mutlu|bomba gibi|keyifli|keyifle|coşku*
  |mahtavaa|mahtava|mahtavasti|upeaa|upea|ihanaa|ihana|loistavaa|loistava|hienoa|super|huippua|huippu|hurraa|jee|jes|jippii|wau|vau|onnea|mahtis|iloisia uutisia|hyviä uutisia|ilouutinen|mieletöntä|mieletön|kivaa|aivan ihanaa|olemme innoissamme|superia|juhlan paikka|mainiota|erinomaista
  |super|świetnie|świetna wiadomość|świetne wieści|wspaniale|wspaniała wiadomość|rewelacja|rewelacyjnie|ekstra|cudownie|fantastycznie|bomba|hurra|brawo|gratulujemy|gratulacje|ale super|jak miło|cieszymy się|bardzo się cieszymy|uwielbiamy|pięknie|fajnie|dobre wieści|radosne wieści|bosko|znakomicie|doskonale|petarda|sztos|jupi|huraa`);
// "That is not great", "we want it to be perfect": said of something else than joy.
const damped = cuePattern(`
  not|isn't|wasn't|aren't|weren't|doesn't|didn't|don't|never|hardly|less than|far from|sorry|apolog*|unfortunately|should|would|could|wish|want|hope|hoping|ensure|make sure|strive|aim|instead of|if|to be|great deal|great lengths|great extent|great pity|oh no|cool down|cooled|excellent question|cool water
  |değil*|üzgün*|üzül*|özür|maalesef|ne yazık|umarız|umuyoruz|isteriz|isterdik|hedef*|olması için|olmalıydı|olmasını
  |ei|eivät|emme|pahoittel*|valitettavasti|anteeksi|ikävä*|harmi*|toivomme|toivottavasti|haluamme|halusimme|pitäisi|olisi|jotta
  |nie|przykro|przeprasz*|niestety|powinn*|chcemy|chcielibyśmy|mamy nadzieję|aby|żeby|zależy nam|gdyby|by było|byłoby`);
const sorrow = cuePattern(`
  sorry|apolog*|oh no|oh dear|yikes|ouch|oops|not good|not great|not ok|terrible|awful|horrible|frustrat*|inconvenience|unfortunately|regret|upset|disappoint*|unacceptable|no fun|no good|not cool|ouch*|uh oh|uhh*|eek|crazy|insane|hate
  |üzgün*|üzül*|özür*|maalesef|geçmiş olsun|kusura|aksaklık*|mağdur*|affola|yaşadığınız
  |pahoittel*|anteeksi|valitettav*|harmi*|ikävä*|kurja*|voi ei|voi että|otamme osaa|surkea*|hyi|ei hyvä
  |przykro|przeprasz*|niestety|ubolewa*|współczu*|ojej|o nie|wybacz*|niedogodno*`);
// Something is done about it: the money back, a new one sent, looked into today.
const mending = cuePattern(`
  refund*|replace*|compensat*|free of charge|no charge|on us|credited|goodwill|make up for|make it up|claim|investigat*|fixed|fixing|engineer*|sent you a new|a new one
  |iade*|telafi*|ücretsiz*|karşıla*|yenisini|değiştir*|inceliyor*|tazmin*|onar*|düzelt*
  |hyvit*|korva*|palaut*|maksutta|veloituksetta|vaihdamme|lähetämme uuden|selvit*|korja*
  |zwrac*|zwrot*|zwróc*|rekompensat*|bez opłat|wymieni*|naprawi*|sprawdzamy|wyjaśni*|nowy egzemplarz`);
const polite = cuePattern(`
  thank*|thx|thanks|please|welcome|let us know|dm us|reach out|help*|teşekkür*|lütfen|sağ olun|rica|kiitos*|kiitämme|olkaa hyvä|ole hyvä|dziękuj*|dzięki|prosimy|proszę|pozdraw*|miłego|terveisin|mukavaa|saygılar*|sevgiler|iyi günler|have a|hyvää
  |dm|dms|pm|message|call us|reach us|here for you|happy to|glad to help|love to help|like to help|want to help|get you|assist|look into|özel mesaj*|ulaşın|yksityisvies*|viesti*|prywatn*|napisz*|yardımcı*|autamme|pomożemy|pomoc*`);

// Glad that somebody writes, glad beyond doubt: said of nothing else.
const jubilant = cuePattern(`
  yay|yippee|woohoo|woo hoo|hooray|hurray|great to hear from you|lovely to hear from you|nice to hear from you|good to hear from you|how exciting|every cloud
  |yaşasın|müjde|haber almak ne güzel|sizi duymak ne güzel|bomba gibi
  |hurraa|jippii|jee|mahtavaa kuulla sinusta|ihana kuulla sinusta|kiva kuulla sinusta|hauska kuulla sinusta|juhlan paikka
  |hurra|jupi|miło Panią słyszeć|miło Pana słyszeć|miło Państwa słyszeć|miło znów _ słyszeć|jak miło _ słyszeć`);

const wordsBefore = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;

// Says what happens next, or where it stands: whoever does that is not joking it away.
const doing = cuePattern(`
  we'll|we will|we're|we are|we've|we have|i'll|i will|i've|i have|on it|on its way|sent|send|today|tomorrow|tonight|now|noted|passed|forwarded|checking|check|shortly|soon|asap|our team|your order|fixed|fixing|sort|sorted|right away|priority|truly|understand|hear you|you're right|you are right|fair|agreed|no excuse|our fault|our mistake
  |hemen|bakıyor*|ilet*|gönder*|bugün|yarın|yolda|ekibimiz|not aldık|ilgilen*|haklısın*|takip*|kontrol*|arıyor*|arayaca*|yazın|yazar|birazdan|çözü*|anlıyor*|hata bizde|bizde
  |heti|tänään|huomenna|lähet*|välit*|tarkist*|hoid*|matkalla|nyt|soita*|laita|laitamme|kerro|kerromme|korja*|pian|ymmärr*|olet oikeassa|virhe*|meidän vika|vikamme
  |już|dziś|dzisiaj|jutro|przekaz*|wysyła*|wyśle*|zajm*|w drodze|zapraszamy|zaraz|sprawdz*|oddzwon*|zadzwoni*|wraca*|ma pani rację|ma pan rację|masz rację|rozumie*|nasza wina|nasz błąd|pracuje*`);

/** Makes light of it: called out, short, and nothing in it is sorry, helps, asks, or says what happens next. */
function jokes(draft: Draft): Span[] {
  const { text, folded } = draft;
  const sentences = sentencesOf(text);
  const calls = sentences.filter(({ from, to }) => /!/.test(text.slice(from, to)));
  const words = text.match(/\p{L}+/gu)?.length ?? 0;
  if (calls.length === 0 || calls.length * 2 < sentences.length || words > 22 || words < 4) return [];
  if (/[\p{N}?]|https?:|www\./u.test(text)) return [];
  const serious = [sorrow, mending, polite, doing].some((list) => cueSpans(folded, list).length > 0);
  return serious ? [] : calls;
}

/** What makes a reply cheerful, by kind: celebrating emoji and laughter, glad words said gladly, exclamations. */
type Cheer = { emoji: Span[]; glad: Span[]; calls: Span[]; sober: boolean };

function cheerIn(draft: Draft): Cheer {
  const { text, folded } = draft;
  const sparkles = cueSpans(text, sparkle);
  const shines = sparkles.length > 1 || (sparkles.length > 0 && text.includes("!"));
  const emoji = [...cueSpans(text, celebration), ...(shines ? sparkles : [])];
  const found: Span[] = [];
  const calls: Span[] = [];
  const greeted = findGreeting(text);
  for (const { from, to } of sentencesOf(text)) {
    const sentence = folded.slice(from, to);
    const glad = cueSpans(sentence, gladWords).map((span) => ({ from: span.from + from, to: span.to + from }));
    const isSad = cueSpans(sentence, sorrow).length > 0;
    const isDamped = isSad || cueSpans(sentence, damped).length > 0;
    const isPolite = cueSpans(sentence, polite).length > 0;
    const exclaims = /!/.test(text.slice(from, to));
    for (const span of glad) {
      // Said as a word of its own or called out: "Harika!", "Great news: ..."; not "a great distance".
      const own =
        /^[^\p{L}\p{N}]*$/u.test(text.slice(from, span.from)) && /^\s*[!.,:…–—-]|^$/u.test(text.slice(span.to, to));
      const strong =
        /^(?:great|good|exciting|iyi|hyvia|ilo|swietn|dobre|radosne|yay|woo|hoo|hur|jee|jip|mujde|yasasin|so excited|super excited|awesome|we.re thrilled)/u.test(
          folded.slice(span.from, span.to),
        );
      // Called out at the head or the end of the sentence, not the name of a plan in the middle of it.
      const stands = wordsBefore(text.slice(from, span.from)) < 3 || /^[^\p{L}\p{N}]*$/u.test(text.slice(span.to, to));
      if (isPolite && !own) continue;
      if (!isDamped && ((exclaims && stands) || own || (strong && folded.slice(span.from, span.to) !== "great")))
        found.push(span);
    }
    if (!exclaims || isDamped) continue;
    const isGreeting = greeted !== null && !greeted.thanks && to <= greeted.to;
    if (!isGreeting && !isPolite)
      for (const mark of text.slice(from, to).matchAll(/!+/g))
        calls.push({ from: from + mark.index, to: from + mark.index + mark[0].length });
  }
  const isSober = cueSpans(folded, sorrow).length > 0 || cueSpans(folded, mending).length > 0;
  return { emoji, glad: found, calls, sober: isSober };
}

/**
 * The places that make a reply cheerful when there are enough of them: a strong sign with a second one of another kind,
 * or two glad words; one more where the reply is sober or makes amends. Emoji alone are never enough.
 * @param grave one glad word or laughing emoji is enough beside a death or an injury
 */
export function cheerfulSpans(draft: Draft, grave = false): Span[] {
  const { emoji, glad, calls, sober } = cheerIn(draft);
  const jubilee = glad.length > 0 ? cueSpans(draft.folded, jubilant).length : 0;
  const marks = calls.reduce((sum, { from, to }) => sum + (to - from), 0);
  const words = new Set(glad.map(({ from, to }) => draft.folded.slice(from, to))).size + (jubilee > 0 ? 1 : 0);
  const signs = Math.min(words, 2) + (emoji.length > 0 ? 1 : 0) + (marks > (emoji.length > 0 ? 0 : 1) ? 1 : 0);
  const isEnough = words + emoji.length > 0 && signs >= (grave ? 1 : 2) + (sober ? 1 : 0);
  return isEnough ? [...emoji, ...glad, ...(marks > 1 ? calls : [])].sort((a, b) => a.from - b.from) : [];
}

/**
 * TONE_CHEERFUL: a sure complaint or worse is answered gladly; grave things ask first. In a crisis it asks under
 * everything but plain praise, a complaint need not be sure, and one sign is enough under it.
 */
export function toneCheerful(draft: Draft, { crisis = false }: CheckInput): Warning | null {
  const { complaint, grave, sure, praise, asks } = draft.answered.mood;
  if (!sure && (!crisis || (praise && !asks))) return null;
  const isGrave = grave.length > 0;
  const cheer = cheerfulSpans(draft, isGrave || (crisis && complaint.length > 0));
  const spans = cheer.length > 0 || !sure ? cheer : jokes(draft);
  // One call alone may be meant well.
  const isFaint = cheer.length === 0 && spans.length === 1;
  const [first] = spans;
  if (!first) return null;
  const params = {
    found: draft.text.slice(first.from, first.to),
    grave: isGrave ? "yes" : "no",
    crisis: crisis ? "yes" : "no",
  };
  const comment = evidenceIn(draft.answered, isGrave ? grave : complaint);
  const usual = isHintIn("TONE_CHEERFUL", draft.answered.lang ?? draft.lang) ? "hint" : "warn";
  const strength = isGrave && !isFaint ? "ask" : isFaint ? "hint" : usual;
  return reason("TONE_CHEERFUL", crisis ? "ask" : strength, params, spans, { comment });
}
