import type { MailTexts } from "#shared/forwarding/texts/en.ts";

/** The words of mails to departments in Polish. */
export const mailTexts: MailTexts = {
  locale: "pl-PL",
  verdicts: {
    yes: "Tak",
    no: "Nie",
    more_facts: "Potrzeba więcej informacji",
    not_ours: "Nie nasze, przekażcie dalej",
  },
  leftOut: {
    email: "adres e-mail",
    phone: "numer telefonu",
    iban: "numer konta",
    card: "numer karty",
    identity: "numer PESEL",
    order: "numer zamówienia",
  },
  from: (brand) => `Społeczność ${brand}`,
  subject: (people, due) => {
    const who = people === 0 ? "Pytanie" : people === 1 ? "Pytanie od klienta" : `Pytanie od klientów (${people})`;
    return due ? `${who}, odpowiedź do ${due}` : who;
  },
  greeting: (name) => `Dzień dobry, ${name},`,
  asks: (person, brand, department) => `${person} (${brand}) pyta dział ${department}:`,
  wrote: (people, examples) => {
    const who = people === 1 ? "Co napisał klient" : `Co napisali klienci (${people})`;
    return people > examples ? `${who}, tutaj ${examples}` : who;
  },
  translatedBy: ({ person, model }) =>
    person && model
      ? `Tłumaczenie: ${person} z pomocą modelu językowego (${model})`
      : `Tłumaczenie: ${person ?? `model językowy (${model})`}`,
  attachment: { picture: "Zdjęcie", video: "Film", audio: "Dźwięk", file: "Plik", link: "Odnośnik" },
  underPost: "Napisali to pod naszym postem",
  more: (count) => `i ${count} kolejnych na stronie odpowiedzi`,
  neededBy: (due) => `Odpowiedź potrzebna do ${due}.`,
  button: "Odpowiedz bez konta",
  answerHere: "Odpowiedz tutaj, bez konta:",
  orReply: "Można też po prostu odpowiedzieć na tę wiadomość.",
  link: (day) =>
    `Link działa do ${day}, tylko dla tego pytania, i może zostać wcześniej wycofany. Odpowiedź zobaczy tylko zespół.`,
  signed: (person, brand) => `${person}, ${brand}`,
  handedOn: (department, name, reason) => `${name} (${department}) przekazuje to dalej: ${reason}`,
  remindSubject: {
    before: (due) => `Przypomnienie: odpowiedź potrzebna do ${due}`,
    after: (due) => `Nadal bez odpowiedzi, termin: ${due}`,
    deputy: (due) => `Zastępstwo: odpowiedź była potrzebna do ${due}`,
    sender: (due) => `Brak odpowiedzi, termin: ${due}`,
  },
  remind: {
    before: ({ due }) => `Poniższe pytanie czeka na odpowiedź do ${due}.`,
    after: ({ due }) => `Na poniższe pytanie należało odpowiedzieć do ${due}. Krótka odpowiedź też pomoże.`,
    deputy: ({ name, department, due }) =>
      `${name} nie odpowiada na pytanie do działu ${department} (termin: ${due}). To zastępstwo: prosimy o odpowiedź w imieniu tej osoby.`,
    sender: ({ name, department, due }) =>
      `${name} (${department}) zna pytanie i przypomnienie, a odpowiedzi nie ma (termin: ${due}). Można zapytać ponownie, zapytać kogoś innego albo odpowiedzieć bez niej.`,
  },
  openLoop: "Otwórz w Konaku",
};
