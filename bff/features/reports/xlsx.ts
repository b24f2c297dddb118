import type { CellObject, Sheet as FileSheet } from "write-excel-file/node";
import { daySheet, figureSheet, formulaSheet, postSheet, type Sheet } from "#bff/features/reports/sheets.ts";
import type { Report } from "#shared/reports/schema.ts";

/** The report as a spreadsheet: figures, one row a post, one row a day, the formulas in words. */
export async function reportXlsx(report: Report): Promise<Buffer> {
  const { default: write } = await import("write-excel-file/node");
  const sheets = [figureSheet(report), postSheet(report), daySheet(report), formulaSheet(report)];
  return Buffer.from(await write(sheets.map(toFile)).toBuffer());
}

const widest = 60;

const toFile = ({ name, head, rows }: Sheet): FileSheet<never> => ({
  sheet: name,
  stickyRowsCount: 1,
  columns: head.map((title, at) => ({
    width: Math.min(widest, Math.max(title.length, ...rows.map((row) => String(row[at] ?? "").length)) + 2),
  })),
  data: [
    head.map((title): CellObject => ({ ...text(title), fontWeight: "bold" })),
    ...rows.map((row) => row.map(cell)),
  ],
});

/** A text is written as a text whatever it begins with, so that no program takes it for a formula. */
function cell(value: string | number | null): CellObject | null {
  if (value === null || value === "") return null;
  return typeof value === "number" ? { type: Number, value } : text(value);
}

// What XML cannot hold goes: control characters and half emoji. A cell holds 32,767 characters.
const text = (value: string): CellObject => ({
  type: String,
  value: value
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, " ")
    .slice(0, 32_000),
});
