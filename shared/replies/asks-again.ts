import { type CheckInput, type Draft, reason } from "./check-input.ts";
import { cuePattern, cueSpans, foldedInPlace, sentencesOf } from "./cues.ts";
import type { Span, Warning } from "./schema.ts";

type Kind = { given: string; asked: RegExp; told: (text: string, folded: string) => Span | null };

const first = (text: string, pattern: RegExp): Span | null => {
  const found = new RegExp(pattern.source, pattern.flags.replace("g", "")).exec(text);
  return found ? { from: found.index, to: found.index + found[0].length } : null;
};

const orderWords = cuePattern(
  "order*|booking*|tracking*|confirmation*|reference|ref|case*|ticket*|pnr|reservation*|sipariş*|takip*|rezervasyon*|tilaus*|tilausnumero*|seuranta*|varaus*|zamówieni*|przesyłk*|rezerwacj*|numer*",
);
const number = /(?<![\p{L}\p{N}/_.=-])#?(?:[A-Z]{0,4}[-]?\d[\dA-Z-]{4,18})(?![\p{L}\p{N}/_=])/u;
const mail = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,5}\p{L}{2,24}/u;
const device =
  /(?<![\p{L}\p{N}])(?:iphone|ipad|macbook|imac|galaxy|pixel \d|android|windows \d+|windows phone|ps4|ps5|playstation \d|xbox|nintendo switch|chromecast|fire ?stick|fire tv|roku|apple tv|smart tv|samsung tv|lg tv|huawei|xiaomi|redmi|oneplus|kindle|macos|chromebook|surface pro|moto g)(?![\p{L}])/u;
const address = /(?:https?:\/\/|www\.)\S+/u;
const place =
  /(?<=\s(?:in|at|from|w|we)\s)\p{Lu}\p{Ll}{3,}|\p{Lu}\p{Ll}{2,}(?=['’](?:d[ae]|t[ae]|d[ae]n|t[ae]n)(?![\p{L}]))|(?<=[\p{Ll},]\s)\p{Lu}\p{Ll}{3,}(?:ssa|ssä|lla|llä)(?![\p{L}])/u;

const kinds: Kind[] = [
  {
    given: "order",
    asked: cuePattern(
      "order number*|order no|order id|order #|booking reference|booking number|tracking number*|confirmation number|confirmation code|case number|case id|reference number|ticket number|sipariş numara*|sipariş no|siparişinizin numara*|takip numara*|takip no|tilausnumero*|tilauksen numero*|tilausnro|seurantakood*|numer zamówienia|nr zamówienia|numeru zamówienia|numerem zamówienia|numer przesyłki|numeru przesyłki",
    ),
    told: (text, folded) =>
      cueSpans(folded, orderWords).length > 0
        ? first(
            text.replace(new RegExp(address.source, "gu"), (found) => " ".repeat(found.length)),
            number,
          )
        : null,
  },
  {
    given: "email",
    asked: cuePattern(
      "email address|e-mail address|email|e-mail|e-posta adres*|e-postanızı|mail adres*|mailinizi|sähköpostiosoit*|sähköposti*|adres e-mail|adres mail*|adresu e-mail|e-maila|maila|adres email|adresu email",
    ),
    told: (text) => first(text, mail),
  },
  {
    given: "model",
    asked: cuePattern(
      "which device|what device|which phone|what phone|what type of device|what kind of device|which model|what model|device model|device type|type of device|device you're using|device are you using|what device*|which console|what console|which platform|what platform|which operating system|what operating system|make and model|hangi cihaz*|hangi model*|cihaz modeli*|telefon modeli*|modeli nedir|hangi telefon*|mikä laite|mikä malli|millä laitteella|mikä puhelin|laitteen malli*|minkä mallinen|jaki model*|jakie urządzenie|jakiego urządzenia|na jakim urządzeniu|model urządzenia|model telefonu|jaki telefon",
    ),
    told: (_, folded) => first(folded, device),
  },
  {
    given: "city",
    asked: cuePattern(
      "which city|what city|which store|what store|which branch|which location|what location|which airport|hangi şehir*|hangi mağaza*|hangi şube*|hangi il*|missä kaupungissa|mikä kaupunki|missä myymälässä|mikä myymälä|mistä myymälästä|w jakim mieście|jakie miasto|który sklep|którym sklepie|którego sklepu|w jakim sklepie",
    ),
    told: (text) => first(text, place),
  },
  {
    given: "link",
    asked: cuePattern(
      "channel url|channel's url|channel link|link to your channel|url of your channel|share the url|send us the url|send the url|share the link|send us the link|video url|video's url|link to the video|kanal bağlantı*|kanalınızın bağlantı*|bağlantıyı payla*|linkini payla*|linkki kanava*|kanavan linkki|lähetä linkki|link do kanału|link do filmu|prześlij link",
    ),
    told: (text) => first(text, address),
  },
];
// A request, not a report that something was received; and not for another one.
const requests = cuePattern(
  "can you|could you|would you|may we|may i|please|what is|what's|which|share|send|provide|confirm|let us know|tell us|reply with|dm|give us|need|have|do you|are you|was it|is it|misiniz|mısınız|musunuz|müsünüz|lütfen|paylaş*|iletir*|iletin|gönder*|yazar*|yazın|nedir|hangi|alabilir*|öğrenebilir*|voisitko|voitko|voisitteko|voitteko|lähetä*|laita*|ilmoita*|kerro*|kertoisit*|mikä|missä|millä|minkä|mistä|saisimmeko|saisinko|tarvitse*|czy|prosimy|proszę|podaj*|podać|prześlij*|przesłać|wyślij*|napisz*|jaki|jakie|jakiego|który|którym|którego|poprosimy|potrzebuj*",
);
const another = cuePattern(
  "another|different|new email|other|instead|already|thanks for|thank you for|received|got your|başka|farklı|yeni|aldık|ulaştı|için teşekkür*|toinen|eri|uusi|saimme|kiitos|inny|innego|nowy|otrzymaliśmy|dziękujemy za|mamy już",
);

/** ASKS_AGAIN: asks for an order number, mail address, device, city or link that a member gave in this thread. */
export function asksAgain(draft: Draft, { thread }: CheckInput): Warning | null {
  for (const { from, to } of sentencesOf(draft.text)) {
    const sentence = draft.folded.slice(from, to);
    if (cueSpans(sentence, requests).length === 0 || cueSpans(sentence, another).length > 0) continue;
    for (const kind of kinds) {
      const [asked] = cueSpans(sentence, kind.asked);
      if (!asked) continue;
      const message = thread.messages.findLastIndex(
        ({ author, text }) => author === "member" && kind.told(text, foldedInPlace(text)) !== null,
      );
      const told = thread.messages[message];
      const span = told && kind.told(told.text, foldedInPlace(told.text));
      if (!span) continue;
      const given = told.text.slice(span.from, span.to);
      const spans = [{ from: asked.from + from, to: asked.to + from }];
      return reason("ASKS_AGAIN", "warn", { kind: kind.given, given: given.slice(0, 60) }, spans, {
        comment: { message, id: told.id ?? null, spans: [span] },
      });
    }
  }
  return null;
}
