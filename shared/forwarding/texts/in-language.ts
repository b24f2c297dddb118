import type { AnswerLanguage } from "#shared/forwarding/department.ts";
import { mailTexts as en, type MailTexts } from "#shared/forwarding/texts/en.ts";
import { mailTexts as fi } from "#shared/forwarding/texts/fi.ts";
import { mailTexts as pl } from "#shared/forwarding/texts/pl.ts";
import { mailTexts as tr } from "#shared/forwarding/texts/tr.ts";

const all: Record<AnswerLanguage, MailTexts> = { en, tr, fi, pl };

/** The words of mails in a department's language; English for any other. */
export const mailTextsIn = (lang: string): MailTexts => all[lang as AnswerLanguage] ?? en;
