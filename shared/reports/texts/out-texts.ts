import type { Aggregate, RateFormula } from "../closed-list.ts";
import type { MailLanguage } from "../mail-languages.ts";
import type { FigureId, LeftOut, Missing } from "../schema.ts";

import { en } from "./out-en.ts";
import { fi } from "./out-fi.ts";
import { pl } from "./out-pl.ts";
import { tr } from "./out-tr.ts";

type RateFigure = "rate-median" | "rate-mean" | "rate-sum";

/** The words of reports that leave the house: printed pages and mails. Each language has them all, or it does not compile. */
export type OutTexts = {
  locale: string;
  figures: Record<Exclude<FigureId, RateFigure>, { name: string; definition: string }>;
  rate: string;
  /** where the figures come from that are no rate */
  ownCounts: Record<"response-rate" | "first-answer" | "share-of-voice", string>;
  aggregates: Record<Aggregate, string>;
  formulas: Record<RateFormula, { name: string; definition: string }>;
  missing: Record<Missing, string>;
  leftOut: Record<LeftOut["why"], string>;
  page: {
    title: string;
    made: (moment: string, zone: string) => string;
    campaign: (name: string) => string;
    compared: (period: string) => string;
    number: (page: number, pages: number) => string;
    figures: string;
    noValues: string;
    figure: string;
    value: string;
    before: string;
    counted: string;
    leftOut: string;
    formula: string;
    middleHalf: (low: string, high: string) => string;
    posts: string;
    post: string;
    network: string;
    published: string;
    interactions: string;
    followersThen: string;
    rate: string;
    noPosts: string;
    untitled: string;
    marks: { ad: string; partAd: string; deleted: string; settling: string };
    marksMean: string;
    sources: string;
    readings: string;
    noReading: (days: number) => string;
    missing: string;
    more: (count: number) => string;
    charts: Record<"interactions" | "followers" | "received", { title: string; unit: string }>;
    now: string;
    earlier: string;
    gap: string;
  };
  link: {
    language: string;
    loading: string;
    frozen: (moment: string) => string;
    live: (moment: string) => string;
    until: (moment: string) => string;
    unknown: string;
    unknownTodo: string;
    expired: (brand: string, moment: string) => string;
    revoked: (brand: string, moment: string) => string;
    overTodo: string;
    password: string;
    passwordWhy: string;
    wrong: string;
    show: string;
    /** until the link may be tried again */
    tooOften: (minutes: number) => string;
    failed: string;
    again: string;
    asTable: string;
    day: string;
    print: string;
    pdf: string;
    pdfFailed: string;
  };
  mail: {
    subject: (brand: string, period: string) => string;
    intro: (brand: string, period: string) => string;
    attached: string;
    open: string;
    before: (value: string) => string;
    why: (person: string, brand: string) => string;
  };
};

/** The words in one of the languages a report can be sent in. */
export const outTexts: Record<MailLanguage, OutTexts> = { en, tr, fi, pl };
