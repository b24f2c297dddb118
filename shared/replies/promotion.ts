import { type Draft, evidenceIn, reason } from "./check-input.ts";
import { cuePattern, cueSpans } from "./cues.ts";
import type { Span, Warning } from "./schema.ts";

// Says "buy": nobody who mends something writes so.
const calls = cuePattern(`
  don't miss|our new collection|our latest collection|our new range|our autumn range|our summer range|check out our|discover our|explore our|browse our|shop our|try our new|take a look at our new|have a look at our new|shop now|order now|buy now|buy our|buy the new
  |sale ends|sale starts|big sale|summer sale|winter sale|black friday|upgrade to our|upgrade to premium|upgrade to pro|sign up for our newsletter|enter our giveaway|chance to win|grab yours|get yours|treat yourself|treat yourselves|buy one get one*|why not try|book now|book before|pre-order now|join today|only this week|this week only|limited time|limited-time|exclusive discount*|special offer*
  |yeni koleksiyon*|yeni sezon*|yeni serimiz|yeni ürünümüz*|yeni ürünlerimiz*|hemen al|hemen sipariş*|hemen keşfet*|hemen incele*|şimdi al|şimdi sipariş|keşfedin|satın almak ister*|kaçırmayın|kaçırma|fırsatı kaçır*|fırsatını kaçır*|büyük fırsat*|özel fırsat*|her gün yeni fırsat*|özel teklif*|stoklarla sınırlı|çok satan*|premium'a geç*|hemen üye ol*|hemen başvur*|2 al 1 öde|3 al 2 öde|koleksiyonumuza göz at*|koleksiyonumuzu*|bakmadan geçmeyin|erken rezervasyon*|çekilişimiz*
  |uusi mallisto*|uuden mallisto*|uutuutemme|tilaa heti|tilaa uutiskir*|osta nyt|osta heti|tutustu uu*|tutustu malli*|tutustu valikoim*|tutustu _ valikoim*|tutustu _ mallisto*|varaa heti|varaa nyt|ota käyttöön heti|liity nyt|liity heti|osallistu arvon*|ale alkaa|päivitä premium*|kokeile virallista|ennakkotilaajille|nyt tarjouksessa|kevättarjou*|kysy tarjous*|kannattaa kurkata|tarjous voimassa
  |kup teraz|kup już|kup nasz*|kupić nasz*|zamów teraz|zamów już|zamów nasz*|nową kolekcj*|nowej kolekcj*|nowa kolekcj*|jesiennej kolekcji|letniej kolekcji|sprawdź nasz*|sprawdź now*|poznaj nasz*|poznaj now*|odkryj*|nie przegap*|super okazj*|wielka okazja|polecamy ubezpiecz*|polecamy polis*|polecamy nasz*|polecamy pakiet*|proponujemy przejście|warto się pospieszyć|warto dołączyć|idealne na prezent|idealny na prezent|weź nasz*|oferta specjalna|specjaln* ofert*|skorzystaj z ofert*|skorzystaj z promoc*|przejdź na premium|zapraszamy na zakupy|zapraszamy do sklepu|zapraszamy do sklepiku`);
// Words of selling that making amends and explaining use too: two different ones are an advertisement.
const selling = cuePattern(`
  discount code|discount codes|promo code*|promotional code|coupon code*|use code|use promo code|percent off|discounts on|get a discount|discount on|limited edition|our latest product*|our newest|now on sale|is on sale|are on sale|our sale|free shipping on|subscribe to our|our newsletter|pre-order|preorder|giveaway|half price|first month|first year free|upgrades from|try our|popular with customers|just launched|new arrivals|bestseller*|two for|collection|club card|with every trip|save on every
  |indirim*|indirim kodu*|kupon*|kampanya*|fırsat*|keşfet|satın alın|satın alabilir*|ücretsiz kargo fırsat*|sepette|bülten*|çekiliş*|sezon sonu|yeni çıkan|abone ol*|üye ol*|paketine geç*|pakete geç*|paketlerimiz*|yarı fiyat*|bedava|teklif alın|taksit imkân*|taksit imkan*|sigortalat*|ilk ay|ilk siparişe|uygulamamızı indirin|paketimiz|koleksiyon*|serimiz
  |alennus*|alekoodi*|koodilla|tarjou*|kampanja*|uutuus*|uutuudet|uutuuksi*|etukoodi*|etukupon*|kuponki*|ilmainen toimitus kaikki*|arvonta*|arvonnas*|alessa|aleen|uutiskirje*|nyt myynnissä|puoleen hintaan|kaupan päälle|eka kuukausi|ensimmäinen kuukausi|eka vuosi|ensimmäinen vuosi|museokaupassa|mallisto*|lisäosan|ensi kerralla
  |rabat*|zniżk*|kod rabat*|kod promoc*|na kod|promocj*|wyprzedaż*|taniej|nowości|nowość|za pół ceny|o połowę taniej|gratis|za złotówkę|przedsprzeda*|pierwszy miesiąc|pierwszy kwartał|pierwsza rata|darmowa dostawa|darmową dostawę|newsletter*|konkurs*|bestseller*|kolekcj*|do sklepiku|z prezentem|raty zero`);
// Of offers and of plain answers alike; two different ones, or one beside another sign, are an offer.
const offering = cuePattern(`
  next time|upgrade to|for extra comfort|comes with|now only|per month|a month|from just|fitted|available now|out now|new series|have you seen|do look in|in two taps|membership|add-on
  |denediniz mi|uğrayın|ayırtın|kişi başı|sizi bekliyor|farkla|geçin|bir dahaki sefere|bir sonraki tatil*|paket*|seans|serisi|üyelik*
  |ensi kerralla|lisäos*|kuukausierä*|maksuaika|paketti*|paketin|kannattaa valita|premium*|vakuutu*|jäsenyy*|lisätä seuraavaan
  |następnym razem|pakiet*|raty|rata|kartą|warto|zestaw*|dopłaty|nową serię|w cenie jednego|dostępn* od dziś|z gwarancją|następnej rezerwacji|członkostw*`);
const anyPrice =
  /(?<![\p{L}\p{N}])(?:[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[£$€₺]|tl(?![\p{L}])|lira(?![\p{L}])|euro(?![\p{L}])|zl(?![\p{L}])))|%\s?\d{1,2}|\d{1,2}\s?%/giu;
const percentOff =
  /(?<![\p{L}\p{N}])(?:%\s?\d{1,2}|-?\d{1,2}\s?%)\s*(?:off|indirim\p{L}*|alennu\p{L}*|zni[zż]\p{L}*|rabat\p{L}*|taniej|discount)|(?<![\p{L}\p{N}])[-–]\s?\d{1,2}\s?%/giu;
// A price that is praised: "only £19", "jo alkaen 39 €", "tylko 6 zł", "sadece 89 TL".
const price =
  /(?<![\p{L}\p{N}])(?:only|just|from|for just|from just|sadece|yalnizca|vain|alkaen|tylko|jedynie|juz od|za jedyne|nyt|po)\s+(?:[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[£$€₺]|p(?![\p{L}])|tl(?![\p{L}])|lira|euro\p{L}*|zl(?![\p{L}])|zlot\p{L}*))/giu;
const campaignLink = /https?:\/\/\S*[?&]utm_(?:campaign|medium|source)=\S*/giu;
// Making amends is no selling, whatever it is made with.
const amends = cuePattern(`
  compensat*|make up for|make it up|make this right|make things right|goodwill|your trouble|as an apology|in return|on us|off your bill|credited|credit your|refunded|we refund|already refunded
  |telafi*|mağduriyet*|özür olarak|karşılayalım|karşılıyoruz|iade edi*|iade ediyoruz|faturanızdan|ücretini iade*|hediyemiz
  |hyvity*|hyvitt*|korvau*|korvaa*|vaivasta|vaivan*|harmista|palautetaan|palautamme|palautimme|laskusta*|pahoittelu*
  |rekompensa*|zadośćuczyn*|w ramach przeprosin|niedogodno*|zwracamy|zwrócimy|zwróciliśmy|z rachunku`);
// Who is sorry, or says what is no longer so, has to sell more plainly to be said to sell.
const sober = cuePattern(`
  sorry|apolog*|inconvenience|no longer|not valid|expired|can't be combined|cannot be combined|not eligible|unfortunately
  |özür|üzgün*|yaşadığınız|maalesef|geçerli değil|geçerliliği|pahoittel*|anteeksi|valitettavasti|ei ole voimassa
  |przeprasz*|przykro|niestety|nie obowiązuje`);
const aboutOffers =
  cuePattern(`discount*|promo*|code|codes|coupon*|voucher*|offer*|sale|deal|deals|campaign*|giveaway|newsletter*|collection|price*|cheaper|pre-order*|preorder*|subscri*|upgrade*|black friday
  |indirim*|kupon*|kampanya*|kod*|fırsat*|çekiliş*|bülten*|koleksiyon*|fiyat*|satın al*|abone*
  |alennu*|tarjou*|kampanja*|koodi*|kuponk*|ale|alen|arvon*|mallisto*|hinta|hinnat|hinnan|uutiskirje*|uutuu*
  |rabat*|zniżk*|promoc*|kod|kodu|kody|wyprzedaż*|ofert*|konkurs*|newsletter*|kolekcj*|cen*|okazj*`);

/** What sells in a text: calls to buy, words of selling, and the faint signs that plain answers have too. */
function sellingIn({ text, folded, answered }: Draft) {
  const called = [...cueSpans(folded, calls), ...cueSpans(text, campaignLink)];
  const within = ({ from, to }: Span) => called.some((span) => from < span.to && to > span.from);
  const offered = [...cueSpans(folded, selling), ...cueSpans(folded, percentOff), ...cueSpans(folded, price)];
  const others = offered.filter((span, at) => !within(span) && !offered.some((o, i) => i < at && o.from === span.from));
  const different = new Set(others.map(({ from, to }) => folded.slice(from, to).slice(0, 5))).size;
  // What the comment itself speaks of is explained, not offered.
  const isNew = ({ from, to }: Span) => !answered.folded.includes(folded.slice(from, Math.min(to, from + 5)));
  const hinted = cueSpans(folded, offering).filter(isNew);
  const priced = different === 0 ? cueSpans(folded, anyPrice).filter(isNew) : [];
  return {
    plain: [...called, ...others],
    faint: [...hinted, ...priced],
    weight: 2 * called.length + different,
    more: Math.min(hinted.length, 1) + Math.min(priced.length, 1),
  };
}

/**
 * PROMO_IN_COMPLAINT: something is sold to somebody who surely complains, unless amends are made or offers are what the
 * complaint is about. Resting on faint signs (a price, a package, "next time") it is a hint.
 */
export function promoInComplaint(draft: Draft): Warning | null {
  const { answered, folded, text } = draft;
  if (!answered.mood.sure) return null;
  if (cueSpans(folded, amends).length > 0 || cueSpans(answered.folded, aboutOffers).length > 0) return null;
  const { plain, faint, weight, more } = sellingIn(draft);
  const enough = cueSpans(folded, sober).length > 0 ? 4 : 2;
  if (weight + more < enough) return null;
  const isPlain = weight >= enough;
  const spans = (isPlain ? plain : [...plain, ...faint]).sort((a, b) => a.from - b.from);
  const found = spans[0] ? text.slice(spans[0].from, spans[0].to) : "";
  return reason("PROMO_IN_COMPLAINT", isPlain ? "warn" : "hint", { found }, spans, {
    comment: evidenceIn(answered, answered.mood.complaint),
  });
}
