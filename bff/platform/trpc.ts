import { initTRPC, TRPCError } from "@trpc/server";
import { type Actor, type App, assertMay, type Ctx } from "#bff/platform/context.ts";
import { type Action, actions } from "#shared/actions.ts";
import { DomainError, type ErrorCode } from "#shared/errors.ts";

/** What every request carries: the app, who asks (null when signed out), and the headers it came with. */
export type RequestContext = App & {
  actor: Actor | null;
  /** made when asked for: most procedures need none, and making them costs more than a read */
  headers(): Headers;
  setHeader(name: string, value: string): void;
};

const httpCodes: Partial<Record<ErrorCode, TRPCError["code"]>> = {
  not_signed_in: "UNAUTHORIZED",
  not_allowed: "FORBIDDEN",
  not_found: "NOT_FOUND",
  invalid_input: "BAD_REQUEST",
  conflict: "CONFLICT",
  needs_confirmation: "CONFLICT",
  too_long: "PAYLOAD_TOO_LARGE",
  rate_limited: "TOO_MANY_REQUESTS",
  unexpected: "INTERNAL_SERVER_ERROR",
};

const t = initTRPC
  .context<RequestContext>()
  .meta<{ action: Action }>()
  .create({
    sse: {
      maxDurationMs: 30 * 60_000,
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 45_000 },
    },
    errorFormatter({ shape, error }) {
      const cause = error.cause;
      const broken = cause instanceof DomainError ? cause : null;
      const code: ErrorCode = broken?.code ?? (error.code === "BAD_REQUEST" ? "invalid_input" : "unexpected");
      const message = broken?.message ?? (code === "invalid_input" ? "The request is not of the expected form." : "");
      return { ...shape, message, data: { httpStatus: shape.data.httpStatus, code, details: broken?.details ?? {} } };
    },
  });

const mapped = t.procedure.use(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const cause = result.error.cause;
  if (cause instanceof DomainError)
    throw new TRPCError({ code: httpCodes[cause.code] ?? "UNPROCESSABLE_CONTENT", message: cause.message, cause });
  // PostgreSQL keeps no NUL in a text, wherever one was typed.
  if ((cause as { code?: string } | undefined)?.code === "22021") {
    const broken = new DomainError("invalid_input", "The text holds a character that cannot be kept (NUL).", {});
    throw new TRPCError({ code: "BAD_REQUEST", message: broken.message, cause: broken });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") ctx.log.error({ path, err: result.error }, "a procedure failed");
  return result;
});

export const router = t.router;

/** For the few procedures that need no session: links, and asking who one is. */
export const open = mapped;

/** A procedure behind one action of the table: signed in, and the role may. */
export const ask = (action: Action) =>
  mapped.meta({ action }).use(({ ctx, next }) => {
    if (!ctx.actor) throw new DomainError("not_signed_in", `Sign in to do ${actions[action].slice}.`, {});
    assertMay(ctx.actor, action);
    return next({ ctx: ctx as RequestContext & Ctx });
  });
