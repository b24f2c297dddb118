import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { assertAllowedAddress, fetchSafely } from "#bff/platform/fetch-safely.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const allowing = fetchSafely({ allowAddresses: ["127.0.0.1"] });
const refused = { code: "address_not_allowed", name: "AddressRefused" };

describe("asking an address that was handed to us", () => {
  it("refuses addresses of this machine and its network, however they are written, without asking them", async () => {
    let asked = 0;
    const base = await serve((_request, response) => {
      asked++;
      response.end();
    });
    const { port } = new URL(base);
    const fetch = fetchSafely({ allowAddresses: [] });
    for (const host of ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
      for (const protocol of ["http", "https"])
        await expect(fetch(`${protocol}://${host}:${port}/`)).rejects.toMatchObject(refused);
    expect(asked).toBe(0);
  });

  it("refuses plain http and other protocols for a public address", async () => {
    const fetch = fetchSafely({ allowAddresses: [] });
    await expect(fetch("http://1.1.1.1/")).rejects.toMatchObject(refused);
    await expect(fetch("ftp://1.1.1.1/")).rejects.toMatchObject(refused);
    await expect(assertAllowedAddress("not an address", [])).rejects.toMatchObject(refused);
  });

  it("asks an address that is listed, by itself or by its name", async () => {
    const base = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ method: request.method, type: request.headers["content-type"], body }));
      });
    });
    const init = { method: "POST", headers: { "content-type": "text/plain" }, body: "çay" };
    const answer = await allowing(`${base}/x`, init);
    expect([answer.status, await answer.json()]).toEqual([200, { method: "POST", type: "text/plain", body: "çay" }]);
    const named = await fetchSafely({ allowAddresses: ["localhost"] })(base.replace("127.0.0.1", "localhost"));
    expect(named.status).toBe(200);
  });

  it("judges every redirect anew and follows three at most", async () => {
    const hidden = await serve((_request, response) => response.end("secret"));
    const base = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      const target = hop === 99 ? hidden.replace("127.0.0.1", "127.0.0.2") : `/${hop + 1}`;
      if (hop < 4 || hop === 99) response.writeHead(302, { location: target });
      response.end("there");
    });
    await expect(allowing(`${base}/99`)).rejects.toMatchObject(refused);
    expect(await (await allowing(`${base}/1`)).text()).toBe("there");
    await expect(allowing(`${base}/0`)).rejects.toThrow(/redirects too often/);
  });

  it("takes no password along to another server", async () => {
    const told: (string | undefined)[] = [];
    const other = await serve((request, response) => {
      told.push(request.headers.authorization);
      response.end();
    });
    const base = await serve((_request, response) => {
      response.writeHead(307, { location: other });
      response.end();
    });
    await allowing(base, { headers: { authorization: "Bearer key" } });
    expect(told).toEqual([undefined]);
  });

  it("unpacks what comes packed, and stops at 20 MB, packed or not", async () => {
    const large = Buffer.alloc(21 * 1024 * 1024, "a");
    const base = await serve((request, response) => {
      if (request.url === "/large") return void response.end(large);
      response.setHeader("content-encoding", "gzip");
      if (request.url === "/torn") return void response.end("no gzip at all");
      response.end(gzipSync(request.url === "/bomb" ? large : "merhaba"));
    });
    expect(await (await allowing(`${base}/packed`)).text()).toBe("merhaba");
    await expect(allowing(`${base}/large`)).rejects.toThrow(/20 MB/);
    await expect(allowing(`${base}/bomb`)).rejects.toThrow(/20 MB/);
    await expect(allowing(`${base}/torn`)).rejects.toThrow(/cannot be unpacked/);
  });

  it("stops when the one who asked does not want to know any more, and tells a closed door from a refused one", async () => {
    const base = await serve(() => {});
    const stop = new AbortController();
    const asking = allowing(base, { signal: stop.signal });
    stop.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
    await expect(allowing("http://127.0.0.1:1/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
