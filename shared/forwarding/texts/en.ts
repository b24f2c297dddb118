import type { LeftOut } from "#shared/forwarding/leave-out.ts";
import type { ReminderKind } from "#shared/forwarding/reminders.ts";
import type { Verdict } from "#shared/forwarding/schema.ts";
import type { AttachmentKind } from "#shared/inbox/attachment.ts";

/** Everything a mail to a department says, in one language. */
export type MailTexts = {
  locale: string;
  verdicts: Record<Verdict, string>;
  leftOut: LeftOut;
  from: (brand: string) => string;
  subject: (people: number, due: string | null) => string;
  greeting: (name: string) => string;
  asks: (person: string, brand: string, department: string) => string;
  wrote: (people: number, examples: number) => string;
  /** said above a translation: a person, a model, or both */
  translatedBy: (by: { person: string | null; model: string | null }) => string;
  attachment: Record<AttachmentKind, string>;
  underPost: string;
  more: (count: number) => string;
  neededBy: (due: string) => string;
  button: string;
  answerHere: string;
  orReply: string;
  link: (day: string) => string;
  signed: (person: string, brand: string) => string;
  handedOn: (department: string, name: string, reason: string) => string;
  remindSubject: Record<ReminderKind, (due: string) => string>;
  remind: Record<ReminderKind, (to: { name: string; department: string; due: string }) => string>;
  openLoop: string;
};

/** The words of mails to departments and of the note that an answer becomes, in English. */
export const mailTexts: MailTexts = {
  locale: "en-GB",
  verdicts: { yes: "Yes", no: "No", more_facts: "Needs more facts", not_ours: "Not ours, pass on" },
  leftOut: {
    email: "mail address",
    phone: "phone number",
    iban: "account number",
    card: "card number",
    identity: "personal number",
    order: "order number",
  },
  from: (brand) => `${brand} community`,
  subject: (people, due) => {
    const who =
      people === 0 ? "A question" : people === 1 ? "Question from a customer" : `Question from ${people} customers`;
    return due ? `${who}, needed by ${due}` : who;
  },
  greeting: (name) => `Hello ${name},`,
  asks: (person, brand, department) => `${person} of ${brand} asks ${department}:`,
  wrote: (people, examples) => {
    const who = people === 1 ? "What the customer wrote" : `What ${people} customers wrote`;
    return people > examples ? `${who}, ${examples} of them here` : who;
  },
  translatedBy: ({ person, model }) =>
    person && model
      ? `Translated by ${person} with a language model (${model})`
      : `Translated by ${person ?? `a language model (${model})`}`,
  attachment: { picture: "Picture", video: "Video", audio: "Sound", file: "File", link: "Link" },
  underPost: "They wrote under this post of ours",
  more: (count) => `and ${count} more, on the answer page`,
  neededBy: (due) => `Needed by ${due}.`,
  button: "Answer without an account",
  answerHere: "Answer here, without an account:",
  orReply: "Or simply reply to this mail.",
  link: (day) =>
    `The link works until ${day}, only for this question, and may be withdrawn before. Your answer is seen by the team only.`,
  signed: (person, brand) => `${person}, ${brand}`,
  handedOn: (department, name, reason) => `${name} of ${department} handed this on to you: ${reason}`,
  remindSubject: {
    before: (due) => `Reminder: an answer is needed by ${due}`,
    after: (due) => `Still without an answer, needed by ${due}`,
    deputy: (due) => `You are the deputy: an answer was needed by ${due}`,
    sender: (due) => `No answer has come, needed by ${due}`,
  },
  remind: {
    before: ({ due }) => `The question below waits for your answer until ${due}.`,
    after: ({ due }) => `The question below was to be answered by ${due}. A short answer helps as well.`,
    deputy: ({ name, department, due }) =>
      `${name} has not answered this question to ${department} by ${due}. You are named as the deputy: please answer in their place.`,
    sender: ({ name, department, due }) =>
      `${name} of ${department} was asked and reminded, and has not answered by ${due}. Ask again, ask somebody else, or answer the followers without it.`,
  },
  openLoop: "Open it in Konak",
};
