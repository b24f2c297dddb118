import { mailLanguages } from "#shared/reports/mail-languages.ts";
import type { ScheduleInput, ScheduleView } from "#shared/reports/sharing-schema.ts";
import type { Brand } from "#shared/team/schema.ts";

/** A mail at its hour while it is being written: fields as they are typed. */
export type MailDraft = Omit<ScheduleInput, "recipients" | "brand"> & { to: string };

const mostReaders = 20;

/** What a mail begins with: Mondays at eight on the brand's clock, in its first language that mails speak. */
export function mailDraftOf(schedule: ScheduleView | null, brand: Brand): MailDraft {
  if (!schedule) {
    const language = mailLanguages.find((one) => one === brand.languages[0]) ?? "en";
    return { id: null, every: "week", on: 1, hour: 8, timeZone: brand.timeZone, language, to: "", withPdf: true };
  }
  const { id, every, on, hour, timeZone, language, withPdf } = schedule;
  return { id, every, on, hour, timeZone, language, withPdf, to: schedule.recipients.join("\n") };
}

/** The addresses in a text with blanks, commas, semicolons or new lines between them, each once. */
export const readersOf = (to: string): string[] => [...new Set(to.split(/[\s,;]+/).filter(Boolean))];

type Wrong = { key: "toNone" | "toMany" } | { key: "toWrong"; mail: string };

/** What is wrong with the readers, or null. */
export function wrongReaders(to: string): Wrong | null {
  const readers = readersOf(to);
  if (readers.length === 0) return { key: "toNone" };
  const mail = readers.find((one) => !/^[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+$/.test(one));
  if (mail) return { key: "toWrong", mail };
  return readers.length > mostReaders ? { key: "toMany" } : null;
}

export function isZone(name: string): boolean {
  try {
    return Boolean(name) && Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** The name of a weekday, 1 Monday to 7 Sunday. */
export const weekdayName = (day: number, locale: string): string =>
  new Date(Date.UTC(2024, 0, day)).toLocaleDateString(locale, { timeZone: "UTC", weekday: "long" });

export const hourName = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;
