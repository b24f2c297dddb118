import { cuePattern, cueSpans } from "./cues.ts";
import type { Span } from "./schema.ts";

// Told of somebody else, of one's own slip, of long ago, or with a good end: no complaint to answer.
const elsewhere = cuePattern(`
  my own fault|my fault|my bad|another company|other company|another shop|other shop|elsewhere|wrong company|competitor*|switched to you|came to you|surprise*|hugged|laugh*|lol|haha*|ex husband|ex wife|my ex|thanks to you|used to|years ago|joking|kidding|found it|got it back|i lost|i left|i forgot|i dropped|i broke|left my|forgot my|happy tears|tears of joy|boss fight|final boss|last level|so addictive
  |kendi hatam|benim hatam|başka şirket*|başka firma*|başka yer*|başka marka*|rakip*|rakibiniz*|sürpriz*|sarıl*|haha*|şaka*|sayenizde|eskiden|eski eşim|bulundu|bulunmuş*|buldum|unuttum|unutmuşum|kaybettim|düşürdüm|kırdım|sevinçten|mutluluktan|duygulan*|bölüm sonu|son bölüm*
  |oma vika|omaa syytä|oma moka|muualta|muualla|toinen firma|toisen firman|kilpailij*|yllätys|yllätty*|halasi|nauratti|haha*|vitsi vitsi|ansiostanne|vuosia sitten|aikoinaan|löytyi|unohdin|unohtui|hukkasin|kadotin|pudotin|jätin|ilosta|onnesta|liikutu*|loppupomo*|pomo|viimeinen taso
  |moja wina|z mojej winy|sam sobie|sama sobie|gdzie indziej|inna firma|innej firm*|inny sklep|konkurencj*|niespodziank*|zaskoczon*|przytuli*|haha*|żart*|dzięki wam|lata temu|kiedyś|były mąż|była żona|znalazł*|odnalazł*|zapomniał*|zgubiłam|zgubiłem|zostawiłam|zostawiłem|upuścił*|ze szczęścia|ze wzruszenia|wzruszy*|boss|bossa|ostatni poziom`);
// Words of dealing with a complaint, and words with a second, harmless meaning: alone they do not make sure of one.
const doubtful = cuePattern(`
  refund*|complain*|stale|joke|joke of|poor|let down|worse|concerning|ripped|torn|ridiculous|ruin*|charged me|steal|lost my|nightmare|crap|illegal|sick of|no answer
  |şikayet*|iade*|para iade*|param nerede|kaba|pis|kırdı*|kayboldu|açılmıyor|ağlıyor*|dehşet*|pişman*
  |reklamaati*|valitus*|valittaa|kadonnut|katosi|hukassa|pettää|itki|itkivät|järkyttäv*|vika
  |reklamacj*|skarg*|zamiast|dramat|masakra|zgubi*|zwrot*|zwrot pieniędzy|robak*|muchy|płakał*`);
// How long it took, how often it happened: with any other cue that is a complaint.
const duration =
  /(?<![\p{L}\p{N}])(?:\d+|two|three|four|five|six|iki|uc|dort|bes|kaksi|kolme|nelja|viisi|kaks|dwa|dwie|trzy|cztery|piec)[.:]?\s?(?:days?|hours?|hrs?|weeks?|months?|times?|gun|saat|hafta|ay|kez|kere|defa|paiva|tunti|tuntii|viikko|kuukau|kertaa|dni|dzien|dnia|godzin|tygod|miesi|razy|raz)\p{L}*|(?<![\p{L}])(?:second|third|fourth|ikinci|ucuncu|toinen kerta|kolmas|drugi|trzeci|third) (?:time|day|week|kez|kere|kerta|viesti|paiva|raz|dzien|mail)/gu;

/** What `readMood` found: the places of loud, plain, faint and grave cues, and whether the comment is glad or asks. */
type Found = { loud: Span[]; words: Span[]; faint: Span[]; sad: Span[]; glad: boolean; smiled: boolean; asks: boolean };

/**
 * Whether what reads as a complaint surely is one: a strong cue with one meaning, two different cues, or one with how
 * long or how often; a question needs two strong ones. Never where somebody smiles, thanks, praises, or speaks of
 * another company, their own slip or a good end. Deaths, injuries and fires are always sure unless somebody smiles.
 * @param folded the comment as `foldedInPlace`
 */
export function isSure(folded: string, { loud, words, faint, sad, glad, smiled, asks }: Found): boolean {
  if (smiled || cueSpans(folded, elsewhere).length > 0) return false;
  if (sad.length > 0) return true;
  if (glad) return false;
  const said = ({ from, to }: Span) => folded.slice(from, to);
  const apart = [...loud, ...words.filter(({ from, to }) => !loud.some((cue) => from < cue.to && to > cue.from))];
  const different = new Set(apart.map((span) => said(span).slice(0, 5))).size;
  const plain = loud.filter((span) => cueSpans(said(span), doubtful).length === 0);
  if (asks) return plain.length > 0 && loud.length > 1;
  const isPlain = plain.length > 0;
  const long = cueSpans(folded, duration).length + faint.length > 0;
  return isPlain || different > 1 || (long && different > 0);
}
