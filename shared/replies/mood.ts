import { cuePattern, cueSpans, foldedInPlace } from "./cues.ts";
import { hasQuestion } from "./question.ts";
import type { Span } from "./schema.ts";

/** What a comment is about, as far as cue words tell; `complaint` and `grave` hold the cues' places in the text. */
export type Mood = { complaint: Span[]; grave: Span[]; praise: boolean; asks: boolean };

// One of these makes a complaint. Written as people write; folded for comparing.
const strong = cuePattern(`
  broken|broke after|doesn't work|does not work|don't work|not working|isn't working|stopped working|never works|never worked
  |refund*|complain*|terribl*|awful|horribl*|horrendous|appalling|worst|disappoint*|unacceptable|ridiculous|disgust*
  |disgrace*|useless|pathetic|rubbish|crap|garbage|scam*|fraud*|ripped off|rip off|rip-off|never arrived|never came
  |never received|never got|hasn't arrived|has not arrived|not arrived|didn't arrive|haven't received|have not received
  |didn't receive|not received|still waiting|been waiting|waiting for hours|waiting for days|waiting for weeks|no response
  |no reply|no answer|nobody answers|no one answers|nobody replies|ignored|ignoring|lost my|damaged|faulty|defective|leaks
  |leaking|cracked|ripped|torn|overcharged|double charged|charged twice|charged me twice|charged me|hacked|stolen|rude
  |poor service|poor quality|bad service|bad experience|bad quality|terrible service|fed up|sick of|frustrat*|annoying
  |annoyed|angry|furious|fuming|wtf|sucks|suck|wrong item|wrong size|wrong order|wrong product|nightmare|waste of
  |cheated|lied|liars|lying|shame on|ashamed|unhappy|not happy|thanks for nothing|dreadful|shambles|joke of|what a joke
  |no help|unhelpful|never again|lost luggage|lost bag*|cancelled my|canceled my|stranded|outage|hours late|days late
  |weeks late|not ok|not okay|do better|tired of|ruin*|stop working|quit working|poor|worse|concerning|illegal|immoral|ugh|what the hell|pissed|pissing
  |steal|stealing|messed up|screwed|screwing|let down|sloppy|misleading|refuse*|denied|price gouging|hours on hold|on hold for|no sign of|joke
  |rotten|mouldy|moldy|stale|dirty|filthy|smells|fell apart|falling apart|shocking|outrageous|fucking|bullshit
  |rezalet|rezil*|berbat*|kötü|kötüydü|şikayet*|bozuk*|bozuldu|kırık*|kırıldı|kırılmış|çalışmıyor*|çalışmadı|çatladı|çatlak
  |gelmedi|gelmemiş|ulaşmadı|ulaşmıyor|ulaşamıyor*|ulaşamad*|teslim edilmedi|gecikti|gecikme*|gecikiyor|geç geldi|cevap yok
  |cevap vermiyor*|cevap vermedi*|cevap alamad*|cevap alamıyor*|yanıt yok|yanıt alamad*|dönüş yapmad*|dönüş yapılmad*|kimse ilgilenm*
  |ilgisiz*|saygısız*|mağdur*|dolandır*|yazık|yazıklar|hayal kırıklı*|memnun değil*|memnun kalmad*|pişman*|hasarlı|yanlış ürün
  |yanlış beden|yanlış sipariş|yanlış _ geldi|yırtık|yırtıldı|sızdır*|akıtıyor|çalındı|kayboldu|kaybolmuş|açılmıyor|giremiyor*
  |hata veriyor|ayıp|skandal|bıktım|bıktık|usandım|sinir*|kızgın*|fazla ücret|fazla para|iki kez çekil*|iki kere çekil*
  |param nerede|paramı geri|para iade*|bayat*|küflü|küflenmiş|böcek*|pis|kirli|kaba|terbiyesiz*|asla tavsiye etm*|tavsiye etmiyor*
  |bir daha asla|çöp oldu|çürük|eksik geldi|eksik çıktı|eksik*|düşüyor|donuyor|kopuyor|yetersiz*|vasat|felaket*
  |rikki|rikkoutui|rikkoontu*|rikkinäi*|hajosi|hajalla|särkyi|särkynyt|vuotaa|vuotaneet|vuotanut|ei toimi|eivät toimi|ei toiminut|eivät toimineet
  |ei enää toimi|huonoa palvelua|huono palvelu|huono*|surkea*|kamala*|hirveä*|paska*|pettyn*|pettymys*|valitus*|valittaa|reklamaati*
  |myöhässä|viivästy*|ei ole tullut|ei ole saapunut|ei ole vastattu|en ole saanut|emme ole saaneet|ei saapunut|ei tullut|ei vastaa
  |ei vastata|kukaan ei vasta*|ei vastausta|ei mitään vastausta|törkeä*|epäreilu*|huijaus*|huijasi*|huijattu*|häpeä*|häpeisitte
  |viallinen|viallise*|vioittunut|vioittune*|vika|puuttuu|puuttui|puuttuvat|kadonnut|katosi|hukassa|hukattu|veloitettu kahdesti
  |veloitettiin kahdesti|veloitettu liikaa|raivostutta*|ärsyttä*|kyllästy*|kelvoton*|kelvoto*|ala-arvoi*|järkyttäv*|jumissa
  |kaatuu|kaatuilee|peruttiin|peruttu|homeessa|homei*|likai*|haisee|haisi|rahat takaisin|väärä tuote|väärän|väärä koko|en suosittele
  |ei ikinä enää|ei koskaan enää|luokaton*|luokatto*|töykeä*|tyly*|älytön*|älyttömä*|repesi|revennyt|halkesi|irtosi|sössi*|naurettav*
  |nie działa*|zepsut*|zepsuł*|popsut*|uszkodz*|połaman*|pękł*|pęknię*|cieknie|przecieka*|reklamacj*|skarg*|nie doszł*|nie dotar*
  |nie przysz*|nie otrzyma*|nie dosta*|nie odpowiada*|nie odpisuj*|nikt nie odpowiad*|nikt nie odpis*|nikt nie odbiera|opóźni*|spóźni*|żenada|żenujące
  |żenujący|dramat|skandal*|masakra|tragedia|tragiczn*|fataln*|okropn*|beznadziejn*|najgorsz*|kiepsk*|słaba jakość|słabo|słaby
  |rozczarowan*|rozczarował*|zawiedzion*|zawiodł*|zawiedli*|oszust*|oszuka*|kłami*|kłamst*|wstyd|brak odpowiedzi|brak reakcji|ignoruj*|zgubi*|zaginę*
  |niekompletn*|awari*|wadliw*|podwójnie|dwa razy pobra*|pobrano dwukrotnie|zła jakość|wkurz*|wkurw*|zdenerwowan*|denerwuj*
  |niedopuszczaln*|nieakceptowaln*|niezadowol*|nie polecam|nigdy więcej|syf|brudn*|śmierdz*|spleśnia*|odwołan*|zwrot pieniędzy|oddajcie pieniądze
  |brakuje|brakowało|porażka|kpina|kpiny|lekceważ*|chamsk*|niegrzeczn*|nieuprzejm*|rozlecia*|rozpad*|podart*|porysowan*|źle`);

// Two of these, or one where nothing is praised.
const weak = cuePattern(`
  problem*|issue|issues|error*|can't|cannot|can not|unable to|won't|wouldn't|fail*|crash*|delay*|late|cancelled|canceled|missing|wrong|bad
  |slow|stuck|charged|lost|sad|trouble*|difficult*|difficulty|cant|wont|doesnt work|dont work|locked out|forgot|forgotten|none of|not able|suspended|banned|blocked|why is|why are|why does|why do|why can't|not able to|upset|mess|waiting|still not|lag*|bug|bugs|glitch*
  |sorun*|problem*|hata*|iptal*|iade*|bekliyor*|bekledim|hala|hâlâ|yanlış*|yavaş|olmuyor|olmadı|alamıyor*|alamadım|yapamıyor*|değil mi|niye|neden
  |yapmıyor*|gitmiyor|gelmiyor|etmiyor*|yüklenmiyor|görünmüyor|ısıtmıyor|vermiyor*|geç
  |ongelma*|virhe*|vir he|odottanut|odottaneet|odotan|odotamme|odottelin|peruut*|palautu*|hyvity*|en pääse|ei pääse|ei onnistu|ei aukea|ei avaudu|hidas|hitaa*|miksi|hukkui
  |ei lataa|ei lataudu|ei mene|ei löydy|en saa|ei saa|taas|väär*|myöhäs*
  |problem*|błąd|błęd*|czekam*|zwrot*|anulowa*|nie mogę|nie możemy|nie da się|nie mog*|dlaczego|czemu|brak|wolno|zimn*|zły|złe|zła|zła*|nie ma|nie ładuje*|nie otwiera*|znowu|nadal nie|wciąż nie|nie grzeje|nie włącza*`);

const grave = cuePattern(`
  passed away|funeral*|bereave*|mourning|in hospital|hospitali*|in the hospital|ambulance|injured|injury|injuries|allergic reaction|anaphyl*
  |caught fire|is on fire|went on fire|exploded|electric shock|electrocut*|suicid*|kill myself|assaulted|poisoned|food poisoning|bleeding|choked|choking
  |emergency room|my late husband|my late wife|my late mother|my late father|cut my _ open|burned my _ hand|burnt my _ hand|burned his|burned her
  |mother died|father died|mom died|mum died|dad died|wife died|husband died|son died|daughter died|brother died|sister died|grandmother died
  |grandfather died|grandma died|grandpa died|friend died|he died|she died|they died|dog died|cat died|death of|death in|has died|stillb*|miscarriage
  |vefat*|cenaze*|öldü|ölüm*|ölmüş|hastane*|ambulans*|yaraland*|yaralanmış|alerji*|alerjik|zehirlen*|yangın*|patladı|elektrik çarp*|intihar*|taciz*
  |acil servis*|acile kaldır*|acillik|kanama*|kanadı|eli yandı|elim yandı|babamı kaybet*|annemi kaybet*|eşimi kaybet*|alev ald*|alev alıp|tutuştu
  |kuoli|kuollut|kuolema*|menehty*|hautajais*|sairaala*|ambulanss*|loukkaantu*|palovamma*|allergi*|syttyi*|tulipalo*|räjäht*|sähköisku*|itsemurha*
  |myrkyt*|verenvuot*|ensiapu*|päivysty*|tapaturma*|suruviest*|surun keskellä|poltti käte*
  |zmarł*|śmierć|śmierci|pogrzeb*|żałob*|szpital*|karetk*|poparz*|alergi*|alergiczn*|uczulen*|zapalił się|zapaliła się|zapaliło się|pożar*|wybuch*|porażen*|poraził*
  |samobój*|zatru*|krwaw*|pogotowi*|wypadek|wypadku|zranił*|skaleczył*|stanął w ogniu`);
// "puhelin kuoli", "the battery died": a thing, nobody's death.
const thing = /(?:puhelin|akku|naytto|kone|laite|netti|telefon|batarya|pil|sarj)[^.!?]{0,12}$/u;

const praise = cuePattern(`
  love|loved|loving|great|amazing|awesome|best|perfect|happy|wonderful|excellent|fantastic|brilliant|beautiful|delicious
  |congrats|congratulations|favourite|favorite|works great|well done|good job|nice|lovely|superb|impressed|recommend
  |harika*|mükemmel*|muhteşem*|süper*|bayıldı*|bayılıyor*|çok güzel*|güzel*|memnun kald*|memnunum|memnunuz|elinize sağlık|ellerinize sağlık|tebrik*
  |seviyor*|sevdim|şahane*|iyi ki|favori*|enfes|lezzetli|tavsiye ederim
  |ihana*|mahtava*|loistava*|upea*|hieno*|paras|parasta|parhaat|rakastan|tykkään|hyvä*|hyvin|tyytyväi*|erinomai*|suosittelen|onneksi|kaunis|herkulli*|mainio*|ykkös*
  |super|świetn*|wspaniał*|rewelac*|najleps*|uwielbia*|kocham|polecam|pięknie|piękn*|pyszn*|doskonał*|cudown*|gratul*|zadowol*|fajn*|ekstra|fantastyczn*|zachwycon*`);
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
  const sad = cueSpans(folded, grave).filter(({ from }) => !thing.test(folded.slice(Math.max(0, from - 40), from)));
  const loud = cueSpans(folded, strong);
  const soft = [...cueSpans(folded, weak), ...cueSpans(folded, faces)];
  const praised = cueSpans(whole, praise).length > 0 || /[❤😍🥰👏💕💖🙏👍🎉😘🤩]/u.test(comment);
  const turned = cueSpans(folded, turn).length > 0;
  const isComplaint = loud.length > 0 || (praised ? soft.length > 1 && turned : soft.length > 0);
  return {
    complaint: isComplaint || sad.length > 0 ? [...loud, ...soft, ...sad].sort((a, b) => a.from - b.from) : [],
    grave: sad,
    praise: (praised || cueSpans(whole, thanks).length > 0) && !isComplaint && sad.length === 0,
    asks: hasQuestion(comment, lang),
  };
}
