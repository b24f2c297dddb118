import { type Context, Hono } from "hono";
import type { HookRequest } from "#bff/connectors/inbound.ts";
import { hookChannel, receiveHook, tellRefusedHook } from "#bff/features/channels/hook-commands.ts";
import { returnOAuth } from "#bff/features/channels/oauth-commands.ts";
import type { Actor, App } from "#bff/platform/context.ts";
import { DomainError } from "#shared/errors.ts";

const largest = 1_000_000;
const tooLarge = "A webhook may hold 1 MB at most; this one was not kept.";

/** Where networks knock: webhooks and their challenges. Nobody is signed in here; the signature is the key. */
export function hooksHttp(app: App): Hono {
  const hono = new Hono();
  const saidAt = new Map<string, number>();
  // The screen hears of what was refused, but nobody can make Konak write by knocking.
  const tell = async (channelId: string, message: string) => {
    const now = Date.now();
    if (now - (saidAt.get(channelId) ?? 0) <= 60_000) return;
    saidAt.set(channelId, now);
    await tellRefusedHook(app, channelId, message);
  };
  hono.get("/hooks/:channel", async (c) => {
    const found = await hookChannel(app, c.req.param("channel"));
    const answer = found?.connector.hook?.challenge?.(requestOf(c, "GET", Buffer.alloc(0)), found.keys);
    if (!answer) return c.text("There is no such address.", 404);
    return c.body(answer.body, answer.status as 200, { "content-type": answer.contentType });
  });
  hono.post("/hooks/:channel", async (c) => {
    const found = await hookChannel(app, c.req.param("channel"));
    if (!found) return c.text("There is no such address.", 404);
    const body = await bodyOf(c.req.raw);
    if (!body) {
      await tell(found.channel.id, tooLarge);
      return c.text(tooLarge, 413);
    }
    const request = requestOf(c, "POST", body);
    const challenge = found.connector.hook?.challenge?.(request, found.keys);
    if (challenge) return c.body(challenge.body, challenge.status as 200, { "content-type": challenge.contentType });
    const { status, message } = await receiveHook(app, found, request);
    if (status === 401) await tell(found.channel.id, message);
    return c.text(message, status);
  });
  return hono;
}

const requestOf = (c: Context, method: "GET" | "POST", body: Buffer): HookRequest => ({
  method,
  headers: c.req.header(),
  query: c.req.query(),
  body,
});

/** The body up to 1 MB, or null when it is larger; what is larger is not read to its end. */
async function bodyOf(request: Request): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length") ?? 0) > largest) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Where a network sends the browser back to; whatever happened is told on the page of channels. */
export function channelsHttp(app: App, actorOf: (c: Context) => Promise<Actor | null>): Hono {
  const hono = new Hono();
  hono.get("/channels/connected", async (c) => {
    const { state = "", code = "", error } = c.req.query();
    const to = (said: Record<string, string>) => c.redirect(`/channels?${new URLSearchParams(said)}`, 302);
    const actor = await actorOf(c);
    if (!actor) return to({ problem: "not_signed_in" });
    // LinkedIn's own word for `invalid_scope`: it has not approved the app for what is asked.
    if (error === "invalid_scope" || error === "unauthorized_scope_error") return to({ problem: "not_approved" });
    if (error || !code) return to({ problem: "not_given" });
    try {
      const { network, choose, connected } = await returnOAuth({ ...app, actor }, { state, code });
      return to(choose ? { choose: state } : { connected: network, count: String(connected) });
    } catch (problem) {
      if (!(problem instanceof DomainError)) app.log.error({ err: problem }, "an account could not be connected");
      const known = problem instanceof DomainError ? problem : null;
      const why = typeof known?.details.reason === "string" ? known.details.reason.slice(0, 300) : null;
      return to({ problem: known?.code ?? "unexpected", ...(why && { why }) });
    }
  });
  return hono;
}
