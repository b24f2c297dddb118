import { type Context, Hono } from "hono";
import { reportCsv } from "#bff/features/reports/export.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { type Actor, type App, assertMay } from "#bff/platform/context.ts";
import { DomainError, type ErrorCode } from "#shared/errors.ts";
import { ReportFilter } from "#shared/reports/schema.ts";

const statuses: Partial<Record<ErrorCode, 400 | 403 | 404>> = { invalid_input: 400, not_allowed: 403, not_found: 404 };

/** Files of reports, for signed-in people: the figures of the screen, by the same function. */
export function reportsHttp(app: App, actorOf: (c: Context) => Promise<Actor | null>): Hono {
  const http = new Hono();
  http.get("/reports.csv", async (c) => {
    const actor = await actorOf(c);
    if (!actor) return c.text("Sign in first.", 401);
    const filter = ReportFilter.safeParse(c.req.query());
    if (!filter.success) return c.text("The address needs brand, from and to (YYYY-MM-DD).", 400);
    try {
      assertMay(actor, "report.read");
      const report = await getReport({ ...app, actor }, filter.data);
      c.header("content-type", "text/csv; charset=utf-8");
      c.header("content-disposition", `attachment; filename="${report.brand.slug}-${report.from}-${report.to}.csv"`);
      return c.body(`\uFEFF${reportCsv(report)}`);
    } catch (error) {
      if (error instanceof DomainError) return c.text(error.message, statuses[error.code] ?? 422);
      throw error;
    }
  });
  return http;
}
