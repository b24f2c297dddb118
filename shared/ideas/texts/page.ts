import type { CallLanguage } from "#shared/ideas/brief.ts";
import { pageEn } from "#shared/ideas/texts/page-en.ts";
import { pageFi } from "#shared/ideas/texts/page-fi.ts";
import { pagePl } from "#shared/ideas/texts/page-pl.ts";
import type { PageTexts } from "#shared/ideas/texts/page-shape.ts";
import { pageTr } from "#shared/ideas/texts/page-tr.ts";

/** What the public page says, in its four languages. */
export const pageTexts: Record<CallLanguage, PageTexts> = { en: pageEn, tr: pageTr, fi: pageFi, pl: pagePl };
