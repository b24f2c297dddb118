import { z } from "zod";
import { getReport } from "#bff/features/reports/report.ts";
import { figureRows } from "#bff/features/reports/row-queries.ts";
import { screenProcedures } from "#bff/features/reports/screen-procedures.ts";
import { sharingProcedures } from "#bff/features/reports/sharing-procedures.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { FigureId, FigureRowPage, Report, ReportFilter } from "#shared/reports/schema.ts";

export const reportsRouter = router({
  ...screenProcedures,
  ...sharingProcedures,
  get: ask("report.read")
    .input(ReportFilter)
    .output(Report)
    .query(({ ctx, input }) => getReport(ctx, input)),
  rows: ask("report.read")
    .input(
      ReportFilter.extend({
        figure: FigureId,
        cursor: z.string().max(120).optional(),
      }),
    )
    .output(FigureRowPage)
    .query(({ ctx, input }) => figureRows(ctx, input)),
});
