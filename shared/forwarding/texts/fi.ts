import type { MailTexts } from "#shared/forwarding/texts/en.ts";

/** The words of mails to departments in Finnish. */
export const mailTexts: MailTexts = {
  locale: "fi-FI",
  verdicts: { yes: "Kyllä", no: "Ei", more_facts: "Tarvitaan lisätietoja", not_ours: "Ei meidän, siirtäkää" },
  leftOut: {
    email: "sähköpostiosoite",
    phone: "puhelinnumero",
    iban: "tilinumero",
    card: "korttinumero",
    identity: "henkilötunnus",
    order: "tilausnumero",
  },
  from: (brand) => `${brand}, yhteisö`,
  subject: (people, due) => {
    const who = people === 0 ? "Kysymys" : people === 1 ? "Kysymys asiakkaalta" : `Kysymys ${people} asiakkaalta`;
    return due ? `${who}, vastaus viimeistään ${due}` : who;
  },
  greeting: (name) => `Hei ${name},`,
  asks: (person, brand, department) => `${person} (${brand}) kysyy osastolta ${department}:`,
  wrote: (people, examples) => {
    const who = people === 1 ? "Mitä asiakas kirjoitti" : `Mitä ${people} asiakasta kirjoitti`;
    return people > examples ? `${who}, tässä ${examples}` : who;
  },
  translatedBy: ({ person, model }) =>
    person && model
      ? `Kääntänyt ${person} kielimallin (${model}) avulla`
      : `Kääntänyt ${person ?? `kielimalli (${model})`}`,
  attachment: { picture: "Kuva", video: "Video", audio: "Ääni", file: "Tiedosto", link: "Linkki" },
  underPost: "He kirjoittivat tämän julkaisumme alle",
  more: (count) => `ja ${count} muuta vastaussivulla`,
  neededBy: (due) => `Vastaus tarvitaan viimeistään ${due}.`,
  button: "Vastaa ilman tiliä",
  answerHere: "Vastaa tästä, tiliä ei tarvita:",
  orReply: "Tai vastaa suoraan tähän viestiin.",
  link: (day) =>
    `Linkki toimii ${day} asti ja vain tähän kysymykseen, ja se voidaan perua aiemmin. Vastauksesi näkee vain tiimi.`,
  signed: (person, brand) => `${person}, ${brand}`,
  handedOn: (department, name, reason) => `${name} (${department}) siirsi tämän sinulle: ${reason}`,
  remindSubject: {
    before: (due) => `Muistutus: vastaus tarvitaan viimeistään ${due}`,
    after: (due) => `Yhä ilman vastausta, määräaika oli ${due}`,
    deputy: (due) => `Olet sijainen: vastaus tarvittiin viimeistään ${due}`,
    sender: (due) => `Vastausta ei tullut, määräaika oli ${due}`,
  },
  remind: {
    before: ({ due }) => `Alla oleva kysymys odottaa vastaustasi ${due} asti.`,
    after: ({ due }) => `Alla olevaan kysymykseen piti vastata viimeistään ${due}. Lyhytkin vastaus auttaa.`,
    deputy: ({ name, department, due }) =>
      `${name} ei ole vastannut osaston ${department} kysymykseen (määräaika ${due}). Sinut on nimetty sijaiseksi: vastaa hänen puolestaan.`,
    sender: ({ name, department, due }) =>
      `${name} (${department}) sai kysymyksen ja muistutuksen eikä ole vastannut (määräaika ${due}). Kysy uudestaan, kysy toiselta tai vastaa seuraajille ilman vastausta.`,
  },
  openLoop: "Avaa Konakissa",
};
