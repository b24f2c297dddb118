import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchSafely } from "#bff/platform/fetch-safely.ts";
import { selfSigned } from "#fixtures/wire/self-signed.ts";
import { startStandIn } from "#fixtures/wire/stand-in.ts";
import { ask, waitUntil } from "./ask.ts";

const build = () => {
  const app = new Hono();
  app.all("/fine", (c) => c.json({ you: "are here" }));
  app.all("/status/:code", (c) =>
    c.json({ error: { message: "Not <b>today</b>, come back later." } }, Number(c.req.param("code")) as 400),
  );
  app.all("/away", (c) => c.redirect("https://127.0.0.2/"));
  app.all("/large", (c) => c.json("a".repeat(21 * 1024 * 1024)));
  app.all("/round", (c) => c.redirect("/round", 307));
  app.all("/page", (c) => c.html("<h1>Sign in to the wifi</h1>"));
  return { app, state: {} };
};

describe("asking a network", () => {
  let network: Awaited<ReturnType<typeof startStandIn<object>>>;
  beforeAll(async () => {
    network = await startStandIn(build);
  });
  afterAll(() => network.stop());
  const parts = () => ({ fetch: fetchSafely({ allowAddresses: ["127.0.0.1"] }), clock: network.clock });
  const at = (path: string, more = {}) => ask(parts(), `${network.url}${path}`, more);

  it("hands over what was answered", async () => {
    expect(await at("/fine")).toMatchObject({ kind: "ok", value: { status: 200, body: { you: "are here" } } });
  });

  it.each([
    [401, false, "reconnect"],
    [429, true, "wait"],
    [500, false, "wait"],
    [500, true, "unknown"],
    [503, true, "wait"],
    [404, false, "refused"],
    [422, true, "refused"],
  ])("takes %i (a change: %s) for %s, in the network's words without its markup", async (code, writing, kind) => {
    const outcome = await at(`/status/${code}`, { writing });
    expect(outcome).toMatchObject({ kind, reason: "Not today, come back later." });
  });

  it("lets the one who asks say what is an answer, and what the key's end looks like", async () => {
    expect(await at("/status/404", { fine: [404] })).toMatchObject({ kind: "ok", value: { status: 404 } });
    const judge = () => ({ kind: "narrowed" as const, reason: "may not write", scope: "write" });
    expect(await at("/status/403", { judge })).toMatchObject({ kind: "narrowed", scope: "write" });
  });

  it("waits when a page comes where data was due, and does not know when that was the answer to a change", async () => {
    const reason = "The network answered with a page instead of data.";
    expect(await at("/page")).toMatchObject({ kind: "wait", reason });
    expect(await at("/page", { writing: true })).toMatchObject({ kind: "unknown" });
    expect(await at("/page", { due: "text" })).toMatchObject({ kind: "ok" });
  });

  it("does not know what became of a change whose answer was lost, and waits with a question", async () => {
    network.faults.next("cutAfter", 2);
    expect(await at("/fine", { writing: true })).toMatchObject({ kind: "unknown" });
    expect(await at("/fine")).toMatchObject({ kind: "wait" });
  });

  it("knows that a change never arrived where nobody listens, and refuses addresses it may not ask", async () => {
    const nobody = await ask(parts(), "http://127.0.0.1:1/", { writing: true });
    expect(nobody).toMatchObject({ kind: "wait", reason: "The network cannot be reached." });
    const closed = await ask({ ...parts(), fetch: fetchSafely({ allowAddresses: [] }) }, `${network.url}/fine`);
    expect(closed).toMatchObject({ kind: "refused", reason: expect.stringMatching(/127\.0\.0\.1/) });
  });

  it("sends nothing to a server whose certificate nobody vouches for, and says why", async () => {
    let asked = 0;
    const server = createServer(selfSigned, (_request, response) => {
      asked++;
      response.end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    for (const writing of [false, true]) {
      const outcome = await ask(parts(), address, { writing, headers: { authorization: "Bearer key" } });
      expect(outcome).toMatchObject({
        kind: "wait",
        reason: expect.stringMatching(/^Nobody vouches for the server's/),
      });
    }
    expect(asked).toBe(0);
    server.close();
  });

  it.each([
    ["/large", "The answer is larger than 20 MB."],
    ["/round", expect.stringMatching(/^127\.0\.0\.1:\d+ redirects too often\.$/)],
  ])("says why an answer is not taken (%s), and does not call it silence", async (path, reason) => {
    expect(await at(path)).toMatchObject({ kind: "wait", reason });
    const changing = await at(path, { writing: true });
    expect(changing).toMatchObject({ kind: "unknown", reason: expect.stringMatching(/20 MB|too often/) });
  });

  it("does not follow a network to an address it may not ask, and names that address", async () => {
    const outcome = await at("/away");
    expect(outcome).toEqual({ kind: "refused", reason: expect.stringMatching(/^127\.0\.0\.2 .+\.$/) });
  });

  it("comes back when the network says, as seconds, a date or a reset", () => {
    const now = new Date("2026-11-22T09:00:00.000Z");
    const until = (headers: Record<string, string>) => waitUntil(new Headers(headers), now);
    expect(until({ "retry-after": "30" })).toBe("2026-11-22T09:00:30.000Z");
    expect(until({ "retry-after": "0" })).toBe("2026-11-22T09:00:01.000Z");
    expect(until({ "retry-after": "Sun, 22 Nov 2026 09:10:00 GMT" })).toBe("2026-11-22T09:10:00.000Z");
    expect(until({ "x-rate-limit-reset": String(Date.parse("2026-11-22T09:15:00Z") / 1000) })).toBe(
      "2026-11-22T09:15:00.000Z",
    );
    expect(until({ "x-ratelimit-reset": "2026-11-22T09:05:00.000Z" })).toBe("2026-11-22T09:05:00.000Z");
    expect(until({})).toBe("2026-11-22T09:05:00.000Z");
  });
});
