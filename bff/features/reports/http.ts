import { type Context, Hono } from "hono";
import { type FileKind, fileKinds, fileName } from "#bff/features/reports/files.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { type Actor, type App, assertMay } from "#bff/platform/context.ts";
import { DomainError, type ErrorCode } from "#shared/errors.ts";
import { ReportFilter } from "#shared/reports/schema.ts";
import { MailLanguage } from "#shared/reports/sharing-schema.ts";

const statuses: Partial<Record<ErrorCode, 400 | 403 | 404>> = { invalid_input: 400, not_allowed: 403, not_found: 404 };
const wrongAddress =
  "The address needs brand, from and to (YYYY-MM-DD), and where it names a formula, aggregate or lang one that Konak has.";

/** Files of reports, for signed-in people: the figures of the screen, by the same function. */
export function reportsHttp(app: App, actorOf: (c: Context) => Promise<Actor | null>): Hono {
  const http = new Hono();
  for (const kind of Object.keys(fileKinds) as FileKind[])
    http.get(`/reports.${kind}`, async (c) => {
      const actor = await actorOf(c);
      if (!actor) return c.text("Sign in first.", 401);
      const filter = ReportFilter.safeParse(c.req.query());
      const language = MailLanguage.safeParse(c.req.query("lang") ?? "en");
      if (!filter.success || !language.success) return c.text(wrongAddress, 400);
      try {
        assertMay(actor, "report.read");
        const ctx = { ...app, actor };
        const report = await getReport(ctx, filter.data);
        const file = await fileKinds[kind].write(ctx, report, language.data);
        c.header("content-type", fileKinds[kind].contentType);
        c.header("content-disposition", `attachment; filename="${fileName(report, kind)}"`);
        c.header("cache-control", "no-store");
        return c.body(typeof file === "string" ? file : new Uint8Array(file));
      } catch (error) {
        if (error instanceof DomainError) return c.text(error.message, statuses[error.code] ?? 422);
        throw error;
      }
    });
  return http;
}
