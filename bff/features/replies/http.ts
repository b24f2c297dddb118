import { type Context, Hono } from "hono";
import { lookBackCsv } from "#bff/features/replies/look-export.ts";
import { lookBackReport } from "#bff/features/replies/look-report-queries.ts";
import { type Actor, type App, assertMay } from "#bff/platform/context.ts";
import { DomainError, type ErrorCode } from "#shared/errors.ts";
import { LookFilter } from "#shared/replies/look-back.ts";

const statuses: Partial<Record<ErrorCode, 400 | 403 | 404>> = { invalid_input: 400, not_allowed: 403, not_found: 404 };

/** The report of replies as a file, for signed-in people: the figures of the screen, by the same function. */
export function repliesHttp(app: App, actorOf: (c: Context) => Promise<Actor | null>): Hono {
  const http = new Hono();
  http.get("/replies.csv", async (c) => {
    const actor = await actorOf(c);
    if (!actor) return c.text("Sign in first.", 401);
    const filter = LookFilter.safeParse(c.req.query());
    if (!filter.success) return c.text("The address needs brand, from and to (YYYY-MM-DD).", 400);
    try {
      assertMay(actor, "reply.look");
      const report = await lookBackReport({ ...app, actor }, filter.data);
      const { slug } = report.brand;
      c.header("content-type", "text/csv; charset=utf-8");
      c.header("content-disposition", `attachment; filename="${slug}-replies-${report.from}-${report.to}.csv"`);
      return c.body(`\uFEFF${lookBackCsv(report)}`);
    } catch (error) {
      if (error instanceof DomainError) return c.text(error.message, statuses[error.code] ?? 422);
      throw error;
    }
  });
  return http;
}
