import { cuePattern } from "./cues.ts";

/** Cue words of the four languages; a text in none of them, or in one not known, is read with all. */
const inFour = (en: string, tr: string, fi: string, pl: string): ((lang: string | null) => RegExp) => {
  const own: Record<string, RegExp> = {
    en: cuePattern(en),
    tr: cuePattern(tr),
    fi: cuePattern(fi),
    pl: cuePattern(pl),
  };
  const all = cuePattern([en, tr, fi, pl].join("\n"));
  return (lang) => own[lang?.split("-")[0] ?? ""] ?? all;
};

/** One of these makes a complaint. Written as people write; folded for comparing. */
export const strong = inFour(
  `broken|broke after|doesn't work|does not work|don't work|not working|isn't working|stopped working|stopped locking|stopped closing|stopped charging|stopped heating|stopped boiling|stopped loading|pops open|popped open|won't close|won't lock|won't shut|never works|never worked
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
  |rotten|mouldy|moldy|stale|dirty|filthy|smells|fell apart|falling apart|shocking|outrageous|fucking|bullshit|smashed|scratched|fell off|came off|shrugged|without asking|without warning|emptied my`,
  `rezalet|rezil*|berbat*|kötü|kötüydü|şikayet*|bozuk*|bozuldu|kırık*|kırıldı|kırılmış|çalışmıyor*|çalışmadı|çatladı|çatlak
  |gelmedi|gelmemiş|ulaşmadı|ulaşmıyor|ulaşamıyor*|ulaşamad*|teslim edilmedi|gecikti|gecikme*|gecikiyor|geç geldi|cevap yok
  |cevap vermiyor*|cevap vermedi*|cevap alamad*|cevap alamıyor*|yanıt yok|yanıt alamad*|dönüş yapmad*|dönüş yapılmad*|kimse ilgilenm*
  |ilgisiz*|saygısız*|mağdur*|dolandır*|yazık|yazıklar|hayal kırıklı*|memnun değil*|memnun kalmad*|pişman*|hasarlıydı|hasarlı geldi|hasarlı çıktı|yanlış ürün
  |yanlış beden|yanlış sipariş|yanlış _ geldi|yırtık|yırtıldı|sızdır*|akıtıyor|çalındı|kayboldu|kaybolmuş|açılmıyor|giremiyor*
  |hata veriyor|çok ayıp|skandal|bıktım|bıktık|usandım|sinirlen*|sinir oldu*|sinir bozucu*|kızgın*|fazla ücret|fazla para|iki kez çekil*|iki kere çekil*
  |param nerede|paramı geri|para iade*|bayat*|küflü|küflenmiş|böcek*|pis|kirli|kaba|terbiyesiz*|asla tavsiye etm*|tavsiye etmiyor*
  |bir daha asla|çöp oldu|çürük|eksik geldi|eksik çıktı|donuyor|yetersiz*|felaket*|rötar*|çöktü*|çöküyor*|bağırdı*|izinsiz|sebepsiz|banlandı*|kestiler|küflüydü|midem bulandı|iğren*|kızıyorum|kızgınım|kırıktı|kırdı*|kırıyor*|çalmış|içler acısı|aç kaldık|mahsur|dehşet*|ağlıyor*|zam ne|kilitli kaldık|kumar bu|fırlattı*|iki katına|hakaret*|azarla*|kovdu*|dalga geç*|çizildi|çizilmiş|söküldü|dökülüyor|tüylendi|sarardı|yatmadı|yarı yolda kald*|yolda kaldık`,
  `rikki|rikkoutui|rikkoontu*|rikkinäi*|hajosi|hajalla|särkyi|särkynyt|vuotaa|vuotaneet|vuotanut|ei toimi|eivät toimi|ei toiminut|eivät toimineet
  |ei enää toimi|huonoa palvelua|huono palvelu|huono*|surkea*|kamala*|hirveä*|paska*|pettyn*|pettymys*|valitus*|valittaa|reklamaati*
  |myöhässä|viivästy*|ei ole tullut|ei ole saapunut|ei ole vastattu|en ole saanut|emme ole saaneet|ei saapunut|ei tullut|ei vastaa
  |ei vastata|kukaan ei vasta*|ei vastausta|ei mitään vastausta|törkeä*|epäreilu*|huijaus*|huijasi*|huijattu*|häpeä*|häpeisitte
  |viallinen|viallise*|vioittunut|vioittune*|vika|puuttuu|puuttui|puuttuvat|kadonnut|katosi|hukassa|hukattu|veloitettu kahdesti
  |veloitettiin kahdesti|veloitettu liikaa|raivostutta*|ärsyttä*|kyllästy*|kelvoton*|kelvoto*|ala-arvoi*|järkyttäv*|jumissa
  |kaatuu|kaatuilee|peruttiin|peruttu|homeessa|homei*|likai*|haisee|haisi|rahat takaisin|väärä tuote|väärän|väärä koko|en suosittele
  |ei ikinä enää|ei koskaan enää|luokaton*|luokatto*|töykeä*|tyly*|älytön*|älyttömä*|varastet*|varasti*|pilalla|pilaantu*|tukossa|itki|itkivät|törkeest*|perseestä|huijari*|pettää|ahdist*|loukkaa*|nöyryytt*|mulkoil*|laskuttaa turhaa|kahteen kertaan|oksensi*|ei naurata|oletteko tosissanne|vinkuu|särkee|näpyi*|repesi|revennyt|halkesi|irtosi|sössi*|naurettav*|naarmu*|lohkeil*|vieläkään|ilman lupaa|luvatta|en nuku|ei kuulunut|palasina`,
  `nie działa*|zepsut*|zepsuł*|popsut*|uszkodz*|połaman*|pękł*|pęknię*|cieknie|przecieka*|reklamacj*|skarg*|nie doszł*|nie dotar*
  |nie przysz*|nie otrzyma*|nie dosta*|nie odpowiada*|nie odpisuj*|nikt nie odpowiad*|nikt nie odpis*|nikt nie odbiera|opóźni*|spóźni*|żenada|żenujące
  |żenujący|dramat|skandal*|masakra|tragedia|tragiczn*|fataln*|okropn*|beznadziejn*|najgorsz*|kiepsk*|słaba jakość|słabo|słaby
  |rozczarowan*|rozczarował*|zawiedzion*|zawiodł*|zawiedli*|oszust*|oszuka*|kłami*|kłamst*|wstyd|brak odpowiedzi|brak reakcji|ignoruj*|zgubi*|zaginę*
  |niekompletn*|awari*|wadliw*|podwójnie|dwa razy pobra*|pobrano dwukrotnie|zła jakość|wkurz*|wkurw*|zdenerwowan*|denerwuj*
  |niedopuszczaln*|nieakceptowaln*|niezadowol*|nie polecam|nigdy więcej|syf|brudn*|śmierdz*|spleśnia*|odwołan*|zwrot pieniędzy|oddajcie pieniądze
  |brakuje|brakowało|porażka|kpina|kpiny|lekceważ*|chamsk*|niegrzeczn*|nieuprzejm*|rozlecia*|rozpad*|podart*|porysowan*|źle|skradli*|skradzion*|ukradł*|ukradzion*|wyczyścił*|zalał*|pluskw*|odmówil*|odmówion*|płakał*|muchy|robak*|pleśń|pleśni|nieczynn*|burkn*|wyśmia*|obraził*|przepalił*|rozłącz*|zero wyjaśnień|zero wyjaśnienia|zamiast|nie żyje|crashuj*|zhakowan*|nie zamawia*|odpadł*|odpada|skasował*|przepadł*|nie śpię|odrzucon*|wmawia*|zawyżon*`,
);

/** Two of these, or one where nothing is praised. */
export const weak = inFour(
  `problem*|issue|issues|error*|can't|cannot|can not|unable to|won't|wouldn't|fail*|crash*|delay*|late|cancelled|canceled|missing|wrong|bad
  |slow|stuck|charged|lost|sad|trouble*|difficult*|difficulty|cant|wont|doesnt work|dont work|locked out|forgot|forgotten|none of|not able|suspended|banned|blocked|why is|why are|why does|why do|why can't|not able to|upset|mess|waiting|still not|lag*|bug|bugs|glitch*`,
  `sorun*|problem*|hata*|iptal*|iade*|bekliyor*|bekledim|hala|hâlâ|yanlış*|yavaş|olmuyor|olmadı|alamıyor*|alamadım|yapamıyor*|değil mi|niye|neden
  |yapmıyor*|gitmiyor|gelmiyor|etmiyor*|yüklenmiyor|görünmüyor|ısıtmıyor|vermiyor*|arızalı|arıza var|kesinti var|kapalı|eksik*|düştü|düşüyor|kopuyor|kayıp|kilitli|zam|pahalı*|çekmiyor|ayıp|unuttu*|bozul*`,
  `ongelma*|virhe*|vir he|odottanut|odottaneet|odotan|odotamme|odottelin|peruut*|palautu*|hyvity*|en pääse|ei pääse|ei onnistu|ei aukea|ei avaudu|hidas|hitaa*|miksi|hukkui
  |ei lataa|ei lataudu|ei mene|ei löydy|en saa|ei saa|väär*|myöhäs*|veloit*|suljettu|suljettiin|hukattiin|hukka*|bugi|bugit|märkä*|kylmä*|alhaalla|turha*|maksamatta|missasi*`,
  `problem*|błąd|błęd*|czekam*|zwrot*|anulowa*|nie mogę|nie możemy|nie da się|nie mog*|dlaczego|czemu|brak|za wolno|zimn*|zły|złe|zła|zła*|nie ma|nie ładuje*|nie otwiera*|znowu|nadal nie|wciąż nie|nie grzeje|nie włącza*`,
);

/** Death, injury, fire, poison: what nobody may be cheerful about. */
export const grave = inFour(
  `passed away|funeral*|bereave*|mourning|ashes|in hospital|hospitali*|in the hospital|ambulance|injured|injury|injuries|allergic reaction|anaphyl*
  |caught fire|is on fire|went on fire|exploded|electric shock|electrocut*|suicid*|kill myself|assaulted|poisoned|food poisoning|bleeding|choked|choking
  |emergency room|my late husband|my late wife|my late mother|my late father|cut my _ open|burned my _ hand|burnt my _ hand|burned his|burned her
  |mother died|father died|mom died|mum died|dad died|wife died|husband died|son died|daughter died|brother died|sister died|grandmother died
  |grandfather died|grandma died|grandpa died|friend died|he died|she died|they died|dog died|cat died|death of|death in|has died|stillb*|miscarriage`,
  `vefat*|cenaze*|acildeyiz|nöbet geçir*|fenalaş*|ameliyat*|hastane*|ambulans*|yaraland*|yaralanmış|alerjik reaksiyon*|alerjim tuttu|zehirlen*|yangın*|patladı|elektrik çarp*|intihar*|taciz*
  |acil servis*|acile kaldır*|acillik|kanama*|kanadı|eli yandı|elim yandı|babamı kaybet*|annemi kaybet*|eşimi kaybet*|alev ald*|alev alıp|tutuştu`,
  `kuoli|kuollut|kuolema*|menehty*|hautajais*|sairaala*|ambulanss*|loukkaantu*|palovamma*|allergiaoire*|allerginen reaktio*|syttyi*|tulipalo*|räjäht*|sähköisku*|itsemurha*
  |myrkyt*|verenvuot*|ensiapu*|päivysty*|tapaturma*|suruviest*|uurna*|vainaja*|edesmen*|surun keskellä|poltti käte*`,
  `zmarł*|śmierć|śmierci|nie żyje|sor|pogrzeb*|żałob*|szpital*|karetk*|poparz*|reakcj* alergiczn*|reakcja alergiczna|uczulen*|zapalił się|zapaliła się|zapaliło się|pożar*|wybuch*|porażen*|poraził*
  |samobój*|zatru*|krwaw*|pogotowi*|wypadek|wypadku|zranił*|skaleczył*|stanął w ogniu`,
);

/** Alone these show a complaint only where nothing is asked, thanked for or praised. */
export const slight = inFour(
  `not|no|never|nobody|nothing|none|without|hardly|don't|didn't|doesn't|hasn't|haven't|isn't|wasn't|aren't|weren't|dead|twice|hour|hours|again|third time|fourth day|doubled|raw|promised|instead of`,
  `yok|yokken|kimse|hiçbir|değil|bile|saattir|gündür|haftadır|aydır|yıldır|kez|defa|kere|gene|yine|gitti|demiştiniz|sözde|hani|sattınız|dediğiniz|bitti`,
  `ei|en|emme|eivät|eikä|enkä|eivätkä|ilman|vaikka|viikkoa|vko|tuntia|kolmatta|kolmesti|taas|jouduin|lupasitte|jäin`,
  `nie|nikt|nic|bez|godzin|godzinę|godziny|tygodni|tygodnie|miesiąca|trzeci|czwarty|znów|zero|od tygodnia|kazał|mimo|obiecal*`,
);
