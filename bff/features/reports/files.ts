import { type FormatName, formats, type ReportFormat } from "#bff/features/reports/formats.ts";
import { daySheet, postSheet, type Sheet } from "#bff/features/reports/sheets.ts";
import { toCsv } from "#shared/reports/csv.ts";
import type { Report } from "#shared/reports/schema.ts";

/** A report as a file of an address: every format of the command line, and its rows alone. */
export type FileKind = FormatName | "posts.csv" | "days.csv";

// Spreadsheet programs take a file for UTF-8 only with the mark before it.
const rowsAlone = (sheetOf: (report: Report) => Sheet): ReportFormat => ({
  contentType: "text/csv; charset=utf-8",
  write: async (_ctx, report) => {
    const { head, rows } = sheetOf(report);
    return `\uFEFF${toCsv([head, ...rows])}`;
  },
});

/** Every kind of file a report can be; all are written from the same report that the screen shows. */
export const fileKinds: Record<FileKind, ReportFormat> = {
  ...formats,
  "posts.csv": rowsAlone(postSheet),
  "days.csv": rowsAlone(daySheet),
};

export const fileName = ({ brand, from, to }: Report, kind: FileKind): string =>
  `${brand.slug}-${from}-${to}${kind.includes(".") ? `-${kind}` : `.${kind}`}`;
