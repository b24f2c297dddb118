import { createHmac, timingSafeEqual } from "node:crypto";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { type MailIn, takeMail } from "#bff/features/forwarding/mail-in-commands.ts";
import { htmlToWords, longestMail, parseMail } from "#bff/features/forwarding/parse-mail.ts";
import { loopCsv } from "#bff/features/forwarding/report-csv.ts";
import { getLoopReport } from "#bff/features/forwarding/report-queries.ts";
import { type Actor, type App, assertMay } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";
import { LoopReportFilter } from "#shared/forwarding/loop-schema.ts";

const freshFor = 300;

/** What a mail service posts when it has taken the mail apart itself. */
const Posted = z.object({
  messageId: z.string().max(1000).optional(),
  from: z.string().max(1000),
  fromName: z.string().max(300).default(""),
  to: z.union([z.string().max(5000), z.array(z.string().max(1000)).max(100)]),
  references: z.union([z.string().max(20_000), z.array(z.string().max(1000)).max(200)]).default([]),
  subject: z.string().max(2000).default(""),
  text: z.string().default(""),
  html: z.string().default(""),
  headers: z.record(z.string(), z.string()).default({}),
});

/**
 * Replies brought by a mail service: a raw mail (message/rfc822) or its parts as JSON, signed like our own webhooks
 * (`konak-timestamp`, `konak-signature: v1=HMAC-SHA256(secret, TIMESTAMP.BODY)`), at most five minutes old.
 */
export function mailHook(app: App): Hono {
  const http = new Hono();
  http.post(
    "/mail",
    bodyLimit({ maxSize: longestMail, onError: (c) => c.text("The mail is too large.", 413) }),
    async (c) => {
      const secret = app.config.mailHookSecret;
      if (!secret) return c.text("No secret is set for this address.", 404);
      const body = Buffer.from(await c.req.arrayBuffer());
      const refused = whyRefused(app, secret, c.req.header("konak-timestamp"), c.req.header("konak-signature"), body);
      if (refused) return c.text(refused, 401);
      const mail = await readPosted(body, c.req.header("content-type") ?? "");
      if (!mail) return c.text("This is neither a raw mail nor its parts as JSON.", 400);
      return c.json({ outcome: await takeMail(app, mail, "hook") });
    },
  );
  return http;
}

function whyRefused(
  app: App,
  secret: string,
  timestamp: string | undefined,
  signature: string | undefined,
  body: Buffer,
): string | null {
  const age = Math.abs(app.clock.now().getTime() / 1000 - Number(timestamp));
  if (!timestamp || !(age <= freshFor)) return "The signature is missing or too old.";
  const wanted = createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest();
  const given = Buffer.from(/^v1=([0-9a-f]{64})$/.exec(signature ?? "")?.[1] ?? "", "hex");
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? null : "The signature is wrong.";
}

async function readPosted(body: Buffer, type: string): Promise<MailIn | null> {
  if (type.startsWith("message/rfc822")) return await parseMail(body);
  const posted = Posted.safeParse(parseJson(body.toString("utf8")));
  if (!posted.success) return null;
  const { from, fromName, to, references, subject, text, html, headers, messageId } = posted.data;
  return {
    messageId: messageId ?? null,
    from: { name: fromName, mail: from },
    to: [to].flat(),
    references: [references].flat(),
    subject,
    text: text.trim() ? text : htmlToWords(html),
    headers: new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    enclosed: "",
    size: body.length,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The loop report as a file, for signed-in people: the figures of the screen, by the same function. */
export function forwardingHttp(app: App, actorOf: (c: Context) => Promise<Actor | null>): Hono {
  const http = new Hono();
  http.get("/loops.csv", async (c) => {
    const actor = await actorOf(c);
    if (!actor) return c.text("Sign in first.", 401);
    const filter = LoopReportFilter.safeParse(c.req.query());
    if (!filter.success) return c.text("The address needs brand, from and to (YYYY-MM-DD).", 400);
    try {
      assertMay(actor, "report.read");
      const report = await getLoopReport({ ...app, actor }, filter.data);
      c.header("content-type", "text/csv; charset=utf-8");
      c.header(
        "content-disposition",
        `attachment; filename="loops-${report.brand.slug}-${report.from}-${report.to}.csv"`,
      );
      return c.body(`\uFEFF${loopCsv(report)}`);
    } catch (error) {
      if (error instanceof DomainError) return c.text(error.message, error.code === "not_allowed" ? 403 : 404);
      throw error;
    }
  });
  return http;
}
