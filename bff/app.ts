import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { trpcServer } from "@hono/trpc-server";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { secureHeaders } from "hono/secure-headers";
import { channelsHttp, hooksHttp } from "#bff/features/channels/http.ts";
import { metricsHttp } from "#bff/features/channels/metrics.ts";
import { forwardingHttp, mailHook } from "#bff/features/forwarding/http.ts";
import { callPages } from "#bff/features/ideas/http.ts";
import { repliesHttp } from "#bff/features/replies/http.ts";
import { reportsHttp } from "#bff/features/reports/http.ts";
import { actorOf } from "#bff/features/team/queries.ts";
import { addressHeader, openAuth } from "#bff/platform/auth.ts";
import { clientAddress } from "#bff/platform/client-address.ts";
import type { App } from "#bff/platform/context.ts";
import type { RequestContext } from "#bff/platform/trpc.ts";
import { version } from "#bff/platform/version.ts";
import { appRouter } from "#bff/router.ts";

const pageFolder = join(import.meta.dirname, "../dist/web");
const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  imgSrc: ["'self'", "data:"],
  // Radix and Recharts place things with style attributes.
  styleSrc: ["'self'", "'unsafe-inline'"],
  frameAncestors: ["'none'"],
  objectSrc: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
};

/** The whole of Konak behind one origin: page, procedures, sign-in, files, health. */
export function createApp(app: App): Hono {
  const hono = new Hono();
  const auth = openAuth(app);
  // Before the headers of the app: public pages have stricter ones of their own.
  hono.route("/c", callPages(app));
  hono.use(secureHeaders({ contentSecurityPolicy: policy, referrerPolicy: "same-origin", xFrameOptions: "DENY" }));
  hono.use("/r/*", unlisted);
  hono.use(compress());
  hono.get("/healthz", (c) => c.json({ ok: true, engine: app.db.engine, version }));
  hono.use(
    "/api/*",
    bodyLimit({ maxSize: 2_000_000, onError: (c) => c.json({ error: "The request is too large." }, 413) }),
  );
  hono.use("/api/*", async (c, next) => {
    if (foreign(c)) return c.json({ error: "This request comes from another site." }, 403);
    return await next();
  });
  hono.on(["GET", "POST"], "/api/auth/*", (c) => auth.handler(withAddress(app, c)));
  hono.use(
    "/api/trpc/*",
    trpcServer({
      endpoint: "/api/trpc",
      router: appRouter,
      createContext: async ({ resHeaders }, c) => {
        // Said here, so that compress() need not make the whole answer anew only to say it.
        resHeaders.append("vary", "Accept-Encoding");
        return (await requestContext(app, c, resHeaders)) as unknown as Record<string, unknown>;
      },
    }),
  );
  hono.route(
    "/api",
    reportsHttp(app, async (c) => (await requestContext(app, c)).actor),
  );
  hono.route(
    "/api",
    repliesHttp(app, async (c) => (await requestContext(app, c)).actor),
  );
  hono.route(
    "/api",
    channelsHttp(app, async (c) => (await requestContext(app, c)).actor),
  );
  hono.route(
    "/api",
    forwardingHttp(app, async (c) => (await requestContext(app, c)).actor),
  );
  hono.route("/hooks", mailHook(app));
  hono.route("/", hooksHttp(app));
  hono.route("/", metricsHttp(app));
  hono.all("/api/*", (c) => c.json({ error: "There is no such address." }, 404));
  return servePage(hono);
}

// A shared report is for whoever got its link, so no search engine lists it.
const unlisted: MiddlewareHandler = async (c, next) => {
  await next();
  c.header("x-robots-tag", "noindex, nofollow");
};

// tRPC answers with headers of its own; what a procedure sets has to go into those.
async function requestContext(app: App, c: Context, answer = new Headers()): Promise<RequestContext> {
  const user = await openAuth(app).sessionUser(c.req.header("cookie"));
  const actor = user && (await actorOf(app, user.id));
  return { ...app, actor, headers: () => headersOf(app, c), setHeader: (name, value) => answer.append(name, value) };
}

// Browsers name the page a change comes from; only our own may change anything.
function foreign(c: Context): boolean {
  const origin = c.req.header("origin");
  if (!origin || c.req.method === "GET") return false;
  return !URL.canParse(origin) || new URL(origin).host !== c.req.header("host");
}

function withAddress(app: App, c: Context): Request {
  const hasBody = !["GET", "HEAD"].includes(c.req.method);
  return new Request(c.req.raw.url, {
    method: c.req.method,
    headers: headersOf(app, c),
    ...(hasBody && { body: c.req.raw.body, duplex: "half" }),
  } as RequestInit);
}

function headersOf(app: App, c: Context): Headers {
  const headers = new Headers(c.req.raw.headers);
  headers.set(addressHeader, clientAddress(c, app.config.trustProxy));
  return headers;
}

function servePage(hono: Hono): Hono {
  hono.use("/assets/*", async (c, next) => {
    await next();
    if (c.res.ok) c.header("cache-control", "public, max-age=31536000, immutable");
  });
  if (existsSync(pageFolder)) hono.use("/*", serveStatic({ root: relative(process.cwd(), pageFolder), index: "-" }));
  hono.get("/assets/*", (c) => c.text("This part of the page is gone; load the page again.", 404));
  hono.get("*", async (c) => {
    c.header("cache-control", "no-cache");
    return c.html(await readFile(join(pageFolder, "index.html"), "utf8"));
  });
  return hono;
}
