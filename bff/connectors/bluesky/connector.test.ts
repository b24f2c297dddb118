import { describe, expect, it } from "vitest";
import type { ChannelAccess, OutgoingReply } from "#bff/connectors/connector.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { fetchSafely } from "#bff/platform/fetch-safely.ts";
import wire from "#fixtures/wire/bluesky/first-sync.json" with { type: "json" };
import { createBluesky } from "./connector.ts";
import type { Fetch } from "./session.ts";

const input = { service: "https://pds.example", handle: "@lumi.test", appPassword: "lumi-password" };

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(typeof body === "string" ? body : JSON.stringify(body), {
    status,
    headers: { "content-type": typeof body === "string" ? "text/html" : "application/json", ...headers },
  });

/** What Bluesky's own servers answered, unless `twist` answers in their place. */
function replayed(twist: (path: string, body: unknown) => Response | null = () => null): Fetch {
  return async (url) => {
    const { pathname, search } = new URL(url);
    const exchange = wire.exchanges.find(({ path }) => path === pathname + search);
    return (
      twist(pathname, structuredClone(exchange?.body)) ??
      (exchange ? answer(exchange.body, exchange.status) : answer({ error: "NotFound", message: "not recorded" }, 400))
    );
  };
}

const connectorWith = (fetch: Fetch) => createBluesky({ fetch, clock: standingClock(wire.recordedAt) });

async function accessOf(fetch: Fetch): Promise<ChannelAccess> {
  const account = await connectorWith(fetch).connect(input);
  if (account.kind !== "ok") throw new Error(account.reason);
  const { externalId, handle, credentials } = account.value;
  return { channelId: "channel-1", externalId, handle, credentials, settings: {} };
}

async function firstPage(fetch: Fetch) {
  return connectorWith(fetch).sync(await accessOf(replayed()), null);
}

const reply: OutgoingReply = {
  idempotencyKey: "key-1",
  text: "Yes",
  lang: "en",
  parentExternalId: "at://did:plc:aino/app.bsky.feed.post/1",
  threadExternalId: "at://did:plc:aino/app.bsky.feed.post/1",
  postExternalId: null,
};

describe("a first sync with Bluesky, as its servers answered it", () => {
  it("tells the post, the conversation under it, the mention and the quote", async () => {
    const page = await firstPage(replayed());
    if (page.kind !== "ok") throw new Error(page.reason);
    const told = page.value.items.map((item) => (item.type === "message" ? `${item.kind}: ${item.text}` : item.type));
    expect(told).toEqual([
      "followers",
      "post",
      "comment: Does it come in red?",
      "comment: In red and in green.",
      "mention: @lumi.test my kettle whistles in tune",
      "quote: Look at this",
    ]);
    expect(page.value.more).toBe(false);
  });

  it("sets a record aside that it cannot read, and tells the rest", async () => {
    const page = await firstPage(
      replayed((path, body) => {
        if (!path.endsWith("listNotifications")) return null;
        const { notifications } = body as { notifications: { record: unknown }[] };
        notifications[0]!.record = { text: 17 };
        return answer({ notifications });
      }),
    );
    if (page.kind !== "ok") throw new Error(page.reason);
    expect(page.value.items.filter((item) => item.type === "unreadable")).toHaveLength(1);
    expect(page.value.items.filter((item) => item.type === "message").length).toBeGreaterThanOrEqual(3);
  });

  it("starts over with a cursor it cannot read", async () => {
    const fresh = await firstPage(replayed());
    const access = await accessOf(replayed());
    expect(await connectorWith(replayed()).sync(access, "{half of a curs")).toEqual(fresh);
  });
});

describe("a network in trouble", () => {
  const everything = (make: () => Response) => replayed(() => make());

  it("is waited for as long as it asks", async () => {
    const reset = { "ratelimit-reset": String(Date.parse("2030-01-01T00:00:00Z") / 1000) };
    const busy = everything(() => answer({ error: "RateLimitExceeded", message: "Rate Limit Exceeded" }, 429, reset));
    expect(await firstPage(busy)).toMatchObject({ kind: "wait", until: "2030-01-01T00:00:00.000Z" });
    expect(await connectorWith(busy).connect(input)).toMatchObject({ kind: "wait" });
  });

  it.each([
    ["an error", () => answer({ error: "InternalServerError", message: "Internal Server Error" }, 500)],
    ["a page instead of data", () => answer("<h1>We are back soon</h1>")],
    ["data of another kind", () => answer({ hello: "there" })],
    ["nothing", () => answer("", 503)],
  ])("is waited for when it answers with %s", async (_, make) => {
    expect(await firstPage(everything(make))).toMatchObject({ kind: "wait" });
    expect(await connectorWith(everything(make)).connect(input)).toMatchObject({ kind: "wait" });
  });

  it("leaves open what became of a reply whose answer never came", async () => {
    const parent = { uri: reply.parentExternalId, cid: "bafyparent", indexedAt: wire.recordedAt };
    const author = { did: "did:plc:aino", handle: "aino.test" };
    const record = { $type: "app.bsky.feed.post", text: "Red?", createdAt: wire.recordedAt };
    const silent = replayed((path) => {
      if (path.endsWith("getPosts")) return answer({ posts: [{ ...parent, author, record }] });
      if (path.endsWith("getRecord"))
        return answer({ error: "RecordNotFound", message: "Could not locate record" }, 400);
      if (path.endsWith("putRecord"))
        throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
      return null;
    });
    const access = await accessOf(replayed());
    expect(await connectorWith(silent).send(access, reply)).toMatchObject({ kind: "unknown" });
    expect(await connectorWith(silent).findSent(access, reply)).toEqual({ kind: "ok", value: null });
  });

  it("asks for a reconnect when the stored credentials are not what they should be", async () => {
    const access = { ...(await accessOf(replayed())), credentials: { something: "else" } };
    expect(await connectorWith(replayed()).sync(access, null)).toMatchObject({ kind: "reconnect" });
  });
});

describe("a session that is over", () => {
  it("is renewed with the password, and handed out to be kept", async () => {
    const over = { error: "ExpiredToken", message: "Token has expired" };
    const expiring: Fetch = async (url, init) => {
      const bearer = new Headers(init?.headers).get("authorization");
      return bearer === "Bearer old" ? answer(over, 400) : replayed()(url, init);
    };
    const access = await accessOf(replayed());
    const credentials = access.credentials as { session: object };
    const stale = { ...credentials, session: { ...credentials.session, accessJwt: "old", refreshJwt: "old" } };
    const connector = connectorWith(expiring);
    const staleAccess = { ...access, credentials: stale };
    expect(connector.refreshed?.(staleAccess)).toBeUndefined();
    expect(await connector.sync(staleAccess, null)).toMatchObject({ kind: "ok" });
    expect(connector.refreshed?.(staleAccess)).toEqual(credentials);
  });
});

describe("what a person types to connect", () => {
  it("may carry an @ and invisible marks of the page it was copied from", async () => {
    const typed = { ...input, handle: " \u202a@lumi.test\u202c " };
    let identifier = "";
    const fetch: Fetch = async (url, init) => {
      if (url.endsWith("createSession"))
        identifier = JSON.parse(new TextDecoder().decode(init?.body as ArrayBuffer)).identifier;
      return replayed()(url, init);
    };
    expect(await connectorWith(fetch).connect(typed)).toMatchObject({ kind: "ok" });
    expect(identifier).toBe("lumi.test");
  });

  it.each([
    ["no password", { ...input, appPassword: " " }],
    ["an address that is none", { ...input, service: "my server" }],
    ["an address of another kind", { ...input, service: "file:///etc/passwd" }],
  ])("is refused before anything is sent when there is %s", async (_, typed) => {
    const never: Fetch = () => Promise.reject(new Error("nothing may be asked"));
    expect(await connectorWith(never).connect(typed)).toMatchObject({ kind: "refused" });
  });

  it("is refused when Konak may not speak to that server", async () => {
    const typed = { ...input, service: "http://127.0.0.1:4" };
    const outcome = await connectorWith(fetchSafely({ allowAddresses: [] })).connect(typed);
    expect(outcome).toMatchObject({ kind: "refused", reason: expect.stringContaining("127.0.0.1") });
  });
});
