import type { CallLanguage } from "#shared/ideas/brief.ts";

type Said = { name: string; title: string; brand: string };
type LetterTexts = {
  adopted(said: Said & { outcome: string; reason: string }): string;
  declined(said: Said & { reason: string }): string;
  joined(said: Said & { into: string }): string;
  changed(said: Said & { question: string; note: string }): string;
  mayWeMerge(said: Said & { other: string; by: string }): string;
  subject(question: string): string;
  yourPage: string;
};

// What a person wrote may end without a full stop; the next sentence must not run into it.
const line = (...parts: string[]): string =>
  parts
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (/[.!?…:)”"»]$/.test(part) ? part : `${part}.`))
    .join(" ");

/** Drafts of what contributors are told. A person reads each before it leaves; the reason is theirs, in their words. */
export const letterTexts: Record<CallLanguage, LetterTexts> = {
  en: {
    adopted: ({ name, title, outcome, reason }) =>
      line(`${name}, your idea “${title}” was taken up.`, outcome, reason, "Thank you for it."),
    declined: ({ name, title, reason }) => line(`${name}, about your idea “${title}”:`, reason),
    joined: ({ title, into }) => line(`Yours, “${title}”, was joined with “${into}”; both names stay.`),
    changed: ({ name, title, question, note }) =>
      line(`${name}, the call “${question}” you wrote to was changed.`, note, `Your idea “${title}” still counts.`),
    mayWeMerge: ({ name, title, other, by }) =>
      `${name}, your idea “${title}” is close to “${other}” by ${by}. May we join the two? Both names and all votes stay.`,
    subject: (question) => `About your idea: ${question}`,
    yourPage: "Your idea, and what becomes of it:",
  },
  tr: {
    adopted: ({ name, title, outcome, reason }) =>
      line(`${name}, “${title}” fikrin hayata geçiyor.`, outcome, reason, "Bunun için teşekkürler."),
    declined: ({ name, title, reason }) => line(`${name}, “${title}” fikrin hakkında:`, reason),
    joined: ({ title, into }) => line(`“${title}” fikrin “${into}” ile birleştirildi; iki isim de kalıyor.`),
    changed: ({ name, title, question, note }) =>
      line(`${name}, yazdığın “${question}” çağrısı değişti.`, note, `“${title}” fikrin hâlâ geçerli.`),
    mayWeMerge: ({ name, title, other, by }) =>
      `${name}, “${title}” fikrin, ${by} adlı kişinin “${other}” fikrine çok yakın. İkisini birleştirebilir miyiz? İki isim de, bütün oylar da kalır.`,
    subject: (question) => `Fikrin hakkında: ${question}`,
    yourPage: "Fikrin ve sonucu:",
  },
  fi: {
    adopted: ({ name, title, outcome, reason }) =>
      line(`${name}, ideasi ”${title}” toteutetaan.`, outcome, reason, "Kiitos siitä."),
    declined: ({ name, title, reason }) => line(`${name}, ideastasi ”${title}”:`, reason),
    joined: ({ title, into }) => line(`Ideasi ”${title}” yhdistettiin ideaan ”${into}”; molempien nimet säilyvät.`),
    changed: ({ name, title, question, note }) =>
      line(`${name}, ideahaku ”${question}”, johon kirjoitit, muuttui.`, note, `Ideasi ”${title}” on yhä mukana.`),
    mayWeMerge: ({ name, title, other, by }) =>
      `${name}, ideasi ”${title}” on lähellä ideaa ”${other}”, jonka lähetti ${by}. Saammeko yhdistää ne? Molempien nimet ja kaikki äänet säilyvät.`,
    subject: (question) => `Ideastasi: ${question}`,
    yourPage: "Ideasi ja se, mitä siitä tulee:",
  },
  pl: {
    adopted: ({ name, title, outcome, reason }) =>
      line(`${name}, Twój pomysł „${title}” został przyjęty.`, outcome, reason, "Dziękujemy za niego."),
    declined: ({ name, title, reason }) => line(`${name}, w sprawie Twojego pomysłu „${title}”:`, reason),
    joined: ({ title, into }) => line(`Twój pomysł „${title}” połączyliśmy z „${into}”; oba nazwiska zostają.`),
    changed: ({ name, title, question, note }) =>
      line(
        `${name}, pytanie „${question}”, na które odpowiadasz, zmieniło się.`,
        note,
        `Twój pomysł „${title}” nadal się liczy.`,
      ),
    mayWeMerge: ({ name, title, other, by }) =>
      `${name}, Twój pomysł „${title}” jest bliski pomysłowi „${other}” (${by}). Czy możemy je połączyć? Oba nazwiska i wszystkie głosy zostają.`,
    subject: (question) => `O Twoim pomyśle: ${question}`,
    yourPage: "Twój pomysł i co się z nim dzieje:",
  },
};
