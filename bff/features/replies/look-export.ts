import { bands, type LookBack, type LookedPerson } from "#shared/replies/look-back.ts";
import { toCsv } from "#shared/reports/csv.ts";

/** The report as CSV, a row a person and one for the brand: counts, so that whoever adds them up is right. */
export const lookBackCsv = (report: LookBack): string =>
  toCsv([
    ["brand", report.brand.name],
    ["from", report.from],
    ["to", report.to],
    ["not looked at yet", report.waiting],
    [],
    [
      "person",
      "replies",
      "nearest under 30 %",
      "30 to 45 %",
      "45 to 60 %",
      "60 % and more",
      "took up a word",
      "of comments with words to take up",
      "questions left unanswered",
      "of questions",
      "in another language",
      "of replies with both languages known",
    ],
    line("all", report.all),
    ...report.people.map((person) => line(person.userId === null ? "outside Konak" : (person.name ?? ""), person)),
  ]);

const line = (name: string, person: LookedPerson): (string | number | null)[] => [
  name,
  person.replies,
  ...bands.map((band) => person.bands[band]),
  person.takesUp.hits,
  person.takesUp.of,
  person.unanswered.hits,
  person.unanswered.of,
  person.missed.hits,
  person.missed.of,
];
