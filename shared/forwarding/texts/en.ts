import type { Verdict } from "#shared/forwarding/schema.ts";

const verdicts: Record<Verdict, string> = {
  yes: "Yes",
  no: "No",
  more_facts: "Needs more facts",
  not_ours: "Not ours, pass on",
};

/** The words of mails to departments and of the note that an answer becomes, in English. */
export const mailTexts = {
  locale: "en-GB",
  verdicts,
  from: (brand: string) => `${brand} community`,
  subject: (people: number, due: string | null) => {
    const who =
      people === 0 ? "A question" : people === 1 ? "Question from a customer" : `Question from ${people} customers`;
    return due ? `${who}, needed by ${due}` : who;
  },
  greeting: (name: string) => `Hello ${name},`,
  asks: (person: string, brand: string, department: string) => `${person} of ${brand} asks ${department}:`,
  wrote: (people: number) => (people === 1 ? "What the customer wrote" : "What the customers wrote"),
  underPost: "They wrote under this post of ours",
  more: (count: number) => `and ${count} more, on the answer page`,
  neededBy: (due: string) => `Needed by ${due}.`,
  button: "Answer without an account",
  answerHere: "Answer here, without an account:",
  link: (day: string) =>
    `The link works until ${day}, only for this question, and may be withdrawn before. Your answer is seen by the team only.`,
  signed: (person: string, brand: string) => `${person}, ${brand}`,
} as const;
export type MailTexts = typeof mailTexts;
