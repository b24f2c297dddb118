import { z } from "zod";
import { dropFrozen, freezeReport } from "#bff/features/reports/frozen-commands.ts";
import { getFrozen, listFrozen } from "#bff/features/reports/frozen-queries.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { figureRows } from "#bff/features/reports/row-queries.ts";
import { screenProcedures } from "#bff/features/reports/screen-procedures.ts";
import { sharingProcedures } from "#bff/features/reports/sharing-procedures.ts";
import { ask, router } from "#bff/platform/trpc.ts";
import { FreezeInput, FrozenList, FrozenReport } from "#shared/reports/frozen.ts";
import { FigureId, FigureRowPage, Report, ReportFilter } from "#shared/reports/schema.ts";

export const reportsRouter = router({
  ...screenProcedures,
  ...sharingProcedures,
  get: ask("report.read")
    .input(ReportFilter)
    .output(Report)
    .query(({ ctx, input }) => getReport(ctx, input)),
  frozen: ask("report.read")
    .input(z.object({ brand: z.string().min(1).max(60) }))
    .output(FrozenList)
    .query(({ ctx, input }) => listFrozen(ctx, input.brand)),
  frozenOne: ask("report.read")
    .input(z.object({ id: z.string().max(60) }))
    .output(FrozenReport)
    .query(({ ctx, input }) => getFrozen(ctx, input.id)),
  freeze: ask("report.freeze")
    .input(FreezeInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => freezeReport(ctx, input)),
  unfreeze: ask("report.unfreeze")
    .input(z.object({ id: z.string().max(60) }))
    .mutation(({ ctx, input }) => dropFrozen(ctx, input.id)),
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
