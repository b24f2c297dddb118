import { reportCsv } from "#bff/features/reports/export.ts";
import { reportJson } from "#bff/features/reports/export-json.ts";
import { lookOf } from "#bff/features/reports/look-queries.ts";
import { reportPdf } from "#bff/features/reports/pdf.ts";
import { brandOf } from "#bff/features/reports/queries.ts";
import { reportXlsx } from "#bff/features/reports/xlsx.ts";
import type { Ctx } from "#bff/platform/context.ts";
import type { MailLanguage } from "#shared/reports/mail-languages.ts";
import type { Report } from "#shared/reports/schema.ts";

/**
 * A file a report can become. `write` gets the report the screen shows and computes nothing anew; `language` is for
 * what is read by people, English while nobody says.
 */
export type ReportFormat = {
  contentType: string;
  write(ctx: Ctx, report: Report, language?: MailLanguage): Promise<string | Uint8Array>;
};

/** Every file format, by the name it has on the command line and in addresses. */
export const formats = {
  csv: { contentType: "text/csv; charset=utf-8", write: async (_ctx, report) => `\uFEFF${reportCsv(report)}` },
  json: { contentType: "application/json", write: async (_ctx, report) => reportJson(report) },
  xlsx: {
    contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write: (_ctx, report) => reportXlsx(report),
  },
  pdf: {
    contentType: "application/pdf",
    write: async (ctx, report, language = "en") => {
      const brand = await brandOf(ctx, report.brand.slug);
      return await reportPdf(report, { look: await lookOf(ctx.db.read, brand.id), language });
    },
  },
} satisfies Record<string, ReportFormat>;
export type FormatName = keyof typeof formats;
