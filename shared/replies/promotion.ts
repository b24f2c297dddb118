import { type Draft, evidenceIn, reason } from "./check-input.ts";
import { cuePattern, cueSpans, sentencesOf } from "./cues.ts";
import type { Span, Warning } from "./schema.ts";

const selling = cuePattern(`
  discount code|discount codes|promo code*|promotional code|coupon code*|use code|use promo code|percent off|discounts on|get a discount|exclusive discount*|discount on|special offer*|limited time|limited-time|limited edition
  |don't miss|our new collection|new collection|our latest collection|our latest product*|our newest|check out our|discover our|explore our|browse our|shop our|try our new|take a look at our new|shop now|order now|buy now|buy one|buy our|buy the new|now on sale|is on sale|are on sale|sale ends|sale starts
  |our sale|big sale|summer sale|winter sale|black friday|free shipping on|upgrade to our|upgrade to premium|upgrade to pro|subscribe to our|sign up for our newsletter|our newsletter|pre-order|preorder|giveaway|enter our giveaway|chance to win|grab yours|get yours|treat yourself|treat yourselves|buy one get one*|half price|first month|first year free|upgrades from|book before|book now|why not try|try our|popular with customers|just launched|new arrivals|bestseller*
  |indirim*|indirim kodu*|kupon*|kampanya*|fırsatlar*|fırsatı kaçır*|fırsatını kaçır*|büyük fırsat*|özel fırsat*|yeni koleksiyon*|yeni sezon*|yeni ürünler*|yeni ürünümüz*|hemen al|hemen sipariş|hemen keşfet*|hemen incele*|şimdi al|şimdi sipariş|keşfedin|keşfet
  |satın alın|satın alabilir*|satın almak ister*|kaçırmayın|kaçırma|ücretsiz kargo fırsat*|özel teklif*|sepette|bülten*|çekiliş*|stoklarla sınırlı|sezon sonu|yeni çıkan|çok satan*|premium'a geç*|abone ol*|üye ol*|paketine geç*|pakete geç*|paketlerimiz*|yarı fiyat*|2 al 1 öde|bedava|hemen başvur*|teklif alın|taksit imkân*|taksit imkan*|erken rezervasyon*|sigortalat*|ilk ay
  |alennus*|alekoodi*|tarjou*|kampanja*|uusi mallisto*|uuden mallisto*|uutuus*|uutuudet|uutuuksi*|uutuutemme|tilaa heti|tilaa uutiskir*|osta nyt|osta heti|tutustu uu*|tutustu malli*|tutustu valikoim*|tutustu _ valikoim*|tutustu _ mallisto*|tutustu _ tuote*|etukoodi*|etukupon*|kuponki*|ilmainen toimitus kaikki*|arvonta*|arvontaa*|arvonnas*|osallistu arvon*|ale alkaa|alessa|aleen|uutiskirje*|päivitä premium*|nyt myynnissä|nyt saatavilla|puoleen hintaan|varaa heti|varaa nyt|ota käyttöön heti|liity nyt|liity heti|ennakkotilaajille|kaupan päälle|kokeile virallista|eka kuukausi|ensimmäinen kuukausi|eka vuosi|ensimmäinen vuosi
  |rabat*|zniżk*|kod rabat*|kod promoc*|promocj*|wyprzedaż*|taniej|kup teraz|kup już|kup nasz*|kupić nasz*|zamów teraz|zamów już|zamów nasz*|nowa kolekcj*|nową kolekcj*|nowej kolekcj*|nowości*|nowość|sprawdź nasz*|sprawdź now*|poznaj nasz*|poznaj now*|odkryj*|nie przegap*|super okazj*|wielka okazja|za pół ceny|o połowę taniej|gratis|za złotówkę|przedsprzeda*|polecamy ubezpiecz*|polecamy polis*|polecamy nasz*|proponujemy przejście|warto się pospieszyć|idealne na prezent|weź nasz*|pierwszy miesiąc|pierwszy kwartał|darmowa dostawa|darmową dostawę|oferta specjalna|ofert* specjaln*|specjaln* ofert*|skorzystaj z ofert*|skorzystaj z promoc*|skorzystaj z kod*|newsletter*|konkurs*|bestseller*|przejdź na premium|zapraszamy na zakupy|zapraszamy do sklepu`);
const percentOff =
  /(?<![\p{L}\p{N}])(?:%\s?\d{1,2}|-?\d{1,2}\s?%)\s*(?:off|indirim\p{L}*|alennu\p{L}*|zni[zż]\p{L}*|rabat\p{L}*|taniej|discount)|(?<![\p{L}\p{N}])[-–]\s?\d{1,2}\s?%/giu;
// A price that is praised: "only £19", "jo alkaen 39 €", "tylko 6 zł", "sadece 89 TL".
const price =
  /(?<![\p{L}\p{N}])(?:only|just|from|for just|from just|sadece|yalnizca|vain|alkaen|tylko|jedynie|juz od|za jedyne|nyt)\s+(?:[£$€]\s?\d[\d.,]*|\d[\d.,]*\s?(?:[£$€₺]|p(?![\p{L}])|tl(?![\p{L}])|lira|euro\p{L}*|zl(?![\p{L}])|zlot\p{L}*))/giu;
const campaignLink = /https?:\/\/\S*[?&]utm_(?:campaign|medium|source)=\S*/giu;
// Making amends is no selling, nor is saying that there is no offer.
const amends = cuePattern(`
  sorry|apolog*|compensat*|make up for|make it up|make this right|make things right|goodwill|refund*|credited|credit your|your trouble|inconvenience|no longer|not valid|expired|can't be combined|cannot be combined|not eligible|unfortunately|in return
  |özür|telafi*|üzgün*|iade*|mağduriyet*|yaşadığınız|maalesef|geçerli değil|geçerliliği
  |hyvity*|hyvitt*|pahoittel*|korvau*|korvaa*|anteeksi|vaivasta|vaivan*|harmista|valitettavasti|ei ole voimassa
  |rekompensa*|przeprasz*|zadośćuczyn*|zwrot*|niedogodno*|przykro|niestety|nie obowiązuje|w ramach przeprosin`);
const aboutOffers =
  cuePattern(`discount*|promo*|code|codes|coupon*|voucher*|offer*|sale|deal|deals|campaign*|giveaway|newsletter*|collection|price*|cheaper|pre-order*|preorder*|subscri*|upgrade*|black friday
  |indirim*|kupon*|kampanya*|kod*|fırsat*|çekiliş*|bülten*|koleksiyon*|fiyat*|satın al*|abone*
  |alennu*|tarjou*|kampanja*|koodi*|kuponk*|ale|alen|arvon*|mallisto*|hinta|hinnat|hinnan|uutiskirje*|uutuu*
  |rabat*|zniżk*|promoc*|kod|kodu|kody|wyprzedaż*|ofert*|konkurs*|newsletter*|kolekcj*|cen*|okazj*`);

/** Where a text sells: offers, codes, "shop now", campaign links; not where it makes amends. */
export function promotionSpans(draft: Draft): Span[] {
  const spans: Span[] = [];
  for (const { from, to } of sentencesOf(draft.text)) {
    const sentence = draft.folded.slice(from, to);
    if (cueSpans(sentence, amends).length > 0) continue;
    const found = [...cueSpans(sentence, selling), ...cueSpans(sentence, percentOff), ...cueSpans(sentence, price)];
    spans.push(...found.map((span) => ({ from: span.from + from, to: span.to + from })));
  }
  return [...spans, ...cueSpans(draft.text, campaignLink)].sort((a, b) => a.from - b.from);
}

/** PROMO_IN_COMPLAINT: something is sold to somebody who complains, unless offers are what the complaint is about. */
export function promoInComplaint(draft: Draft): Warning | null {
  const { mood } = draft.answered;
  if (mood.complaint.length === 0) return null;
  const spans = promotionSpans(draft);
  const [first] = spans;
  if (!first || cueSpans(draft.answered.folded, aboutOffers).length > 0) return null;
  const found = draft.text.slice(first.from, first.to);
  return reason("PROMO_IN_COMPLAINT", "warn", { found }, spans, {
    comment: evidenceIn(draft.answered, mood.complaint),
  });
}
