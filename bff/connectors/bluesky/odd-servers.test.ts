import { createServer as createPlain, type Server } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ChannelAccess } from "#bff/connectors/connector.ts";
import { standingClock } from "#bff/platform/clock.ts";
import { fetchSafely } from "#bff/platform/fetch-safely.ts";
import { selfSigned } from "#fixtures/wire/self-signed.ts";
import { createBluesky } from "./connector.ts";

let asked: string[];
const servers: Server[] = [];
beforeEach(() => {
  asked = [];
});
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listening = async (server: Server, scheme: string) => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const answering = (status: number, headers: Record<string, string>, body: string) =>
  listening(
    createPlain((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(status, headers).end(body);
    }),
    "http",
  );

/** What connecting to a server, reading and answering there come to. */
async function outcomesAt(service: string) {
  const fetch = fetchSafely({ allowAddresses: ["127.0.0.1"] });
  const connector = createBluesky({ fetch, clock: standingClock("2026-11-22T09:00:00.000Z") });
  const did = "did:plc:lumi";
  const session = { accessJwt: "access", refreshJwt: "refresh", did, handle: "lumi.test" };
  const credentials = { service, did, handle: "lumi.test", appPassword: "app-password", pdsUrl: null, session };
  const access: ChannelAccess = { channelId: "c", externalId: did, handle: "lumi.test", credentials, settings: {} };
  const uri = "at://did:plc:aino/app.bsky.feed.post/3kxyz";
  const reply = { idempotencyKey: "k", text: "Thanks", lang: null, parentExternalId: uri, postExternalId: null };
  return [
    await connector.connect({ service, handle: "lumi.test", appPassword: "app-password" }),
    await connector.sync(access, null),
    await connector.send(access, { ...reply, threadExternalId: uri }),
  ];
}

it("sends nothing to a server whose certificate nobody vouches for, and says why", async () => {
  const server = createServer(selfSigned, (request, response) => {
    asked.push(request.url ?? "");
    response.end("{}");
  });
  for (const outcome of await outcomesAt(await listening(server, "https")))
    expect(outcome).toMatchObject({ kind: "wait", reason: expect.stringMatching(/^Nobody vouches for the server's/) });
  expect(asked).toEqual([]);
});

it("waits in words where a page comes instead of data, and quotes none of it", async () => {
  const page = await answering(200, { "content-type": "text/html" }, "<html><h1>Maintenance</h1></html>");
  for (const outcome of await outcomesAt(page))
    expect(outcome).toMatchObject({ kind: "wait", reason: "The network answered with a page instead of data." });
});

it("does not follow a server to an address it may not ask, and names that address", async () => {
  const away = await answering(307, { location: "http://127.0.0.2:9/" }, "");
  for (const outcome of await outcomesAt(away))
    expect(outcome).toMatchObject({ kind: "refused", reason: expect.stringMatching(/^127\.0\.0\.2 .+\.$/) });
});

it("says that a server cannot be reached", async () => {
  for (const outcome of await outcomesAt("http://127.0.0.1:1"))
    expect(outcome).toMatchObject({ kind: "wait", reason: "The network cannot be reached." });
});
