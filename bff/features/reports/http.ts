import { type Context, Hono } from "hono";
import { z } from "zod";
import { type FileKind, fileKinds, fileName } from "#bff/features/reports/files.ts";
import { reportPdf } from "#bff/features/reports/pdf.ts";
import { getReport } from "#bff/features/reports/report.ts";
import { openShare } from "#bff/features/reports/share-commands.ts";
import { type Actor, type App, assertMay } from "#bff/platform/context.ts";
import { DomainError, type ErrorCode } from "#shared/errors.ts";
import { ReportFilter } from "#shared/reports/schema.ts";
import { MailLanguage } from "#shared/reports/sharing-schema.ts";

const statuses: Partial<Record<ErrorCode, 400 | 403 | 404>> = { invalid_input: 400, not_allowed: 403, not_found: 404 };
const wrongAddress =
  "The address needs brand, from and to (YYYY-MM-DD), and where it names a formula, aggregate or lang one that Konak has.";

const Shared = z.object({
  token: z.string().min(1).max(200),
  password: z.string().max(200).nullable(),
  lang: MailLanguage.default("en"),
});
const noLink = { unknown: 404, password: 403, expired: 410, revoked: 410 } as const;

/** Files of reports: for signed-in people the figures of the screen, by the same function, for others those of a link. */
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
        return answer(c, fileKinds[kind].contentType, fileName(report, kind), file);
      } catch (error) {
        if (error instanceof DomainError) return c.text(error.message, statuses[error.code] ?? 422);
        throw error;
      }
    });
  http.post("/reports/shared.pdf", async (c) => {
    const asked = Shared.safeParse(await c.req.json().catch(() => null));
    if (!asked.success) return c.text("The request needs the token of a link.", 400);
    const { token, password, lang } = asked.data;
    try {
      const page = await openShare(app, token, password, "pdf");
      if (page.state !== "open") return c.text("This link shows no report.", noLink[page.state]);
      const file = await reportPdf(page.report, { look: page.look, language: lang });
      return answer(c, fileKinds.pdf.contentType, fileName(page.report, "pdf"), file);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== "rate_limited") return c.text(error.message, 422);
      return c.text(error.message, 429, { "retry-after": String(error.details.seconds) });
    }
  });
  return http;
}

function answer(c: Context, contentType: string, name: string, file: string | Uint8Array): Response {
  c.header("content-type", contentType);
  c.header("content-disposition", `attachment; filename="${name}"`);
  c.header("cache-control", "no-store");
  return c.body(typeof file === "string" ? file : new Uint8Array(file));
}
