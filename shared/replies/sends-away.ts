import { type CheckInput, type Draft, reason } from "./check-input.ts";
import { cuePattern, cueSpans, foldedInPlace, sentencesOf } from "./cues.ts";
import { findGreeting } from "./greeting.ts";
import type { Span, Warning } from "./schema.ts";
import { contentWords, wordsOf } from "./words.ts";

const away = cuePattern(`
  dm|dms|dm'd|pm|pms|direct message*|private message*|message us|inbox us|send us a message|drop us a message|drop us a line|drop us a note|call us|give us a call|email us|e-mail us|write to us|contact us|contact our|reach out to us|reach out to our|reach us|get in touch|in touch with
  |visit our|visit us|click here|follow this link|follow the link|fill out|fill in|chat with us|chat with our|live chat|contact form|customer service on|customer service at|help center|help centre|help page|help site|here >>|this link|link below|speak to us|speak with us|phone us|head to|head over
  |dm'den|dmden|özel mesaj*|mesaj at*|mesaj gönder*|mesaj yoluyla|bize yaz*|bize ulaş*|çağrı merkezi*|müşteri hizmetleri*|bizi ara*|arayabilirsiniz|arayın|iletişime geç*|bağlantıya*|bağlantıdan|linkten|linke|formu doldur*|form üzerinden|canlı destek*|e-posta gönder*|mail at*
  |yksityisviest*|yv|yv:llä|dm:llä|viestillä|ota yhteyttä|ottakaa yhteyttä|otathan yhteyttä|otattehan yhteyttä|olethan yhteydessä|ole yhteydessä|soita*|soittakaa|laita viesti*|laittakaa viesti*|laitathan viesti*|lähetä viesti*|lähetäthän viesti*|lähetä meille|asiakaspalvelu*|lomakk*|linkistä|linkin kautta|chatissa|chatin
  |dm-a|priv|na priv|pw|prywatn* wiadomo*|wiadomoś* prywatn*|napisz do nas|napisz na|prosimy o kontakt|proszę o kontakt|skontaktuj*|zadzwoń*|infolini*|formularz*|pod linkiem|pod tym linkiem|kliknij|na czacie|wyślij nam|odezwij się`);
const link = /(?:https?:\/\/|www\.)\S+/giu;
const leastContent = 4;

// Told about a message that came, or offered for some other day: nobody is sent away by that.
const notAway = cuePattern(`
  your dm|your dms|the dm|you a dm|your message|sent you|got your|received your|replied to|responded to|feel free|don't hesitate|do not hesitate|if you need|if you should|if you happen|if you want|if you ever|if you care|we can contact|we will contact|we'll contact|we have contacted|you've been able to|been able to contact|thanks for contacting|thank you for contacting|thanks for reaching|thank you for reaching
  |mesajınızı aldık|mesajınıza|isterseniz|çekinmeyin|viestisi saapui|viestisi|viestiisi|saimme viesti*|tarvittaessa|jos haluat|otamme yhteyttä|skontaktujemy|wiadomość dotarła|otrzymaliśmy|odpisaliśmy|w razie potrzeby|jeśli chcesz`);
const asksForIt = cuePattern(
  "dm|dms|pm|message you|call you|email you|contact you|özel mesaj*|mesaj at*|yksityisvies*|viestillä|prywatn*|wiadomoś*",
);

/** The sentences that send a person elsewhere, when there is hardly anything else; empty when the text says something. */
export function awaySpans(text: string, lang: string | null): Span[] {
  const folded = foldedInPlace(text);
  const spans: Span[] = [];
  let said = 0;
  const greeting = findGreeting(text);
  const start = greeting && !greeting.thanks ? greeting.to : 0;
  for (const { from, to } of sentencesOf(text)) {
    if (to <= start) continue;
    const words = contentWords(wordsOf(text.slice(from, to), lang)).length;
    const isLink = new RegExp(link.source, "iu").test(text.slice(from, to));
    const sentence = folded.slice(from, to);
    if (cueSpans(sentence, notAway).length > 0) said += leastContent;
    // A link after the signature is a picture or the address of the message box; one in a sentence is the answer.
    else if (cueSpans(sentence, away).length > 0 || (isLink && words > 1 && words < leastContent))
      spans.push({ from, to });
    else if (isLink && words <= 1 && /^\W*https?:/u.test(sentence)) spans.push({ from, to });
    else if (!kind.test(sentence)) said += words;
  }
  return said < leastContent ? spans : [];
}

// Kindness around a refusal to answer is no answer either.
const kind = cueOnly(`
  sorry|apolog*|thank*|hope this helps|let us know|we'd like to help|we can help|we're here to help|happy to help|love to help|look into this|take a look|have a look|take a closer look|assist|we understand|oh no|that's not|hi there|hey there|üzgün*|özür|teşekkür*|yardımcı olmak|yardımcı ol*|ilgilen*|inceleyelim|pahoittel*|kiito*|autamme|auttaa|selvitetään|selvitämme|przykro|przeprasza*|dziękuj*|pomożemy|pomóc|sprawdzimy|wyjaśnimy`);
function cueOnly(list: string): RegExp {
  return new RegExp(cuePattern(list).source, "u");
}

/** SENDS_AWAY: the draft only points elsewhere, and so did an earlier answer of ours in this thread. */
export function sendsAway(draft: Draft, { thread }: CheckInput): Warning | null {
  const spans = awaySpans(draft.text, draft.lang);
  if (spans.length === 0 || cueSpans(draft.answered.folded, asksForIt).length > 0) return null;
  // Two parts of one answer, "1/2" and "2/2", are one sending away.
  const last = thread.messages.findLastIndex(({ author }) => author === "member");
  const before = thread.messages.findLastIndex(
    ({ author, text, lang }, at) => author === "brand" && at < last && awaySpans(text, lang ?? draft.lang).length > 0,
  );
  const earlier = thread.messages[before];
  if (!earlier) return null;
  const comment = {
    message: before,
    id: earlier.id ?? null,
    spans: awaySpans(earlier.text, earlier.lang ?? draft.lang),
  };
  return reason("SENDS_AWAY", "warn", {}, spans, { comment });
}
